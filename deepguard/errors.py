"""Errors a person can act on. A form that is wrong: 422. A rule that refuses: 409. We are wrong: 500."""

from django.shortcuts import render
from django_htmx.http import reswap, retarget


class RuleViolation(Exception):
    """A rule of the house refuses. `message` is a sentence that says what, where and how to mend it.

    `page` is the template that tells it, `context` what that page shows beside the refusal.
    """

    page = "rule_violation.html"

    def __init__(self, message: str, code: str = "rule", status: int = 409, faults=()):
        super().__init__(message)
        self.message = message
        self.code = code
        self.status = status
        self.faults = list(faults)
        self.context = {}


class Refused(RuleViolation):
    """What somebody sent does not fit: 422. `field` names what is to be mended, as the services take it; a form
    shows the sentence there."""

    def __init__(self, message: str, code: str, field: str):
        super().__init__(message, code=code, status=422)
        self.field = field


def refuse_no_reason(reason: str, why: str = "Say why: the reason stays with the record.") -> None:
    """Raise Refused, saying `why` a reason is asked for, where none is given."""
    if not reason.strip():
        raise Refused(why, "reason", "reason")


class Stale(RuleViolation):
    """An edit that stands on an old revision."""

    def __init__(self, message: str):
        super().__init__(message, code="stale")


class RuleViolationMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, RuleViolation):
            return None
        page = "_rule_violation.html" if request.htmx else exception.page
        context = exception.context | {"error": exception}
        response = render(request, page, context, status=exception.status)
        return reswap(retarget(response, "#messages"), "innerHTML") if request.htmx else response
