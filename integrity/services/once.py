"""One decision on what somebody asked, by one person: the one who comes second is told who was faster."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, models, transaction

from deepguard.errors import RuleViolation

Row = TypeVar("Row", bound=models.Model)


def decided(make: Callable[[], Row], refuse_decided: Callable[[], None]) -> Row:
    """The decision that `make` records; where another was faster, what `refuse_decided` raises of it."""
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        refuse_decided()
        raise


def refuse(noun: str, decision) -> None:
    """Raise where there is a decision with a verdict already, naming it, who decided and when."""
    if decision is not None:
        raise RuleViolation(
            f"{noun} was decided already: {decision.get_verdict_display().lower()} by {decision.by} "
            f"on {decision.recorded_at:%Y-%m-%d %H:%M} UTC. Nothing was changed.",
            "decided",
        )
