"""The audit, read: filtered, leafed through by cursor, exported."""

import csv

from django.http import StreamingHttpResponse

from deepguard.acts import require
from deepguard.filters import AuditFilter
from deepguard.htmx import render_page
from deepguard.models import AuditEvent

PAGE = 50
COLUMNS = ["at", "event", "target_type", "target_uid", "target_name", "operator", "actor", "reason"]


def page(request):
    """The newest events first; `?before=<id>` goes on where the last page ended."""
    require(request.user, "audit.view")
    found = AuditFilter(request.GET, queryset=visible(request.user), request=request)
    events, following = _cut(found.qs, request.GET.get("before"))
    facts = {"filter": found, "events": events, "following": following, "query": _query(request)}
    return render_page(request, "deepguard/audit_page.html", "deepguard/_audit.html", facts)


def export(request):
    """The same rows as CSV, streamed."""
    require(request.user, "audit.view")
    found = AuditFilter(request.GET, queryset=visible(request.user), request=request)
    lines = _lines(found.qs.iterator(chunk_size=2000))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


def visible(user):
    """Events of the operators whose audit the person may read."""
    whole = user.access.operators_for("audit.view")
    events = AuditEvent.objects.visible_to(user).filter(operator__in=whole)
    return events.select_related("actor", "operator", "seal").order_by("-pk")


def _cut(events, before) -> tuple[list, int | None]:
    if before and before.isdecimal():
        events = events.filter(pk__lt=int(before[:18]))
    rows = list(events[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None


def _query(request) -> str:
    query = request.GET.copy()
    query.pop("before", None)
    return query.urlencode()


class _Echo:
    def write(self, line):
        return line


def _lines(events):
    writer = csv.writer(_Echo())
    yield writer.writerow([*COLUMNS, "before", "after", "request_id", "sha256", "seal"])
    for event in events:
        facts = [getattr(event, column) for column in COLUMNS]
        facts[0] = event.at.isoformat()
        seal = event.seal.number if hasattr(event, "seal") else ""
        row = [*facts, event.before, event.after, event.request_id, event.sha256, seal]
        yield writer.writerow([_harmless(cell) for cell in row])


def _harmless(cell):
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
