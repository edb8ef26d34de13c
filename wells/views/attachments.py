"""Documents beside a well: list, keep, hand out, withdraw."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deepguard.acts import may, require
from deepguard.errors import RuleViolation
from wells.models import WellAttachment
from wells.pages.attachment_form import NAME_LENGTH, AttachmentForm, content_of, content_type_of
from wells.pages.clocks import no_clock
from wells.pages.head import well_page
from wells.pages.reading import well_or_404
from wells.services import attachments

#: Types a browser may be told; anything else is handed out as bytes. None of them is shown in the page.
TOLD = {"application/pdf", "image/png", "image/jpeg", "image/tiff", "text/csv", "text/plain"}


@require_http_methods(["GET", "POST"])
def page(request, pk):
    context = well_page(request, pk, "documents")
    well = context["well"]
    allowed = not context["clocks"].is_past and may(request.user, "attachment.add", well)
    form = AttachmentForm(request.POST or None, request.FILES or None, document=context["document"])
    if request.method == "POST":
        require(request.user, "attachment.add", well)
        if form.is_valid():
            return _keep(request, well, form.cleaned_data)
    context |= {
        "form": form if allowed else None,
        "kept": _listed(well, context["clocks"].known_until),
        "may_withdraw": not context["clocks"].is_past and may(request.user, "attachment.withdraw", well),
    }
    return render(request, "wells/attachments_page.html", context, status=422 if form.is_bound else 200)


@require_GET
def download(request, pk, uid):
    """The bytes, as they came; 410 once withdrawn."""
    well = well_or_404(request, pk)
    require(request.user, "attachment.view", well)
    no_clock(request, "a file is what was sent, whatever the day.")
    attachment = _kept_or_404(well, uid).attachment
    if attachment.withdrawn_at is not None:
        raise RuleViolation(
            f"{attachment} was withdrawn: {attachment.withdrawn_reason}", code="withdrawn", status=410
        )
    told = attachment.content_type if attachment.content_type in TOLD else "application/octet-stream"
    response = HttpResponse(bytes(attachment.content), content_type=told)
    response["Content-Disposition"] = content_disposition_header(True, attachment.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_POST
def withdraw(request, pk, uid):
    well = well_or_404(request, pk)
    require(request.user, "attachment.withdraw", well)
    kept = _kept_or_404(well, uid)
    attachments.withdraw(kept, by=request.user, reason=request.POST.get("reason", "").strip())
    messages.success(request, f"{kept.attachment} is withdrawn. Its hash and the reason stay.")
    return redirect("wells:attachments", pk)


def _keep(request, well, facts):
    file = facts["file"]
    kept = attachments.add(
        well,
        name=file.name[-NAME_LENGTH:],
        content=content_of(file),
        content_type=content_type_of(file),
        by=request.user,
        item_uid=facts["item_uid"],
        remarks=facts["remarks"],
    )
    messages.success(request, f"{kept} is kept.")
    return redirect("wells:attachments", well.pk)


def _listed(well, known_until):
    """Without the bytes: a list never reads them."""
    found = WellAttachment.objects.filter(well=well).select_related(
        "attachment__added_by", "attachment__withdrawn_by"
    )
    found = found.defer("attachment__content")
    return found.filter(attachment__added_at__lte=known_until) if known_until else found


def _kept_or_404(well, uid):
    kept = WellAttachment.objects.filter(well=well, attachment__uid=uid).select_related("attachment").first()
    if kept is None:
        raise Http404("no such document")
    return kept
