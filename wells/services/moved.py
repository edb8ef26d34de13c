"""A what-if whose base has moved: refused with what the record changed since, and what both changed."""

from dataclasses import dataclass

from deepguard.errors import Stale
from wells.drafts.merging import Conflict, rebased
from wells.engine.compare import Comparison, compare
from wells.gather import of_revisions
from wells.models import Scenario, WellRevision

Document = dict


@dataclass(frozen=True)
class Told:
    """One fact of a refusal."""

    pointer: str
    code: str
    detail: str


class Moved(Stale):
    """The base has moved. `others`: what was recorded since; `both`: facts this and the record changed."""

    def __init__(self, message: str, others: Comparison, both: list[Conflict]):
        super().__init__(message)
        self.code, self.others, self.both = "moved", others, both
        self.faults = [
            *(
                Told(f"/{one.address}", "both_changed", f"recorded {one.theirs!r}, here {one.mine!r}")
                for one in both
            ),
            *(Told(f"/{'/'.join(one.path)}", "changed_since", one.words) for one in others.facts),
        ]


def what_moved(scenario: Scenario, document: Document) -> tuple[Comparison, list[Conflict]]:
    """What the record changed since the base, and what of that the what-if changed otherwise."""
    head = WellRevision.objects.get(well=scenario.well, number=scenario.well.head)
    documents = of_revisions({0: scenario.base, 1: head})
    _, both = rebased(documents[0], document, documents[1])
    return compare(documents[0], documents[1]), both


def refuse_moved(scenario: Scenario, document: Document) -> None:
    """Raise Moved (409) where the well has another revision than the one the what-if stands on."""
    if not scenario.is_behind:
        return
    others, both = what_moved(scenario, document)
    head = WellRevision.objects.select_related("by").get(well=scenario.well, number=scenario.well.head)
    shared = f", {len(both)} of them changed here too" if both else ""
    raise Moved(
        f"{scenario.well} was changed since: revision {head.number} by {head.by} stands on top of revision "
        f"{scenario.based_on}, from which this began ({others.count} facts{shared}). Nothing was stored. "
        f"Carry it over to revision {head.number} and have it approved again.",
        others,
        both,
    )
