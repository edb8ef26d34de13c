"""Every part of a well: listed, added, changed, ended, taken out; one well, one state."""

import pytest

from tests.wells.factories import example
from wells import gather
from wells.api.parts import kinds
from wells.models import WellRevision

pytestmark = pytest.mark.django_db
PACKER = "components"


def listed(document, lists):
    """Addresses and items of a list of the document, through all its owners."""
    if len(lists) == 1:
        for item in document.get(lists[0]) or []:
            yield f"{lists[0]}/{item['id']}", item
        return
    for owner in document.get(lists[0]) or []:
        for address, item in listed(owner, lists[1:]):
            yield f"{lists[0]}/{owner['id']}/{address}", item


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.name)
def test_a_part_is_read_as_the_document_writes_it(kind, well, caller):
    for address, item in listed(example("onshore-liner"), kind.lists):
        answer = caller.get(f"wells/{well.pk}/{address}")
        assert (answer.status_code, answer.json()) == (200, item)
        rows = caller.get(f"wells/{well.pk}/{address.rsplit('/', 1)[0]}").json()
        assert item in rows


def first_day(well):
    return gather.first_day_of(WellRevision.objects.get(well=well, number=1))


def test_a_day_shows_what_was_there(well, caller):
    now = caller.get(f"wells/{well.pk}/strings").json()
    before = caller.get(f"wells/{well.pk}/strings?as_of={first_day(well)}").json()
    assert now and 0 < len(before) < len(now)


def test_a_part_is_added(well, caller):
    new = {"kind": "nipple", "md_m": 1200, "string_id": string_of(well, caller), "valid_from": "2024-05-01"}
    answer = caller.write("post", well, "components?reason=found in the tally", new)
    assert answer.status_code == 201, answer.json()
    assert answer.json() == {"id": "nipple", **new}
    assert answer["Location"] == f"/api/v1/wells/{well.pk}/components/nipple"
    revision = WellRevision.objects.first()
    assert (revision.number, revision.reason, revision.door) == (2, "found in the tally", "api")
    assert answer["ETag"] == f'"{revision.sha256}"' == caller.tag(well)


def string_of(well, caller):
    return caller.get(f"wells/{well.pk}/strings").json()[-1]["id"]


def test_a_part_is_changed_fact_by_fact(well, caller):
    section = caller.get(f"wells/{well.pk}/strings").json()[0]
    address = f"strings/{section['id']}"
    answer = caller.write("patch", well, address, {"remarks": "drift checked", "name": None})
    assert answer.status_code == 200, answer.json()
    assert answer.json() == {k: v for k, v in section.items() if k != "name"} | {"remarks": "drift checked"}


def test_a_change_that_changes_nothing_makes_no_revision(well, caller):
    string = caller.get(f"wells/{well.pk}/strings").json()[0]
    answer = caller.write("patch", well, f"strings/{string['id']}", {"kind": string["kind"]})
    assert answer.status_code == 200
    assert WellRevision.objects.count() == 1


def test_a_part_ends_on_a_day(well, caller):
    gap = add_gap(well, caller)
    answer = caller.write("delete", well, f"gaps/{gap}?valid_to=2025-01-31")
    assert answer.status_code == 204 and answer["ETag"] == caller.tag(well)
    assert caller.get(f"wells/{well.pk}/gaps/{gap}").json()["valid_to"] == "2025-01-31"


def test_a_part_entered_by_mistake_is_taken_out(well, caller):
    gap = add_gap(well, caller)
    assert caller.write("delete", well, f"gaps/{gap}?mistake=true").status_code == 204
    assert caller.get(f"wells/{well.pk}/gaps/{gap}").status_code == 404


def add_gap(well, caller):
    answer = caller.write("post", well, "gaps", {"about": "annulus B", "what": "fluid not sampled"})
    assert answer.status_code == 201, answer.json()
    return answer.json()["id"]


def test_delete_asks_what_is_meant(well, caller):
    answer = caller.write("delete", well, f"gaps/{add_gap(well, caller)}")
    assert (answer.status_code, answer.json()["code"]) == (422, "ending")


def test_a_fault_points_into_what_was_sent(well, caller):
    string = caller.get(f"wells/{well.pk}/strings").json()[-1]
    bad = {"sections": [{"id": "s1", "od_m": 0}]}
    answer = caller.write("patch", well, f"strings/{string['id']}", bad)
    assert answer.status_code == 422
    assert "#/sections/0/od_m" in {error["pointer"] for error in answer.json()["errors"]}
    assert WellRevision.objects.count() == 1


def test_what_breaks_elsewhere_is_named_with_its_place(well, caller):
    cemented = caller.get(f"wells/{well.pk}/cement").json()[0]["behind"]
    answer = caller.write("delete", well, f"strings/{cemented}?mistake=true")
    assert answer.status_code == 422
    assert any("/cement/" in error["detail"] for error in answer.json()["errors"])


@pytest.mark.parametrize(
    "body", [{"od": 1}, {"kind": "spaceship"}, {"md_m": "deep"}, {"id": "a b", "kind": "packer"}, {}]
)
def test_a_part_that_does_not_fit_is_refused(well, caller, body):
    answer = caller.write("post", well, "components", body)
    assert answer.status_code == 422, answer.json()
    assert WellRevision.objects.count() == 1


def test_an_id_is_not_given_twice(well, caller):
    taken = caller.get(f"wells/{well.pk}/strings").json()[0]
    answer = caller.write("post", well, "strings", taken)
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_part")


def test_an_id_stays(well, caller):
    taken = caller.get(f"wells/{well.pk}/strings").json()[0]["id"]
    assert caller.write("patch", well, f"strings/{taken}", {"id": "other"}).status_code == 422


def test_an_edit_names_the_state_it_stands_on(well, caller):
    body = {"about": "x", "what": "y"}
    assert caller("post", f"wells/{well.pk}/gaps", body).status_code == 428
    old = caller.tag(well)
    add_gap(well, caller)
    answer = caller.write("post", well, "gaps", body, **{"If-Match": old})
    assert (answer.status_code, answer.json()["code"]) == (412, "precondition_failed")


def test_the_same_write_sent_twice_is_done_once(well, caller):
    key, tag = {"Idempotency-Key": "k1"}, {"If-Match": caller.tag(well)}
    body = {"about": "annulus B", "what": "fluid not sampled"}
    first = caller("post", f"wells/{well.pk}/gaps", body, **key, **tag)
    second = caller("post", f"wells/{well.pk}/gaps", body, **key, **tag)
    assert (first.status_code, second.status_code, second.content) == (201, 201, first.content)
    assert WellRevision.objects.count() == 2


@pytest.mark.parametrize("body", ["[1]", '"a"', "{", '{"a": 1, "a": 2}', '{"md_m": NaN}'])
def test_what_is_no_object_is_no_part(well, caller, body):
    address = f"/api/v1/wells/{well.pk}/components"
    answer = caller.client.post(
        address, body, content_type="application/json", headers={"If-Match": caller.tag(well)}
    )
    assert answer.status_code == 400


def test_a_form_is_no_part(well, caller):
    address, tag = f"/api/v1/wells/{well.pk}/components", {"If-Match": caller.tag(well)}
    answer = caller.client.post(address, {"kind": "packer"}, headers=tag)
    assert answer.status_code == 415


def test_an_owner_that_is_not_there(well, caller):
    assert caller.get(f"wells/{well.pk}/strings/none/sections").status_code == 404
    assert caller.write("post", well, "strings/none/sections", {"id": "s1"}).status_code == 404


def test_a_reader_reads_and_does_not_write(well, reader):
    assert reader.get(f"wells/{well.pk}/gaps").status_code == 200
    answer = reader.write("post", well, "gaps", {"about": "x", "what": "y"})
    assert answer.status_code == 403 and "Data steward" in answer.json()["detail"]


def test_a_survey_is_accepted_by_an_act_of_its_own(well, caller, steward):
    wellbore = caller.get(f"wells/{well.pk}/wellbores").json()[0]["id"]
    runs = f"wellbores/{wellbore}/survey_runs"
    sent = {"name": "Gyro 7", "status": "received"}
    uid = caller.write("post", well, runs, sent).json()["id"]
    assert caller.write("patch", well, f"{runs}/{uid}", {"status": "accepted"}).status_code == 422
    assert steward.write("post", well, f"{runs}/{uid}/accept", {}).status_code == 403
    assert caller.write("post", well, f"{runs}/{uid}/reject", {}).status_code == 422
    assert caller.write("post", well, f"{runs}/{uid}/reject", {"reason": "tool failed"}).status_code == 200
    assert caller.get(f"wells/{well.pk}/{runs}/{uid}").json()["status"] == "rejected"


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.name)
def test_parts_of_another_operator_are_not_there(kind, foreign, caller, nobody):
    for address, _ in listed(example("subsea-gas"), kind.lists):
        parts = address.rsplit("/", 1)[0]
        assert caller.get(f"wells/{foreign.pk}/{address}").status_code == 404
        assert caller.get(f"wells/{foreign.pk}/{parts}").status_code == 404
        assert caller("post", f"wells/{foreign.pk}/{parts}", {}).status_code == 404
        assert caller("patch", f"wells/{foreign.pk}/{address}", {}).status_code == 404
        assert caller("delete", f"wells/{foreign.pk}/{address}").status_code == 404
        assert nobody.get(f"/api/v1/wells/{foreign.pk}/{address}").status_code == 401
        break
