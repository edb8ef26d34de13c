"""Well documents, JSON or YAML, draft or dated: one file, one well, one row.

A document that names a well of the register replaces its document whole, under the id the register has;
another one is a new well. A faulty document is refused with every fault and its pointer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wells.documents import TooLarge, UnknownFormat, Unreadable, check, read
from wells.engine.document import dated, upcast
from wells.imports import reading
from wells.imports.ledger import Ledger
from wells.imports.licences import licence_of
from wells.imports.names import well_key
from wells.imports.reading import File
from wells.imports.report import Answers, Document, Existing, Finding, Plan, is_same

NAME = "documents"


def plan(files: Sequence[File], existing: Existing, answers: Answers | None = None) -> Plan:
    """The dry run; a file is a row. Each file stands or falls by itself."""
    ledger = Ledger()
    read_in: dict[str, tuple[File, Document]] = {}
    for file in files:
        ledger.read((file.name, 1))
        document = _read(file, ledger)
        if document is None:
            continue
        key = well_key(document["header"]["name"])
        if key in read_in:
            _refuse(ledger, file, "duplicate-well", f"{key} is already in {read_in[key][0].name}.", "Keep one of them.", key)  # fmt: skip
            continue
        read_in[key] = (file, document)
    known = existing(list(read_in))
    _refuse_twins(ledger, read_in, known)
    before: dict[str, Document | None] = {}
    after: dict[str, Document | None] = {}
    for key, (file, document) in read_in.items():
        if ledger.is_refused((file.name, 1)):
            continue
        old = known.get(key)
        before[key] = old
        after[key] = {**document, "id": old["id"]} if old else document
        ledger.touch((file.name, 1), key, "header")
    return ledger.plan(
        NAME,
        before,
        after,
        licence=licence_of(answers),
        counts=_counts(ledger, read_in, before, after),
        refusal="row",
        tables=tuple((file.name, 1) for file in files),
    )


def _read(file: File, ledger: Ledger) -> Document | None:
    """The dated document of a file; None where it is refused."""
    try:
        reading.check_size(file)
        sent = read(file.data, file.name)
    except (TooLarge, UnknownFormat, Unreadable) as error:
        _refuse(ledger, file, "unreadable", str(error), "Send a well document as .json or .yaml.", "")
        return None
    if not isinstance(sent, dict):
        _refuse(ledger, file, "unreadable", "The file holds no well document.", "It begins with schema, id and header.", "")  # fmt: skip
        return None
    well = _name(sent)
    faults = check(sent)
    for fault in faults:
        finding = Finding(
            severity=fault.severity,
            code=fault.code,
            sheet=file.name,
            row=1,
            column=fault.pointer,
            well=well,
            what=fault.detail,
            mend=f"Correct {fault.pointer or 'the document'}.",
        )
        ledger.find(finding)
    return None if ledger.is_refused((file.name, 1)) else dated(upcast(sent))


def _name(sent: dict[str, Any]) -> str:
    header = sent.get("header")
    return str(header.get("name") or "") if isinstance(header, dict) else ""


def _refuse_twins(
    ledger: Ledger, read_in: dict[str, tuple[File, Document]], known: Mapping[str, Document]
) -> None:
    """New wells of another name under the id of a new well before them."""
    first: dict[str, File] = {}
    for key, (file, document) in read_in.items():
        if key in known:
            continue
        other = first.setdefault(document["id"], file)
        if other is not file:
            _refuse(ledger, file, "duplicate-well", f"The id {document['id']} is that of {other.name} already.", "Give each well its own id.", key)  # fmt: skip


def _refuse(ledger: Ledger, file: File, code: str, what: str, mend: str, well: str) -> None:
    ledger.find(Finding(severity="error", code=code, sheet=file.name, row=1, what=what, mend=mend, well=well))


def _counts(
    ledger: Ledger, read_in: dict[str, tuple[File, Document]], before: dict[str, Document | None],
    after: dict[str, Document | None],
) -> dict[str, int]:  # fmt: skip
    """By whole documents: a well that is new, one that differs, one that is the same."""
    counts = {"created": 0, "changed": 0, "unchanged": 0}
    for key, (file, _) in read_in.items():
        if ledger.is_refused((file.name, 1)):
            continue
        old, same = before[key], is_same(before[key], after[key])
        counts["created" if old is None else "unchanged" if same else "changed"] += 1
    return {**counts, "refused": ledger.rows_read - sum(counts.values())}
