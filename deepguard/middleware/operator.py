"""Which operator the person works for in this request, and both in every log line."""

import structlog


class OperatorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.operator = None
        if request.user.is_authenticated:
            work_for(request, request.user)
        return self.get_response(request)


def work_for(request, user) -> None:
    """Set `request.operator`: the one chosen in this session, else the first by name; None without any."""
    operators = user.operators
    chosen = request.session.get("operator") if hasattr(request, "session") else None
    request.operator = next((o for o in operators if o.pk == chosen), operators[0] if operators else None)
    structlog.contextvars.bind_contextvars(
        user=str(user.uid), operator=str(request.operator.uid) if request.operator else None
    )
