"""Editing the rows of a well: locked, checked, recorded; refused when it stands on an old revision."""

from datetime import date

import pytest

from deepguard.errors import RuleViolation, Stale
from deepguard.models import AuditEvent
from tests.factories import make_member, make_operator
from tests.wells.factories import example, make_well, small_document
from wells import gather
from wells.models import Component, Door, StringSection, TubularString, Well, WellFact, WellRevision
from wells.services.documents import create_well, save_document, save_documents
from wells.services.editing import editing, mint_uid

pytestmark = pytest.mark.django_db


@pytest.fixture
def well():
    return make_well(small_document())


@pytest.fixture
def steward(well):
    return make_member(well.operator, "steward", name="Sigrid Lie")


def edit(well, by, based_on=1):
    return editing(well, by=by, reason="caliper of May", based_on=based_on, door=Door.PAGE)


def test_a_changed_row_becomes_a_revision(well, steward):
    with edit(well, steward) as change:
        StringSection.objects.filter(well=well).update(grade="P110")
    assert change.revision.number == 2 and well.head == 2
    assert gather.documents([well])[well.pk]["strings"][0]["sections"][0]["grade"] == "P110"
    first = WellRevision.objects.get(well=well, number=1)
    assert change.revision.previous == first.sha256 and change.revision.by == steward


def test_the_same_facts_make_no_revision(well, steward):
    with edit(well, steward) as change:
        StringSection.objects.get(well=well).save()
    assert change.revision is None and well.head == 1
    assert save_document(well, small_document(), by=steward, based_on=1, door=Door.API).unchanged == [well]
    assert WellRevision.objects.count() == 1


def test_an_edit_of_an_old_revision_is_refused_and_says_who_was_first(well, steward):
    with edit(well, steward):
        StringSection.objects.filter(well=well).update(grade="P110")
    with pytest.raises(Stale) as refusal, edit(well, steward, based_on=1):
        StringSection.objects.filter(well=well).update(grade="Q125")
    assert refusal.value.status == 409
    assert "Sigrid Lie saved revision 2" in refusal.value.message
    assert StringSection.objects.get(well=well).grade == "P110"


def test_a_document_that_breaks_a_rule_is_refused_and_nothing_is_stored(well, steward):
    with pytest.raises(RuleViolation) as refusal, edit(well, steward):
        TubularString.objects.filter(well=well).update(shoe_md_m=9000)
    assert refusal.value.status == 422
    assert any(fault.pointer.startswith("/strings/0") for fault in refusal.value.faults)
    assert TubularString.objects.get(well=well).shoe_md_m == 2400
    assert WellRevision.objects.count() == 1


def test_a_row_is_added_with_an_id_that_never_was(well, steward):
    with edit(well, steward) as change:
        string = TubularString.objects.get(well=well)
        change.add("wall_log", owner=string, wanted="Caliper 2019", logged_on=date(2019, 5, 1), intervals=[])
        packer = change.add("component", wanted="packer", kind="packer", string_id=string.uid, md_m=2000)
    assert packer.uid == "packer"
    with edit(well, steward, based_on=2) as change:
        change.leave_out(packer)
    assert "components" not in gather.documents([well])[well.pk]
    assert Component.objects.get(well=well).present is False
    assert mint_uid(well, "Packer") == "packer-2"


def test_an_added_fact_of_the_header_shows_in_lists(well, steward):
    with edit(well, steward) as change:
        WellFact.objects.filter(well=well, name="status").update(valid_to=date(2020, 1, 1))
        change.add("fact", name="status", value="suspended", valid_from=date(2020, 1, 1))
    assert well.status == "suspended"
    assert gather.models([well], as_of="2019-06-01")[well.pk].header.status == "operating"
    assert gather.models([well], as_of="2020-06-01")[well.pk].header.status == "suspended"


def test_a_long_survey_saved_by_rows_goes_to_its_hash(well, steward):
    stations = [{"md_m": 10.0 * n, "inclination_deg": 0, "azimuth_deg": 0} for n in range(100)]
    with edit(well, steward) as change:
        wellbore = well.wellbores.get()
        run = change.add("survey_run", owner=wellbore, wanted="gyro", stations=stations)
    run.refresh_from_db()
    assert run.stations is None and run.stations_sha256
    assert len(gather.models([well])[well.pk].wellbores[0].survey_runs[0].stations) == 100


def test_what_was_done_stands_in_the_audit(well, steward):
    with edit(well, steward) as change:
        StringSection.objects.filter(well=well).update(grade="P110")
    event = AuditEvent.objects.get(event="well.revised")
    assert event.actor == steward and event.reason == "caliper of May"
    assert change.revision.sha256 in event.after
    assert AuditEvent.objects.filter(event="well.created", target_uid=well.uid).count() == 1


def test_lists_show_what_holds_now():
    well = make_well(example("suspended-plugs"))
    assert (well.status, well.kind, well.fluid, well.lift) == ("suspended", "producer", "oil", "none")
    assert well.total_depth_md_m > 3000 and well.field == "Gannet"


def test_a_batch_is_stored_whole_or_not_at_all(well, steward):
    bad = small_document(3)
    bad["strings"][0]["shoe_md_m"] = 9000
    changes = [(well.operator, None, small_document(2), None), (well.operator, None, bad, None)]
    with pytest.raises(RuleViolation) as refusal:
        save_documents(changes, by=steward, door=Door.IMPORT)
    assert "tern-3" in refusal.value.faults[0].detail
    assert Well.objects.count() == 1


def test_one_stale_well_holds_back_the_batch(well, steward):
    changes = [
        (well.operator, None, small_document(2), None),
        (well.operator, well, small_document() | {"remarks": "late"}, 7),
    ]
    with pytest.raises(Stale):
        save_documents(changes, by=steward, door=Door.IMPORT)
    assert Well.objects.count() == 1


def test_a_second_well_of_the_same_id_or_name_is_refused(well, steward):
    for twin in (small_document() | {"header": {"name": "Tern 1 bis"}}, small_document() | {"id": "other"}):
        with pytest.raises(RuleViolation) as refusal:
            create_well(well.operator, twin, by=steward)
        assert refusal.value.code == "duplicate_well" and "Tern 1" in refusal.value.message


def test_another_operator_may_have_the_same_id_and_name(well):
    other = make_operator()
    assert create_well(other, small_document(), by=make_member(other, "steward")).uid == well.uid


def test_a_well_keeps_its_id(well, steward):
    with pytest.raises(RuleViolation) as refusal:
        save_document(well, small_document() | {"id": "tern-9"}, by=steward, based_on=1, door=Door.API)
    assert refusal.value.code == "well_id"


def test_a_name_longer_than_lists_can_keep_is_refused(well, steward):
    with pytest.raises(RuleViolation) as refusal:
        create_well(well.operator, small_document(2, name="T" * 201), by=steward)
    assert refusal.value.faults[0].pointer == "/header/name"


def test_a_text_with_the_character_nul_is_refused(well, steward):
    with pytest.raises(RuleViolation, match="NUL"):
        create_well(well.operator, small_document(2) | {"remarks": "a\x00b"}, by=steward)


def test_stations_by_hash_alone_are_refused_at_the_door(well, steward):
    document = small_document(2)
    document["wellbores"][0]["survey_runs"] = [{"id": "gyro", "stations_sha256": "0" * 64}]
    with pytest.raises(RuleViolation, match="write the stations out"):
        create_well(well.operator, document, by=steward)
