"""The whole envelope over HTTP: enter, propose by state, list by quantity and state, what bounds."""

import pytest

from integrity.models import LimitProposal
from tests.integrity.limits.conftest import TODAY
from tests.integrity.limits.test_approving import annulus
from tests.wells.api.conftest import Caller
from wells.services import attachments

pytestmark = pytest.mark.django_db
H2S = {"quantity": "h2s", "unit": "ppm", "limit_in_unit": 20, "reason": "material certificate"}
BLEED = {"quantity": "bleed_volume", "unit": "l", "limit_in_unit": 200, "annulus": "A", "reason": "rule"}
DAY = {"valid_from": TODAY.isoformat()}


@pytest.fixture
def by_engineer(engineer):
    return Caller(engineer)


@pytest.fixture
def by_approver(approver):
    return Caller(approver)


def entered(caller, well, **facts):
    return caller("post", f"wells/{well.pk}/envelopes/proposals", facts)


def in_force(by_approver, answer, **facts):
    assert answer.status_code == 201, answer.content
    address = f"limits/proposals/{answer.data['uid']}/approve"
    made = by_approver("post", address, DAY | facts)
    assert made.status_code == 201, made.content
    return made.data


@pytest.fixture
def held(assessed, by_engineer, by_approver):
    in_force(by_approver, entered(by_engineer, assessed, **H2S))
    in_force(by_approver, entered(by_engineer, assessed, **BLEED))
    for state in ("", "gas_lift"):
        body = {"well_state": state, "reason": "computed"}
        answer = by_engineer("post", f"wells/{assessed.pk}/annuli/A/proposals", body)
        in_force(by_approver, answer, unit="bar")
    return assessed


def rows(caller, well, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    found = caller.get(f"wells/{well.pk}/envelopes?{query}")
    return [(row["quantity"], row["well_state"], row["letter"]) for row in found.data]


def test_an_entered_limit_is_kept_in_its_unit_and_no_pascals_are_told_of_it(
    assessed, by_engineer, by_approver
):
    answer = entered(by_engineer, assessed, **H2S, upper_trigger_in_unit=15)
    assert (answer.data["limit_in_unit"], answer.data["unit"], answer.data["limit_pa"]) == (20, "ppm", None)
    made = in_force(by_approver, answer)
    assert (made["limit_in_unit"], made["upper_trigger_in_unit"], made["unit"]) == (20, 15, "ppm")
    assert made["limit_pa"] is None and made["own"] is False


def test_the_list_holds_every_quantity_and_state_and_is_filtered_by_both(held, by_engineer):
    pressure = ("annulus_pressure", "", "A"), ("annulus_pressure", "gas_lift", "A")
    assert rows(by_engineer, held) == [("h2s", "", ""), *pressure, ("bleed_volume", "", "A")]
    assert rows(by_engineer, held, quantity="annulus_pressure") == [*pressure]
    assert rows(by_engineer, held, state="gas_lift") == [pressure[1]]
    assert rows(by_engineer, held, state="every", quantity="annulus_pressure") == [pressure[0]]
    assert rows(by_engineer, held, as_of="2026-03-01") == []


def test_what_bounds_in_a_state_is_its_own_and_the_lowest_while_it_is_unknown(held, by_engineer):
    asked = {"quantity": "annulus_pressure"}
    assert rows(by_engineer, held, bounding="gas_lift", **asked) == [("annulus_pressure", "gas_lift", "A")]
    assert rows(by_engineer, held, bounding="unknown", **asked) == [("annulus_pressure", "", "A")]
    assert rows(by_engineer, held, bounding="shut_in", **asked) == [("annulus_pressure", "", "A")]


@pytest.mark.parametrize("asked", ["quantity=luck", "state=asleep", "bounding=asleep"])
def test_a_word_that_is_none_is_refused_and_not_passed_over(assessed, by_engineer, asked):
    told = by_engineer.get(f"wells/{assessed.pk}/envelopes?{asked}")
    assert told.status_code == 400 and "is none of" in told.json()["detail"]


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("unit", {"unit": "bar"}),
        ("negative", {"limit_in_unit": -1}),
        ("trigger", {"upper_trigger_in_unit": 21}),
        ("no_low", {"low_limit_in_unit": 1}),
        ("limit", {"limit_in_unit": None}),
        ("state", {"well_state": "asleep"}),
        ("annulus", {"annulus": "A"}),
        ("annulus", {"annulus": "G"}),
        ("annulus", {"quantity": "bleed_volume", "unit": "l"}),
        ("document", {"documents": ["00000000-0000-4000-8000-000000000000"]}),
    ],
)
def test_what_does_not_fit_is_a_problem_with_its_code(assessed, by_engineer, code, facts):
    told = entered(by_engineer, assessed, **(H2S | facts))
    assert (told.status_code, told.json()["code"]) == (422, code)
    assert not LimitProposal.objects.exists()


def test_annulus_pressure_is_not_entered(assessed, by_engineer):
    told = entered(by_engineer, assessed, **(H2S | {"quantity": "annulus_pressure"}))
    assert told.status_code in (400, 422) and not LimitProposal.objects.exists()


def test_documents_are_told_with_hash_and_reason(assessed, by_engineer, by_approver, engineer, steward):
    kept = attachments.add(
        assessed, name="a.pdf", content=b"x", content_type="application/pdf", by=engineer, remarks="x"
    )
    answer = entered(by_engineer, assessed, **H2S, documents=[str(kept.attachment.uid)])
    attachments.withdraw(kept, by=steward, reason="another batch")
    in_force(by_approver, answer)
    [row] = by_engineer.get(f"wells/{assessed.pk}/envelopes").data
    [told] = row["documents"]
    assert (told["sha256"], told["withdrawn_reason"]) == (kept.attachment.sha256, "another batch")


def test_only_who_may(assessed, by_approver, stranger, viewer):
    assert entered(by_approver, assessed, **H2S).status_code == 403
    assert entered(Caller(viewer), assessed, **H2S).status_code == 403
    assert entered(Caller(stranger), assessed, **H2S).status_code == 404


def test_a_state_that_is_not_described_is_told(assessed, by_engineer):
    uid = annulus(assessed)
    told = by_engineer(
        "post", f"wells/{assessed.pk}/annuli/A/proposals", {"well_state": "injecting", "reason": "x"}
    )
    assert uid and told.status_code == 422 and "does not describe" in told.json()["detail"]
