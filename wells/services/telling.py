"""Whom to tell of what happens to a what-if, and in which words; called by the acts, inside their transaction."""

from django.urls import reverse

from deepguard.services.notifying import notify, settle, who_may
from wells.drafts.life import SUBMISSION
from wells.models import Scenario


def what_if_submitted(scenario: Scenario, *, by) -> None:
    """Who may merge it hears that it waits; again where it was changed and submitted again."""
    _tell(
        scenario,
        who_may("scenario.merge", scenario),
        kind="scenario.submitted",
        by=by,
        text="was submitted by {by} and waits for a second person",
    )


def what_if_merged(scenario: Scenario, *, by) -> None:
    """Its author hears that the well is so now."""
    _settle(scenario)
    _tell(scenario, [scenario.by], kind="scenario.merged", by=by, text="was merged by {by}")


def what_if_turned_down(scenario: Scenario, *, by, reason: str) -> None:
    """Its author hears why nothing comes of it."""
    _settle(scenario)
    text = f"was turned down by {{by}}: {reason[:200]}"
    _tell(scenario, [scenario.by], kind="scenario.discarded", by=by, text=text)


def _settle(scenario: Scenario) -> None:
    submission = scenario.events.filter(kind=SUBMISSION).order_by("number").last()
    if submission is not None:
        settle(f"scenario.submitted:{scenario.uid}:{submission.number}")


def _tell(scenario: Scenario, users, *, kind: str, by, text: str) -> None:
    notify(
        users,
        thing=scenario.well,
        seen_by="well.view",
        by=by,
        kind=kind,
        key=f"{kind}:{scenario.uid}:{scenario.events.count()}",
        text=f"{scenario.well}: what-if “{scenario.name}” {text}",
        url=reverse("integrity:what_if", args=[scenario.well_id, scenario.uid]),
    )
