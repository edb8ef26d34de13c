"""Catalogues in the record: a new revision supersedes the older one whole, and nothing is overwritten."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from deepguard.errors import Stale
from deepguard.models import AuditEvent
from tests.factories import make_member
from tests.wells.catalogues import PIPES, file, files, item, make_catalogue
from wells.models import AssetGrant, Catalogue, CatalogueItem
from wells.services import catalogues, imports
from wells.services.hierarchy import create_asset

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward(operator):
    return make_member(operator, "steward")


def planned(operator, *lines, name="Yard list"):
    return imports.plan(operator, "catalogue", [file(*lines)], {"catalogue": name}).plan.catalogue


def test_the_first_import_is_revision_one_with_its_rows_and_audit(operator, steward):
    made = make_catalogue(operator, steward)
    assert (made.revision, made.supersedes, made.items.count()) == (1, None, 7)
    assert AuditEvent.objects.get(event="catalogue.published").target_name == "Yard list, revision 1"


def test_the_same_rows_make_no_revision(operator, steward):
    first = make_catalogue(operator, steward)
    assert make_catalogue(operator, steward) == first
    assert Catalogue.objects.count() == 1


def test_a_new_revision_supersedes_and_the_old_one_stays_to_read(operator, steward):
    first = make_catalogue(operator, steward)
    second = make_catalogue(operator, steward, sent=[file(*PIPES[:2])])
    assert (second.revision, second.supersedes) == (2, first)
    assert list(Catalogue.objects.current()) == [second]
    assert first.items.count() == 7
    assert CatalogueItem.objects.current().count() == 2


def test_what_was_compared_with_an_older_revision_is_refused(operator, steward):
    content = planned(operator, *PIPES[:1])
    make_catalogue(operator, steward)
    with pytest.raises(Stale):
        catalogues.publish(operator, content, by=steward)
    assert Catalogue.objects.count() == 1


def test_names_are_of_an_operator(operator, other_operator, steward):
    make_catalogue(operator, steward)
    theirs = make_catalogue(other_operator, make_member(other_operator, "steward"))
    assert theirs.revision == 1
    assert theirs not in Catalogue.objects.visible_to(steward)
    assert not CatalogueItem.objects.visible_to(steward).filter(catalogue=theirs).exists()


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_a_row(operator, steward, act):
    row = item(make_catalogue(operator, steward), "P110", "9.625")
    with pytest.raises(DatabaseError), transaction.atomic():
        CatalogueItem.objects.filter(pk=row.pk).update(burst_pa=1) if act == "update" else row.delete()
    assert CatalogueItem.objects.get(pk=row.pk).burst_pa == row.burst_pa


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "tubular", "od_m": None},
        {"kind": "equipment", "component_kind": None},
        {"standing": "certain"},
        {"standing": "sheet", "sheet": None},
        {"standing": "outlier", "group": None},
    ],
)
def test_the_database_refuses_rows_that_say_too_little(operator, steward, wrong):
    made = make_catalogue(operator, steward)
    row = {"key": "x", "name": "x", "kind": "tubular", "od_m": 0.2, "standing": "unverified"} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        CatalogueItem.objects.create(catalogue=made, **row)


def test_an_engineer_of_one_asset_sees_the_catalogue_and_one_without_an_asset_does_not(operator, steward):
    made = make_catalogue(operator, steward)
    person = make_member(operator, "engineer", scope="assets")
    assert made not in Catalogue.objects.visible_to(person)
    asset = create_asset(operator, name="North", by=make_member(operator, "admin"))
    AssetGrant.objects.create(membership=person.memberships.get(), asset=asset)
    assert made in Catalogue.objects.visible_to(type(person).objects.get(pk=person.pk))


def test_by_import_what_is_refused_is_left_out_and_counted(operator, steward):
    sent = [file(*PIPES[:2], "many,0.4,40,N80,,5750,3090,")]
    run = imports.check(
        imports.start(operator, "catalogue", sent, by=steward, answers={"catalogue": "Yard list"})
    )
    assert (run.progress["created"], run.progress["refused"]) == (2, 1)
    run = imports.commit(run, by=steward, leave_out=True)
    assert (run.state, run.content) == ("stored", None)
    assert Catalogue.objects.get().items.count() == 2
    assert imports.report_of(run)["stored"]["catalogue"][1] == "Yard list, revision 1"


def test_an_import_whose_outcome_moved_stores_nothing(operator, steward):
    run = imports.check(
        imports.start(operator, "catalogue", files(), by=steward, answers={"catalogue": "Yard list"})
    )
    make_catalogue(operator, steward, sent=[file(*PIPES[:1])])
    stored = imports.commit(run, by=steward)  # the same rows as were shown, on the newer revision
    assert Catalogue.objects.current().get().revision == 2
    assert stored.state == "stored"
