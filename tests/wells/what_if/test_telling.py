"""A what-if that waits is told to those who may merge it, its end to its author."""

import pytest

from deepguard.models import Notification
from tests.factories import make_member
from tests.wells.what_if.conftest import leak
from wells.services import scenarios

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    return sorted(Notification.objects.values_list("kind", "user__email"))


@pytest.fixture
def approver(operator, stranger):
    return make_member(operator, "approver", email="henrik@brattholm.example", name="Henrik Brekke")


def test_a_submitted_what_if_waits_for_those_who_may_merge_it(approver, submitted, viewer):
    assert told() == [("scenario.submitted", "henrik@brattholm.example")]
    line = Notification.objects.get()
    assert line.told("metric").endswith(
        "what-if “the tubing leaks?” was submitted by Ingrid Haugen and waits for a second person"
    )
    assert line.url == f"/wells/{submitted.well_id}/what-if/{submitted.uid}/"


def test_one_that_is_changed_and_submitted_again_waits_again(approver, submitted, engineer, well):
    scenarios.change(submitted, by=engineer, make=leak(well, "casing-9-5-8"))
    scenarios.submit(submitted, by=engineer, reason="And through the casing")
    assert [kind for kind, _ in told()] == ["scenario.submitted"] * 2


def test_its_author_is_told_that_it_was_merged(approver, submitted):
    scenarios.approve(submitted, by=approver)
    scenarios.merge(submitted, by=approver)
    assert told()[0] == ("scenario.merged", "ingrid@brattholm.example") and len(told()) == 2
    assert Notification.objects.unread().get().kind == "scenario.merged"


def test_its_author_is_told_why_it_was_turned_down(approver, submitted):
    scenarios.discard(submitted, by=approver, reason="The leak is in the seal.")
    assert told()[0] == ("scenario.discarded", "ingrid@brattholm.example")
    assert "turned down by Henrik Brekke: The leak is in the seal." in Notification.objects.first().told(
        "metric"
    )


def test_a_private_one_and_one_s_own_discard_are_told_to_nobody(approver, leaking, engineer):
    scenarios.discard(leaking, by=engineer)
    assert told() == []
