"""Every page is private unless its view says otherwise (`login_not_required`)."""

from urllib.parse import urlencode, urlsplit, urlunsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse
from django.shortcuts import resolve_url

from deepguard.api.problems import problem


class LoginRequired(LoginRequiredMiddleware):
    """Sends a stranger to the sign-in; the API answers 401, an htmx swap is told to move the whole page."""

    def handle_no_permission(self, request, view_func):
        if request.path.startswith("/api/"):
            return problem(request, 401, "Sign in, or send a token.", code="not_authenticated")
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401, headers={"HX-Redirect": self._sign_in(request, view_func)})
        return super().handle_no_permission(request, view_func)

    def _sign_in(self, request, view_func) -> str:
        page = urlsplit(request.headers.get("HX-Current-URL", "/"))
        came_from = urlunsplit(("", "", page.path, page.query, ""))
        return f"{resolve_url(self.get_login_url(view_func))}?{urlencode({'next': came_from})}"
