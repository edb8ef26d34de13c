"""ETag and If-Match: an edit names the state it stands on."""

from django.http import HttpResponse
from django.utils.http import parse_etags, quote_etag

from deepguard.errors import RuleViolation


def tag(value) -> str:
    """The strong ETag of a state, from its hash or number.

    >>> tag("a1b2")
    '"a1b2"'
    """
    return quote_etag(str(value))


def require_match(request, current) -> None:
    """Refuse an edit that names no state (428) or an old one (412)."""
    sent = request.headers.get("If-Match")
    if not sent:
        raise RuleViolation(
            "Send If-Match with the ETag of what you read, so that nobody's edit is overwritten.",
            "precondition_required",
            status=428,
        )
    tags = parse_etags(sent)
    if tags != ["*"] and tag(current) not in tags:
        raise RuleViolation(
            "This was changed since you read it. Read it again, then repeat the edit.",
            "precondition_failed",
            status=412,
        )


def unchanged(request, current) -> HttpResponse | None:
    """304 where the reader already has the current state, else None."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if tag(current) in [one.removeprefix("W/") for one in known]:
        return HttpResponse(status=304, headers={"ETag": tag(current)})
    return None
