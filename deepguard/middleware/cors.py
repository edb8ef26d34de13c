"""Other origins may call the API, and nothing else, when they are named exactly."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
SENT = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-ID"
READ = "ETag, Location, Retry-After, Idempotency-Replayed, X-Request-ID, X-Process-Time-Ms"


class CorsMiddleware:
    """No cookies across origins: a foreign page signs its requests with a token."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith("/api/"):
            return self.get_response(request)
        allowed = request.headers.get("Origin") in settings.CORS_ALLOWED_ORIGINS
        response = self._preflight(allowed) if self._is_preflight(request) else self.get_response(request)
        patch_vary_headers(response, ["Origin"])
        if allowed:
            response["Access-Control-Allow-Origin"] = request.headers["Origin"]
            response["Access-Control-Expose-Headers"] = READ
        return response

    @staticmethod
    def _is_preflight(request) -> bool:
        return request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers

    @staticmethod
    def _preflight(allowed: bool) -> HttpResponse:
        if not allowed:
            return HttpResponse(status=403)
        return HttpResponse(
            status=204,
            headers={
                "Access-Control-Allow-Methods": METHODS,
                "Access-Control-Allow-Headers": SENT,
                "Access-Control-Max-Age": "600",
            },
        )
