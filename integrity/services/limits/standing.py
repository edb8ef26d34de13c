"""The limit that stands computed for an annulus now, in every state or in one, and whether it is what was approved.

An assessment holds the limits of every state. Those of one state are computed when they are asked for, from the
revision and the rule pack the standing assessment names, on the day that is asked for: a pure call (decision 0029).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from integrity import gather
from integrity.engine.aside import decisions_of, holding
from integrity.engine.assess import summary_of
from integrity.engine.limits import states_of
from integrity.engine.maasp import ISO_16530_1
from integrity.engine.result import DETERMINED, PROVISIONAL, LimitResult
from integrity.models import Assessment, LimitProposal, OperatingEnvelope, Quantity, Standing
from wells.gather import models_of
from wells.models import WellRevision

#: States of a limit that has a number.
NUMBERED = (DETERMINED, PROVISIONAL)


@dataclass(frozen=True)
class Computed:
    """A limit of an assessment: as it was stored, or in the state `well_state`."""

    assessment: Assessment
    letter: str
    annulus_uid: str
    status: str
    limit_pa: int | None
    upper_trigger_pa: int | None
    missing: tuple[str, ...]
    well_state: str = ""
    set_aside: tuple[dict[str, str], ...] = ()

    @property
    def has_number(self) -> bool:
        return self.status in NUMBERED and self.limit_pa is not None

    @property
    def place(self) -> tuple[str, str, str]:
        return self.annulus_uid, self.well_state, Quantity.ANNULUS_PRESSURE


def is_met(envelope: OperatingEnvelope, found: Computed | LimitResult | None) -> bool:
    """Whether what is computed is still what was approved: the same number, and nothing less certain.

    A limit that was approved as determined and has become an “at most” is not met, whatever its number.
    """
    if found is None:
        return False
    approved = envelope.decision.proposal
    return found.limit_pa == approved.limit_si and found.status in (DETERMINED, approved.status)


def stands_still(proposal: LimitProposal, found: Computed | None) -> bool:
    """Whether what is computed is still what was proposed: what can be approved."""
    if found is None or not found.has_number:
        return False
    return (found.limit_pa, found.status) == (proposal.limit_si, proposal.status)


def computed(assessment: Assessment, regime: str = ISO_16530_1) -> dict[str, Computed]:
    """The limits of an assessment under a regime, by the uid of the annulus (its outer string)."""
    return _by_annulus(assessment, json.loads(assessment.result)["regimes"].get(regime, ()))


def computed_in_state(assessment: Assessment, state: str, *, day: date | None = None) -> dict[str, Computed]:
    """The limits on a day (today) in one state, which is empty for every state, as for `computed`.

    Empty where the document does not describe the state on that day.
    """
    if not state:
        return computed(assessment)
    day = day or timezone.localdate()
    if state not in described_states(assessment, day=day):
        return {}
    aside = holding(decisions_of(json.loads(assessment.evidence)), day.isoformat())
    limits = gather.limits_in_state(
        assessment.revision, state, day=day, pack=assessment.rule_pack, set_aside=aside
    )
    found = _by_annulus(assessment, [summary_of(result) for result in limits.results])
    return {uid: replace(limit, well_state=state) for uid, limit in found.items()}


def described_states(assessment: Assessment, *, day: date | None = None) -> tuple[str, ...]:
    """The well states that the assessed document describes on a day (today)."""
    revision = assessment.revision
    model = models_of({revision.pk: revision}, as_of=day or timezone.localdate())[revision.pk]
    return states_of(model)


def _by_annulus(assessment: Assessment, found: Iterable[dict]) -> dict[str, Computed]:
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


def standing_assessment(well, *, of_head: bool = False) -> Assessment | None:
    """What stands for a well now; `of_head`: only while it is of the well's current revision."""
    rows = Standing.objects.filter(well=well, **({"head": well.head} if of_head else {}))
    row = rows.select_related("assessment__revision", "assessment__rule_pack").first()
    return row.assessment if row else None


def standing_limits(well, state: str = "") -> dict[str, Computed]:
    """What stands computed for a well now, by annulus; empty when it has not been assessed."""
    assessment = standing_assessment(well)
    return computed_in_state(assessment, state) if assessment else {}


def computed_for(envelopes: Iterable[OperatingEnvelope]) -> dict[int, Computed | None]:
    """What stands computed now for each limit in force, by its key; entered limits are left out.

    Two queries, however many: the documents are read only of wells with a limit of one state.
    """
    rows = [row for row in envelopes if row.is_computed]
    standing = Standing.objects.filter(well__in={row.well_id for row in rows})
    assessments = {row.well_id: row.assessment for row in standing.select_related("assessment__rule_pack")}
    dated = {row.well_id for row in rows if row.well_state} & assessments.keys()
    revisions = WellRevision.objects.in_bulk([assessments[key].revision_id for key in dated])
    for key in dated:
        assessments[key].revision = revisions[assessments[key].revision_id]
    found = {
        (key, state): computed_in_state(assessments[key], state)
        for key, state in {(row.well_id, row.well_state) for row in rows}
        if key in assessments
    }
    return {row.pk: found.get((row.well_id, row.well_state), {}).get(row.annulus_uid) for row in rows}
