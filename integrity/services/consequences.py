"""What rests on a fact: every assessment and every limit in force that would be another without it."""

import json
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from integrity.engine.aside import decisions_of
from integrity.engine.assess import Assessed, assess, summary_of
from integrity.engine.limits import assess_limits, limits_by_state
from integrity.engine.maasp import ISO_16530_1
from integrity.engine.result import DETERMINED, INVALID, NOT_DETERMINABLE, PROVISIONAL, SetAside
from integrity.gather import pack_in_force, set_asides_of
from integrity.models import Assessment, OperatingEnvelope
from wells.drafts.changes import struck
from wells.drafts.places import found
from wells.engine.adverse import adverse_facts
from wells.engine.document import at
from wells.gather import document_of, of_revisions, revisions

#: From the state that says least for a well to the one that says most.
ORDER = {INVALID: 0, NOT_DETERMINABLE: 0, PROVISIONAL: 1, DETERMINED: 2}


@dataclass(frozen=True)
class Touched:
    """A limit of an assessment as it was stored, and as it is without the fact (None: no such annulus)."""

    assessment: Assessment
    annulus: str
    before: dict
    after: dict | None

    @property
    def improves(self) -> bool:
        """Whether the limit rises, or its state says more, without the fact."""
        return looks_better(self.before, self.after)


@dataclass(frozen=True)
class Consequences:
    """Everything that used the fact, newest first, and whom to tell.

    `facts`: what is adverse by its kind, in words; `improves`: a limit of today would look better without it.
    """

    touched: tuple[Touched, ...]
    envelopes: tuple[OperatingEnvelope, ...]
    facts: tuple[str, ...] = ()
    improves: bool = False

    @property
    def adverse(self) -> bool:
        """Whether it leaves only by a second person."""
        return bool(self.facts) or self.improves

    @cached_property
    def people(self) -> list:
        """Who published what was assessed, proposed or approved on it."""
        told = {one.assessment.revision.by for one in self.touched}
        for envelope in self.envelopes:
            told |= {envelope.decision.by, envelope.decision.proposal.by}
        return sorted(told, key=lambda person: person.email)


def consequences(well, address: str) -> Consequences:
    """Each assessment of the well whose document holds the item, computed anew without it.

    The engine is the present one on both sides: what is compared is the fact, not the version.
    """
    rows = list(
        Assessment.objects.filter(well=well)
        .select_related("revision__by", "rule_pack", "well")
        .order_by("-number")
    )
    documents = of_revisions({row.revision_id: row.revision for row in rows})
    touched = []
    for row in rows:
        document = documents[row.revision_id]
        if found(document, address) is not None:
            day = row.day.isoformat()
            pack = row.rule_pack and row.rule_pack.mapping
            with_it, without = document, struck(document, address)
            aside = decisions_of(json.loads(row.evidence))
            sides = (assess(one, day=day, pack=pack, evidence=aside) for one in (with_it, without))
            touched += _moved(row, *sides)
    head = revisions([well]).get(well.pk)
    document = document_of(head) if head else {}
    return Consequences(
        tuple(touched),
        tuple(_envelopes(touched)),
        facts=tuple(
            fact.words for fact in adverse_facts(document).values() if _within(fact.address, address)
        ),
        improves=_improves_today(well, document, address),
    )


def _within(address: str, owner: str) -> bool:
    return address == owner or address.startswith(f"{owner}/")


def _improves_today(well, document: dict, address: str) -> bool:
    """Whether a limit of the well as it is recorded now would rise, or say more, without the item: in any state
    of the well, assessed already or not, with what is set aside left out and with it counted."""
    if found(document, address) is None:
        return False
    day, pack = timezone.localdate().isoformat(), pack_in_force(well.operator_id)
    models = [at(one, day) for one in (document, struck(document, address))]
    for aside in {(), set_asides_of(well)}:
        with_it, without = (_by_place(model, pack, aside) for model in models)
        if any(looks_better(limit, without.get(place)) for place, limit in with_it.items()):
            return True
    return False


def _by_place(model, pack, aside: tuple[SetAside, ...]) -> dict[tuple[str, str], dict]:
    """The limits of a model by state of the well and annulus; the empty state: as its policy says."""
    sets = {"": assess_limits(model, pack=pack, set_aside=aside)} | limits_by_state(
        model, pack=pack, set_aside=aside
    )
    return {
        (state, result.annulus): summary_of(result)
        for state, limits in sets.items()
        for result in limits.results
    }


def looks_better(before: dict, after: dict | None) -> bool:
    """Whether a limit rises, or its state says more; a limit that is no more cannot be looked at: it counts."""
    if after is None:
        return True
    states = ORDER[before["status"]], ORDER[after["status"]]
    numbers = before.get("limit_pa"), after.get("limit_pa")
    if numbers[0] is None or numbers[1] is None:
        return states[1] > states[0]
    return numbers[1] > numbers[0] or states[1] > states[0]


def _moved(row: Assessment, before: Assessed, after: Assessed) -> list[Touched]:
    now, then = (_limits(found.summary) for found in (after, before))
    return [
        Touched(row, annulus, limit, now.get(annulus))
        for annulus, limit in then.items()
        if json.dumps(limit, sort_keys=True) != json.dumps(now.get(annulus), sort_keys=True)
    ]


def _limits(summary: dict) -> dict[str, dict]:
    return {one["annulus"]: one for one in summary["regimes"].get(ISO_16530_1, ())}


def _envelopes(touched: list[Touched]):
    """Limits in force, now or once, that were approved on a touched limit."""
    places = {(one.assessment.pk, one.annulus) for one in touched}
    rows = OperatingEnvelope.objects.filter(
        decision__proposal__assessment__in={key for key, _ in places}
    ).select_related("decision__by", "decision__proposal__by", "decision__proposal__assessment")
    return [row for row in rows if (row.decision.proposal.assessment_id, row.letter) in places]
