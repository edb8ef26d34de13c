"""Two people set a candidate aside; one is enough to let it count again. What is refused changes nothing."""

from datetime import date, timedelta

import pytest

from deepguard.errors import RuleViolation
from deepguard.models import AuditEvent, Role
from integrity.models import SetAsideDecision, SetAsideEnd, SetAsideRequest
from integrity.services.setting_aside import LONGEST, agree, ask, end_early, refuse, weigh, withdraw
from tests.factories import make_member
from tests.integrity.limits.test_approving import refused
from tests.integrity.set_asides.conftest import TODAY, UNTIL, governing, limit_of
from tests.wells.factories import example, make_well

pytestmark = pytest.mark.django_db


def facts(**changed):
    return {"reason": "caliper due in May", "until": UNTIL} | changed


def test_until_somebody_agrees_the_candidate_counts(assessed, engineer, approver):
    before = limit_of(assessed)
    asked = ask(assessed, **governing(assessed), by=engineer, **facts())
    assert limit_of(assessed).limit_pa == before.limit_pa
    agree(asked, by=approver)
    after = limit_of(assessed)
    assert after.limit_pa > before.limit_pa and after.status == "determined"
    assert (after.aside, after.set_aside_until) == (1, UNTIL)
    assert [one.uid for one in after.set_aside] == [str(asked.uid)]


def test_the_consequence_is_weighed_before_anybody_asks(assessed):
    weighed = weigh(assessed, **governing(assessed))
    assert weighed.counting.limit_pa == limit_of(assessed).limit_pa
    assert weighed.rise_pa > 0 and weighed.without.governing.id != weighed.point.id
    assert not SetAsideRequest.objects.exists()


def test_every_step_stands_in_the_audit(held, engineer):
    end_early(held, by=engineer, reason="caliper came")
    events = AuditEvent.objects.filter(event__startswith="candidate.").order_by("pk")
    assert [(one.event, one.actor.name) for one in events] == [
        ("candidate.aside_asked", "Ingrid Haugen"),
        ("candidate.set_aside", "Henrik Brekke"),
        ("candidate.counts_again", "Ingrid Haugen"),
    ]


def test_nobody_agrees_to_an_own_request_even_with_both_roles(assessed, operator):
    both = make_member(operator, Role.ENGINEER, Role.APPROVER)
    asked = ask(assessed, **governing(assessed), by=both, **facts())
    refused("own_set_aside", agree, asked, by=both)
    refused("own_set_aside", refuse, asked, by=both, reason="no")
    assert not SetAsideDecision.objects.exists()


def test_a_request_is_decided_once(held, approver):
    refused("decided", agree, held, by=approver)
    refused("decided", refuse, held, by=approver, reason="too late")
    assert SetAsideDecision.objects.count() == 1


def test_who_asked_takes_it_back_and_nobody_else(asked, engineer, approver):
    refused("not_yours", withdraw, asked, by=approver, reason="no")
    withdraw(asked, by=engineer, reason="asked of the wrong annulus")
    refused("decided", agree, asked, by=approver)


def test_a_refused_request_changes_nothing_and_may_be_asked_anew(asked, assessed, engineer, approver):
    refused("reason", refuse, asked, by=approver, reason=" ")
    refuse(asked, by=approver, reason="run the caliper first")
    assert limit_of(assessed).aside == 0
    assert ask(assessed, **governing(assessed), by=engineer, **facts()).pk != asked.pk


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("reason", {"reason": "  "}),
        ("valid_from", {"valid_from": TODAY - timedelta(days=1)}),
        ("until", {"until": TODAY}),
        ("until", {"valid_from": UNTIL, "until": UNTIL}),
        ("until", {"until": TODAY + LONGEST + timedelta(days=1)}),
        ("regime", {"regime": "by heart"}),
        ("no_candidate", {"letter": "Z"}),
        ("no_candidate", {"candidate": "A99"}),
        ("no_candidate", {"element": "nobody"}),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_reason(assessed, engineer, code, given):
    with pytest.raises(RuleViolation) as caught:
        ask(assessed, **(governing(assessed) | facts() | given), by=engineer)
    assert (caught.value.code, caught.value.status) == (code, 422)
    assert not SetAsideRequest.objects.exists()


def test_a_year_ahead_is_the_last_day_that_can_be_asked_for(assessed, engineer):
    assert ask(assessed, **governing(assessed), by=engineer, **facts(until=TODAY + LONGEST)).pk


def test_a_candidate_waits_once_and_its_days_do_not_overlap(assessed, asked, engineer, approver):
    refused("waits", ask, assessed, **governing(assessed), by=engineer, **facts())
    agree(asked, by=approver)
    place = {
        "letter": "A", "candidate": asked.candidate, "element": asked.element, "regime": asked.regime, "by": engineer,
    }  # fmt: skip
    refused(
        "holds", ask, assessed, **place, **facts(valid_from=UNTIL - timedelta(days=1), until=date(2026, 7, 1))
    )
    longer = ask(assessed, **place, **facts(valid_from=UNTIL, until=date(2026, 7, 1)))
    assert longer.valid_from == asked.until


def test_it_ends_early_by_one_person_and_can_be_asked_again(held, assessed, engineer):
    refused("reason", end_early, held, by=engineer, reason="")
    raised = limit_of(assessed).limit_pa
    end_early(held, by=engineer, reason="caliper came")
    assert limit_of(assessed).limit_pa < raised and limit_of(assessed).aside == 0
    refused("over", end_early, held, by=engineer, reason="again")
    assert SetAsideEnd.objects.count() == 1
    assert ask(assessed, **governing(assessed), by=engineer, **facts()).pk


def test_what_waits_or_is_over_cannot_be_ended(asked, engineer, approver, clock):
    refused("over", end_early, asked, by=engineer, reason="no")
    agree(asked, by=approver)
    clock.to(UNTIL)
    refused("over", end_early, asked, by=engineer, reason="no")


def test_a_request_that_waited_too_long_is_not_agreed_to(asked, approver, clock):
    clock.to(UNTIL)
    refused("over", agree, asked, by=approver)


def unknown_candidate(well):
    found = limit_of(well)
    return next(one for one in found.candidates if one.status == "unknown")


def test_what_is_not_known_is_not_set_aside(operator, steward, engineer):
    """Accepting an unknown is the approver's, by name: a set-aside must not do it through the back door."""
    document = example("platform-oil-gas-lift")
    for string in document["strings"]:
        for section in string.get("sections") or []:
            section.update(yield_pa=None, grade=None)
    well = make_well(document, of=operator, by=steward)
    one = unknown_candidate(well)
    place = {"letter": "A", "candidate": one.id, "element": one.element, "regime": "iso-16530-1:2017"}
    assert "not known" in refused("not_counted", ask, well, **place, by=engineer, **facts())


def test_a_candidate_that_became_unknown_is_not_agreed_to(asked, assessed, approver, steward):
    forgetful(assessed, asked.element, steward)
    assert "cannot be set aside" in refused("not_counted", agree, asked, by=approver)
    assert not SetAsideDecision.objects.exists()


def forgetful(well, element, by):
    """Publish the well without what the candidate of an element stands on."""
    from wells.gather import document_of, revisions
    from wells.models import Door
    from wells.services.documents import save_document

    document = document_of(revisions([well])[well.pk])
    for string in document["strings"]:
        if string["id"] == element:
            for section in string["sections"]:
                section.update(yield_pa=None, grade=None)
    for part in document.get("components") or []:
        if part["id"] == element:
            part["ratings"] = None
    save_document(well, document, by=by, based_on=None, reason="not proven", door=Door.PAGE)


def test_of_two_candidates_with_one_name_the_label_says_which(assessed, engineer, approver):
    """The annulus safety valve and its control line are both A11 of one element."""
    place = {"letter": "A", "candidate": "A11", "element": "asv", "regime": "iso-16530-1:2017"}
    told = refused("which", ask, assessed, **place, by=engineer, **facts())
    assert "control line collapse" in told
    asked = ask(assessed, **place, label="control line collapse", by=engineer, **facts())
    agree(asked, by=approver)
    states = {
        one.label: one.status
        for one in limit_of(assessed).candidates
        if (one.id, one.element) == ("A11", "asv")
    }
    assert states == {"annulus safety valve collapse": "counted", "control line collapse": "set_aside"}
