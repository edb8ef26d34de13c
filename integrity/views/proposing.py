"""A form that proposes a limit, with the file it brings, in one transaction."""

from django.db import transaction

from deepguard.acts import require
from deepguard.errors import Refused, RuleViolation
from wells.pages.attachment_form import NAME_LENGTH, content_of, content_type_of
from wells.services import attachments


@transaction.atomic
def put_forward(act, well, form, *, by):
    """Propose by `act` what a valid form says, resting on the chosen files and the one sent along."""
    documents = form.chosen
    if file := form.cleaned_data["upload"]:
        require(by, "attachment.add", well)
        documents = [*documents, _kept(well, file, form.cleaned_data["reason"], by)]
    return act(well, by=by, documents=documents, **form.facts)


def _kept(well, file, reason: str, by):
    try:
        return attachments.add(
            well,
            name=file.name[-NAME_LENGTH:],
            content=content_of(file),
            content_type=content_type_of(file),
            by=by,
            remarks=f"With a proposed limit: {reason}"[:500],
        )
    except RuleViolation as refusal:
        raise Refused(f"{refusal.message} Choose it above.", refusal.code, "upload") from None
