"""Annulus pressure in one state of the well: computed for it, approved for it, proposed anew when it moves."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from deepguard.errors import Stale
from integrity.models import LimitProposal, OperatingEnvelope, Standing
from integrity.pages.approvals import approvals_of
from integrity.services.catching_up import catch_up
from integrity.services.limits import approve, propose, reject
from integrity.services.limits.standing import computed_for, is_met, standing_limits
from tests.integrity.limits.conftest import TODAY
from tests.integrity.limits.test_approving import annulus, refused
from tests.wells.factories import example, make_well
from wells.gather import document_of, revisions
from wells.models import Door
from wells.pages.clocks import Clocks
from wells.services.documents import save_document

pytestmark = pytest.mark.django_db
LIFTED = "gas_lift"
JANUARY = date(2026, 1, 1)


def in_state(well, state=LIFTED, letter="A"):
    return next(one for one in standing_limits(well, state).values() if one.letter == letter)


@pytest.fixture
def proposal(assessed, engineer):
    return propose(
        assessed, annulus_uid=annulus(assessed), well_state=LIFTED, by=engineer, reason="while lifted"
    )


def test_the_limit_of_a_state_is_what_the_engine_gives_for_it(assessed, proposal):
    assert proposal.limit_si == in_state(assessed).limit_pa
    assert proposal.limit_si != standing_limits(assessed)[proposal.annulus_uid].limit_pa
    assert (proposal.well_state, proposal.letter) == (LIFTED, "A")


def test_a_state_that_is_not_described_or_not_known_has_no_number(assessed, engineer):
    uid = annulus(assessed)
    facts = {"annulus_uid": uid, "by": engineer, "reason": "x"}
    assert "does not describe" in refused("no_number", propose, assessed, well_state="injecting", **facts)
    refused("state", propose, assessed, well_state="asleep", **facts)
    refused("state", propose, assessed, well_state="unknown", **facts)
    assert not LimitProposal.objects.exists()


def test_a_limit_of_a_state_stands_beside_the_one_of_every_state(assessed, proposal, engineer, approver):
    of_state = approve(proposal, by=approver, unit="bar", valid_from=TODAY)
    every = propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="every state")
    of_every = approve(every, by=approver, unit="bar", valid_from=TODAY)
    assert of_every.supersedes is None
    assert set(OperatingEnvelope.objects.in_force(TODAY)) == {of_state, of_every}


def test_approving_asks_what_is_computed_for_that_state_then(assessed, proposal, heavier, steward, approver):
    heavier(assessed, by=steward)
    catch_up()
    with pytest.raises(Stale, match="annulus A, gas lift"):
        approve(proposal, by=approver, unit="bar", valid_from=TODAY)
    assert not OperatingEnvelope.objects.exists()


def test_what_moved_in_a_state_is_proposed_for_that_state(assessed, proposal, heavier, steward, approver):
    approve(proposal, by=approver, unit="bar", valid_from=JANUARY)
    heavier(assessed, by=steward, reason="sample of 1 March")
    catch_up()
    waiting = LimitProposal.objects.waiting().get()
    assert (waiting.well_state, waiting.by) == (LIFTED, steward)
    assert waiting.limit_si == in_state(assessed).limit_pa != proposal.limit_si
    reject(waiting, by=approver, reason="sample doubted")
    assert catch_up() == 0 and not LimitProposal.objects.waiting().exists()


def test_whether_it_is_met_is_asked_of_its_own_state(
    assessed, proposal, engineer, approver, heavier, steward
):
    every = propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="every state")
    rows = [approve(one, by=approver, unit="bar", valid_from=JANUARY) for one in (proposal, every)]
    found = computed_for(rows)
    assert [is_met(row, found[row.pk]) for row in rows] == [True, True]
    heavier(assessed, by=steward)
    catch_up()
    found = computed_for(rows)
    assert [is_met(row, found[row.pk]) for row in rows] == [False, False]


def test_less_certain_is_not_met_whatever_the_number(assessed, engineer, approver, steward):
    made = propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="first")
    envelope = approve(made, by=approver, unit="bar", valid_from=JANUARY)
    document = document_of(revisions([assessed])[assessed.pk])
    document["gaps"] = [{"id": "gap-1", "about": "A", "what": "fluid of A not sampled since 2009"}]
    save_document(assessed, document, by=steward, based_on=None, reason="not sampled", door=Door.PAGE)
    catch_up()
    found = computed_for([envelope])[envelope.pk]
    assert found.limit_pa == made.limit_si and found.status == "provisional"
    assert not is_met(envelope, found)
    waiting = LimitProposal.objects.waiting().get()
    assert waiting.status == "provisional" and "not sampled" in waiting.reason


def test_a_limit_of_one_state_makes_nothing_green(assessed, proposal, approver):
    approve(proposal, by=approver, unit="bar", valid_from=JANUARY)
    approval = approvals_of(assessed, Clocks())[proposal.annulus_uid]
    assert approval.envelope is None and approval.state(in_state(assessed)) == "by_state"


def test_what_is_computed_costs_the_same_for_many(
    assessed, proposal, engineer, approver, django_assert_num_queries
):
    every = propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="every state")
    rows = [approve(one, by=approver, unit="bar", valid_from=TODAY) for one in (proposal, every)]
    rows = list(OperatingEnvelope.objects.with_record())
    with django_assert_num_queries(2):
        computed_for(rows)


def test_a_day_that_moves_one_state_alone_is_noticed(operator, engineer, approver, steward, monkeypatch):
    """From June on no pressure is guaranteed at the wellhead while lifted: every-state limits stay what they were."""
    document = example("platform-oil-gas-lift")
    lift = next(one for one in document["bore_contents"] if one["state"] == LIFTED)
    later = {key: value for key, value in lift.items() if key != "guaranteed_wellhead_pressure_pa"}
    lift["valid_to"] = "2026-06-01"
    document["bore_contents"].append(later | {"id": "bore-later", "valid_from": "2026-06-01"})
    now = [datetime(2026, 5, 31, 12, tzinfo=UTC)]
    monkeypatch.setattr(timezone, "now", lambda: now[0])
    well = make_well(document, of=operator, by=steward)
    catch_up()
    made = propose(well, annulus_uid=annulus(well), well_state=LIFTED, by=engineer, reason="while lifted")
    approve(made, by=approver, unit="bar", valid_from=date(2026, 5, 31))
    now[0] += timedelta(days=1)
    assert catch_up() == 0, "every-state limits moved: the example does not show what it should"
    waiting = LimitProposal.objects.waiting().get()
    assert waiting.well_state == LIFTED and waiting.limit_si < made.limit_si
    reject(waiting, by=approver, reason="the pressure is guaranteed by contract")
    now[0] += timedelta(days=1)
    Standing.objects.update(good_until=now[0].date())
    assert catch_up() == 0 and not LimitProposal.objects.waiting().exists()
