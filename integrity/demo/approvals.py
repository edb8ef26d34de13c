"""Limits of the demo field: most of them in force, some waiting for a second person, some never proposed."""

from django.utils import timezone

from deepguard.models import User
from deepguard.units import display_unit
from integrity.services.catching_up import catch_up
from integrity.services.limits import approve, propose
from integrity.services.limits.standing import standing_limits
from wells.models import Well

LOWER_TRIGGER_PA = 300_000.0
#: Wells whose limits wait for the approver, and wells nobody has proposed a limit for.
WAITING = frozenset({"heron-a-12"})
UNTOUCHED = frozenset({"eke-b-18", "mar-obs-1"})


def bring_into_force(wells: list[Well], *, engineer: User, approver: User) -> None:
    """Assess the wells; propose each limit that has a number, and approve it unless its well waits."""
    catch_up(wells)
    for well in wells:
        if well.uid in UNTOUCHED:
            continue
        for uid, limit in standing_limits(well).items():
            if limit.status != "determined":
                continue
            proposal = propose(
                well,
                annulus_uid=uid,
                by=engineer,
                reason="First limit of this annulus, derivation read.",
                lower_trigger_pa=LOWER_TRIGGER_PA if limit.limit_pa > 10 * LOWER_TRIGGER_PA else None,
            )
            if well.uid not in WAITING:
                approve(
                    proposal,
                    by=approver,
                    unit=display_unit("pressure_pa", approver.units).symbol,
                    valid_from=timezone.localdate(),
                    reason="Derivation read against the completion report.",
                )
