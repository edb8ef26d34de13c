"""A candidate that waits to be set aside is told to those who may agree, what became of it to who asked."""

import pytest

from deepguard.models import Notification, Role
from integrity.services.catching_up import catch_up
from integrity.services.limits import approve, propose
from integrity.services.setting_aside import end_early, refuse, withdraw
from integrity.services.telling import limits_ending
from tests.factories import make_member
from tests.integrity.limits.test_approving import annulus
from tests.integrity.set_asides.conftest import TODAY, UNTIL

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def second(operator, other_operator, approver):
    """Another approver, and one of another operator."""
    make_member(other_operator, Role.APPROVER, Role.ENGINEER)
    return make_member(operator, Role.APPROVER, email="second@brattholm.example")


def told(kind: str) -> list[str]:
    return sorted(Notification.objects.filter(kind=kind).values_list("user__name", "user__email"))


def line(kind: str) -> str:
    return Notification.objects.filter(kind=kind).first().told("metric").replace("\u2009", " ")


def test_a_request_waits_for_those_who_may_agree(asked, approver, second, engineer):
    assert told("candidate.aside_asked") == sorted((p.name, p.email) for p in (approver, second))
    assert f"Ingrid Haugen asks to set {asked.candidate} ({asked.label}) aside until 1 Jun 2026" in line(
        "candidate.aside_asked"
    )
    assert Notification.objects.first().url == f"/set-asides/{asked.uid}/"


def test_who_asked_hears_that_it_was_agreed_and_nobody_waits_any_more(held, engineer):
    assert told("candidate.agreed") == [(engineer.name, engineer.email)]
    assert Notification.objects.unread().get().kind == "candidate.agreed"
    assert "from 2 Mar 2026 until 1 Jun 2026: Henrik Brekke agreed" in line("candidate.agreed")


def test_who_asked_hears_why_it_was_refused(asked, approver, engineer):
    refuse(asked, by=approver, reason="The caliper is of another well.")
    assert told("candidate.refused") == [(engineer.name, engineer.email)]
    assert line("candidate.refused").endswith("refused by Henrik Brekke: The caliper is of another well.")


def test_taking_it_back_is_news_to_nobody_and_settles_it(asked, engineer):
    withdraw(asked, by=engineer, reason="typing error")
    assert not Notification.objects.unread().exists()


def test_both_hear_that_it_counts_again_but_not_who_ended_it(held, approver, second, engineer):
    end_early(held, by=second, reason="The caliper came.")
    assert told("candidate.counts_again") == sorted((p.name, p.email) for p in (approver, engineer))


def test_a_limit_that_rests_on_it_ends_with_it(held, clock, assessed, engineer, approver):
    catch_up()
    waits = propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="until the caliper")
    approve(waits, by=approver, unit="bar", valid_from=TODAY)
    limits_ending()
    assert told("limit.ends") == []
    clock.to(UNTIL.replace(month=5, day=20))
    limits_ending()
    assert (engineer.name, engineer.email) in told("limit.ends")
    assert "ends on 1 Jun 2026, with what is set aside for it" in line("limit.ends")
