"""Documents beside a well: kept with their hash, handed out as they came, withdrawn with a reason."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from deepguard.models import AuditEvent
from tests.factories import make_member
from tests.wells import factories
from wells.models import WellAttachment
from wells.services import attachments

CONTENT = b"%PDF-1.4 cement log"


def url(well, rest=""):
    return f"/wells/{well.pk}/documents/{rest}"


def upload(name="Cement log.pdf", content=CONTENT, content_type="application/pdf"):
    return SimpleUploadedFile(name, content, content_type)


@pytest.fixture
def kept(drilled, engineer):
    return attachments.add(
        drilled, name="Cement log.pdf", content=CONTENT, content_type="application/pdf", by=engineer,
        remarks="Top of cement, 9⅝ in",
    )  # fmt: skip


def test_without_documents_the_page_says_how_they_come(signed_in, viewer, drilled):
    page = signed_in(viewer).get(url(drilled)).content.decode()
    assert "once someone adds them" in page
    assert "needs a role other than Viewer" in page


def test_a_file_is_kept_with_the_hash_of_its_bytes(signed_in, engineer, drilled):
    facts = {"file": upload(), "remarks": "Top of cement", "item_uid": drilled.strings.first().uid}
    client = signed_in(engineer)
    assert client.post(url(drilled), facts).status_code == 302
    one = WellAttachment.objects.get().attachment
    assert one.sha256 == hashlib.sha256(CONTENT).hexdigest()
    page = client.get(url(drilled)).content.decode()
    assert "Cement log.pdf" in page
    assert one.sha256 in page
    assert AuditEvent.objects.filter(event="attachment.added").exists()


def test_a_file_that_is_too_large_is_refused_and_not_kept(signed_in, engineer, drilled, settings):
    settings.UPLOAD_MAX_BYTES = 10
    response = signed_in(engineer).post(url(drilled), {"file": upload(), "remarks": "log"})
    assert response.status_code == 422
    assert "up to 10 B is kept" in response.content.decode()
    assert not WellAttachment.objects.exists()


def test_a_file_without_words_for_it_is_refused(signed_in, engineer, drilled):
    assert signed_in(engineer).post(url(drilled), {"file": upload()}).status_code == 422


def test_the_same_file_is_not_kept_twice(signed_in, engineer, drilled, kept):
    response = signed_in(engineer).post(url(drilled), {"file": upload("Again.pdf"), "remarks": "log"})
    assert response.status_code == 409
    assert "kept already" in response.content.decode()


def test_a_download_gives_the_bytes_as_a_file_that_no_browser_runs(signed_in, viewer, drilled, kept):
    response = signed_in(viewer).get(url(drilled, f"{kept.attachment.uid}/"))
    assert response.content == CONTENT
    assert response["Content-Disposition"] == 'attachment; filename="Cement log.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_web_page_is_handed_out_as_bytes(signed_in, engineer, drilled):
    client = signed_in(engineer)
    file = upload("a.html", b"<script>alert(1)</script>", "text/html")
    client.post(url(drilled), {"file": file, "remarks": "x"})
    uid = WellAttachment.objects.get().attachment.uid
    assert client.get(url(drilled, f"{uid}/"))["Content-Type"] == "application/octet-stream"


def test_withdrawing_takes_the_bytes_and_leaves_hash_and_reason(signed_in, operator, drilled, kept):
    steward = make_member(operator, "steward")
    client, uid = signed_in(steward), kept.attachment.uid
    assert client.post(url(drilled, f"{uid}/withdraw/"), {"reason": "names a person"}).status_code == 302
    gone = client.get(url(drilled, f"{uid}/"))
    assert gone.status_code == 410
    assert "names a person" in gone.content.decode()
    page = client.get(url(drilled)).content.decode()
    assert "names a person" in page
    assert kept.attachment.sha256 in page
    assert WellAttachment.objects.get().attachment.content is None


def test_withdrawing_needs_a_reason_and_a_role(signed_in, operator, engineer, drilled, kept):
    path = url(drilled, f"{kept.attachment.uid}/withdraw/")
    assert signed_in(engineer).post(path, {"reason": "x"}).status_code == 403
    assert signed_in(make_member(operator, "steward")).post(path).status_code == 422


def test_a_viewer_may_not_add(signed_in, viewer, drilled):
    assert signed_in(viewer).post(url(drilled), {"file": upload(), "remarks": "x"}).status_code == 403


def test_a_document_of_another_well_is_not_handed_out_under_this_one(signed_in, engineer, operator, kept):
    other = factories.make_well(factories.small_document(), of=operator)
    assert signed_in(engineer).get(url(other, f"{kept.attachment.uid}/")).status_code == 404


def test_a_stranger_finds_nothing(signed_in, stranger, drilled, kept):
    client = signed_in(stranger)
    for rest in ("", f"{kept.attachment.uid}/"):
        assert client.get(url(drilled, rest)).status_code == 404
    assert client.post(url(drilled, f"{kept.attachment.uid}/withdraw/"), {"reason": "x"}).status_code == 404


def test_the_list_reads_no_bytes_and_costs_the_same_for_many(
    signed_in, viewer, engineer, drilled, django_assert_max_num_queries
):
    for number in range(12):
        attachments.add(
            drilled, name=f"{number}.txt", content=b"%d" % number, content_type="text/plain", by=engineer
        )
    client = signed_in(viewer)
    with django_assert_max_num_queries(10) as seen:
        client.get(url(drilled))
    assert not any('"deepguard_attachment"."content",' in query["sql"] for query in seen.captured_queries)
