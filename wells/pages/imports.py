"""What the pages of imports show: the list of runs, and one run with its report in the reader's words."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone

from deepguard import formatting
from deepguard.acts import may
from wells.engine.catalogue import KINDS as REASONS
from wells.imports import tables
from wells.imports.tables.headings import label
from wells.imports.tables.nouns import CATALOGUES
from wells.imports.units import UNITS
from wells.models import ImportRun, Standing, Well
from wells.models.import_run import ImportState
from wells.pages.values import shown_pair
from wells.services.imports import KINDS, act_of, report_of
from wells.services.imports.committing import SILENT

FINDINGS_A_PAGE, RUNS_A_PAGE = 50, 25
CHANGES_SHOWN, FACTS_SHOWN = 6, 3
MARKS = 400
SEVERITIES = {"error": "Errors", "question": "Questions", "warning": "Warnings"}
WAITING = ("waiting", "checking")
#: Answers in words, by what was asked.
OPTIONS = {
    "m": "metres",
    "ft": "feet",
    "rkb": "below RKB",
    "msl": "below mean sea level",
    "point": "the point is decimal: 1,234 is one thousand two hundred thirty-four",
    "comma": "the comma is decimal: 1,234 is one and a bit",
    "cached": "take the values the formulas last showed",
    "create": "make these wells new",
    "completion": "leave the completion out",
    "new": "another well, to be made new",
    "shift": "move the depths to the well's datum",
    "replace": "the file's elevation is right",
    "supersede": "the file's survey makes the path",
    "keep": "keep the path, register this survey only",
}


@dataclass(frozen=True)
class Question:
    """One thing to answer: what it is about, in how many places, and the answers that are understood."""

    ask: str
    what: str
    mend: str
    places: int
    options: tuple[tuple[str, str], ...]
    answer: str
    severity: str


def runs_of(user, page):
    """The imports the person may see, newest first, without their bytes."""
    seen = ImportRun.objects.visible_to(user).filter(operator__in=user.access.operators_for("import.view"))
    listed = seen.select_related("operator", "uploaded_by").defer("content", "report", "mapping", "answers")
    return Paginator(listed, RUNS_A_PAGE).get_page(page)


def listed(run: ImportRun) -> dict:
    """A run as the list shows it; “–” for what it has not come to."""
    counted = {
        name: run.progress.get(name, formatting.NOT_APPLICABLE)
        for name in ("rows_read", "refused", "revisions")
    }
    return {"run": run, "name": name_of(run), "kind": KINDS.get(run.kind, run.kind), **counted}


def name_of(run: ImportRun) -> str:
    """What a run is called in lists and crumbs."""
    return f"IMP-{run.pk:04d}"


def stamp_of(run: ImportRun) -> str:
    """Changes when the page would look different: what a poll compares."""
    return f"{run.state}-{run.progress.get('step', '')}"


def is_busy(run: ImportRun) -> bool:
    """Whether somebody works on it; what is silent for too long has died with its process."""
    if run.state != ImportState.STORING and run.progress.get("step") not in WAITING:
        return False
    since = run.progress.get("since")
    begun = datetime.fromisoformat(since) if since else run.uploaded_at
    return timezone.now() - begun < SILENT


def run_page(request, run: ImportRun) -> dict:
    """The context of a run."""
    report = report_of(run)
    busy = is_busy(run)
    context = {
        "run": run,
        "name": name_of(run),
        "kind": KINDS.get(run.kind, run.kind),
        "stamp": stamp_of(run),
        "busy": busy,
        "may_run": may(request.user, act_of(run.kind), run),
        "crumbs": [("Imports", reverse("wells:imports")), (name_of(run), None)],
        "report": report,
        "may_retry": run.state == ImportState.UPLOADED and not busy,
        "failure": run.progress.get("failure", ""),
    }
    if report is None or busy:
        return context
    return (
        context | _decision(run, report) | _panels(request, run, report) | findings_page(request, run, report)
    )


def findings_page(request, run: ImportRun, report: dict) -> dict:
    """One page of the findings, of one severity or all, errors first."""
    only = request.GET.get("only", "")
    found = sorted(report["findings"], key=lambda item: list(SEVERITIES).index(item["severity"]))
    shown = [item for item in found if only in ("", item["severity"])]
    page = Paginator(shown, FINDINGS_A_PAGE).get_page(request.GET.get("page"))
    counted = {severity: 0 for severity in SEVERITIES}
    for item in found:
        counted[item["severity"]] += 1
    return {
        "run": run,
        "only": only,
        "page_obj": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "query": {"only": only} if only else {},
        "total": len(found),
        "filters": [(severity, words, counted[severity]) for severity, words in SEVERITIES.items()],
    }


def findings_rows(report: dict):
    """Findings as a file has them."""
    for item in report["findings"]:
        yield [item[key] for key in ("severity", "code", "sheet", "row", "column", "cell", "well", "what", "mend")]  # fmt: skip


FINDINGS_HEADS = ["Severity", "Rule", "Sheet", "Row", "Column", "Cell", "Well", "What is wrong", "What you can do"]  # fmt: skip


def _decision(run: ImportRun, report: dict) -> dict:
    """What can be done now: import all, import a part, or nothing."""
    part = report["to_store"] if report["storable"] == "part" else None
    moved = report["to_store"]["created"] + report["to_store"]["changed"] if report["to_store"] else 0
    removed = (report.get("catalogue") or {}).get("removed", 0)
    return {
        "can_import": report["storable"] == "whole" and moved + removed > 0,
        "part": part if part and moved + removed else None,
        "rows_in": moved,
        "is_open": run.state in (ImportState.CHECKED, ImportState.STORING),
        "nothing_new": bool(report["to_store"]) and not moved + removed,
    }


def _panels(request, run: ImportRun, report: dict) -> dict:
    changes = report["changes"]
    return {
        "columns": [_column(column, run, report) for column in report["mapping"]],
        "questions": _questions(run, report),
        "changes": [_change(change, request.user.units) for change in changes[:CHANGES_SHOWN]],
        "change_count": report["changed_wells"] + report["new_wells"],
        "marks": _marks(report),
        "catalogue": _catalogue(report),
        "wells": _links(request, report),
    }


def _catalogue(report: dict) -> dict | None:
    """The catalogue a report leads to, with its rows by standing; of filings, how the medians agree."""
    told = report.get("catalogue")
    if told is None:
        return None
    agreement = report.get("agreement")
    reasons = Counter(one["kind"] for one in agreement["differ"]) if agreement else Counter()
    return told | {
        "standings": [(one, told["standings"][one]) for one in Standing.values if one in told["standings"]],
        "agreement": agreement,
        "reasons": [(REASONS.get(kind, kind), count) for kind, count in reasons.most_common()],
    }


def _column(column: dict, run: ImportRun, report: dict) -> dict:
    """A column with the fields and units it may be given; only tables let a person choose."""
    noun = (tables.NOUNS | CATALOGUES).get(report["nouns"].get(column["sheet"], ""))
    field = noun.field(column["field"]) if noun and column["field"] else None
    place = f"{column['sheet']}!{column['column']}"
    chosen = next((title for name, title in _fields(noun) if name == column["field"]), column["field"])
    return {
        **column,
        "place": place,
        "chosen": chosen,
        "fields": _fields(noun) if noun else [],
        "units": [unit for unit in UNITS.values() if field and unit.dimension == field.dimension],
        "is_guess": "guessed" in column["because"] or "not imported" in column["because"],
    }


def _fields(noun) -> list[tuple[str, str]]:
    if noun is None:
        return []
    own = ["well", *noun.owners] + ([] if noun.listed or noun.path == ("header",) else ["id"])
    own = own if noun.of_well else []
    words = {"well": "Well", "id": "ID"}
    named = [(name, words.get(name, label(name))) for name in own]
    return named + [(field.name, label(field.name)) for field in noun.fields]


def _questions(run: ImportRun, report: dict) -> list[Question]:
    """Each thing asked once, open ones first; those that are answered can be answered anew."""
    grouped: dict[str, list[dict]] = {}
    for item in report["findings"]:
        if item["ask"]:
            grouped.setdefault(item["ask"], []).append(item)
    found = [_question(ask, items, run) for ask, items in grouped.items()]
    known = [_answered(ask, answer) for ask, answer in run.answers.items() if _is_shown(ask, grouped)]
    return sorted(found, key=lambda one: one.severity == "warning") + known


def _is_shown(ask: str, grouped: dict) -> bool:
    return ask not in grouped and ask.partition(":")[0] in ("decimal", "date", "datum", "formulas", "unknown-wells", "leave-out", "well", "noun", "survey", "poslog")  # fmt: skip


def _question(ask: str, items: list[dict], run: ImportRun) -> Question:
    first = items[0]
    return Question(
        ask=ask,
        what=first["what"],
        mend=first["mend"],
        places=len(items),
        options=tuple((option, _words(option)) for option in first["options"]),
        answer=run.answers.get(ask, ""),
        severity=first["severity"],
    )


def _answered(ask: str, answer: str) -> Question:
    kind, _, place = ask.partition(":")
    what = f"{kind.replace('-', ' ').capitalize()}{f' of {place}' if place else ''}"
    return Question(ask, what, "", 0, ((answer, _words(answer)),), answer, "answered")


def _words(option: str) -> str:
    if option in tables.NOUNS or option in CATALOGUES:
        return (tables.NOUNS | CATALOGUES)[option].title
    return OPTIONS.get(option) or (UNITS[option].label if option in UNITS else option)


def _change(change: dict, units: str) -> dict:
    facts = []
    for fact in change["facts"][:FACTS_SHOWN]:
        before, after = shown_pair(SimpleNamespace(**fact), units)
        facts.append({**fact, "shown_before": before, "shown_after": after})
    parts = [f"{count} {noun.replace('_', ' ')}" for noun, count in change["parts"].items() if count]
    return {
        **change,
        "facts": facts,
        "more": change["fact_count"] - len(facts),
        "parts": ", ".join(parts),
    }


def _marks(report: dict) -> list[dict]:
    """Where in the file the findings stand, 0 to 1000 over all its rows."""
    begins, total = {}, 0
    for name, rows in report["tables"]:
        begins[name] = total
        total += rows
    marks = {
        (round(1000 * (begins[item["sheet"]] + item["row"]) / max(total, 1)), item["severity"])
        for item in report["findings"]
        if item["row"] is not None and item["sheet"] in begins
    }
    ordered = sorted(marks, key=lambda mark: mark[1] != "warning")
    return [{"x": min(x, 997), "is_error": severity != "warning"} for x, severity in ordered[-MARKS:]]


def _links(request, report: dict) -> list[Well]:
    """Wells that were stored and that the person may open."""
    keys = [key for key, _ in report.get("stored", {}).get("wells", [])]
    return list(Well.objects.visible_to(request.user).filter(pk__in=keys).order_by("name")) if keys else []
