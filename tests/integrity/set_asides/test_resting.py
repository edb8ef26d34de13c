"""A limit in force that rests on a set-aside ends with it; who moved a limit by one does not approve it."""

import json
from datetime import date, timedelta

import pytest

from deepguard.errors import Stale
from deepguard.models import Role
from integrity.models import LimitProposal, OperatingEnvelope, StandingLimit
from integrity.services.catching_up import catch_up
from integrity.services.limits import approve, propose
from integrity.services.setting_aside import agree, ask, end_early
from integrity.services.verifying import findings
from tests.factories import make_member
from tests.integrity.limits.test_approving import annulus, refused
from tests.integrity.set_asides.conftest import TODAY, UNTIL, governing
from tests.wells.factories import example, make_well

pytestmark = pytest.mark.django_db
FACTS = {"unit": "bar", "valid_from": TODAY, "reason": "derivation read"}


@pytest.fixture
def proposal(assessed, held, engineer):
    catch_up()
    return propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="with the tubing left out")


def test_a_limit_that_rests_on_a_set_aside_ends_with_it(proposal, approver, clock):
    assert (proposal.aside, proposal.set_aside_until) == (1, UNTIL)
    envelope = approve(proposal, by=approver, **FACTS)
    assert envelope.valid_until == UNTIL
    in_force = OperatingEnvelope.objects.in_force
    assert in_force(UNTIL - timedelta(days=1)).exists() and not in_force(UNTIL).exists()
    clock.to(UNTIL)
    catch_up()
    assert StandingLimit.objects.without_approval(UNTIL).filter(annulus="A").exists()
    assert list(findings(with_replay=False)) == []


def test_a_limit_that_rests_on_none_has_no_end(assessed, engineer, approver):
    own = propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="first")
    assert own.aside == 0 and approve(own, by=approver, **FACTS).valid_until is None


def test_it_begins_before_the_set_aside_ends_or_not_at_all(proposal, approver):
    refused("valid_from", approve, proposal, by=approver, **(FACTS | {"valid_from": UNTIL}))
    assert not OperatingEnvelope.objects.exists()


def test_who_asked_for_the_set_aside_does_not_approve_the_limit(assessed, operator, engineer, approver):
    both = make_member(operator, Role.ENGINEER, Role.APPROVER)
    agree(ask(assessed, **governing(assessed), by=both, reason="mine", until=UNTIL), by=approver)
    catch_up()
    put = propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="with it left out")
    refused("own_set_aside", approve, put, by=both, **FACTS)
    assert approve(put, by=approver, **FACTS).valid_until == UNTIL


def test_a_limit_is_not_approved_from_what_was_ended_before_the_worker_came(
    proposal, held, engineer, approver
):
    end_early(held, by=engineer, reason="caliper came")
    with pytest.raises(Stale, match="counts again"):
        approve(proposal, by=approver, **FACTS)
    assert not OperatingEnvelope.objects.exists()


def test_an_agreement_that_moves_a_limit_in_force_proposes_it_by_who_asked(assessed, engineer, approver):
    approve(
        propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="first"), by=approver, **FACTS
    )
    other = make_member(assessed.operator, Role.ENGINEER)
    agree(ask(assessed, **governing(assessed), by=other, reason="squeezed", until=UNTIL), by=approver)
    catch_up()
    put = LimitProposal.objects.waiting().get()
    assert put.by == other and "was set aside until 2026-06-01: squeezed" in put.reason
    assert put.set_aside_until == UNTIL


def test_an_early_end_proposes_the_lower_limit_by_who_ended_it(proposal, held, engineer, approver):
    approve(proposal, by=approver, **FACTS)
    end_early(held, by=approver, reason="caliper came")
    catch_up()
    put = LimitProposal.objects.waiting().get()
    assert put.by == approver and "counts again: caliper came" in put.reason
    assert put.limit_si < proposal.limit_si and put.aside == 0


def test_of_two_ends_the_first_counts(operator, steward, engineer, approver, clock):
    """A log that proves nothing any more leaves the limit provisional: each unknown accepted until a day. Whichever of
    that day and the end of the set-aside comes first ends the limit."""
    document = example("platform-oil-gas-lift") | {
        "gaps": [{"about": "annulus-a", "what": "caliper of 2015 is too old"}]
    }
    well = make_well(document, of=operator, by=steward)
    agree(ask(well, **governing(well), by=engineer, reason="squeezed", until=UNTIL), by=approver)
    catch_up()
    put = propose(well, annulus_uid=annulus(well), by=engineer, reason="until the caliper is run")
    assert put.status == "provisional" and put.aside == 1
    unknowns = tuple(json.loads(put.unknowns))
    refused("unknowns", approve, put, by=approver, **FACTS, accepted_until=UNTIL)
    early = date(2026, 4, 1)
    envelope = approve(put, by=approver, **FACTS, accepted=unknowns, accepted_until=early)
    assert envelope.valid_until == early
    again = propose(well, annulus_uid=annulus(well), by=engineer, reason="longer")
    longer = approve(again, by=approver, **FACTS, accepted=unknowns, accepted_until=date(2027, 1, 1))
    assert longer.valid_until == UNTIL


def test_a_log_that_does_not_count_any_more_is_accepted_until_a_day_and_no_longer(
    operator, steward, engineer, approver
):
    """Age has no rule of its own in a pack: what is too old leaves the document, and what is then not known is named."""
    document = example("platform-oil-gas-lift")
    document["rules"][0]["unmeasured_wall"] = "unknown"
    for string in document["strings"]:
        string["wall_logs"] = None
    well = make_well(document, of=operator, by=steward)
    catch_up()
    put = propose(well, annulus_uid=annulus(well), by=engineer, reason="caliper due in May")
    assert put.status == "provisional" and "wall log" in put.unknowns
    end = date(2026, 5, 1)
    refused("unknowns", approve, put, by=approver, **FACTS, accepted_until=end)
    envelope = approve(
        put, by=approver, **FACTS, accepted=tuple(json.loads(put.unknowns)), accepted_until=end
    )
    assert envelope.valid_until == end and not OperatingEnvelope.objects.in_force(end).exists()


def test_an_envelope_that_outlives_what_was_set_aside_is_named(proposal, approver):
    from deepguard import triggers

    envelope = approve(proposal, by=approver, **FACTS)
    triggers.lift()
    OperatingEnvelope.objects.filter(pk=envelope.pk).update(valid_until=None)
    triggers.install()
    told = {(one.field, one.detail) for one in findings(with_replay=False)}
    assert ("valid_until", "it outlives what was set aside for it") in told
