"""A body that is too large is refused by its stated length, before a byte of it is read or stored."""

from django.conf import settings
from django.shortcuts import render

from deepguard.api.problems import problem
from deepguard.formatting import size

#: What a form adds around its files.
MARGIN = 256 * 1024


class BodySizeMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _length(request) > settings.UPLOAD_MAX_BYTES + MARGIN:
            return _refusal(request)
        return self.get_response(request)


def _length(request) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0


def _refusal(request):
    limit = size(settings.UPLOAD_MAX_BYTES)
    if request.path.startswith("/api/"):
        detail = (
            f"A body may hold {limit}; this one says it holds {size(_length(request))}. Nothing was stored."
        )
        response = problem(request, 413, detail, code="too_large")
    else:
        response = render(request, "413.html", {"limit": limit, "sent": size(_length(request))}, status=413)
    response["Connection"] = "close"
    return response
