"""The stewards' admin edits items through the same act as the pages: once a save, one revision, one audit row."""

import re

import pytest
from django.contrib import admin
from django.db import models

from deepguard.models import AuditEvent
from tests.factories import make_member
from tests.wells.factories import example, make_well
from wells.gather import documents
from wells.models import Asset, AssetGrant, StringSection, TubularString, Well, WellRevision
from wells.record.nouns import NOUNS


def change_url(row):
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def form_of(client, url):
    """The change form with its inlines as it would be sent back."""
    response = client.get(url)
    assert response.status_code == 200
    context = response.context
    forms = [context["adminform"].form]
    for one in context["inline_admin_formsets"]:
        forms += [one.formset.management_form, *one.formset.forms]
    data = {}
    for form in forms:
        for bound in form:
            value = bound.field.prepare_value(bound.value())
            widget = bound.field.widget.format_value(value) if value is not None else ""
            data[bound.html_name] = widget[0] if isinstance(widget, list) and widget else widget or ""
    return data


@pytest.fixture
def casing(well):
    return TubularString.objects.get(well=well, uid="casing-9-5-8")


def test_every_noun_has_a_desk():
    assert {noun.model for noun in NOUNS} <= set(admin.site._registry)


def test_a_save_publishes_row_and_inlines_once(desk, well, casing, steward):
    data = form_of(desk, change_url(casing))
    section = next(key for key in data if key.endswith("-grade") and data[key] == "L80")
    response = desk.post(change_url(casing), data | {"shoe_md_m": "3350", section: "P110", "why": "Tally"})
    assert response.status_code == 302
    well.refresh_from_db()
    assert well.head == 2
    revision = WellRevision.objects.get(well=well, number=2)
    assert (revision.door, revision.reason, revision.by) == ("admin", "Tally", steward)
    string = next(s for s in documents([well])[well.pk]["strings"] if s["id"] == "casing-9-5-8")
    assert string["shoe_md_m"] == 3350 and "P110" in {s["grade"] for s in string["sections"]}
    assert AuditEvent.objects.filter(event="well.revised").count() == 1


def test_a_save_that_changes_nothing_makes_no_revision(desk, well, casing):
    data = form_of(desk, change_url(casing))
    assert desk.post(change_url(casing), data | {"why": "looked at it"}).status_code == 302
    well.refresh_from_db()
    assert well.head == 1


def test_a_save_without_a_reason_is_asked_for_one(desk, well, casing):
    response = desk.post(change_url(casing), form_of(desk, change_url(casing)) | {"shoe_md_m": "3350"})
    assert response.status_code == 200 and "required" in response.content.decode()
    well.refresh_from_db()
    assert well.head == 1


def test_what_breaks_a_rule_is_refused_and_nothing_is_stored(desk, well, casing):
    data = form_of(desk, change_url(casing)) | {"shoe_md_m": "9000", "why": "typo"}
    response = desk.post(change_url(casing), data)
    assert response.status_code == 422
    assert "below the total depth" in response.content.decode()
    casing.refresh_from_db()
    assert casing.shoe_md_m == 3355


def test_an_old_revision_is_refused(desk, well, casing):
    first, second = form_of(desk, change_url(casing)), form_of(desk, change_url(casing))
    desk.post(change_url(casing), first | {"shoe_md_m": "3350", "why": "one"})
    response = desk.post(change_url(casing), second | {"shoe_md_m": "3345", "why": "two"})
    assert response.status_code == 409
    casing.refresh_from_db()
    assert casing.shoe_md_m == 3350


def test_the_header_is_edited_at_the_desk_of_the_well(desk, well):
    data = form_of(desk, change_url(well))
    assert (
        desk.post(change_url(well), data | {"uwi": "NS-21/14-A07Z", "why": "As renamed"}).status_code == 302
    )
    well.refresh_from_db()
    assert (well.uwi, well.head) == ("NS-21/14-A07Z", 2)


@pytest.mark.parametrize("noun", [noun.name for noun in NOUNS])
def test_every_desk_lists_and_opens_and_sends_back_unchanged(desk, well, noun):
    model = next(one.model for one in NOUNS if one.name == noun)
    assert desk.get(f"/admin/wells/{model._meta.model_name}/").status_code == 200
    row = model.objects.filter(**({} if model is Well else {"well": well})).first()
    if row is None:
        return
    url = change_url(row)
    response = desk.post(url, form_of(desk, url) | {"why": "unchanged"})
    assert response.status_code == 302, re.findall(r"errorlist.*?</ul>", response.content.decode(), re.S)
    well.refresh_from_db()
    assert well.head == 1


def test_nothing_is_added_or_deleted_at_these_desks(desk, casing):
    assert desk.get("/admin/wells/tubularstring/add/").status_code == 403
    assert desk.get(change_url(casing).replace("change", "delete")).status_code == 403
    assert b"delete_selected" not in desk.get("/admin/wells/tubularstring/").content


def test_an_admin_reads_and_does_not_write(client, well, casing, admin_person):
    client.force_login(admin_person)
    page = client.get(change_url(casing)).content.decode()
    assert "3355" in page and 'name="_save"' not in page
    assert client.post(change_url(casing), {"shoe_md_m": "1", "why": "x", "based_on": "1"}).status_code == 403


def test_other_operators_are_neither_listed_nor_opened(client, well, casing, other_operator):
    theirs = make_well(example("onshore-liner"), of=other_operator)
    client.force_login(make_member(other_operator, "steward"))
    registered = [model for model in admin.site._registry if model._meta.app_label == "wells"]
    for model in registered:
        page = client.get(f"/admin/wells/{model._meta.model_name}/").content.decode()
        assert "Heron" not in page and "heron" not in page, model
    assert client.get(change_url(casing)).status_code == 302
    assert client.get(change_url(theirs)).status_code == 200


def test_choices_and_filters_offer_no_other_operator(client, well, other_operator):
    client.force_login(make_member(other_operator, "admin", "steward"))
    for model in (AssetGrant, Asset):
        assert "Heron" not in client.get(f"/admin/wells/{model._meta.model_name}/add/").content.decode()
    assert "Northern" not in client.get("/admin/wells/well/").content.decode()


def test_a_renamed_asset_publishes_its_wells_anew(desk, well):
    asset = Asset.objects.get(name="Northern")
    desk.post(change_url(asset), {"name": "Northern Isles"})
    well.refresh_from_db()
    assert well.head == 2 and documents([well])[well.pk]["header"]["asset"] == "Northern Isles"


def test_lists_ask_as_often_for_many_rows_as_for_few(desk, well, django_assert_max_num_queries):
    assert StringSection.objects.filter(well=well).count() > 5
    with django_assert_max_num_queries(12):
        desk.get("/admin/wells/stringsection/")


def test_no_column_is_lost_from_a_desk(well):
    for noun in NOUNS:
        desk = admin.site._registry[noun.model]
        columns = {
            field.name
            for field in noun.model._meta.concrete_fields
            if not isinstance(field, models.AutoField)
        }
        assert columns <= set(desk.fields), noun.name
