"""Both clocks on every read of a well: answered, or refused in words; never passed over, never an error of ours."""

import pytest

from wells.models import WellRevision

READS = (
    "", "/architecture", "/strings", "/strings/casing-9-5-8", "/strings/casing-9-5-8/sections", "/annuli", "/limits",
    "/annuli/A/maasp", "/annuli/A/maasp.txt", "/regimes", "/schematic", "/schematic.svg", "/trajectory", "/compare",
)  # fmt: skip
BAD = (
    "as_of=tuesday",
    "as_of=1900-01-01",
    "as_of=2999-01-01",
    "known_at=soon",
    "known_at=2999-01-01",
    "known_at=9999-12-31",
)
#: Reads that take one clock or none.
PARTLY = {"/document": "as_of", "/revisions": "as_of", "/attachments": "as_of", "/revisions/1": "known_at"}


@pytest.mark.parametrize("part", READS)
@pytest.mark.parametrize("query", BAD)
def test_a_clock_that_cannot_be_shown_is_a_problem(well, caller, part, query):
    answer = caller.get(f"wells/{well.pk}{part}?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["code"] in ("as_of", "known_at") and query.split("=")[1] in answer.json()["detail"]


@pytest.mark.parametrize(("part", "clock"), PARTLY.items())
def test_a_clock_that_would_change_nothing_is_refused(well, caller, part, clock):
    answer = caller.get(f"wells/{well.pk}{part}?{clock}=2020-01-01")
    assert answer.status_code == 400 and "cannot be asked here" in answer.json()["detail"]


@pytest.mark.parametrize("part", [*READS, "/document", "/revisions/1"])
def test_before_it_was_known_there_is_nothing(well, caller, part):
    answer = caller.get(f"wells/{well.pk}{part}?known_at=2001-01-01")
    assert answer.status_code == (400 if part == "/revisions/1" else 404)


@pytest.mark.parametrize(
    ("method", "address"),
    [("put", "document"), ("patch", ""), ("post", "strings"), ("patch", "strings/casing-9-5-8"),
     ("delete", "strings/casing-9-5-8"), ("post", "revisions/1/restore"), ("post", "attachments")],
)  # fmt: skip
def test_a_write_on_the_past_is_refused(well, caller, method, address):
    address = f"wells/{well.pk}/{address}".rstrip("/")
    answer = caller(method, f"{address}?as_of=2020-01-01", {}, **{"If-Match": caller.tag(well)})
    assert answer.status_code == 409 and answer.json()["code"] == "past"
    assert WellRevision.objects.count() == 1


def test_the_header_of_a_day_and_the_revision_known_then(well, caller):
    now = caller.get(f"wells/{well.pk}").json()
    key = now["revision"]
    assert (
        caller.write(
            "patch", well, "", {"status": [{"value": "shut_in", "valid_from": "2024-03-01"}]}
        ).status_code
        == 200
    )
    revision = WellRevision.objects.get(well=well, number=key)
    moment = revision.recorded_at.isoformat().replace("+00:00", "Z")
    assert caller.get(f"wells/{well.pk}").json()["status"] == "shut_in"
    before = caller.get(f"wells/{well.pk}?as_of=2024-02-29").json()
    assert before["status"] == "" and before["header"]["status"] == []
    then = caller.get(f"wells/{well.pk}?known_at={moment}").json()
    assert (then["status"], then["revision"], then["sha256"]) == (now["status"], key, now["sha256"])


def test_what_was_measured_later_is_not_there(well, caller):
    document = caller.get(f"wells/{well.pk}/document").json()
    strength = next(one for one in document["formation_strength"] if one.get("performed_on"))
    ids = [
        one["id"]
        for one in caller.get(f"wells/{well.pk}/formation_strength?as_of={strength['performed_on']}").json()
    ]
    assert strength["id"] in ids
    first = min(one["valid_from"] for one in document["strings"])
    early = caller.get(f"wells/{well.pk}/formation_strength?as_of={first}").json()
    assert strength["id"] not in [one["id"] for one in early]


def test_revisions_known_by_then(well, caller):
    moment = WellRevision.objects.get(well=well).recorded_at.isoformat().replace("+00:00", "Z")
    caller.write("patch", well, "", {"sour": True})
    assert [
        one["number"] for one in caller.get(f"wells/{well.pk}/revisions?known_at={moment}").json()["results"]
    ] == [1]


@pytest.mark.parametrize("part", READS)
def test_every_read_answers_to_both_clocks(well, caller, part):
    moment = WellRevision.objects.get(well=well).recorded_at.isoformat().replace("+00:00", "Z")
    assert caller.get(f"wells/{well.pk}{part}?as_of=2024-06-01&known_at={moment}").status_code == 200
