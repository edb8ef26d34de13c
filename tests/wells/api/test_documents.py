"""The document of a well, whole: read and replaced, in JSON and YAML; the architecture of a day."""

import pytest

from tests.wells.factories import example
from wells import gather
from wells.documents import read
from wells.engine.document import canonical, dated
from wells.models import WellRevision

pytestmark = pytest.mark.django_db


def test_the_document_comes_back_as_it_was_given(well, caller):
    assert caller.get(f"wells/{well.pk}/document").json() == example("onshore-liner")


@pytest.mark.parametrize("how", ["?format=yaml", "accept"])
def test_it_is_written_as_yaml_too(well, caller, how):
    asked = {"Accept": "application/yaml"} if how == "accept" else {}
    query = "" if how == "accept" else how
    answer = caller.get(f"wells/{well.pk}/document{query}", **asked)
    assert answer["Content-Type"].startswith("application/yaml")
    assert canonical(read(answer.content, "application/yaml")) == canonical(example("onshore-liner"))


def test_an_error_is_json_whoever_asks(foreign, caller):
    answer = caller.get(f"wells/{foreign.pk}/document", Accept="application/yaml")
    assert answer["Content-Type"] == "application/problem+json" and answer.json()["status"] == 404


def test_a_document_replaces_the_one_before(well, caller):
    document = example("onshore-liner") | {"remarks": "as built"}
    answer = caller.write("put", well, "document?reason=as-built review", document)
    assert answer.status_code == 200, answer.json()
    assert (answer.json()["number"], answer.json()["reason"]) == (2, "as-built review")
    assert caller.get(f"wells/{well.pk}/document").json()["remarks"] == "as built"
    assert answer["ETag"] == caller.tag(well)


def test_a_draft_is_kept_in_its_dated_form(well, caller):
    draft = example("onshore-liner", folder="")
    answer = caller.write("put", well, "document", draft)
    assert answer.status_code == 200, answer.json()
    assert canonical(caller.get(f"wells/{well.pk}/document").json()) == canonical(dated(draft))


def test_the_same_document_makes_no_revision(well, caller):
    answer = caller.write("put", well, "document", example("onshore-liner"))
    assert (answer.status_code, answer.json()["number"]) == (200, 1)


def test_a_document_is_not_replaced_blindly(well, caller):
    document, address = example("onshore-liner") | {"remarks": "x"}, f"wells/{well.pk}/document"
    assert caller("put", address, document).status_code == 428
    assert caller("put", address, document, **{"If-Match": '"0"'}).status_code == 412
    assert WellRevision.objects.count() == 1


def test_every_fault_is_named(well, caller):
    document = example("onshore-liner")
    document["strings"][0]["sections"][0]["od_m"] = 0
    document["components"][0]["string_id"] = "no-such-string"
    answer = caller.write("put", well, "document", document)
    assert answer.status_code == 422
    found = {(error["pointer"], error["code"]) for error in answer.json()["errors"]}
    assert {
        ("#/strings/0/sections/0/od_m", "exclusiveMinimum"),
        ("#/components/0/string_id", "rule-2"),
    } <= found


def test_the_id_of_a_well_stays(well, caller):
    answer = caller.write("put", well, "document", example("onshore-liner") | {"id": "other"})
    assert (answer.status_code, answer.json()["code"]) == (422, "well_id")


def test_nothing_is_no_document(well, caller):
    address = f"/api/v1/wells/{well.pk}/document"
    answer = caller.client.put(address, headers={"If-Match": caller.tag(well)})
    assert answer.status_code in (400, 415, 422), answer.content


def test_a_body_beyond_measure_is_refused(well, caller):
    address, tag = f"/api/v1/wells/{well.pk}/document", {"If-Match": caller.tag(well)}
    answer = caller.client.put(
        address, b'{"a": "' + b"x" * 4_200_000 + b'"}', content_type="application/json", headers=tag
    )
    assert answer.status_code == 413


def test_a_reader_does_not_write(well, reader):
    assert reader.write("put", well, "document", example("onshore-liner")).status_code == 403


def first_day(well):
    return gather.first_day_of(WellRevision.objects.get(well=well, number=1))


def test_the_architecture_of_a_day(well, caller):
    early = caller.get(f"wells/{well.pk}/architecture?as_of={first_day(well)}").json()
    today = caller.get(f"wells/{well.pk}/architecture").json()
    assert len(early["strings"]) < len(today["strings"])
    assert "valid_from" not in today["strings"][0]


def test_what_was_not_known_yet_is_not_there(well, caller):
    for part in ("architecture", "document", "strings", "schematic"):
        assert caller.get(f"wells/{well.pk}/{part}?known_at=2001-01-01").status_code == 404


@pytest.mark.parametrize(
    "query", ["as_of=tuesday", "known_at=soon", "as_of=1900-01-01", "as_of=2999-01-01", "known_at=2999-01-01"]
)
def test_a_day_that_is_none(well, caller, query):
    assert caller.get(f"wells/{well.pk}/architecture?{query}").status_code == 400


def test_the_schemas_are_published(caller):
    assert caller.get("schemas/well").json()["properties"]["strings"]
    assert "installed_on" in str(caller.get("schemas/well/draft").json())
