"""A limit comes into force by a second person, and by nobody else."""

from datetime import date

import pytest

from deepguard.errors import RuleViolation, Stale
from deepguard.models import AuditEvent, Role
from integrity.models import LimitDecision, LimitProposal, OperatingEnvelope, Verdict
from integrity.services.catching_up import catch_up
from integrity.services.limits import approve, propose, reject, withdraw
from integrity.services.limits.standing import standing_limits
from tests.factories import make_member
from tests.integrity.limits.conftest import TODAY
from tests.wells.factories import example, make_well

pytestmark = pytest.mark.django_db


def annulus(well, letter="A"):
    return next(uid for uid, one in standing_limits(well).items() if one.letter == letter)


@pytest.fixture
def proposal(assessed, engineer):
    return propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="first limit of this annulus")


def refused(code, act, *args, **facts):
    with pytest.raises(RuleViolation) as caught:
        act(*args, **facts)
    assert caught.value.code == code, caught.value.message
    return caught.value.message


def test_an_approved_limit_is_in_force_from_its_day(proposal, approver):
    envelope = approve(proposal, by=approver, unit="bar", valid_from=TODAY, reason="derivation read")
    assert (envelope.limit_in_unit, envelope.unit, envelope.limit_si) == (132.0, "bar", 13_200_000)
    in_force = OperatingEnvelope.objects.in_force
    assert list(in_force(TODAY)) == [envelope]
    assert list(in_force(date(2026, 3, 1))) == []
    assert list(in_force(TODAY, known_at=proposal.recorded_at)) == []


def test_a_limit_is_floored_in_the_unit_of_who_approves(proposal, approver):
    """13.26 MPa is 1923.2 psi: the number in force is 1923, and its pascals follow from it."""
    envelope = approve(proposal, by=approver, unit="psi", valid_from=TODAY)
    assert envelope.limit_in_unit == 1923.0
    assert envelope.limit_si <= proposal.limit_si
    assert envelope.upper_trigger_in_unit == 1537.0  # 80 % of 13.26 MPa, floored to 10.60 MPa, in psi


def test_the_proposer_cannot_approve_even_with_the_role(assessed, operator, approver):
    both = make_member(operator, Role.ENGINEER, Role.APPROVER)
    own = propose(assessed, annulus_uid=annulus(assessed), by=both, reason="mine")
    told = refused("own_proposal", approve, own, by=both, unit="bar", valid_from=TODAY)
    assert "another person" in told
    assert not OperatingEnvelope.objects.exists()


def test_a_stale_proposal_is_refused_with_what_is_now(proposal, assessed, heavier, steward, approver):
    heavier(assessed, by=steward)
    catch_up()
    with pytest.raises(Stale) as caught:
        approve(proposal, by=approver, unit="bar", valid_from=TODAY)
    assert "Propose it anew" in caught.value.message
    assert not LimitDecision.objects.exists() and not OperatingEnvelope.objects.exists()


def test_a_proposal_is_decided_once(proposal, approver):
    approve(proposal, by=approver, unit="bar", valid_from=TODAY)
    assert "approved by Henrik Brekke" in refused(
        "decided", approve, proposal, by=approver, unit="bar", valid_from=TODAY
    )
    refused("decided", reject, proposal, by=approver, reason="too late")


def test_a_rejection_needs_its_reason_and_keeps_it(proposal, approver):
    refused("reason", reject, proposal, by=approver, reason="  ")
    decision = reject(proposal, by=approver, reason="The caliper was run above the packer only.")
    assert decision.verdict == Verdict.REJECTED and not LimitProposal.objects.waiting().exists()


def test_only_its_proposer_withdraws_a_proposal(proposal, engineer, approver):
    refused("not_yours", withdraw, proposal, by=approver, reason="no")
    assert withdraw(proposal, by=engineer, reason="typing error").verdict == Verdict.WITHDRAWN


def test_a_limit_cannot_begin_before_the_one_in_force_nor_before_its_annulus(
    proposal, assessed, engineer, approver
):
    refused("no_annulus_then", approve, proposal, by=approver, unit="bar", valid_from=date(1960, 1, 1))
    first = approve(proposal, by=approver, unit="bar", valid_from=TODAY)
    again = propose(
        assessed, annulus_uid=annulus(assessed), by=engineer, reason="tighter trigger", upper_trigger_pa=9e6
    )
    refused("overlap", approve, again, by=approver, unit="bar", valid_from=date(2026, 3, 1))
    second = approve(again, by=approver, unit="bar", valid_from=date(2026, 4, 1))
    assert second.supersedes == first
    assert [list(OperatingEnvelope.objects.in_force(day)) for day in (TODAY, date(2026, 3, 31), date(2026, 4, 1))] == [
        [first], [first], [second],
    ]  # fmt: skip


def test_a_trigger_above_the_limit_is_refused(assessed, engineer):
    uid = annulus(assessed)
    refused("trigger", propose, assessed, annulus_uid=uid, by=engineer, reason="x", upper_trigger_pa=14e6)
    refused("trigger", propose, assessed, annulus_uid=uid, by=engineer, reason="x", lower_trigger_pa=12e6)
    refused("reason", propose, assessed, annulus_uid=uid, by=engineer, reason="")
    assert not LimitProposal.objects.exists()


@pytest.fixture
def uncertain(operator, steward):
    """A well of whose B annulus something is not known."""
    well = make_well(example("old-unknowns"), of=operator, by=steward)
    catch_up()
    return well


@pytest.fixture
def gapped(operator, steward):
    """A well with something about annulus C that is known to be unknown."""
    document = example("platform-oil-gas-lift")
    document["gaps"] = [{"id": "gap-1", "about": "C", "what": "fluid of C not sampled since 2009"}]
    well = make_well(document, of=operator, by=steward)
    catch_up()
    return well


def test_a_provisional_limit_needs_each_unknown_named_and_an_end(gapped, engineer, approver):
    uid = annulus(gapped, "C")
    proposal = propose(gapped, annulus_uid=uid, by=engineer, reason="until the cement is logged")
    unknowns = standing_limits(gapped)[uid].missing
    assert unknowns == ("fluid of C not sampled since 2009",)
    told = refused("unknowns", approve, proposal, by=approver, unit="bar", valid_from=TODAY)
    assert unknowns[0] in told
    refused("accepted_until", approve, proposal, by=approver, unit="bar", valid_from=TODAY, accepted=unknowns)
    end = date(2026, 9, 1)
    approve(proposal, by=approver, unit="bar", valid_from=TODAY, accepted=unknowns, accepted_until=end)
    in_force = OperatingEnvelope.objects.in_force
    assert in_force(date(2026, 8, 31)).exists() and not in_force(end).exists()


def test_a_limit_without_a_number_cannot_be_proposed(uncertain, engineer):
    uid = next(uid for uid, one in standing_limits(uncertain).items() if not one.has_number)
    refused("no_number", propose, uncertain, annulus_uid=uid, by=engineer, reason="anyway")


def test_what_moved_is_proposed_in_the_name_of_who_moved_it(proposal, assessed, heavier, steward, approver):
    approve(proposal, by=approver, unit="bar", valid_from=date(2026, 1, 1))
    heavier(assessed, by=steward, reason="sample of 1 March")
    catch_up()
    waiting = LimitProposal.objects.waiting().get()
    assert waiting.by == steward and "sample of 1 March" in waiting.reason
    assert waiting.limit_si < proposal.limit_si
    refused("own_proposal", approve, waiting, by=steward, unit="bar", valid_from=TODAY)
    assert catch_up() == 0 and LimitProposal.objects.waiting().count() == 1


def test_a_newer_proposal_overtakes_the_open_one(proposal, assessed, engineer, approver):
    newer = propose(
        assessed,
        annulus_uid=annulus(assessed),
        by=engineer,
        reason="with a lower trigger",
        lower_trigger_pa=5e5,
    )
    assert proposal.decision.verdict == Verdict.OVERTAKEN
    assert list(LimitProposal.objects.waiting()) == [newer]


def test_each_act_is_in_the_audit(proposal, approver):
    approve(proposal, by=approver, unit="bar", valid_from=TODAY, reason="read")
    events = AuditEvent.objects.filter(event__startswith="limit.").order_by("pk")
    assert [(event.event, event.actor.name) for event in events] == [
        ("limit.proposed", "Ingrid Haugen"), ("limit.approved", "Henrik Brekke"),
    ]  # fmt: skip
