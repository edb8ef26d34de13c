"""The files a proposal rests on."""

from collections.abc import Sequence

from deepguard.errors import Refused
from integrity.models import LimitProposal, ProposalDocument
from wells.models import WellAttachment


def readable_documents(well):
    """The files beside a well that a proposal can rest on, newest first, without their bytes."""
    rows = WellAttachment.objects.filter(well=well, attachment__withdrawn_at=None)
    return rows.select_related("attachment").defer("attachment__content")


def refuse_documents(well, documents: Sequence[WellAttachment]) -> None:
    """Raise for a file that is not kept beside the well, or whose bytes are gone."""
    for kept in documents:
        if kept.well_id != well.pk:
            raise Refused("This document is not kept beside this well.", "document", "documents")
        if kept.attachment.withdrawn_at is not None:
            told = f"{kept} was withdrawn: nobody can read it any more. Choose another."
            raise Refused(told, "document", "documents")


def attach(proposal: LimitProposal, documents: Sequence[WellAttachment]) -> list[ProposalDocument]:
    """Link files to a proposal, each once, with the hash it has now. Call inside the proposal's transaction."""
    files = {kept.attachment_id: kept.attachment for kept in documents}
    rows = [
        ProposalDocument(proposal=proposal, attachment=file, sha256=file.sha256) for file in files.values()
    ]
    return ProposalDocument.objects.bulk_create(rows)
