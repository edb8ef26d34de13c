"""Django's own error answers: a problem under /api/, a page elsewhere."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from deepguard.api.problems import problem

WORDS = {
    400: "The request could not be read.",
    403: "Your roles do not allow this.",
    404: "There is nothing here that you can see.",
}


@requires_csrf_token
def bad_request(request, exception=None):
    return _answer(request, 400, code="bad_request")


@requires_csrf_token
def forbidden(request, exception=None):
    return _answer(request, 403, code="permission_denied", said=str(exception or ""))


@requires_csrf_token
def not_found(request, exception=None):
    return _answer(request, 404, code="not_found")


def forged(request, reason=""):
    """CSRF: a form that was not sent from our own page, or has grown old."""
    if request.path.startswith("/api/"):
        return problem(request, 403, "The CSRF token is missing or old.", code="forged")
    return render(request, "403_csrf.html", status=403)


def broken(request):
    """We are wrong. Rendered without the shell, which may be what broke."""
    if request.path.startswith("/api/"):
        request_id = request.META.get("HTTP_X_REQUEST_ID", "")
        return problem(request, 500, f"This is an error of ours. Name request {request_id}.", code="error")
    return HttpResponse(render_to_string("500.html"), status=500)


def _answer(request, status: int, *, code: str, said: str = ""):
    if request.path.startswith("/api/"):
        return problem(request, status, said or WORDS[status], code=code)
    return render(request, f"{status}.html", {"exception": said}, status=status)
