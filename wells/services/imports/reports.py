"""The report of a run: all that the dry run found, as JSON, compressed beside the run."""

import json
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from wells.engine.compare import compare
from wells.imports import File, Finding, Plan, WellChange
from wells.models import ImportRun
from wells.services.imports.planning import Planned

#: Wells whose changes the report tells in full; the counts are over all.
WELLS_TOLD, FACTS_TOLD = 50, 40
Report = dict[str, Any]


def report(planned: Planned, files: Sequence[File]) -> Report:
    """What a person needs to decide: counts, findings, mapping, and the first wells that change."""
    whole = planned.plan
    told = planned.to_store or whole
    return {
        **counts(whole),
        "refusal": whole.refusal,
        "findings": [asdict(finding) for finding in whole.findings],
        "mapping": [asdict(column) for column in whole.mapping],
        "nouns": dict(whole.extras.get("nouns", {})),
        "tables": [list(table) for table in whole.tables],
        "files": [{"name": file.name, "size": len(file.data)} for file in files],
        "licence": whole.licence,
        "attribution": whole.attribution,
        "storable": planned.storable,
        "digest": planned.digest,
        "left_out": list(planned.left_out),
        "to_store": counts(planned.to_store) if planned.to_store else None,
        "changes": [_told(change) for change in _first(told.wells)],
        "catalogue": _catalogue(whole),
        "agreement": whole.extras.get("agreement"),
        "seconds": round(planned.seconds, 3),
    }


def refused_report(finding: Finding, files: Sequence[File]) -> Report:
    """The report of files that cannot be read at all."""
    empty = {"rows_read": 0, "created": 0, "changed": 0, "unchanged": 0, "refused": 0}
    return {
        **empty, "errors": 1, "warnings": 0, "questions": 0, "new_wells": 0, "changed_wells": 0,
        "refusal": "file", "findings": [asdict(finding)], "mapping": [], "nouns": {}, "tables": [],
        "files": [{"name": file.name, "size": len(file.data)} for file in files],
        "licence": "", "attribution": "", "storable": "", "digest": "", "left_out": [], "to_store": None,
        "changes": [], "catalogue": None, "agreement": None, "seconds": 0.0,
    }  # fmt: skip


def _catalogue(plan: Plan) -> dict[str, Any] | None:
    """The catalogue the rows would make: its name, next revision, rows by standing, rows that go."""
    content = plan.catalogue
    if content is None:
        return None
    standings = Counter(row["standing"] for row in content.rows)
    return {
        "name": content.name,
        "revision": content.based_on + 1,
        "rows": len(content.rows),
        "removed": content.removed,
        "standings": dict(standings),
    }


def counts(plan: Plan) -> dict[str, int]:
    new = sum(change.before is None for change in plan.wells)
    return {
        "rows_read": plan.rows_read,
        "created": plan.created,
        "changed": plan.changed,
        "unchanged": plan.unchanged,
        "refused": plan.refused,
        "errors": len(plan.errors),
        "warnings": len(plan.warnings),
        "questions": len(plan.questions),
        "new_wells": new,
        "changed_wells": len(plan.wells) - new,
    }


def put_report(run: ImportRun, told: Mapping[str, Any]) -> None:
    run.report = zlib.compress(json.dumps(told, ensure_ascii=False, default=str).encode(), 6)


def report_of(run: ImportRun) -> Report | None:
    """The report of a run; None before its first check."""
    return json.loads(zlib.decompress(bytes(run.report))) if run.report else None


def _first(changes: Sequence[WellChange]) -> list[WellChange]:
    """Wells of the register first: a change of what is known needs the reader more than a new well."""
    return sorted(changes, key=lambda change: change.before is None)[:WELLS_TOLD]


def _told(change: WellChange) -> dict[str, Any]:
    facts = _facts(change) if change.before else []
    return {
        "key": change.key,
        "name": change.name,
        "uid": change.before["id"] if change.before else None,
        "facts": facts[:FACTS_TOLD],
        "fact_count": len(facts),
        "parts": {noun: len(items) for noun, items in change.after.items() if isinstance(items, list)},
        "after": change.after,
    }


def _facts(change: WellChange) -> list[dict[str, Any]]:
    """What differs, in the words of the field."""
    return [
        {
            "item": item.name,
            "words": fact.words,
            "hint": fact.hint,
            "before": fact.before,
            "after": fact.after,
        }
        for noun in compare(change.before, change.after).nouns
        for item in noun.items
        for fact in item.facts
        if fact.path[-1] != "id"
    ]
