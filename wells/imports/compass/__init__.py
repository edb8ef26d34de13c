"""COMPASS survey listings: one survey run a file, wellbores hung on their parents.

An actual listing makes the path of its wellbore; a plan is registered as planned and makes none. A sidetrack
repeats its parent's stations above the kick-off: where the parent is known only those below it are kept.
Azimuths keep the north the header names. TVD and offsets are not stored; they are recomputed and compared.
A file with an error is not stored, because a path with a station missing is a wrong path.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wells.documents import refusals
from wells.imports.compass import checking
from wells.imports.compass.entry import Entry, begin
from wells.imports.compass.listing import COLUMNS, Listing, listing
from wells.imports.compass.matching import choose
from wells.imports.ledger import Ledger
from wells.imports.licences import licence_of
from wells.imports.reading import File
from wells.imports.report import (
    Answers,
    ColumnMapping,
    Document,
    Existing,
    Finding,
    Plan,
)

NAME = "compass"
__all__ = ["NAME", "Listing", "listing", "plan"]


def plan(files: Sequence[File], existing: Existing, answers: Answers | None = None) -> Plan:
    """The dry run over listings; `answers` settle which well, which datum, and which survey counts."""
    ledger, said = Ledger(), dict(answers or {})
    listings = [listing(file, ledger) for file in files]
    listings.sort(key=lambda one: (one.well, one.planned, one.parent is not None, one.suffix, one.file))
    candidates = existing(list(dict.fromkeys(one.well for one in listings)))
    before: dict[str, Document | None] = {}
    after: dict[str, Document | None] = {}
    differences: dict[str, checking.Difference] = {}
    for one in listings:
        key, finding = choose(one, candidates, said)
        if finding:
            ledger.find(finding)
        if key is None:
            _touch_nothing(one, ledger)
            continue
        before.setdefault(key, candidates.get(key))
        document = after.get(key) or begin(key, before[key], one)
        after[key] = document
        wellbore_id = Entry(one, key, document, ledger, said).write()
        _compare(one, document, wellbore_id, ledger, differences)
    for key, changed in after.items():
        _rules(key, changed, ledger)
    return ledger.plan(
        NAME,
        before,
        after,
        licence=licence_of(answers),
        mapping=tuple(_mapping(listings)),
        tables=tuple((one.file, len(one.lines)) for one in listings),
        extras={"differences": differences},
    )


def _touch_nothing(one: Listing, ledger: Ledger) -> None:
    """A listing whose well has to be asked: each of its rows waits for the answer."""
    for line in one.lines[1:]:
        ledger.hold((one.file, line.row))


def _compare(
    one: Listing, document: Document, wellbore_id: str, ledger: Ledger,
    differences: dict[str, checking.Difference],
) -> None:  # fmt: skip
    found = checking.difference(one, document, wellbore_id)
    if found is None:
        return
    differences[one.file] = found
    finding = checking.finding(one, found, one.metres("KB-MSL"))
    if finding:
        ledger.find(finding)


def _rules(key: str, document: Document | None, ledger: Ledger) -> None:
    """Rules of the document that the surveys would break hold the file back."""
    for fault in refusals(document) if document else ():
        ledger.find(
            Finding(
                severity="error",
                code=fault.code,
                well=key,
                what=fault.detail,
                mend=f"See {fault.pointer}.",
            )
        )


def _mapping(listings: list[Listing]) -> Iterable[ColumnMapping]:
    fields = ("md_m", "inclination_deg", "azimuth_deg", None, None, None)
    units = ("m RKB", "deg", "deg", "m RKB", "m", "m")
    for one in listings[:1]:
        for number, (heading, field, unit) in enumerate(zip(COLUMNS, fields, units, strict=True), start=1):
            because = "COMPASS listing" if field else "recomputed and compared, not stored"
            yield ColumnMapping(
                sheet=one.file, column=str(number), heading=heading, field=field, unit=unit, because=because
            )
