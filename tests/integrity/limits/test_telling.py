"""Each event of a limit, a fact and the record is told to whom it concerns, once, and to nobody else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from deepguard.models import Notification, Role
from deepguard.services.verifying import Finding
from integrity import jobs
from integrity.models import LimitProposal
from integrity.services import checking, telling
from integrity.services.catching_up import catch_up
from integrity.services.limits import approve, propose, propose_entered, reject, withdraw
from integrity.services.limits.standing import standing_limits
from integrity.services.retracting import agree, refuse, retract
from tests.factories import make_member
from tests.integrity.limits.conftest import TODAY
from tests.integrity.limits.test_approving import annulus, gapped, refused  # noqa: F401
from tests.integrity.limits.test_entering import H2S, TUBING
from tests.integrity.limits.test_retracting import worn  # noqa: F401
from wells.models import Asset, AssetGrant, Well

pytestmark = pytest.mark.django_db
ROLES = ("admin", "engineer", "approver", "field", "maintenance", "surveyor", "steward", "viewer", "examiner")


@pytest.fixture
def crew(operator, other_operator):
    """One of each role with Brattholm, and somebody with every role at Sula."""
    people = {role: make_member(operator, role, email=f"{role}@crew.example") for role in ROLES}
    make_member(other_operator, *ROLES, email="all@sula.example")
    return people


@pytest.fixture
def proposal(assessed, engineer):
    return propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="first limit of this annulus")


def told(kind: str) -> set[str]:
    """Who was told, by e-mail; each once."""
    rows = Notification.objects.filter(kind=kind).values_list("user__email", flat=True)
    assert len(rows) == len(set(rows))
    return set(rows)


def line(kind: str, system: str = "metric") -> str:
    return Notification.objects.filter(kind=kind).first().told(system).replace("\u2009", " ")


def crewed(*roles: str) -> set[str]:
    return {f"{role}@crew.example" for role in roles}


# --- limits ------------------------------------------------------------------------------------------------


def test_a_proposal_is_told_to_those_who_may_approve_it(crew, assessed, engineer):
    propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="first")
    assert told("limit.proposed") == crewed("approver")
    assert line("limit.proposed") == (
        "Heron A-07 annulus A: 132 bar proposed by Ingrid Haugen waits for a second person"
    )
    assert Notification.objects.get().url == f"/wells/{assessed.pk}/annuli/A/maasp/"


def test_an_approver_who_proposes_is_not_told_of_it(operator, assessed):
    both = make_member(operator, Role.ENGINEER, Role.APPROVER)
    propose(assessed, annulus_uid=annulus(assessed), by=both, reason="mine")
    assert told("limit.proposed") == set()


def test_a_limit_in_force_is_told_to_those_at_the_annulus_and_its_proposer(crew, proposal, approver):
    approve(proposal, by=approver, unit="bar", valid_from=TODAY)
    assert told("limit.approved") == crewed("field", "engineer", "maintenance") | {"ingrid@brattholm.example"}
    assert line("limit.approved") == (
        "Heron A-07 annulus A: 132 bar in force from 2 Mar 2026 (upper trigger 106 bar)"
    )
    assert "1,914 psi" in line("limit.approved", "field")
    before = Notification.objects.count()
    refused("decided", approve, proposal, by=approver, unit="bar", valid_from=TODAY)
    telling.limit_approved(proposal.decision.envelope)
    assert Notification.objects.count() == before


def test_the_next_limit_names_the_one_before(crew, proposal, assessed, engineer, approver):
    approve(proposal, by=approver, unit="bar", valid_from=TODAY)
    again = propose(
        assessed, annulus_uid=annulus(assessed), by=engineer, reason="tighter", upper_trigger_pa=9e6
    )
    approve(again, by=approver, unit="bar", valid_from=date(2026, 4, 1))
    assert line("limit.approved").endswith("(upper trigger 90 bar), before 132 bar")
    assert Notification.objects.filter(kind="limit.approved", user=crew["field"]).count() == 2


@pytest.mark.parametrize("act", ["approve", "reject", "withdraw", "overtake"])
def test_what_was_decided_waits_for_nobody_any_more(crew, proposal, assessed, engineer, approver, act):
    first = Notification.objects.filter(kind="limit.proposed", key__endswith=str(proposal.uid))
    assert first.unread().count() == 1
    if act == "approve":
        approve(proposal, by=approver, unit="bar", valid_from=TODAY)
    elif act == "overtake":
        propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="again")
    else:
        end, by = (reject, approver) if act == "reject" else (withdraw, engineer)
        end(proposal, by=by, reason="not yet")
    assert first.count() == 1 and not first.unread().exists()


def test_an_approver_who_is_engineer_too_is_not_told_of_the_own_act(operator, proposal):
    both = make_member(operator, Role.ENGINEER, Role.APPROVER, email="both@brattholm.example")
    approve(proposal, by=both, unit="bar", valid_from=TODAY)
    assert told("limit.approved") == {"ingrid@brattholm.example"}


def test_who_may_not_see_the_well_is_told_of_nothing(operator, assessed, approver, engineer):
    """Grants of assets count, for the proposer as well, who may have lost them meanwhile."""
    north, south = (Asset.objects.create(operator=operator, name=name) for name in ("Far north", "Far south"))
    Well.objects.update(asset=north)
    well = Well.objects.get(pk=assessed.pk)
    here, there = (
        make_member(operator, "field", "approver", scope="assets", email=f"{word}@brattholm.example")
        for word in ("here", "there")
    )
    for person, asset in ((here, north), (there, south)):
        for membership in person.memberships.all():
            AssetGrant.objects.create(membership=membership, asset=asset)
    waits = propose(well, annulus_uid=annulus(well), by=engineer, reason="first")
    assert told("limit.proposed") == {approver.email, "here@brattholm.example"}
    engineer.memberships.all().delete()
    approve(waits, by=approver, unit="bar", valid_from=TODAY)
    assert told("limit.approved") == {"here@brattholm.example"}


def test_a_rejection_is_told_to_the_proposer_with_its_reason(crew, proposal, approver):
    reject(proposal, by=approver, reason="The caliper was run above the packer only.")
    assert told("limit.rejected") == {"ingrid@brattholm.example"}
    assert line("limit.rejected") == (
        "Heron A-07 annulus A: your proposal of 132 bar was rejected by Henrik Brekke: "
        "The caliper was run above the packer only."
    )


def test_what_one_withdraws_or_overtakes_oneself_is_news_to_nobody(crew, proposal, assessed, engineer):
    newer = propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="again")
    withdraw(newer, by=engineer, reason="typing error")
    assert set(Notification.objects.values_list("kind", flat=True)) == {"limit.proposed"}


def test_being_overtaken_by_somebody_else_is_told(crew, proposal, assessed):
    propose(assessed, annulus_uid=annulus(assessed), by=crew["engineer"], reason="lower trigger")
    assert told("limit.overtaken") == {"ingrid@brattholm.example"}
    assert "overtaken by a newer one by engineer@crew.example" in line("limit.overtaken")


def test_a_limit_that_moved_waits_for_the_approvers_and_not_for_who_moved_it(
    crew, proposal, assessed, heavier, steward, approver
):
    approve(proposal, by=approver, unit="bar", valid_from=date(2026, 1, 1))
    Notification.objects.all().delete()
    heavier(assessed, by=steward)
    catch_up()
    assert told("limit.proposed") == crewed("approver") | {approver.email}
    assert "proposed by Kari Strand" in line("limit.proposed")
    catch_up()
    assert Notification.objects.count() == 2


def test_a_proposal_that_went_stale_is_told_to_its_proposer_once(crew, proposal, assessed, heavier, steward):
    heavier(assessed, by=steward)
    catch_up()
    catch_up()
    assert told("limit.stale") == {"ingrid@brattholm.example"}
    assert "is not the 132 bar you proposed: propose it anew" in line("limit.stale")


def test_who_made_the_own_proposal_stale_is_not_told(operator, assessed, heavier):
    both = make_member(operator, Role.ENGINEER, Role.STEWARD)
    propose(assessed, annulus_uid=annulus(assessed), by=both, reason="first")
    heavier(assessed, by=both)
    catch_up()
    assert LimitProposal.objects.waiting().exists() and told("limit.stale") == set()


def test_a_revision_that_moves_nothing_makes_nothing_stale(proposal, assessed, heavier, steward):
    heavier(assessed, letter="B", by=steward)
    catch_up()
    assert told("limit.stale") == set()


@pytest.fixture
def provisional(gapped, engineer, approver):  # noqa: F811
    """A limit in force until its acceptance ends: makes one that ends in so many days."""

    def act(days: int):
        uid = annulus(gapped, "C")
        waits = propose(gapped, annulus_uid=uid, by=engineer, reason="until the cement is logged")
        assert "at most" in line("limit.proposed")
        today = timezone.localdate()
        return approve(
            waits,
            by=approver,
            unit="bar",
            valid_from=today,
            accepted=standing_limits(gapped)[uid].missing,
            accepted_until=today + timedelta(days=days),
        )

    return act


@pytest.mark.parametrize(("days", "is_told"), [(1, True), (14, True), (15, False)])
def test_a_limit_that_ends_within_a_fortnight_is_told_once(crew, provisional, approver, days, is_told):
    provisional(days)
    jobs.tell_of_limits_that_end()
    jobs.tell_of_limits_that_end()
    people = crewed("engineer", "approver") | {"ingrid@brattholm.example", approver.email}
    assert told("limit.ends") == (people if is_told else set())
    if is_told:
        assert "with the acceptance of what is not known" in line("limit.ends")


def test_a_limit_that_another_follows_in_time_does_not_end(
    provisional,
    gapped,  # noqa: F811
    engineer,
    approver,
):
    provisional(5)
    again = propose(gapped, annulus_uid=annulus(gapped, "C"), by=engineer, reason="accepted longer")
    today = timezone.localdate()
    approve(
        again,
        by=approver,
        unit="bar",
        valid_from=today + timedelta(days=2),
        accepted=("fluid of C not sampled since 2009",),
        accepted_until=today + timedelta(days=90),
    )
    jobs.tell_of_limits_that_end()
    assert told("limit.ends") == set()


# --- one state, other quantities ----------------------------------------------------------------------------


def test_a_limit_of_one_state_says_so_and_leads_to_the_envelope(crew, assessed, engineer, approver):
    waits = propose(
        assessed, annulus_uid=annulus(assessed), well_state="gas_lift", by=engineer, reason="while lifted"
    )
    approve(waits, by=approver, unit="bar", valid_from=TODAY)
    assert line("limit.approved").startswith(
        "Heron A-07 annulus A, gas lift: 144 bar in force from 2 Mar 2026"
    )
    assert Notification.objects.first().url == f"/wells/{assessed.pk}/envelope/"


def test_a_stale_limit_of_one_state_is_told(crew, assessed, engineer, heavier, steward):
    facts = {"annulus_uid": annulus(assessed), "well_state": "gas_lift"}
    propose(assessed, **facts, by=engineer, reason="while lifted")
    heavier(assessed, by=steward)
    catch_up()
    catch_up()
    assert told("limit.stale") == {"ingrid@brattholm.example"}
    assert "gas lift: the limit that stands computed is not the 144 bar" in line("limit.stale")


def test_an_entered_limit_is_told_as_it_was_entered(crew, assessed, engineer, approver):
    waits = propose_entered(assessed, by=engineer, limit=20, upper_trigger=15, **H2S)
    assert told("limit.proposed") == crewed("approver") | {approver.email}
    assert line("limit.proposed", "field").startswith("Heron A-07, H2S in the gas: 20 ppm proposed by")
    approve(waits, by=approver, valid_from=TODAY)
    assert line("limit.approved").endswith("20 ppm in force from 2 Mar 2026 (upper trigger 15 ppm)")


def test_a_pressure_bounded_from_below_is_never_told_lower(crew, assessed, engineer, approver):
    """310.7 bar comes down to each reader's whole unit; at least 11 bar stays what was approved."""
    waits = propose_entered(assessed, by=engineer, limit=310.7, low_limit=10.1, **TUBING)
    assert "310 bar and at least 10.1 bar" in line("limit.proposed")
    approve(waits, by=approver, unit="bar", valid_from=TODAY)
    assert "310 bar and at least 11 bar in force" in line("limit.approved")
    assert "4,496 psi and at least 11 bar in force" in line("limit.approved", "field")


def test_a_limit_from_below_alone_is_told(crew, assessed, engineer, approver):
    facts = TUBING | {"quantity": "chemical_injection_pressure"}
    approve(propose_entered(assessed, by=engineer, low_limit=30, **facts), by=approver, valid_from=TODAY)
    assert ": at least 30 bar in force" in line("limit.approved")


def test_who_approves_the_own_limit_by_policy_tells_those_at_the_annulus(crew, operator, assessed):
    operator.approve_own_limits = True
    operator.save()
    alone = make_member(operator, Role.ENGINEER, Role.APPROVER)
    own = propose(assessed, annulus_uid=annulus(assessed), by=alone, reason="mine")
    approve(own, by=alone, unit="bar", valid_from=TODAY)
    assert told("limit.approved") == crewed("field", "engineer", "maintenance")


# --- facts -------------------------------------------------------------------------------------------------


def test_an_adverse_fact_waits_for_those_who_may_agree(crew, worn, engineer, steward):  # noqa: F811
    asked = retract(worn, address=worn.log, by=engineer, reason="another well's log")
    assert told("fact.asked_back") == crewed("engineer", "steward") | {steward.email}
    assert f"/retractions/{asked.uid}/" == Notification.objects.filter(kind="fact.asked_back").first().url


def test_a_retraction_is_told_to_those_whose_work_rests_on_it(crew, worn, engineer, approver, steward):  # noqa: F811
    waits = propose(worn, annulus_uid=annulus(worn), by=engineer, reason="after the caliper")
    approve(waits, by=approver, unit="bar", valid_from=TODAY)
    asked = retract(worn, address=worn.log, by=crew["engineer"], reason="another well's log")
    agree(asked, by=crew["steward"])
    assert told("fact.retracted") == crewed("engineer") | {steward.email, engineer.email, approver.email}
    assert "was never true and was taken out by steward@crew.example" in line("fact.retracted")
    assert not Notification.objects.unread().filter(kind="fact.asked_back").exists()


def test_a_fact_that_is_kept_is_told_to_who_asked(crew, worn, engineer):  # noqa: F811
    asked = retract(worn, address=worn.log, by=engineer, reason="another well's log")
    refuse(asked, by=crew["steward"], reason="The log is signed.")
    assert told("fact.kept") == {"ingrid@brattholm.example"}
    assert line("fact.kept").endswith("was kept by steward@crew.example: The log is signed.")


# --- the record --------------------------------------------------------------------------------------------


def disagreement(operator, key="7"):
    return Finding(
        "wells_wellrevision", key, "content", "it is not what was sealed", operator and operator.pk
    )


def test_a_disagreement_is_told_to_admins_and_examiners_of_whose_rows_they_are(crew, operator, monkeypatch):
    found = [disagreement(operator), disagreement(None)]
    monkeypatch.setattr(checking, "findings", lambda **how: iter(found))
    jobs.read_the_record_again()
    assert told("record.disagrees") == crewed("admin", "examiner")
    assert line("record.disagrees").startswith("The record was read again: 1 row does not agree")
    jobs.read_the_record_again()
    assert Notification.objects.count() == 2, "the same disagreement is not told again"
    found.append(disagreement(operator, "8"))
    jobs.read_the_record_again()
    assert Notification.objects.count() == 4 and "2 rows do not" in line("record.disagrees")


def test_a_disagreement_that_comes_back_is_told_again(crew, operator, monkeypatch):
    found = [disagreement(operator)]
    monkeypatch.setattr(checking, "findings", lambda **how: iter(found))
    checking.check()
    found.clear()
    checking.check()
    found.append(disagreement(operator))
    checking.check()
    assert Notification.objects.count() == 4


def test_a_record_that_agrees_tells_nobody(crew, assessed):
    checking.check(with_replay=False)
    assert told("record.disagrees") == set()


def test_a_disagreement_of_the_installation_is_only_counted(client, crew, monkeypatch):
    monkeypatch.setattr(checking, "findings", lambda **how: iter([disagreement(None)]))
    checking.check()
    assert told("record.disagrees") == set()
    client.force_login(crew["examiner"])
    assert "1 more in rows that are not yours to see" in client.get("/record/").content.decode()
