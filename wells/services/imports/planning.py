"""The dry run over the operator's register: what the files would change, and on which revisions that stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

from wells import gather
from wells.engine.adverse import AdverseFact, weakened
from wells.engine.document import sha256
from wells.imports import CATALOGUE_IMPORTERS, IMPORTERS, File, Plan, WellChange, tables
from wells.imports.names import ending, is_short, matches, well_key
from wells.imports.reading import files_apart
from wells.imports.report import Document, Finding
from wells.models import Well
from wells.services import adverse_facts, catalogues

#: Leaving rows out can bring other faults to light, whose rows are left out too; it ends after so many rounds.
ROUNDS = 5
WHOLE, PART = "whole", "part"


class Register:
    """The operator's wells, as importers ask for them. It remembers on which revision each document stands."""

    def __init__(self, operator):
        self.operator = operator
        self.bases: dict[str, tuple[Well, int]] = {}
        self._keys: dict[str, Well] = {}
        for well in Well.objects.filter(operator=operator).only("pk", "uid", "name").order_by("-pk"):
            self._keys[well_key(well.name)] = well

    def __call__(self, keys: Sequence[str]) -> dict[str, Document]:
        found = {key: well for key in keys for key, well in self._found(key)}
        revisions = gather.revisions(found.values())
        documents = gather.of_revisions(revisions)
        for well in found.values():
            if well.pk in revisions:
                self.bases[well.uid] = (well, revisions[well.pk].number)
        return {key: documents[well.pk] for key, well in found.items() if well.pk in documents}

    def warned(self, plan: Plan) -> Plan:
        """The plan with a warning for each new well that the register may have under its short name."""
        twins = tuple(
            Finding(
                severity="warning",
                code="perhaps-same-well",
                what=f"{change.name} is new; the register has {self._keys[short].name}, perhaps the same well.",
                mend="Rename the well of the register first where they are the same.",
                well=change.name,
            )
            for change in plan.wells
            if change.before is None and (short := ending(well_key(change.name))) in self._keys
        )
        return replace(plan, findings=(*plan.findings, *twins)) if twins else plan

    def _found(self, wanted: str) -> list[tuple[str, Well]]:
        exact = [(wanted, self._keys[wanted])] if wanted in self._keys else []
        if not is_short(wanted):
            return exact
        return exact + [(key, well) for key, well in self._keys.items() if matches(key, wanted)]


@dataclass(frozen=True)
class Planned:
    """A plan with the revisions it stands on.

    `storable` is what can be stored of it: the whole file, part of it (without the rows in `left_out`), or
    nothing (""). `part` is the plan without those rows.
    """

    plan: Plan
    bases: Mapping[str, tuple[Well, int]]
    seconds: float
    part: Plan | None = None
    left_out: tuple[str, ...] = field(default=())

    @property
    def storable(self) -> str:
        if not self.plan.errors and not self.plan.questions:
            return WHOLE
        return PART if self.part is not None else ""

    @property
    def to_store(self) -> Plan | None:
        """The plan whose documents go in."""
        return self.plan if self.storable == WHOLE else self.part

    @property
    def digest(self) -> str:
        """A hash of what would change: the same outcome on a record that moved elsewhere has the same one."""
        chosen = self.to_store
        if chosen and chosen.catalogue:
            rows = [dict(row) for row in chosen.catalogue.rows]
            return sha256({"catalogue": chosen.catalogue.name, "rows": rows})
        return sha256({"wells": [_outcome(change) for change in chosen.wells]}) if chosen else ""


def plan(operator, kind: str, files: Sequence[File], answers: Mapping[str, str]) -> Planned:
    """The dry run. Raises ImportRefused where a file cannot be read at all."""
    begun = perf_counter()
    files = files_apart(files)
    if kind in CATALOGUE_IMPORTERS:
        return _catalogue(operator, kind, files, answers, begun)
    register = Register(operator)
    whole = _keeping_adverse_facts(register.warned(IMPORTERS[kind](files, register, answers)))
    part, left_out = _without_refused(kind, files, register, answers, whole)
    return Planned(
        plan=whole, bases=register.bases, seconds=perf_counter() - begun, part=part, left_out=left_out
    )


def _catalogue(operator, kind: str, files: Sequence[File], answers: Mapping[str, str], begun) -> Planned:
    """Rows that are refused are left out one by one; without any row that is read nothing can be stored."""
    whole = CATALOGUE_IMPORTERS[kind](files, catalogues.rows_now(operator), answers)
    part = whole if whole.catalogue is not None else None
    return Planned(plan=whole, bases={}, seconds=perf_counter() - begun, part=part)


def _keeping_adverse_facts(plan: Plan) -> Plan:
    """The plan with an error for each adverse fact that it would take out of a well, or say otherwise; where
    errors hold back their own row only, without those wells."""
    left = {change.name: _weakened(change) for change in plan.wells if change.before is not None}
    left = {name: facts for name, facts in left.items() if facts}
    if not left:
        return plan
    findings = tuple(
        Finding(
            severity="error",
            code="adverse_fact",
            what=f"{fact.words} would leave {name}, or say something else ({fact.address}).",
            mend=adverse_facts.WAYS,
            well=name,
        )
        for name, facts in left.items()
        for fact in facts
    )
    plan = replace(plan, findings=(*plan.findings, *findings))
    if plan.refusal != "row":
        return plan
    return replace(
        plan,
        wells=tuple(change for change in plan.wells if change.name not in left),
        changed=plan.changed - len(left),
        refused=plan.refused + len(left),
    )


def _weakened(change: WellChange) -> list[AdverseFact]:
    return weakened(change.before, change.after)


def _outcome(change: WellChange) -> list:
    if change.before is None:
        return [change.key, sha256(change.after)]
    return [change.key, [[fact.path, fact.before, fact.after] for fact in change.facts]]


def _without_refused(
    kind: str, files: Sequence[File], register: Register, answers: Mapping[str, str], whole: Plan
) -> tuple[Plan | None, tuple[str, ...]]:
    """The plan that leaves the refused rows out; None where rows cannot be left out one by one."""
    if whole.refusal == "row":
        return whole, ()
    if kind != tables.NAME:
        return None, ()
    return _rows_left_out(files, register, answers, whole)


def _rows_left_out(
    files: Sequence[File], register: Register, answers: Mapping[str, str], whole: Plan
) -> tuple[Plan | None, tuple[str, ...]]:
    """Plans again without the rows that carry a fault, until none is left.

    A fault of no row cannot be left out, nor can a row of a list whose rows only make sense together: a
    survey without one of its stations is another path.
    """
    found, left_out = whole, set()
    for _ in range(ROUNDS):
        faults = (*found.errors, *found.questions)
        if not faults:
            return found, tuple(sorted(left_out))
        nouns = found.extras["nouns"]
        if any(fault.row is None or tables.NOUNS[nouns[fault.sheet]].listed for fault in faults):
            return None, ()
        left_out |= {f"{fault.sheet}!{fault.row}" for fault in faults}
        said = {**answers, tables.LEAVE_OUT: "\n".join(sorted(left_out))}
        found = tables.plan(files, register, said)
    return None, ()
