"""The demo field in a database: who is there, what stands, and that a second making is none."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from deepguard.acts import may
from deepguard.models import Operator, User
from deepguard.roles import Role
from integrity.demo import demo_context, demo_sign_ins, making
from integrity.demo.field import BRATTHOLM, PASSWORD, STURMVIK
from integrity.demo.story import history
from wells.engine.document import canonical
from wells.gather import documents
from wells.models import Facility, Well, WellRevision

pytestmark = pytest.mark.django_db


@pytest.fixture
def field():
    making.make()


def person(email):
    return User.objects.get(email=email)


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def test_both_companies_stand_with_their_wells(field):
    counts = {operator.name: operator.wells.count() for operator in Operator.objects.all()}
    assert counts == {BRATTHOLM.name: len(BRATTHOLM.wells), STURMVIK.name: len(STURMVIK.wells)}


def test_every_well_hangs_at_a_facility_that_was_planned(field):
    planned = sum(
        len(hub)
        for company in (BRATTHOLM, STURMVIK)
        for asset in company.places.values()
        for hub in asset.values()
    )
    assert Facility.objects.count() == planned
    assert not Well.objects.filter(facility=None).exists()
    assert not Facility.objects.filter(kind="").exists()


def test_the_record_holds_today_s_document_of_each_well(field):
    wells = list(Well.objects.all())
    current = documents(wells)
    for well in wells:
        assert canonical(current[well.pk]) == canonical(history(well.uid)[-1].document)


def test_wells_with_a_history_have_a_revision_a_step(field):
    well = Well.objects.get(uid="bra-a-12")
    reasons = list(WellRevision.objects.filter(well=well).order_by("number").values_list("reason", flat=True))
    assert reasons == [step.reason for step in history("bra-a-12")]


def test_every_person_signs_in_with_the_shared_password(field, client):
    assert {user.email for user in User.objects.all()} == {entry["email"] for entry in demo_sign_ins()}
    assert person("surveyor@brattholm.example").check_password(PASSWORD)


def test_each_role_of_the_first_company_is_taken(field):
    assert {entry["role"] for entry in demo_sign_ins()} == set(Role.labels)


def test_people_see_the_wells_of_their_company_or_asset_only(field):
    seen = {
        email: set(Well.objects.visible_to(person(email)).values_list("uid", flat=True))
        for email in ("viewer@brattholm.example", "engineer@sturmvik.example", "ekenes@brattholm.example")
    }
    assert seen["viewer@brattholm.example"] == set(BRATTHOLM.wells)
    assert seen["engineer@sturmvik.example"] == set(STURMVIK.wells)
    assert seen["ekenes@brattholm.example"] == {"eke-b-14", "eke-b-18"}


def test_the_viewer_edits_nothing_and_the_steward_does(field):
    well = Well.objects.get(uid="mar-03")
    assert may(person("steward@brattholm.example"), "well.edit", well)
    assert not may(person("viewer@brattholm.example"), "well.edit", well)


def test_the_command_makes_the_field_once_and_prints_who_signs_in(demo, capsys):
    call_command("demo")
    call_command("demo")
    out = capsys.readouterr().out
    assert out.count("Made the demo field") == 1
    assert "engineer@sturmvik.example" in out and PASSWORD in out
    assert WellRevision.objects.count() == sum(
        len(history(uid)) for company in (BRATTHOLM, STURMVIK) for uid in company.wells
    )


def test_the_demo_is_not_made_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="password is public"):
        call_command("demo")


def test_sign_ins_show_in_the_demo_and_to_strangers_only(demo, settings, rf, django_user_model):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/accounts/login/")
    request.user = AnonymousUser()
    assert demo_context(request)["demo_password"] == PASSWORD
    request.user = django_user_model(email="someone@brattholm.example")
    assert demo_context(request) == {}
    request.user = AnonymousUser()
    settings.DEMO = False
    assert demo_context(request) == {}
