"""Two approvals at one moment: one limit comes into force."""

import pytest

from deepguard.errors import RuleViolation
from integrity.models import LimitProposal, OperatingEnvelope
from integrity.services.catching_up import catch_up
from integrity.services.limits import approve, propose
from tests.integrity.limits.conftest import TODAY
from tests.integrity.limits.test_approving import annulus
from tests.together import together

__all__ = ["together"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_approvals_one_is_stored(well, engineer, approver, together):
    catch_up()
    proposal = propose(well, annulus_uid=annulus(well), by=engineer, reason="first")

    def act():
        row = LimitProposal.objects.select_related("well").get(pk=proposal.pk)
        return approve(row, by=approver, unit="bar", valid_from=TODAY)

    outcomes = together(act, act)
    assert sorted(type(one).__name__ for one in outcomes) == ["OperatingEnvelope", "RuleViolation"]
    refusal = next(one for one in outcomes if isinstance(one, RuleViolation))
    assert refusal.code == "decided"
    (count,) = together(lambda: OperatingEnvelope.objects.count())
    assert count == 1


def test_two_workers_assess_a_well_once(well, together):
    assert sorted(together(catch_up, catch_up)) == [0, 1]
