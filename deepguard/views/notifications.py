"""What one was told of: the list, and reading. A GET writes nothing: a line is opened by a POST that leads on."""

from datetime import UTC

from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from deepguard.errors import RuleViolation
from deepguard.htmx import render_page
from deepguard.models import Notification
from deepguard.services import notifying

PAGE = 50
SHOWS = {"unread": "Unread", "all": "All"}
#: By the first word of a kind.
ICONS = {
    "limit": "ruler-2",
    "candidate": "circle-minus",
    "fact": "restore",
    "scenario": "flask",
    "record": "shield-check",
}


@require_GET
def page(request):
    """Unread ones first, the newest on top."""
    show = request.GET.get("show") if request.GET.get("show") in SHOWS else "unread"
    rows = Notification.objects.visible_to(request.user).select_related("operator", "by")
    if show == "unread":
        rows = rows.unread()
    leaf = Paginator(rows.order_by(F("read_at").desc(nulls_first=True), "-pk"), PAGE).get_page(
        request.GET.get("page")
    )
    facts = {
        "show": show,
        "shows": SHOWS.items(),
        "lines": [_line(row, request.user.units) for row in leaf.object_list],
        "page_obj": leaf,
        "page_numbers": leaf.paginator.get_elided_page_range(leaf.number, on_each_side=1, on_ends=1),
        "now": timezone.now(),
    }
    return render_page(request, "deepguard/notifications_page.html", "deepguard/_notifications.html", facts)


@require_POST
def read(request, uid):
    """Mark one as read; `open` leads on to what it tells of."""
    row = get_object_or_404(Notification.objects.visible_to(request.user), uid=uid)
    notifying.read(row)
    return redirect(row.url if "open" in request.POST else "notifications")


@require_POST
def read_all(request):
    """Mark as read what the page had shown or counted: `up_to` is the moment it was made."""
    notifying.read_all(request.user, up_to=_moment(request.POST.get("up_to", "")))
    return redirect("notifications")


def _moment(text: str):
    if not text:
        return None
    try:
        moment = parse_datetime(text)
        if moment is not None and timezone.is_aware(moment):
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise RuleViolation(
        f"“{text[:40]}” is no moment with a zone, such as 2026-03-02T08:00:00Z. Nothing was marked.",
        "up_to",
        422,
    )


def _line(row: Notification, system: str) -> dict:
    return {"row": row, "text": row.told(system), "icon": ICONS.get(row.noun, "bell")}
