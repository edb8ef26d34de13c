"""A fact taken back over HTTP: by role, by a second person, once, and as it was known."""

import pytest
from django.test import Client

from deepguard.models import AuditEvent, Role
from integrity.models import Retraction, RetractionDecision
from tests.factories import make_member
from tests.integrity.limits.test_retracting import now, worn
from tests.wells.api.conftest import Caller
from wells.drafts.places import found
from wells.models import Door, WellRevision

__all__ = ["worn"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def by_engineer(engineer):
    return Caller(engineer)


@pytest.fixture
def by_steward(steward):
    return Caller(steward)


def ask(caller, well, address=None, **headers):
    body = {"address": address or well.log, "reason": "The caliper was of well A-08."}
    return caller("post", f"wells/{well.pk}/retractions", body, **headers)


def decide(caller, uid, word, reason="Header of the log checked.", **headers):
    return caller("post", f"retractions/{uid}/{word}", {"reason": reason}, **headers)


def test_an_adverse_fact_waits_for_a_second_person(worn, by_engineer, by_steward):
    asked = ask(by_engineer, worn)
    assert asked.status_code == 201 and asked.data["adverse"] and asked.data["state"] == "waiting"
    assert asked.data["item"]["id"] == "caliper-2026" and asked.data["decision"] is None
    uid = asked.data["uid"]
    own = decide(by_engineer, uid, "agree")
    assert own.status_code == 409 and own.json()["code"] == "own_retraction"
    assert own["Content-Type"].startswith("application/problem+json")
    assert found(now(worn), worn.log) is not None
    done = decide(by_steward, uid, "agree")
    assert done.status_code == 200 and done.data["state"] == "retracted"
    assert done.data["decision"]["revision"] == 2 and done.data["decision"]["by"].endswith("example.org")
    assert found(now(worn), worn.log) is None
    assert WellRevision.objects.get(number=2).door == Door.API
    events = (
        AuditEvent.objects.filter(event__startswith="fact.").order_by("pk").values_list("event", flat=True)
    )
    assert list(events) == ["fact.asked_back", "fact.retracted"]
    again = decide(by_steward, uid, "agree")
    assert again.status_code == 409 and again.json()["code"] == "decided"


def test_without_which_no_limit_looks_better_leaves_at_once(worn, by_engineer):
    hole = f"holes/{now(worn)['holes'][0]['id']}"
    told = ask(by_engineer, worn, hole)
    assert told.status_code == 201 and told.data["state"] == "retracted" and not told.data["adverse"]
    assert found(now(worn), hole) is None


def test_what_is_refused_stays_with_a_reason(worn, by_engineer, by_steward):
    uid = ask(by_engineer, worn).data["uid"]
    assert decide(by_steward, uid, "refuse", reason=" ").status_code in (400, 422)
    kept = decide(by_steward, uid, "refuse", reason="The log is this well's.")
    assert kept.status_code == 200 and kept.data["state"] == "kept"
    assert kept.data["decision"] | {"recorded_at": 0} == {
        "agreed": False, "by": kept.data["decision"]["by"], "reason": "The log is this well's.", "recorded_at": 0,
        "revision": None,
    }  # fmt: skip
    assert found(now(worn), worn.log) is not None


def test_what_rests_on_a_fact_is_told_before_anybody_asks(worn, by_engineer):
    told = by_engineer.get(f"wells/{worn.pk}/retractions/consequences?address={worn.log}").data
    [one] = told["touched"]
    assert told["adverse"] and (one["annulus"], one["improves"], one["revision"]) == ("A", True, 1)
    assert one["after"]["limit_pa"] > one["before"]["limit_pa"] and told["envelopes"] == []
    assert [person["name"] for person in told["people"]] == ["Kari Strand"]
    assert not Retraction.objects.exists()


@pytest.mark.parametrize(
    ("address", "status"),
    [("", 422), ("strings/nobody", 404), ("strings", 404), ("header/name", 404), ("header", 404)],
)
def test_consequences_of_nothing_are_refused(worn, by_engineer, address, status):
    answer = by_engineer.get(f"wells/{worn.pk}/retractions/consequences?address={address}")
    assert answer.status_code == status and answer["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize(
    ("body", "statuses"),
    [
        ({"reason": "x"}, (400, 422)),
        ({"address": "", "reason": "x"}, (400, 422)),
        ({"address": "strings/nobody", "reason": "x"}, (404,)),
        ({"address": "strings", "reason": "x"}, (404,)),
        ({"address": "header", "reason": "x"}, (404,)),
        ({"address": "x" * 401, "reason": "x"}, (400, 422)),
        ({"address": "LOG"}, (400, 422)),
        ({"address": "LOG", "reason": " "}, (400, 422)),
    ],
)
def test_bad_input_is_named_and_nothing_is_stored(worn, by_engineer, body, statuses):
    body = {name: worn.log if value == "LOG" else value for name, value in body.items()}
    told = by_engineer("post", f"wells/{worn.pk}/retractions", body)
    assert told.status_code in statuses and told["Content-Type"].startswith("application/problem+json")
    assert not Retraction.objects.exists() and WellRevision.objects.count() == 1


def test_a_fact_is_asked_back_once(worn, by_engineer, by_steward):
    ask(by_engineer, worn)
    told = ask(by_steward, worn)
    assert told.status_code == 409 and told.json()["code"] == "waits" and Retraction.objects.count() == 1


def test_the_same_request_sent_again_is_done_once(worn, by_engineer, by_steward):
    key = {"Idempotency-Key": "one"}
    first, second = ask(by_engineer, worn, **key), ask(by_engineer, worn, **key)
    assert first.json() == second.json() and second["Idempotency-Replayed"] == "true"
    uid = first.json()["uid"]
    done = [decide(by_steward, uid, "agree", **key) for _ in range(2)]
    assert [one.status_code for one in done] == [200, 200] and RetractionDecision.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.ENGINEER, True),
        (Role.STEWARD, True),
        (Role.APPROVER, False),
        (Role.VIEWER, False),
        (Role.EXAMINER, False),
        (Role.ADMIN, False),
    ],
)
def test_who_may(worn, operator, by_engineer, role, may):
    person = Caller(make_member(operator, role))
    assert person.get(f"wells/{worn.pk}/retractions").status_code == 200
    asked = [
        person.get(f"wells/{worn.pk}/retractions/consequences?address={worn.log}").status_code,
        ask(person, worn).status_code,
    ]
    assert asked == ([200, 201] if may else [403, 403])
    uid = Retraction.objects.get().uid if may else ask(by_engineer, worn).data["uid"]
    assert person.get(f"retractions/{uid}").status_code == 200
    second = Caller(make_member(operator, role))
    assert decide(second, uid, "refuse", reason="It is this well's.").status_code == (200 if may else 403)
    if not may:
        assert decide(second, uid, "agree").status_code == 403


def test_facts_of_others_are_not_there(worn, stranger, by_engineer):
    uid = ask(by_engineer, worn).data["uid"]
    other = Caller(stranger)
    assert other.get(f"wells/{worn.pk}/retractions").status_code == 404
    assert other.get(f"wells/{worn.pk}/retractions/consequences?address={worn.log}").status_code == 404
    assert ask(other, worn).status_code == 404
    assert other.get(f"retractions/{uid}").status_code == 404
    assert decide(other, uid, "agree").status_code == 404 and decide(other, uid, "refuse").status_code == 404


def test_the_list_is_as_it_was_known(worn, engineer, by_engineer, by_steward):
    uid = ask(by_engineer, worn).data["uid"]
    between = Retraction.objects.get().recorded_at.isoformat().replace("+00:00", "Z")
    decide(by_steward, uid, "agree")

    def states(query=""):
        return [
            row["state"] for row in by_engineer.get(f"wells/{worn.pk}/retractions{query}").data["results"]
        ]

    assert states() == ["retracted"] and states(f"?known_at={between}") == ["waiting"]
    assert states("?known_at=2020-01-01") == []
    assert by_engineer.get(f"wells/{worn.pk}/retractions?as_of=2020-01-01").status_code == 400
    client = Client()
    client.force_login(engineer)
    page = client.get(f"/wells/{worn.pk}/retractions/", {"known_at": between}).content.decode()
    assert "Waits" in page and "Taken back" not in page


@pytest.mark.parametrize("word", ["agree", "refuse"])
def test_nothing_is_decided_while_looking_at_the_past(worn, by_engineer, by_steward, word):
    uid = ask(by_engineer, worn).data["uid"]
    told = by_steward("post", f"retractions/{uid}/{word}?known_at=2026-01-01", {"reason": "x"})
    assert told.status_code == 409 and not RetractionDecision.objects.exists()
    assert by_steward.get(f"retractions/{uid}?known_at=2026-01-01").status_code == 400
