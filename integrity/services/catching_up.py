"""Assess what is newer than its last assessment: the worker each minute, and whoever needs it at once."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from integrity import gather
from integrity.engine.aside import text_of
from integrity.engine.assess import Assessed, assess, turning_days
from integrity.engine.maasp import ISO_16530_1
from integrity.engine.result import SetAside
from integrity.models import (
    Assessment,
    EngineRelease,
    RulePack,
    RulePackActivation,
    Standing,
    StandingLimit,
)
from integrity.services.engine_release import running
from integrity.services.limits import propose_what_moved
from integrity.services.limits.stale import tell_of_stale
from integrity.services.standing_evidence import evidence_sha256, moved
from wells.engine.document import canonical
from wells.gather import of_revisions, revisions
from wells.models import Well

#: Wells computed between two short transactions.
AT_ONCE = 200

Evidence = dict[int, tuple[SetAside, ...]]


@dataclass(frozen=True)
class Round:
    """What one round of assessing stands on: the day, the engine, and the pack of each operator."""

    day: date
    engine: EngineRelease
    packs: dict[int, RulePack]

    def pack_of(self, well: Well) -> RulePack | None:
        return self.packs.get(well.operator_id)


def round_of(day: date, engine: EngineRelease, operators: Iterable[int]) -> Round:
    held = RulePackActivation.objects.in_force(operators, day=day)
    return Round(day, engine, {row.operator_id: row.pack for row in held})


def due(turn: Round, wells: Iterable[int] | None = None):
    """Wells whose revision, engine, rule pack, set-asides or day is newer than what stands for them; of these, or of all."""
    ruled = Q(standing__rule_pack=None) & ~Q(operator__in=list(turn.packs))
    for operator, pack in turn.packs.items():
        ruled |= Q(operator=operator, standing__rule_pack=pack)
    still = Q(standing__good_until=None) | Q(standing__good_until__gt=turn.day)
    stands = Q(standing__head=F("head"), standing__engine=turn.engine) & ruled & still
    stand = Well.objects.filter(stands).exclude(pk__in=moved(turn.day, wells))
    among = (
        Well.objects.filter(head__gt=0) if wells is None else Well.objects.filter(head__gt=0, pk__in=wells)
    )
    return among.exclude(pk__in=stand.values("pk"))


def catch_up(wells: Iterable[Well] | None = None, *, day: date | None = None) -> int:
    """Assess the wells that are due, or those of the given ones that are; how many were stored.

    Computes outside the transaction; what another process stored meanwhile is left as it is.
    """
    operators = RulePackActivation.objects.values_list("operator_id", flat=True).distinct()
    turn = round_of(day or timezone.localdate(), running(), list(operators))
    found = due(turn, None if wells is None else [well.pk for well in wells])
    keys = list(found.order_by("pk").values_list("pk", flat=True))
    stored = 0
    for start in range(0, len(keys), AT_ONCE):
        stored += _assess(list(Well.objects.filter(pk__in=keys[start : start + AT_ONCE])), turn)
    return stored


def _assess(wells: list[Well], turn: Round) -> int:
    heads = revisions(wells)
    documents = of_revisions(heads)
    packs = {well.pk: turn.pack_of(well) for well in wells}
    evidence = gather.set_asides(wells, as_of=turn.day)
    results = {
        key: _assessed(document, packs[key], evidence.get(key, ()), turn)
        for key, document in documents.items()
    }
    ends = {key: _next_turn(document, turn.day) for key, document in documents.items()}
    return _store(heads, results, evidence, ends, turn)


def _assessed(document, pack: RulePack | None, evidence: tuple[SetAside, ...], turn: Round) -> Assessed:
    return assess(document, day=turn.day.isoformat(), pack=pack and pack.mapping, evidence=evidence)


def _next_turn(document, day: date) -> date | None:
    later = [turn for turn in turning_days(document) if turn > day.isoformat()]
    return date.fromisoformat(later[0]) if later else None


@transaction.atomic
def _store(heads, results: dict[int, Assessed], evidence: Evidence, ends, turn: Round) -> int:
    """What differs from the assessment that stood. A well revised, or decided about, while we computed is due again:
    left alone."""
    rows = list(Well.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(results)))
    decided = gather.set_asides(rows, as_of=turn.day)
    wells = {
        well.pk: well
        for well in rows
        if well.head == heads[well.pk].number and decided.get(well.pk) == evidence.get(well.pk)
    }
    last = _last(list(wells))
    now = timezone.now()
    fresh = [
        row
        for key, well in wells.items()
        if (
            row := _row(
                well, heads[key], results[key], last.get(key), text_of(evidence.get(key, ())), turn, now
            )
        )
        is not None
    ]
    Assessment.objects.bulk_create(fresh)
    stored = {row.well_id: row for row in fresh}
    propose_what_moved(fresh, renewed=[row for key, row in last.items() if key not in stored])
    _stand_limits(stored)
    standing = last | stored
    _stand([_standing(well, standing[key], ends[key], turn, now) for key, well in wells.items()])
    tell_of_stale(wells)
    return len(fresh)


def _last(keys: list[int]) -> dict[int, Assessment]:
    rows = Standing.objects.filter(well__in=keys).select_related("assessment")
    return {row.well_id: row.assessment for row in rows}


def _row(
    well: Well,
    revision,
    found: Assessed,
    before: Assessment | None,
    evidence: str,
    turn: Round,
    now: datetime,
) -> Assessment | None:
    """The assessment to store; None where the one before says the same on the same."""
    pack = turn.pack_of(well)
    stands_on = (revision.pk, turn.engine.pk, pack and pack.pk, evidence, found.result_sha256)
    if before is not None and stands_on == (
        before.revision_id,
        before.engine_id,
        before.rule_pack_id,
        before.evidence,
        before.result_sha256,
    ):
        return None
    return Assessment(
        well=well,
        number=before.number + 1 if before else 1,
        revision=revision,
        engine=turn.engine,
        rule_pack=pack,
        day=turn.day,
        evidence=evidence,
        recorded_at=now,
        input_sha256=found.input_sha256,
        result=canonical(found.summary).decode(),
        result_sha256=found.result_sha256,
    )


def _standing(well: Well, assessment: Assessment, end: date | None, turn: Round, now: datetime) -> Standing:
    return Standing(
        well=well,
        assessment=assessment,
        head=well.head,
        engine=turn.engine,
        rule_pack=turn.pack_of(well),
        evidence_sha256=evidence_sha256(assessment.evidence),
        good_until=end,
        checked_at=now,
    )


def _stand(rows: list[Standing]) -> None:
    Standing.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["well"],
        update_fields=[
            "assessment",
            "head",
            "engine",
            "rule_pack",
            "evidence_sha256",
            "good_until",
            "checked_at",
        ],
    )


def _stand_limits(assessments: dict[int, Assessment]) -> None:
    """The rows that lists read, replaced for the wells whose assessment is another now."""
    StandingLimit.objects.filter(well__in=assessments).delete()
    StandingLimit.objects.bulk_create(
        row for assessment in assessments.values() for row in limit_rows(assessment)
    )


def limit_rows(assessment: Assessment) -> Iterator[StandingLimit]:
    """The limits of an assessment as lists read them."""
    found = json.loads(assessment.result)["regimes"].get(ISO_16530_1, ())
    for ordinal, one in enumerate(found):
        governing = one.get("governing") or {}
        yield StandingLimit(
            well_id=assessment.well_id,
            ordinal=ordinal,
            regime=ISO_16530_1,
            annulus=one["annulus"],
            annulus_uid=next(iter(one.get("outer") or ()), ""),
            status=one["status"],
            reason=one.get("reason") or "",
            limit_pa=one.get("limit_pa"),
            upper_trigger_pa=one.get("upper_trigger_pa"),
            governing_id=governing.get("id", ""),
            governing_element=governing.get("element", ""),
            governing_label=governing.get("label", ""),
            missing=len(one.get("missing") or ()),
            aside=len(one.get("set_aside") or ()),
            set_aside_until=min(
                (date.fromisoformat(aside["until"]) for aside in one.get("set_aside") or ()), default=None
            ),
        )
