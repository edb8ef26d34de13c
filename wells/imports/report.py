"""What an import says before anything is stored: findings, counts, mapping, and documents to come.

An importer is a function from files and the documents that exist to a `Plan`. It writes nothing; the
commit step stores the plan's documents in one transaction, so that page, API and command say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wells.engine.document import canonical

Document = dict[str, Any]
#: Well keys asked for -> the documents that answer them (see `names.matches`), by their full key.
Existing = Callable[[Sequence[str]], Mapping[str, Document]]
Answers = Mapping[str, str]
#: Name of a catalogue -> its current revision (0: none) and the rows of it by key.
Catalogues = Callable[[str], tuple[int, Mapping[str, Mapping[str, Any]]]]

CREATED, CHANGED, UNCHANGED, REFUSED = "created", "changed", "unchanged", "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend, to read or to answer, with the place in the file it stands on.

    `ask` is the key under which an answer is given back; `options` are the answers that are understood.
    """

    severity: str
    code: str
    what: str
    mend: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    cell: str = ""
    well: str = ""
    ask: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """How one column of the file was understood, and why."""

    sheet: str
    column: str
    heading: str
    field: str | None
    unit: str | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact that would change; `before` or `after` is None where it was or becomes unknown."""

    path: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class WellChange:
    """A well's document as it is and as it would be."""

    key: str
    name: str
    before: Document | None
    after: Document
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRows:
    """The rows a catalogue would hold after the import, and the revision that they were compared with (0: none).

    `removed` counts rows of that revision which the file no longer has.
    """

    name: str
    source: str
    rows: tuple[Mapping[str, Any], ...]
    based_on: int
    removed: int = 0

    @property
    def is_new(self) -> bool:
        return self.based_on == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The dry run. `refusal` is what an error holds back: its own row, or the whole file.

    What it leads to are the documents of `wells`, or the rows of one `catalogue`.
    """

    importer: str
    rows_read: int
    created: int
    changed: int
    unchanged: int
    refused: int
    wells: tuple[WellChange, ...] = ()
    catalogue: CatalogueRows | None = None
    findings: tuple[Finding, ...] = ()
    mapping: tuple[ColumnMapping, ...] = ()
    licence: str = ""
    attribution: str = ""
    refusal: str = "file"
    tables: tuple[tuple[str, int], ...] = ()
    extras: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        total = self.created + self.changed + self.unchanged + self.refused
        if total != self.rows_read:
            raise AssertionError(f"{self.rows_read} rows read but {total} accounted for")

    @property
    def errors(self) -> tuple[Finding, ...]:
        return self._of("error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return self._of("warning")

    @property
    def questions(self) -> tuple[Finding, ...]:
        return self._of("question")

    @property
    def storable(self) -> bool:
        """May this plan be stored? A file that refuses as a whole waits for its errors and questions."""
        leads_on = bool(self.wells) or self.catalogue is not None
        if self.refusal == "row":
            return leads_on
        return leads_on and not self.errors and not self.questions

    def _of(self, severity: str) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == severity)


class ImportRefused(Exception):
    """A file that cannot be read at all: too large, a zip bomb, an unknown encoding."""

    def __init__(self, finding: Finding):
        super().__init__(f"{finding.what} {finding.mend}".strip())
        self.finding = finding


def refuse_file(code: str, what: str, mend: str, *, sheet: str = "") -> ImportRefused:
    return ImportRefused(Finding(severity="error", code=code, what=what, mend=mend, sheet=sheet))


def is_same(before: Document | None, after: Document | None) -> bool:
    """Whether a document stays as it is, to the byte."""
    return before is not None and after is not None and canonical(before) == canonical(after)


def changes(
    before: Mapping[str, Document | None], after: Mapping[str, Document | None]
) -> Iterable[WellChange]:
    """The wells whose documents would change, or begin; one that is held back (None) does neither."""
    for key, document in after.items():
        old = before.get(key)
        if document is None or is_same(old, document):
            continue
        facts = facts_between(old, document) if old else ()
        yield WellChange(key=key, name=document["header"]["name"], before=old, after=document, facts=facts)


def facts_between(before: Document | None, after: Document) -> tuple[Fact, ...]:
    """Every fact that differs, named by the place in the document (ids, not indexes)."""
    return tuple(_facts("", before or {}, after))


def _facts(path: str, before: Any, after: Any) -> Iterable[Fact]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            yield from _facts(f"{path}/{key}" if path else key, before.get(key), after.get(key))
    elif _listed(before) and _listed(after):
        old, new = _by_id(before), _by_id(after)
        for key in dict.fromkeys([*old, *new]):
            yield from _facts(f"{path}/{key}", old.get(key), new.get(key))
    else:
        yield Fact(path=path, before=before, after=after)


def _listed(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(item, dict) for item in value))


def _by_id(items: list[Document] | None) -> dict[str, Document]:
    return {
        str(item.get("id") or item.get("value") or number): item for number, item in enumerate(items or [])
    }
