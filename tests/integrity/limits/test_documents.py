"""The files a limit rests on are linked when it is proposed, and outlive their bytes by hash and reason."""

import pytest
from django.urls import reverse

from deepguard import triggers
from deepguard.models import Attachment
from integrity.models import LimitProposal, ProposalDocument
from integrity.services.limits import approve, propose_entered
from integrity.services.verifying import broken_documents
from tests.integrity.limits.conftest import TODAY
from tests.integrity.limits.test_approving import refused
from tests.integrity.limits.test_entering import H2S
from tests.wells.factories import example, make_well
from wells.services import attachments

pytestmark = pytest.mark.django_db


def keep(well, by, name="certificate.pdf", content=b"20 ppm"):
    return attachments.add(
        well, name=name, content=content, content_type="application/pdf", by=by, remarks="sour service"
    )


@pytest.fixture
def certificate(assessed, engineer):
    return keep(assessed, engineer)


@pytest.fixture
def proposal(assessed, engineer, certificate):
    return propose_entered(assessed, by=engineer, limit=20, documents=[certificate, certificate], **H2S)


def test_a_document_is_linked_once_with_its_hash(proposal, certificate):
    [row] = proposal.documents.all()
    assert (row.attachment, row.sha256) == (certificate.attachment, certificate.attachment.sha256)
    with pytest.raises(Exception, match="append-only"):
        ProposalDocument.objects.update(sha256="0" * 64)


def test_a_withdrawn_document_and_one_of_another_well_are_refused(assessed, engineer, certificate, steward):
    other = keep(make_well(example("onshore-liner"), of=assessed.operator, by=steward), steward)
    for kept in (other, attachments.withdraw(certificate, by=steward, reason="of another field")):
        refused("document", propose_entered, assessed, by=engineer, limit=20, documents=[kept], **H2S)
    assert not LimitProposal.objects.exists()


def test_a_withdrawn_document_shows_its_hash_and_reason_wherever_the_limit_is_shown(
    client, assessed, proposal, certificate, steward, approver
):
    approve(proposal, by=approver, valid_from=TODAY)
    attachments.withdraw(certificate, by=steward, reason="certificate of another batch")
    client.force_login(approver)
    digest = certificate.attachment.sha256
    for address in (
        reverse("integrity:envelope", args=[assessed.pk]),
        reverse("integrity:limits") + "?show=in_force",
    ):
        page = client.get(address).content.decode()
        assert "certificate of another batch" in page and digest in page
    answer = client.get(reverse("integrity:limits_export"), {"show": "in_force"})
    told = b"".join(answer).decode("utf-8-sig")
    assert digest in told and "withdrawn: certificate of another batch" in told


def test_a_file_changed_behind_the_record_is_named(proposal):
    assert list(broken_documents()) == []
    triggers.lift()
    Attachment.objects.update(sha256="0" * 64)
    triggers.install()
    [finding] = broken_documents()
    assert finding.field == "sha256" and "certificate.pdf" in finding.key
