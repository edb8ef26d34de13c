"""The same acts and the same flag over HTTP."""

import pytest

from tests.integrity.set_asides.conftest import UNTIL, governing
from tests.wells.api.conftest import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_engineer(engineer):
    return Caller(engineer)


@pytest.fixture
def by_approver(approver):
    return Caller(approver)


def asking(well, **facts):
    place = governing(well)
    place["annulus"] = place.pop("letter")
    return place | {"until": UNTIL.isoformat(), "reason": "caliper due in May"} | facts


def test_asked_agreed_read_back_and_ended(assessed, by_engineer, by_approver):
    address = f"wells/{assessed.pk}/set-asides"
    answer = by_engineer("post", address, asking(assessed))
    assert answer.status_code == 201 and answer.data["verdict"] is None
    uid = answer.data["uid"]
    assert by_engineer.get(address).data == []
    assert [one["uid"] for one in by_approver.get("set-asides?show=waiting").data["results"]] == [uid]
    agreed = by_approver("post", f"set-asides/{uid}/agree", {})
    assert agreed.status_code == 200 and agreed.data["verdict"] == "agreed" and agreed.data["decided_by"]
    assert [one["uid"] for one in by_engineer.get(address).data] == [uid]
    assert by_engineer.get(f"{address}?as_of=2026-03-01").data == []
    ended = by_engineer("post", f"set-asides/{uid}/end", {"reason": "caliper came"})
    assert ended.data["ended_on"] == "2026-03-02" and by_engineer.get(address).data == []
    assert [one["uid"] for one in by_engineer.get("set-asides?show=over").data["results"]] == [uid]


def test_a_refusal_and_a_withdrawal_keep_their_reason(assessed, by_engineer, by_approver):
    address = f"wells/{assessed.pk}/set-asides"
    uid = by_engineer("post", address, asking(assessed)).data["uid"]
    assert by_approver("post", f"set-asides/{uid}/refuse", {"reason": ""}).status_code == 400
    assert by_approver("post", f"set-asides/{uid}/refuse", {"reason": "no"}).data["verdict"] == "refused"
    uid = by_engineer("post", address, asking(assessed)).data["uid"]
    assert (
        by_engineer("post", f"set-asides/{uid}/withdraw", {"reason": "typo"}).data["verdict"] == "withdrawn"
    )


@pytest.mark.parametrize(
    ("facts", "code", "status"),
    [
        ({"until": "2026-03-02"}, "until", 422),
        ({"candidate": "A99"}, "no_candidate", 422),
        ({"regime": "by heart"}, "regime", 422),
    ],
)
def test_what_cannot_be_asked_is_a_problem_with_its_code(assessed, by_engineer, facts, code, status):
    answer = by_engineer("post", f"wells/{assessed.pk}/set-asides", asking(assessed, **facts))
    assert (answer.status_code, answer.data["code"]) == (status, code)


def test_roles_and_second_person(assessed, by_engineer, by_approver, viewer):
    address = f"wells/{assessed.pk}/set-asides"
    assert by_approver("post", address, asking(assessed)).status_code == 403
    uid = by_engineer("post", address, asking(assessed)).data["uid"]
    assert by_engineer("post", f"set-asides/{uid}/agree", {}).status_code == 403
    assert Caller(viewer)("post", f"set-asides/{uid}/end", {"reason": "x"}).status_code == 403


def test_every_answer_with_a_limit_carries_the_flag(held, assessed, by_engineer):
    key = assessed.pk

    def of_a(rows):
        return [one["until"] for one in next(row for row in rows if row["annulus"] == "A")["set_aside"]]

    until = ["2026-06-01"]
    assert of_a(by_engineer.get(f"wells/{key}/limits").data["limits"]) == until
    assert of_a(by_engineer.get("limits").data["results"][0]["limits"]) == until
    assert of_a([by_engineer.get(f"wells/{key}/annuli/A/maasp").data["result"]]) == until
    regimes = by_engineer.get(f"wells/{key}/regimes").data
    assert of_a(regimes["regimes"][0]["limits"]) == until and of_a(regimes["regimes"][1]["limits"]) == []
    assert all(of_a(state["limits"]) == until for state in regimes["states"])
    assert of_a(by_engineer.get(f"wells/{key}/limits?as_of=2026-03-01").data["limits"]) == []
