"""What goes into the tables comes out of them: same canonical bytes."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_member, make_operator
from tests.wells.factories import EXAMPLES, example, make_well, small_document
from wells import gather
from wells.engine.document import canonical, dated
from wells.models import Door, TubularString, Well, WellRevision
from wells.record.blobs import written_out
from wells.record.dump import dump, dump_many
from wells.services.documents import save_document, save_documents

pytestmark = pytest.mark.django_db


def told_by_rows(well):
    return written_out({well.pk: dump(well)})[well.pk]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_comes_back_from_its_rows_byte_for_byte(name):
    well = make_well(example(name))
    assert canonical(told_by_rows(well)) == canonical(example(name))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_comes_back_from_its_revision_byte_for_byte(name):
    well = make_well(example(name))
    assert canonical(gather.documents([well])[well.pk]) == canonical(example(name))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_draft_is_kept_in_its_dated_form(name):
    well = make_well(example(name, folder=""))
    assert canonical(told_by_rows(well)) == canonical(dated(example(name, folder="")))


def test_every_example_can_follow_any_other_in_the_same_rows():
    well = make_well(small_document())
    by = make_member(well.operator, "steward")
    for name in EXAMPLES * 2:
        document = example(name) | {"id": well.uid}
        save_document(well, document, by=by, based_on=None, door=Door.PAGE, agreed=True)
        assert canonical(told_by_rows(well)) == canonical(document)


def test_private_keys_survive_at_every_depth():
    document = small_document()
    document["x_erp"] = {"plant": ["a", 1, 1e21, None], "open": False}
    document["header"]["x_team"] = True
    document["strings"][0]["x_po"] = "4711"
    document["strings"][0]["sections"][0]["connection"] = {"x_torque": 12.5}
    document["header"]["status"][0]["x_by"] = 0
    assert canonical(told_by_rows(make_well(document))) == canonical(document)


def test_known_to_be_none_and_not_known_stay_apart():
    document = small_document()
    document |= {"components": [], "gaps": []}
    document["strings"][0]["wall_logs"] = []
    document["strings"][0]["sections"][0]["connection"] = {}
    document["header"]["lift"] = []
    dumped = told_by_rows(make_well(document))
    assert canonical(dumped) == canonical(document)
    assert dumped["components"] == [] and "cement" not in dumped


def test_sources_of_an_object_and_of_its_fields_survive():
    document = small_document()
    told = {"document": "Casing tally", "page": "3", "confidence": "high"}
    document["strings"][0] |= {"source": told, "sources": {"shoe_md_m": told}, "remarks": ""}
    document |= {"source": told, "remarks": "as built"}
    document["header"]["remarks"] = "legal name"
    assert canonical(told_by_rows(make_well(document))) == canonical(document)


def test_one_and_true_are_different_facts():
    document = small_document() | {"x_flag": True}
    well = make_well(document)
    saved = save_document(
        well, document | {"x_flag": 1}, by=make_member(well.operator, "steward"), based_on=1, door=Door.PAGE
    )
    assert saved.changed and told_by_rows(well)["x_flag"] is not True


def test_a_long_survey_is_kept_by_hash_and_written_out():
    document = example("volve-15-9-f-12")
    well = make_well(document)
    content = json.loads(WellRevision.objects.get().content)
    run = content["wellbores"][0]["survey_runs"][0]
    assert "stations" not in run and len(run["stations_sha256"]) == 64
    out = gather.documents([well])[well.pk]["wellbores"][0]["survey_runs"][0]
    assert len(out["stations"]) == 211 and "stations_sha256" not in out


def test_what_left_the_document_keeps_its_row_and_comes_back_to_it():
    well = make_well(small_document())
    by = make_member(well.operator, "steward")
    row = TubularString.objects.get(well=well)
    gone = small_document()
    del gone["strings"]
    save_document(well, gone, by=by, based_on=1, door=Door.PAGE)
    row.refresh_from_db()
    assert not row.present
    save_document(well, small_document(), by=by, based_on=2, door=Door.PAGE)
    row.refresh_from_db()
    assert row.present and TubularString.objects.count() == 1


def test_the_number_of_queries_does_not_grow_with_wells(
    django_assert_num_queries, django_assert_max_num_queries
):
    company = make_operator()
    by = make_member(company, "steward")
    first = [(company, None, small_document(number), None) for number in range(1, 41)]
    wells = save_documents(first, by=by, door=Door.IMPORT).wells
    with django_assert_max_num_queries(40) as one:
        dump_many(wells[:1])
    with django_assert_num_queries(len(one)):
        dump_many(wells)
    with django_assert_num_queries(1):
        gather.models(wells)


def test_storing_many_wells_takes_as_many_queries_as_storing_few():
    company = make_operator()
    by = make_member(company, "steward")
    counts = []
    for start, size in ((1, 2), (101, 20)):
        changes = [(company, None, small_document(start + n), None) for n in range(size)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            save_documents(changes, by=by, door=Door.IMPORT, batch=None)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert Well.objects.count() == 22
