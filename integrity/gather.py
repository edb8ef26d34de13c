"""Rows to limits, many wells at once: models from the record below, ruled by the pack their operator had in
force, without the candidates that were set aside then, assessed under the regime in force.

Nothing is stored. The limits of a revision on a day under a pack with the same set aside never change, so the ones
asked for last are kept by each process; a new revision, another pack or another decision is assessed anew.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime

from django.utils import timezone

from integrity.engine.aside import text_of
from integrity.engine.limits import LimitSet, assess_limits, in_state
from integrity.engine.result import SetAside
from integrity.engine.rules import RulePack, pack_of
from integrity.models import RulePack as RulePackRow
from integrity.models import RulePackActivation, SetAsideRequest
from wells import gather
from wells.engine.model import WellModel
from wells.gather import Kept

#: Limits keep their derivations at hand: some 100 kB a well.
KEPT_LIMITS = 500
KEPT_PACKS = 200
_kept = Kept(KEPT_LIMITS)
_packs = Kept(KEPT_PACKS)


def limits(wells, *, as_of=None, known_at=None) -> dict[int, LimitSet]:
    """The limits of each well that was known then, by well key."""
    wells = list(wells)
    found = gather.revisions(wells, known_at=known_at)
    operators = {well.pk: well.operator_id for well in wells}
    packs = packs_in_force(operators.values(), as_of=as_of, known_at=known_at)
    ruled = {key: packs.get(operators[key]) for key in found}
    day = None if as_of is None else str(as_of)
    aside = set_asides(wells, as_of=as_of, known_at=known_at)
    names = {
        key: (found[key].sha256, day, pack and pack.sha256, text_of(aside.get(key, ())))
        for key, pack in ruled.items()
    }
    known = {key: _kept.get(name) for key, name in names.items()}
    missing = {key: found[key] for key, result in known.items() if result is None}
    for key, model in gather.models_of(missing, as_of=as_of).items():
        known[key] = assess_limits(model, pack=ruled[key], set_aside=aside.get(key, ()))
        _kept.put(names[key], known[key])
    return known


def limits_of(well, model: WellModel, *, as_of=None, known_at=None) -> LimitSet:
    """The limits of one model of a well under the pack in force then, without what was set aside then."""
    return limits_of_each(well, [model], as_of=as_of, known_at=known_at)[0]


def limits_of_each(well, models: Iterable[WellModel], *, as_of=None, known_at=None) -> list[LimitSet]:
    """The limits of several models of one well, as `limits_of` one; pack and set-asides are asked for once."""
    pack = pack_in_force(well.operator_id, as_of=as_of, known_at=known_at)
    aside = set_asides_of(well, as_of=as_of, known_at=known_at)
    return [assess_limits(model, pack=pack, set_aside=aside) for model in models]


def set_asides(
    wells: Iterable, *, as_of: date | str | None = None, known_at: datetime | None = None
) -> dict[int, tuple[SetAside, ...]]:
    """The candidates that took no part then, by well key, in one query; a well without any is left out."""
    rows = SetAsideRequest.objects.in_force(day_of(as_of=as_of, known_at=known_at), known_at=known_at)
    return facts_by_well(rows.filter(well__in=[well.pk for well in wells]))


def facts_by_well(rows) -> dict[int, tuple[SetAside, ...]]:
    """Requests that were agreed as engines take them, by well key, in one query."""
    found: dict[int, list[SetAside]] = defaultdict(list)
    for row in rows.with_people().order_by("pk"):
        found[row.well_id].append(row.fact)
    return {key: tuple(facts) for key, facts in found.items()}


def set_asides_of(
    well, *, as_of: date | str | None = None, known_at: datetime | None = None
) -> tuple[SetAside, ...]:
    """Those of one well."""
    return set_asides([well], as_of=as_of, known_at=known_at).get(well.pk, ())


def limits_in_state(
    revision, state: str, *, day: date, pack: RulePackRow | None, set_aside: tuple[SetAside, ...] = ()
) -> LimitSet:
    """The limits of a revision on a day while the well is in one state, without what is set aside."""
    name = (revision.sha256, str(day), pack and pack.sha256, state, text_of(set_aside))
    found = _kept.get(name)
    if found is None:
        model = gather.models_of({revision.pk: revision}, as_of=day)[revision.pk]
        found = assess_limits(in_state(model, state), pack=pack and read_pack(pack), set_aside=set_aside)
        _kept.put(name, found)
    return found


def packs_in_force(
    operators: Iterable[int], *, as_of: date | str | None = None, known_at: datetime | None = None
) -> dict[int, RulePack]:
    """The pack each operator stood under, by operator key, in one query; without one the operator is left out."""
    day = day_of(as_of=as_of, known_at=known_at)
    found = RulePackActivation.objects.in_force(operators, day=day, known_at=known_at)
    return {activation.operator_id: read_pack(activation.pack) for activation in found}


def pack_in_force(
    operator: int, *, as_of: date | str | None = None, known_at: datetime | None = None
) -> RulePack | None:
    """The pack one operator stood under."""
    return packs_in_force([operator], as_of=as_of, known_at=known_at).get(operator)


def day_of(*, as_of: date | str | None = None, known_at: datetime | None = None) -> date:
    """The day a pack is asked for: the day that is looked at; else the day on which one looks, in UTC.

    What was known at a moment is what that moment's reader saw: without `as_of` the day is that moment's.
    """
    if as_of is not None:
        return date.fromisoformat(str(as_of))
    return (known_at or timezone.now()).astimezone(UTC).date()


def read_pack(row: RulePackRow) -> RulePack:
    """The pack of a row as the frozen value engines take; the same content is read once."""
    found = _packs.get(row.sha256)
    if found is None:
        found = pack_of(row.mapping)
        _packs.put(row.sha256, found)
    return found


def forget() -> None:
    """Drop what is kept: for measuring a first look."""
    _kept.clear()
    _packs.clear()
