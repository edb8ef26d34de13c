"""The limit that stands computed for an annulus now, and the envelope that is in force."""

import json
from dataclasses import dataclass
from datetime import date

from integrity.engine.maasp import ISO_16530_1
from integrity.engine.result import DETERMINED, PROVISIONAL
from integrity.models import Assessment, OperatingEnvelope, Quantity, Standing

#: States of a limit that has a number.
NUMBERED = (DETERMINED, PROVISIONAL)


@dataclass(frozen=True)
class Computed:
    """A limit of an assessment as it was stored."""

    assessment: Assessment
    letter: str
    annulus_uid: str
    status: str
    limit_pa: int | None
    upper_trigger_pa: int | None
    missing: tuple[str, ...]
    set_aside: tuple[dict[str, str], ...] = ()

    @property
    def has_number(self) -> bool:
        return self.status in NUMBERED and self.limit_pa is not None


def computed(assessment: Assessment, regime: str = ISO_16530_1) -> dict[str, Computed]:
    """The limits of an assessment under a regime, by the uid of the annulus (its outer string)."""
    found = json.loads(assessment.result)["regimes"].get(regime, ())
    limits = [_computed(assessment, one) for one in found]
    return {limit.annulus_uid: limit for limit in limits if limit.annulus_uid}


def _computed(assessment: Assessment, one: dict) -> Computed:
    outer = one.get("outer") or [""]
    return Computed(
        assessment=assessment,
        letter=one["annulus"],
        annulus_uid=outer[0],
        status=one["status"],
        limit_pa=one.get("limit_pa"),
        upper_trigger_pa=one.get("upper_trigger_pa"),
        missing=tuple(one.get("missing") or ()),
        set_aside=tuple(one.get("set_aside") or ()),
    )


def standing_limits(well, regime: str = ISO_16530_1) -> dict[str, Computed]:
    """What stands computed for a well now; empty when it has not been assessed."""
    row = Standing.objects.filter(well=well).select_related("assessment").first()
    return computed(row.assessment, regime) if row else {}


def in_force(well, place: tuple[str, str, str], day: date) -> OperatingEnvelope | None:
    annulus_uid, well_state, quantity = place
    rows = OperatingEnvelope.objects.in_force(day).filter(
        well=well, annulus_uid=annulus_uid, well_state=well_state, quantity=quantity
    )
    return rows.first()


def computed_place(annulus_uid: str) -> tuple[str, str, str]:
    """Where a computed limit holds: its annulus, in every state."""
    return annulus_uid, "", Quantity.ANNULUS_PRESSURE
