"""Well documents as files: whole wells in, draft or dated, JSON or YAML."""

import json

from tests.wells.imports.files import csv, found, no_wells, well, wells_in
from wells.imports import documents


def file(document: dict, name: str = "a.json"):
    return csv(name, json.dumps(document))


def test_a_new_well_is_created_and_the_same_file_changes_nothing():
    first = documents.plan([file(well())], no_wells, {})
    assert (first.created, first.storable) == (1, True)
    again = documents.plan([file(well())], wells_in([first.wells[0].after]), {})
    assert (again.unchanged, again.wells) == (1, ())


def test_a_draft_arrives_dated():
    draft = well() | {"datum": {"rkb_elevation_m": 25}}
    draft["header"]["status"] = "operating"
    after = documents.plan([file(draft)], no_wells, {}).wells[0].after
    assert after["header"]["status"] == [{"value": "operating"}]


def test_a_known_well_keeps_its_id_and_says_what_changes():
    known = well() | {"id": "minted-here"}
    changed = well()
    changed["wellbores"][0]["total_depth_md_m"] = 3100.0
    (change,) = documents.plan([file(changed)], wells_in([known]), {}).wells
    assert change.after["id"] == "minted-here"
    assert [fact.path for fact in change.facts] == ["wellbores/wellbore-main/total_depth_md_m"]


def test_every_fault_is_named_with_its_pointer_and_the_other_file_stands():
    bad = well("B-1") | {
        "strings": [{"id": "x", "kind": "pipe"}, {"id": "y", "kind": "liner", "shoe_md_m": 9000}]
    }
    planned = documents.plan([file(well()), file(bad, "b.json")], no_wells, {})
    assert (planned.created, planned.refused) == (1, 1)
    assert {item.column for item in planned.errors} == {"/strings/0/kind", "/strings/1/shoe_md_m"}


def test_one_well_in_two_files_is_refused():
    planned = documents.plan([file(well()), file(well(), "b.json")], no_wells, {})
    assert found(planned, "duplicate-well") == [("b.json", 1, "")]


def test_two_wells_of_one_id_are_refused_at_the_second():
    other = well("B-1") | {"id": well()["id"]}
    planned = documents.plan([file(well()), file(other, "b.json")], no_wells, {})
    assert found(planned, "duplicate-well") == [("b.json", 1, "")]
    assert (planned.created, planned.refused, len(planned.wells)) == (1, 1, 1)


def test_what_is_no_document_is_refused():
    planned = documents.plan([csv("a.json", "[1, 2"), csv("b.yaml", "- 1"), csv("c.bin", "x")], no_wells, {})
    assert (planned.rows_read, planned.refused) == (3, 3)
