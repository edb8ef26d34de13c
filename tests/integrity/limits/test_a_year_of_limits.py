"""A year of changes, approvals and a retraction: what was in force, as known then, is answered the same ever after."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from integrity.models import LimitProposal, OperatingEnvelope
from integrity.services.catching_up import catch_up
from integrity.services.limits import approve, propose
from integrity.services.limits.standing import standing_limits
from integrity.services.retracting import agree, retract
from integrity.services.verifying import findings
from tests.wells.api.conftest import Caller

pytestmark = pytest.mark.django_db

BEGIN = datetime(2026, 4, 6, 9, 0, tzinfo=UTC)
STEPS = 12
RETRACTED = 8


@pytest.fixture
def clock(monkeypatch):
    now = [BEGIN]
    monkeypatch.setattr(timezone, "now", lambda: now[0])
    return lambda moment: now.__setitem__(0, moment)


def moment_of(step):
    return BEGIN + timedelta(days=30 * step)


def ask(person, address):
    """Signed in anew: a session of months ago has ended."""
    answer = Caller(person).get(address)
    assert answer.status_code == 200, address
    return answer.content


def questions(well, moment):
    known = f"known_at={moment.isoformat().replace('+00:00', 'Z')}"
    day = moment.date().isoformat()
    return [
        f"wells/{well.pk}/envelopes?as_of={day}&{known}",
        f"wells/{well.pk}/envelopes?{known}",
        f"wells/{well.pk}/limits?as_of={day}&{known}",
        f"wells/{well.pk}/annuli/A/maasp?as_of={day}&{known}",
    ]


def test_a_year_of_limits_keeps_every_answer(clock, well, engineer, approver, steward, heavier):
    """Each month the fluid of A is sampled anew; the limit follows by proposal and approval, or is left to wait."""
    clock(BEGIN)
    answers = {}
    catch_up()
    uid = next(uid for uid, limit in standing_limits(well).items() if limit.letter == "A")
    approve(
        propose(well, annulus_uid=uid, by=engineer, reason="first"),
        by=approver,
        unit="bar",
        valid_from=BEGIN.date(),
    )
    for step in range(1, STEPS + 1):
        clock(moment_of(step))
        if step == RETRACTED:
            hole = "holes/hole-12-1-4"
            asked = retract(well, address=hole, by=engineer, reason="drilled otherwise")
            if asked.adverse:
                agree(asked, by=steward)
        else:
            heavier(well, by=steward, density_kg_m3=1100.0 + 15 * step, reason=f"sample {step}")
        catch_up()
        waiting = LimitProposal.objects.waiting().filter(annulus_uid=uid).first()
        if waiting is not None and step % 3:
            approve(waiting, by=approver, unit="bar", valid_from=moment_of(step).date())
        clock(moment_of(step) + timedelta(hours=1))
        for address in questions(well, timezone.now()):
            answers[address] = ask(engineer, address)
    assert OperatingEnvelope.objects.count() > STEPS // 2
    clock(moment_of(STEPS) + timedelta(days=400))
    for address, answer in answers.items():
        assert ask(engineer, address) == answer, address
    assert [str(one) for one in findings()] == []


def test_the_chain_of_limits_has_no_gap_and_no_overlap(clock, well, engineer, approver, steward, heavier):
    clock(BEGIN)
    catch_up()
    uid = next(uid for uid, limit in standing_limits(well).items() if limit.letter == "A")
    approve(
        propose(well, annulus_uid=uid, by=engineer, reason="first"),
        by=approver,
        unit="bar",
        valid_from=BEGIN.date(),
    )
    for step in range(1, 5):
        clock(moment_of(step))
        heavier(well, by=steward, density_kg_m3=1100.0 + 20 * step)
        catch_up()
        waiting = LimitProposal.objects.waiting().get()
        approve(waiting, by=approver, unit="bar", valid_from=moment_of(step).date())
    for days in range(0, 150):
        held = OperatingEnvelope.objects.in_force(BEGIN.date() + timedelta(days=days))
        assert held.filter(well=well, annulus_uid=uid).count() == 1
