"""The outermost middleware: names the request and says how long it took."""

import re
import time
import uuid

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class ProcessTimeMiddleware:
    """`X-Request-ID` in and out (a new one where none, or none fit to log, was sent); `X-Process-Time-Ms` out.

    `request.started` is the reading of the monotonic clock that the logs take their duration from.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.started = time.perf_counter()
        request.META["HTTP_X_REQUEST_ID"] = request_id = self._request_id(request)
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        response["X-Process-Time-Ms"] = f"{elapsed_ms(request):.1f}"
        return response

    @staticmethod
    def _request_id(request) -> str:
        sent = request.META.get("HTTP_X_REQUEST_ID", "")
        return sent if REQUEST_ID.fullmatch(sent) else str(uuid.uuid4())


def elapsed_ms(request) -> float:
    """Milliseconds since the request came in."""
    return (time.perf_counter() - request.started) * 1000


def log_duration(*, request, log_kwargs, **kwargs) -> None:
    """Put the duration on the line that closes a request."""
    log_kwargs["duration_ms"] = round(elapsed_ms(request), 1)
