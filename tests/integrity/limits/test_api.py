"""The same acts over HTTP."""

import pytest

from integrity.models import OperatingEnvelope
from tests.wells.api.conftest import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_engineer(engineer):
    return Caller(engineer)


@pytest.fixture
def by_approver(approver):
    return Caller(approver)


def proposed(caller, well, **facts):
    return caller("post", f"wells/{well.pk}/annuli/A/proposals", {"reason": "first limit"} | facts)


def test_a_limit_is_proposed_approved_and_read_back(assessed, by_engineer, by_approver):
    answer = proposed(by_engineer, assessed)
    assert answer.status_code == 201 and answer.data["limit_pa"] == 13_260_000
    waiting = by_approver.get("limits/proposals?waiting=true").data["results"]
    assert [row["uid"] for row in waiting] == [answer.data["uid"]]
    address = f"limits/proposals/{answer.data['uid']}/approve"
    made = by_approver("post", address, {"unit": "bar", "valid_from": "2026-03-02"})
    assert made.status_code == 201 and made.data["limit_in_unit"] == 132
    [held] = by_approver.get(f"wells/{assessed.pk}/envelopes?as_of=2026-03-02").data
    assert held["limit_pa"] == 13_200_000 and held["approved_by"].endswith("example.org")
    assert by_approver.get(f"wells/{assessed.pk}/envelopes?as_of=2026-03-01").data == []
    assert by_approver.get(f"wells/{assessed.pk}/envelopes?as_of=2026-03-02&known_at=2020-01-01").data == []


def test_the_proposer_is_told_why_not(assessed, by_engineer, operator):
    uid = proposed(by_engineer, assessed).data["uid"]
    told = by_engineer("post", f"limits/proposals/{uid}/approve", {"unit": "bar", "valid_from": "2026-03-02"})
    assert told.status_code == 403 and told["Content-Type"].startswith("application/problem+json")


def test_a_rejected_proposal_says_so_and_cannot_be_approved(assessed, by_engineer, by_approver):
    uid = proposed(by_engineer, assessed).data["uid"]
    ended = by_approver("post", f"limits/proposals/{uid}/reject", {"reason": "caliper is of another well"})
    assert ended.status_code == 200 and ended.data["verdict"] == "rejected"
    told = by_approver("post", f"limits/proposals/{uid}/approve", {"unit": "bar", "valid_from": "2026-03-02"})
    assert told.status_code == 409 and not OperatingEnvelope.objects.exists()


def test_bad_input_is_pointed_at(assessed, by_engineer, by_approver):
    assert proposed(by_engineer, assessed, upper_trigger_pa=99e6).status_code == 422
    assert proposed(by_engineer, assessed, reason="").status_code in (400, 422)
    uid = proposed(by_engineer, assessed).data["uid"]
    told = by_approver("post", f"limits/proposals/{uid}/approve", {"unit": "furlong", "valid_from": "soon"})
    assert told.status_code in (400, 422)
    assert {error["pointer"] for error in told.json()["errors"]} == {"#/unit", "#/valid_from"}


def test_an_annulus_that_is_not_there_is_404(assessed, by_engineer):
    assert by_engineer("post", f"wells/{assessed.pk}/annuli/G/proposals", {"reason": "x"}).status_code == 404
