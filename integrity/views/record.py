"""When the record was last read again, and what did not agree."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from deepguard.acts import require
from integrity.pages.record import last_check


@require_GET
def record(request):
    require(request.user, "audit.view")
    context = {"crumbs": [("Record", None)], **last_check(request.user)}
    return render(request, "integrity/record_page.html", context)
