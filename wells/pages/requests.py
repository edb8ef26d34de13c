"""Numbers that addresses and forms carry."""

from deepguard.errors import RuleViolation

GREATEST = 2_000_000_000


def number_of(text, name) -> int | None:
    """A revision number as sent; None where none was. Errors: RuleViolation (400) for what is no number."""
    if text in (None, ""):
        return None
    if not (str(text).isdecimal() and str(text).isascii() and 0 < int(str(text)[:12]) <= GREATEST):
        raise RuleViolation(f"{name}={str(text)[:40]} is no revision number.", code=name, status=400)
    return int(text)
