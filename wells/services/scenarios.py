"""What people do with a what-if: begin, change, share, submit, approve, merge, carry over, discard.

The record is touched by `merge` only. Every act locks the well first, is refused where the life of the what-if
does not allow it (409), and leaves an event.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from deepguard import audit
from deepguard.errors import RuleViolation, refuse_no_reason
from wells.drafts import life as lives
from wells.drafts.changes import begun
from wells.drafts.life import Life
from wells.drafts.merging import rebased
from wells.engine.document import upcast
from wells.gather import document_of, of_revisions
from wells.models import Door, Scenario, ScenarioEvent, Well, WellRevision
from wells.record.blobs import keep, written_out
from wells.record.order import in_order
from wells.services import telling
from wells.services.documents import readable, save_document
from wells.services.moved import refuse_moved
from wells.services.publishing import lock, refuse_faults

Document = dict


def document(scenario: Scenario) -> Document:
    """The edited document, stations written out, in the order people read it."""
    return in_order(written_out({0: upcast(scenario.document)})[0])


def base_document(scenario: Scenario) -> Document:
    """What the record said when it began, or was carried over to."""
    return document_of(scenario.base)


def life(scenario: Scenario) -> Life:
    """Where it stands by its events: what every act is decided on."""
    return lives.life(scenario.events.order_by("number"))


@transaction.atomic
def create(well: Well, *, by, name: str, why: str = "", document: Document | None = None) -> Scenario:
    """Begin a what-if on the current revision; `document` is what it says, else what is recorded."""
    if not name.strip():
        raise RuleViolation("Give the what-if a name: what if …?", code="name", status=422)
    well = lock([well])[0]
    base = WellRevision.objects.filter(well=well, number=well.head).first()
    if base is None:
        raise RuleViolation(
            f"Nothing is recorded of {well} yet: there is nothing to change.", code="no_revision"
        )
    scenario = Scenario(well=well, by=by, name=name.strip(), why=why.strip(), base=base)
    _write(scenario, document if document is not None else document_of(base))
    scenario.save()
    _happened(scenario, lives.CREATED, by=by, reason=scenario.why)
    audit.record("scenario.created", scenario, by=by, after=_facts(scenario))
    return scenario


@transaction.atomic
def change(
    scenario: Scenario, *, by, make: Callable[[Document], Document], sha256: str | None = None
) -> Scenario:
    """Let `make` change the document. A submitted one is shared again after it: another document was submitted.
    `sha256`: the document the change was made for, where the caller names it."""
    scenario, now = _locked(scenario)
    _refuse_closed(scenario, now)
    _refuse_not_author(scenario, by)
    _refuse_other_document(scenario, sha256)
    before = scenario.sha256
    _write(scenario, make(document(scenario)))
    if scenario.sha256 == before:
        return scenario
    scenario.conflicts = []
    _happened(scenario, lives.CHANGED, by=by)
    return scenario


@transaction.atomic
def share(scenario: Scenario, *, by) -> Scenario:
    """Everyone who may see the well sees it from now on."""
    scenario, now = _locked(scenario)
    _refuse_closed(scenario, now)
    _refuse_not_author(scenario, by)
    if now.state != lives.PRIVATE:
        raise RuleViolation("This what-if is shared already.", code="shared")
    _happened(scenario, lives.SHARING, by=by)
    audit.record("scenario.shared", scenario, by=by, after=_facts(scenario))
    return scenario


@transaction.atomic
def submit(scenario: Scenario, *, by, reason: str, true_since: str | None = None) -> Scenario:
    """Ask a second person to make it the well's document. `true_since`: the day of what was added without one."""
    refuse_no_reason(reason, "Say why the well should be changed: the reason goes into its revision.")
    reason = reason.strip()
    scenario, now = _locked(scenario)
    _refuse_closed(scenario, now)
    _refuse_not_author(scenario, by)
    if now.state == lives.SUBMITTED:
        raise RuleViolation("This what-if is submitted already.", code="submitted")
    refuse_moved(scenario, document(scenario))
    if true_since:
        _write(scenario, begun(document(scenario), base_document(scenario), true_since))
    refuse_faults([document(scenario)])
    _refuse_unchanged(scenario)
    _happened(scenario, lives.SUBMISSION, by=by, reason=reason)
    audit.record("scenario.submitted", scenario, by=by, after=_facts(scenario), reason=reason)
    telling.what_if_submitted(scenario, by=by)
    return scenario


@transaction.atomic
def approve(scenario: Scenario, *, by, reason: str = "", sha256: str | None = None) -> Scenario:
    """A second person agrees to this document on this base; the record still says what it said."""
    scenario, now = _locked(scenario)
    _refuse_to_decide(scenario, now, by, sha256)
    if now.is_approved:
        raise RuleViolation("This what-if is approved already: merge it.", code="approved")
    _happened(scenario, lives.APPROVAL, by=by, reason=reason.strip())
    audit.record("scenario.approved", scenario, by=by, after=_facts(scenario), reason=reason.strip())
    return scenario


@transaction.atomic
def merge(scenario: Scenario, *, by, sha256: str | None = None) -> WellRevision:
    """What was approved becomes the well's next revision, to the byte."""
    scenario, now = _locked(scenario)
    _refuse_to_decide(scenario, now, by, sha256)
    if not now.is_approved:
        raise RuleViolation(
            "Nobody has approved this what-if as it stands now: approve it first.", code="unapproved"
        )
    submission = scenario.events.filter(kind=lives.SUBMISSION).last()
    saved = save_document(
        scenario.well,
        document(scenario),
        by=by,
        based_on=scenario.based_on,
        reason=f"{submission.reason} (what-if “{scenario.name}”, {scenario.uid})",
        door=Door.WHAT_IF,
        agreed=True,
    )
    if not saved.revisions or saved.revisions[0].sha256 != now.sha256:
        raise RuleViolation(
            "Nothing was merged: the document is not the one that was approved.", code="other_document"
        )
    revision = saved.revisions[0]
    _happened(scenario, lives.MERGE, by=by, revision=revision)
    audit.record(
        "scenario.merged", scenario, by=by, after=_facts(scenario) | {"revision": revision.number},
        reason=submission.reason,
    )  # fmt: skip
    telling.what_if_merged(scenario, by=by)
    return revision


@transaction.atomic
def rebase(scenario: Scenario, *, by) -> Scenario:
    """Make its changes to the current revision instead. What both changed keeps the recorded value and is
    listed; an approval is cleared, for nobody has approved what comes out."""
    scenario, now = _locked(scenario)
    _refuse_closed(scenario, now)
    if now.state != lives.SUBMITTED:
        _refuse_not_author(scenario, by)
    if not scenario.is_behind:
        raise RuleViolation(
            f"It stands on revision {scenario.based_on}, which is the current one.", code="current"
        )
    head = WellRevision.objects.get(well=scenario.well, number=scenario.well.head)
    documents = of_revisions({0: scenario.base, 1: head})
    merged, conflicts = rebased(documents[0], document(scenario), documents[1])
    scenario.base = head
    scenario.conflicts = [
        {"address": one.address, "mine": one.mine, "theirs": one.theirs} for one in conflicts
    ]
    _write(scenario, merged)
    _happened(scenario, lives.REBASED, by=by)
    audit.record("scenario.rebased", scenario, by=by, after=_facts(scenario))
    return scenario


@transaction.atomic
def discard(scenario: Scenario, *, by, reason: str = "") -> Scenario:
    """Nothing comes of it; the what-if and its events stay. Another than its author says why."""
    scenario, now = _locked(scenario)
    _refuse_closed(scenario, now)
    if by != scenario.by:
        if now.state != lives.SUBMITTED:
            _refuse_not_author(scenario, by)
        refuse_no_reason(reason, "Say why you turn it down: its author reads it.")
    _happened(scenario, lives.DISCARD, by=by, reason=reason.strip())
    audit.record("scenario.discarded", scenario, by=by, after=_facts(scenario), reason=reason.strip())
    telling.what_if_turned_down(scenario, by=by, reason=reason.strip())
    return scenario


def _locked(scenario: Scenario) -> tuple[Scenario, Life]:
    """The what-if as it is now, its well held until the transaction ends, and its life."""
    well = lock([scenario.well])[0]
    fresh = Scenario.objects.select_related("base", "by").get(pk=scenario.pk)
    fresh.well = well
    return fresh, life(fresh)


def _write(scenario: Scenario, edited: Document) -> None:
    """The document as a revision of it would be kept."""
    draft = readable(edited)
    if draft.document.get("id") != scenario.well.uid:
        raise RuleViolation(
            f"The document is of “{draft.document.get('id')}”, this is a what-if of “{scenario.well.uid}”.",
            code="well_id",
            status=422,
        )
    keep(draft.blobs)
    scenario.content, scenario.sha256 = draft.content, draft.sha256


def _happened(scenario: Scenario, kind: str, *, by, reason: str = "", revision=None) -> None:
    """Append the event; what lists show of the what-if follows from all of them."""
    ScenarioEvent.objects.create(
        scenario=scenario,
        number=scenario.events.count() + 1,
        kind=kind,
        at=timezone.now(),
        by=by,
        reason=reason,
        sha256=scenario.sha256,
        base=scenario.based_on,
        revision=revision,
    )
    now = life(scenario)
    scenario.state, scenario.is_shared = now.state, now.is_shared
    scenario.save()


def _refuse_to_decide(scenario: Scenario, now: Life, by, sha256: str | None) -> None:
    """Only what is submitted, as it was read, on the current revision, by someone who did not make it."""
    _refuse_closed(scenario, now)
    if now.state != lives.SUBMITTED:
        raise RuleViolation("Its author has not submitted this what-if.", code="not_submitted")
    if by.pk in now.makers:
        raise RuleViolation(
            "You made this what-if, or submitted or carried it over: a second person approves and merges it.",
            code="own_change",
        )
    refuse_moved(scenario, document(scenario))
    _refuse_other_document(scenario, sha256)
    refuse_faults([document(scenario)])
    _refuse_unchanged(scenario)


def _refuse_closed(scenario: Scenario, now: Life) -> None:
    if not now.is_open:
        raise RuleViolation(f"This what-if is {now.state}: nothing more can be done with it.", code=now.state)


def _refuse_not_author(scenario: Scenario, by) -> None:
    if by != scenario.by:
        raise RuleViolation(
            f"This what-if is {scenario.by}’s. Begin one of your own to change things.",
            code="not_yours",
            status=403,
        )


def _refuse_other_document(scenario: Scenario, sha256: str | None) -> None:
    if sha256 is not None and sha256 != scenario.sha256:
        raise RuleViolation("The what-if has changed since you read it. Read it again.", code="stale")


def _refuse_unchanged(scenario: Scenario) -> None:
    if scenario.sha256 == scenario.base.sha256:
        raise RuleViolation("It says what the record says: there is nothing to merge.", code="unchanged")


def _facts(scenario: Scenario) -> dict:
    """What the audit keeps; the name of a private one is its author's."""
    told = {"name": scenario.name} if scenario.is_shared else {}
    return told | {
        "well": scenario.well.uid,
        "state": scenario.state,
        "base": scenario.based_on,
        "sha256": scenario.sha256,
    }
