"""A file that shows why is kept beside the well, with the revision or not at all."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.wells.editing.forms import edit, publish
from wells.models import WellAttachment

SHOE = "strings/casing-9-5-8"


def tally():
    return SimpleUploadedFile("tally.pdf", b"%PDF-1.4 tally", content_type="application/pdf")


def test_the_file_is_kept_under_the_documents_of_the_well(desk, well):
    edit(desk, well, SHOE, shoe_md_m="3350")
    assert publish(desk, well, evidence=tally()).status_code == 302
    kept = WellAttachment.objects.get(well=well)
    assert (str(kept), kept.attachment.size) == ("tally.pdf", 14)


def test_a_refused_draft_keeps_no_file(desk, well):
    edit(desk, well, SHOE, shoe_md_m="9000")
    assert publish(desk, well, evidence=tally()).status_code == 422
    assert not WellAttachment.objects.exists()


def test_a_file_that_is_too_large_keeps_neither_file_nor_revision(desk, well, settings):
    settings.UPLOAD_MAX_BYTES = 10
    edit(desk, well, SHOE, shoe_md_m="3350")
    assert publish(desk, well, evidence=tally()).status_code == 413
    well.refresh_from_db()
    assert well.head == 1 and not WellAttachment.objects.exists()
