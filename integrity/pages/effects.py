"""What a draft would do to the limits of a well: each annulus now and as the draft says it."""

from __future__ import annotations

from dataclasses import dataclass

from integrity import gather
from integrity.engine.limits import LimitSet, assess_limits
from integrity.engine.result import LimitResult, SetAside
from integrity.engine.rules import RulePack
from integrity.pages.names import names_of
from wells.engine.document import at
from wells.engine.model import WellModel
from wells.pages.editing.desk import Editing
from wells.pages.sides import Side

#: Limits nearer than this are the same limit [Pa].
SAME_PA = 1.0


@dataclass(frozen=True)
class Effect:
    """One annulus: its limit now and in the draft; None where the well then has no such annulus."""

    letter: str
    now: LimitResult | None
    draft: LimitResult | None
    governed_by: str = ""
    governed_now: str = ""

    @property
    def moves(self) -> bool:
        """Whether number or state of the limit differs."""
        if self.now is None or self.draft is None:
            return self.now is not self.draft
        return self.now.status != self.draft.status or not _same(self.now.limit_pa, self.draft.limit_pa)

    @property
    def loses(self) -> bool:
        """Whether there was a number and the draft leaves none."""
        return (
            self.now is not None
            and self.now.limit_pa is not None
            and (self.draft is None or self.draft.limit_pa is None)
        )

    @property
    def rises_unproven(self) -> bool:
        """Whether the number is higher and not determined: what would have bounded it is not known."""
        now, then = (one.limit_pa if one else None for one in (self.now, self.draft))
        return (
            now is not None
            and then is not None
            and then - now >= SAME_PA
            and self.draft.status != "determined"
        )

    @property
    def first_missing(self) -> str:
        return self.draft.missing[0].what if self.draft and self.draft.missing else ""


def effects_of(
    now: WellModel, draft: WellModel, *, pack: RulePack | None, set_aside: tuple[SetAside, ...] = ()
) -> list[Effect]:
    """Every annulus that either has, inside out, both under the pack in force and without what is set aside."""
    limits = (assess_limits(model, pack=pack, set_aside=set_aside) for model in (now, draft))
    return effects_between(*limits, names_now=names_of(now), names=names_of(draft))


def effects_of_editing(editing: Editing) -> list[Effect]:
    """What a draft or a what-if does to every annulus, under the pack in force; none where its errors leave no
    well to compute."""
    if not editing.has_model:
        return []
    pack = gather.pack_in_force(editing.well.operator_id)
    aside = gather.set_asides_of(editing.well)
    return effects_of(at(editing.published), at(editing.document), pack=pack, set_aside=aside)


def effects_of_sides(before: Side, after: Side) -> list[Effect]:
    """Every annulus that either of two states has, each under the pack in force on its day."""
    models = [at(side.document, side.day) for side in (before, after)]
    limits = (
        gather.limits_of(side.well, model, as_of=side.day, known_at=side.known_until)
        for side, model in zip((before, after), models, strict=True)
    )
    return effects_between(*limits, names_now=names_of(models[0]), names=names_of(models[1]))


def effects_between(
    before: LimitSet, after: LimitSet, *, names_now: dict[str, str], names: dict[str, str]
) -> list[Effect]:
    """Every annulus that either set of limits has, inside out, with the names of each well."""
    now = {result.annulus: result for result in before.results}
    then = {result.annulus: result for result in after.results}
    return [
        Effect(
            letter,
            now.get(letter),
            then.get(letter),
            _governed_by(then.get(letter), names),
            _governed_by(now.get(letter), names_now),
        )
        for letter in sorted(now.keys() | then.keys())
    ]


def _governed_by(result: LimitResult | None, names: dict[str, str]) -> str:
    governing = result.governing if result else None
    return names.get(governing.element, governing.element) if governing else ""


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) < SAME_PA
