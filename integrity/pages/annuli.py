"""The annuli of a well with their limits, one row each, as the overview shows them."""

from __future__ import annotations

from dataclasses import dataclass

from integrity.engine.limits import LimitSet
from integrity.engine.result import Candidate, LimitResult
from integrity.pages.approvals import NONE, WORDS, Approval
from integrity.pages.names import fluid_line, names_of
from wells.engine.model import Annulus, WellModel


@dataclass(frozen=True)
class AnnulusRow:
    letter: str
    annulus: Annulus | None
    limit: LimitResult
    fluids: list[tuple[str, float | None]]
    governed_by: str
    outer_uid: str
    approval: Approval

    @property
    def state(self) -> str:
        """Whether the limit is in force; green only then."""
        return self.approval.state(self.limit)

    @property
    def state_words(self) -> str:
        return WORDS.get(self.state, "")

    @property
    def governing(self) -> Candidate | None:
        return self.limit.governing

    @property
    def first_missing(self) -> str:
        return self.limit.missing[0].what if self.limit.missing else ""

    @property
    def more_missing(self) -> int:
        return max(0, len(self.limit.missing) - 1)


def annulus_rows(model: WellModel, limits: LimitSet, approvals: dict[str, Approval]) -> list[AnnulusRow]:
    """Every annulus that has a limit, inside out, and whether somebody approved it."""
    annuli = {annulus.letter: annulus for annulus in model.annuli or ()}
    names = names_of(model)
    return [_row(result, annuli.get(result.annulus), names, approvals) for result in limits.results]


def _row(
    limit: LimitResult, annulus: Annulus | None, names: dict[str, str], approvals: dict[str, Approval]
) -> AnnulusRow:
    governing = limit.governing
    outer_uid = limit.outer_ids[0] if limit.outer_ids else ""
    return AnnulusRow(
        letter=limit.annulus,
        annulus=annulus,
        limit=limit,
        fluids=fluid_line(annulus),
        governed_by=names.get(governing.element, governing.element) if governing else "",
        outer_uid=outer_uid,
        approval=approvals.get(outer_uid, NONE),
    )
