"""verify_record: silent on a whole record, exact on a tampered one."""

from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command

from deepguard import triggers
from deepguard.models import AuditEvent
from tests.factories import make_member
from tests.wells.factories import EXAMPLES, example, make_well, small_document
from wells.models import Blob, Component, FluidLayer, StringSection, Well, WellRevision
from wells.services.documents import save_document
from wells.services.hierarchy import rename_place
from wells.services.verifying import findings

pytestmark = pytest.mark.django_db


@contextmanager
def triggers_lifted():
    """What somebody with the keys to the database could do."""
    triggers.lift()
    yield
    triggers.install()


def the_one_finding():
    found = list(findings())
    assert len(found) == 1, [str(one) for one in found]
    return found[0]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_whole_record_agrees(name, capsys):
    make_well(example(name))
    call_command("verify_record")
    assert "agrees with itself: 1 wells, 1 revisions" in capsys.readouterr().out


def test_a_field_changed_behind_the_record_is_named(capsys):
    well = make_well(small_document())
    StringSection.objects.filter(well=well).update(wall_m=0.02)
    with pytest.raises(CommandError, match="1 places"):
        call_command("verify_record")
    told = capsys.readouterr().err
    assert "wells_stringsection" in told and "tern-1/casing-9-5-8/s1, wall_m" in told
    assert "0.01199" in told and "0.02" in told


def test_a_row_taken_out_or_slipped_in_is_named():
    well = make_well(example("onshore-liner"))
    gone = Component.objects.filter(well=well, present=True).first()
    Component.objects.filter(pk=gone.pk).update(present=False)
    assert the_one_finding().field == "present"


def test_a_changed_layer_is_named_by_its_column():
    well = make_well(example("onshore-liner"))
    layer = FluidLayer.objects.filter(well=well, column__isnull=False).first()
    FluidLayer.objects.filter(pk=layer.pk).update(density_kg_m3=1.0)
    found = the_one_finding()
    assert (found.table, found.field) == ("wells_fluidlayer", "density_kg_m3")
    assert layer.column.uid in found.key


def test_a_rewritten_revision_is_named():
    well = make_well(small_document())
    with triggers_lifted():
        content = WellRevision.objects.get().content.replace("L80", "P110")
        WellRevision.objects.update(content=content)
    named = {(found.table, found.field) for found in findings()}
    assert named == {("wells_wellrevision", "content"), ("wells_stringsection", "grade")}
    assert well.uid in str(next(iter(findings())))


def test_a_removed_revision_is_named():
    well = make_well(small_document())
    by = make_member(well.operator, "steward")
    save_document(well, small_document() | {"remarks": "second"}, by=by, based_on=1, door="page")
    with triggers_lifted():
        WellRevision.objects.filter(number=1).delete()
    assert {found.field for found in findings()} == {"number", "previous"}


def test_rewritten_stations_are_named():
    make_well(example("volve-15-9-f-12"))
    with triggers_lifted():
        Blob.objects.update(bytes=b"[]")
    assert ("wells_blob", "bytes") in {(found.table, found.field) for found in findings()}


def test_a_rewritten_audit_event_is_named(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_well(small_document())
    with triggers_lifted():
        AuditEvent.objects.update(reason="nothing happened")
    assert the_one_finding().field == "seal"


def test_a_missing_trigger_is_named():
    triggers.lift()
    assert {found.field for found in findings()} == {"trigger"}
    triggers.install()


def test_a_stale_list_column_and_a_wrong_place_are_named():
    well = make_well(example("onshore-liner"))
    Well.objects.filter(pk=well.pk).update(status="abandoned")
    assert the_one_finding().field == "status"
    Well.objects.filter(pk=well.pk).update(status=well.status)
    type(well.asset).objects.filter(pk=well.asset_id).update(name="Elsewhere")
    assert the_one_finding().field == "asset"


def test_a_renamed_asset_leaves_the_record_whole():
    well = make_well(example("onshore-liner"))
    rename_place(well.asset, name="Basin North", by=make_member(well.operator, "steward"))
    assert list(findings()) == []
