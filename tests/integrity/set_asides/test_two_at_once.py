"""Two at one moment: one request waits, one decision is stored, and no worker keeps what a decision overtook."""

import pytest

from deepguard.errors import RuleViolation
from integrity.models import SetAsideDecision, SetAsideEnd, SetAsideRequest, StandingLimit
from integrity.services.catching_up import catch_up
from integrity.services.setting_aside import agree, ask, end_early, refuse
from tests.integrity.set_asides.conftest import UNTIL, governing
from tests.together import together

__all__ = ["together"]
pytestmark = pytest.mark.django_db(transaction=True)


def kinds(outcomes):
    return sorted(type(one).__name__ for one in outcomes)


def code_of(outcomes):
    return next(one.code for one in outcomes if isinstance(one, RuleViolation))


def found(asked):
    return SetAsideRequest.objects.with_people().select_related("well").get(pk=asked.pk)


def test_of_two_requests_one_waits(assessed, engineer, together):
    place = governing(assessed)
    outcomes = together(*[lambda: ask(assessed, **place, by=engineer, reason="first", until=UNTIL)] * 2)
    assert kinds(outcomes) == ["RuleViolation", "SetAsideRequest"] and code_of(outcomes) == "waits"
    assert together(SetAsideRequest.objects.count) == [1]


def test_agreement_and_refusal_at_one_moment_are_one_decision(asked, approver, together):
    outcomes = together(
        lambda: agree(found(asked), by=approver), lambda: refuse(found(asked), by=approver, reason="no")
    )
    assert kinds(outcomes) == ["RuleViolation", "SetAsideDecision"] and code_of(outcomes) == "decided"
    assert together(SetAsideDecision.objects.count) == [1]


def test_it_is_ended_once(held, engineer, together):
    outcomes = together(*[lambda: end_early(found(held), by=engineer, reason="caliper came")] * 2)
    assert kinds(outcomes) == ["RuleViolation", "SetAsideEnd"] and code_of(outcomes) == "over"
    assert together(SetAsideEnd.objects.count) == [1]


def test_a_worker_beside_an_end_leaves_no_raised_limit_behind(assessed, held, engineer, together):
    """Whoever comes first, one more round at most stands on what holds."""

    def standing():
        return StandingLimit.objects.get(annulus="A").aside

    together(catch_up, lambda: end_early(found(held), by=engineer, reason="caliper came"))
    together(catch_up)
    assert together(standing) == [0]
