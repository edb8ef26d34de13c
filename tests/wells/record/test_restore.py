"""An older document made current again."""

import pytest
from django.db import DatabaseError, transaction

from deepguard.errors import RuleViolation, Stale
from tests.factories import make_member
from tests.wells.factories import example, make_well, small_document
from wells.models import Blob, Door, TubularString, WellRevision
from wells.services.documents import save_document
from wells.services.restore import restore

pytestmark = pytest.mark.django_db


@pytest.fixture
def well():
    """Two revisions: the survey of Volve F-12, then one without most of it."""
    well = make_well(example("volve-15-9-f-12"))
    document = example("volve-15-9-f-12")
    bare = {key: document[key] for key in ("schema", "id", "header")}
    save_document(well, bare, by=make_member(well.operator, "steward"), based_on=1, door=Door.PAGE)
    well.refresh_from_db()
    return well


@pytest.fixture
def steward(well):
    return make_member(well.operator, "steward")


def test_the_old_bytes_are_the_new_revision(well, steward):
    revision = restore(well, 1, by=steward, reason="cleared by mistake", based_on=2)
    first = WellRevision.objects.get(well=well, number=1)
    assert (revision.number, revision.sha256, revision.door) == (3, first.sha256, Door.RESTORE)
    assert revision.content == first.content


def test_rows_come_back_with_the_keys_they_had(well, steward):
    keys = set(TubularString.objects.filter(well=well).values_list("pk", flat=True))
    assert not TubularString.objects.filter(well=well, present=True).exists()
    restore(well, 1, by=steward, reason="cleared by mistake")
    assert set(TubularString.objects.filter(well=well, present=True).values_list("pk", flat=True)) == keys


def test_restoring_twice_changes_nothing_more(well, steward):
    restore(well, 1, by=steward, reason="cleared by mistake")
    assert restore(well, 1, by=steward, reason="again") is None
    assert WellRevision.objects.filter(well=well).count() == 3


def test_there_and_back_again(well, steward):
    restore(well, 1, by=steward, reason="there")
    back = restore(well, 2, by=steward, reason="back")
    assert back.sha256 == WellRevision.objects.get(well=well, number=2).sha256


def test_a_reason_is_asked_for_and_the_number_must_exist(well, steward):
    with pytest.raises(RuleViolation, match="Say why"):
        restore(well, 1, by=steward, reason=" ")
    with pytest.raises(RuleViolation, match="no revision 9"):
        restore(well, 9, by=steward, reason="why not")


def test_a_restore_on_top_of_an_unseen_revision_is_refused(well, steward):
    with pytest.raises(Stale):
        restore(well, 1, by=steward, reason="late", based_on=1)


@pytest.mark.parametrize("model", [WellRevision, Blob])
def test_the_database_refuses_to_change_or_delete_the_record(well, model):
    column = "content" if model is WellRevision else "bytes"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(**{column: "{}" if model is WellRevision else b""})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.filter(pk=model.objects.first().pk)._raw_delete("default")


def test_an_older_name_that_another_well_has_now_is_refused(steward):
    well = make_well(small_document(), of=steward.memberships.get().operator, by=steward)
    save_document(
        well, small_document() | {"header": {"name": "Tern 1 A"}}, by=steward, based_on=1, door="page"
    )
    make_well(small_document(2, name="Tern 1"), of=well.operator, by=steward)
    with pytest.raises(RuleViolation) as refusal:
        restore(well, 1, by=steward, reason="old name")
    assert refusal.value.code == "duplicate_well"
