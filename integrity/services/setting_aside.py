"""Set a candidate of a limit aside until a day: somebody asks, another agrees or refuses, anybody who may ends it.

It can raise a limit, so two people do it and it ends by itself. Ending it early can only lower one: one is enough.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from deepguard import audit
from deepguard.errors import Refused, RuleViolation, refuse_no_reason
from integrity import gather
from integrity.engine.aside import is_of, why_not
from integrity.engine.limits import METHODS, assess_limits
from integrity.engine.result import Candidate, LimitResult, SetAside
from integrity.models import SetAsideDecision, SetAsideEnd, SetAsideRequest, SetAsideVerdict
from integrity.services import once, telling
from wells.gather import model_of
from wells.models import Well
from wells.services.publishing import lock

#: How far ahead a set-aside may end: what holds longer is a fact of the well, and belongs in its document.
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Weighed:
    """A candidate, and the limit of its annulus with it and without it, as the well is now. Nothing is stored."""

    point: Candidate
    counting: LimitResult
    without: LimitResult

    @property
    def refusal(self) -> str:
        """Why it cannot be set aside; empty where it can."""
        return why_not(self.point)

    @property
    def rise_pa(self) -> float | None:
        """What the limit would gain [Pa]; None where either has no number."""
        if self.counting.limit_pa is None or self.without.limit_pa is None:
            return None
        return self.without.limit_pa - self.counting.limit_pa


def weigh(well: Well, *, letter: str, regime: str, candidate: str, element: str, label: str = "") -> Weighed:
    """The limit with and without a candidate, on top of what else is set aside today. `label` says which, where an
    element has several candidates of one id.

    Errors: RuleViolation where there is no such regime or candidate, or several.
    """
    if regime not in METHODS:
        raise RuleViolation(f"There is no regime {regime}.", "regime", 422)
    today = timezone.localdate()
    model = model_of(well, as_of=today)
    pack = gather.pack_in_force(well.operator_id, as_of=today)
    asked = SetAside(letter, candidate, element, "", "", "", "", regime=regime, label=label)

    def limit(decisions: tuple[SetAside, ...]) -> LimitResult | None:
        if model is None:
            return None
        found = assess_limits(model, regime=regime, letters=[letter], pack=pack, set_aside=decisions)
        return found.limit(letter)

    plain = limit(())
    point = _only(asked, plain)
    others = tuple(
        one for one in gather.set_asides_of(well, as_of=today) if not (is_of(one, plain) and one.names(point))
    )
    return Weighed(_only(asked, counting := limit(others)), counting, limit((*others, asked)))


def weigh_again(asked: SetAsideRequest) -> Weighed:
    """The consequence of a request as the well is now. Errors: as of `weigh`."""
    return weigh(
        asked.well,
        letter=asked.letter,
        regime=asked.regime,
        candidate=asked.candidate,
        element=asked.element,
        label=asked.label,
    )


def _only(asked: SetAside, limit: LimitResult | None) -> Candidate:
    """The candidate that is asked for."""
    points = [one for one in (limit.candidates if limit else ()) if asked.names(one)]
    if not points:
        raise RuleViolation(
            f"The limit of annulus {asked.annulus} has no candidate {asked.candidate} of {asked.element} today. "
            "Open its derivation: it names the candidates.",
            "no_candidate",
            422,
        )
    if len(points) > 1:
        told = "; ".join(one.label for one in points)
        raise RuleViolation(
            f"{asked.candidate} of {asked.element} is several candidates. Say which by its label: {told}.",
            "which",
            422,
        )
    return points[0]


def ask(
    well: Well,
    *,
    letter: str,
    candidate: str,
    element: str,
    regime: str,
    by,
    reason: str,
    until: date,
    valid_from: date | None = None,
    label: str = "",
) -> SetAsideRequest:
    """Ask that a candidate takes no part from a day (today without one) until another, exclusive.

    Errors: RuleViolation without a reason, for days out of order or too far, where the candidate does not count
    now, and where it waits or is set aside already.
    """
    refuse_no_reason(reason)
    begins = valid_from or timezone.localdate()
    _refuse_days(begins, until)
    with transaction.atomic():
        lock([well])
        weighed = weigh(well, letter=letter, regime=regime, candidate=candidate, element=element, label=label)
        _refuse_uncounted(weighed)
        place = {
            "annulus_uid": next(iter(weighed.counting.outer_ids), ""),
            "regime": regime,
            "candidate": candidate,
            "element": element,
            "label": weighed.point.label,
        }
        _refuse_second(well, place, begins, until)
        asked = SetAsideRequest.objects.create(
            well=well,
            letter=letter,
            **place,
            reason=reason,
            valid_from=begins,
            until=until,
            by=by,
            recorded_at=timezone.now(),
        )
        audit.record("candidate.aside_asked", asked, by=by, after=_facts(asked), reason=reason)
        telling.aside_asked(asked)
    return asked


def agree(asked: SetAsideRequest, *, by, reason: str = "") -> SetAsideDecision:
    """A second person agrees: the candidate takes no part from the day that was asked for.

    Errors: RuleViolation for one's own request, one that is decided or over, or a candidate that does not count now.
    """
    if asked.by_id == by.pk:
        raise RuleViolation("You asked for this yourself: another person has to agree.", "own_set_aside")
    with transaction.atomic():
        lock([asked.well])
        _refuse_decided(asked)
        if asked.until <= timezone.localdate():
            raise RuleViolation(
                f"This was asked for until {asked.until}, which is over. Ask for it anew.", "over"
            )
        _refuse_uncounted(weigh_again(asked))
        decision = _decide(asked, SetAsideVerdict.AGREED, by=by, reason=reason)
        audit.record("candidate.set_aside", asked, by=by, after=_facts(asked), reason=reason or asked.reason)
        telling.aside_decided(decision)
    return decision


def refuse(asked: SetAsideRequest, *, by, reason: str) -> SetAsideDecision:
    """The candidate counts on; the reason says why."""
    if asked.by_id == by.pk:
        raise RuleViolation("You asked for this yourself: take it back instead.", "own_set_aside")
    return _turn_down(asked, SetAsideVerdict.REFUSED, "candidate.aside_refused", by=by, reason=reason)


def withdraw(asked: SetAsideRequest, *, by, reason: str) -> SetAsideDecision:
    """Take one's own request back."""
    if asked.by_id != by.pk:
        raise RuleViolation("Only who asked can take it back. Refuse it instead.", "not_yours")
    return _turn_down(asked, SetAsideVerdict.WITHDRAWN, "candidate.aside_withdrawn", by=by, reason=reason)


def end_early(asked: SetAsideRequest, *, by, reason: str) -> SetAsideEnd:
    """The candidate counts again from today on.

    Errors: RuleViolation without a reason, where nobody agreed, or where it has ended already.
    """
    refuse_no_reason(reason)
    today = timezone.localdate()
    with transaction.atomic():
        lock([asked.well])
        if not SetAsideRequest.objects.still(today).filter(pk=asked.pk).exists():
            raise RuleViolation("This candidate is not set aside by this any more, or never was.", "over")
        end = SetAsideEnd.objects.create(
            request=asked, day=today, by=by, reason=reason, recorded_at=timezone.now()
        )
        audit.record(
            "candidate.counts_again",
            asked,
            by=by,
            before=_facts(asked),
            after={"day": today.isoformat()},
            reason=reason,
        )
        telling.aside_ended(end)
    return end


def _turn_down(asked: SetAsideRequest, verdict: str, event: str, *, by, reason: str) -> SetAsideDecision:
    refuse_no_reason(reason)
    with transaction.atomic():
        lock([asked.well])
        _refuse_decided(asked)
        decision = _decide(asked, verdict, by=by, reason=reason)
        audit.record(event, asked, by=by, reason=reason)
        telling.aside_decided(decision)
    return decision


def _decide(asked: SetAsideRequest, verdict: str, *, by, reason: str) -> SetAsideDecision:
    return once.decided(
        lambda: SetAsideDecision.objects.create(
            request=asked, verdict=verdict, by=by, reason=reason, recorded_at=timezone.now()
        ),
        lambda: _refuse_decided(asked),
    )


def _refuse_decided(asked: SetAsideRequest) -> None:
    once.refuse("This", SetAsideDecision.objects.filter(request=asked).select_related("by").first())


def _refuse_days(begins: date, until: date) -> None:
    today = timezone.localdate()
    if begins < today:
        raise Refused(
            f"It would begin on {begins}, which is over: what held then is not changed. Choose today or a later day.",
            "valid_from",
            "valid_from",
        )
    if until <= begins:
        raise Refused(
            f"It would end on {until}, not after its first day {begins}. Choose a later day.",
            "until",
            "until",
        )
    if until > today + LONGEST:
        raise Refused(
            f"It would end on {until}. The last day that can be asked for is {today + LONGEST}: what holds longer "
            "belongs in the document of the well.",
            "until",
            "until",
        )


def _refuse_uncounted(weighed: Weighed) -> None:
    if weighed.refusal:
        raise RuleViolation(
            f"{weighed.point.id} of {weighed.point.element} cannot be set aside: {weighed.refusal}.",
            "not_counted",
            422,
        )


def _refuse_second(well: Well, place: dict, begins: date, until: date) -> None:
    """At most one request of a candidate waits, and the days of two that hold do not overlap."""
    rows = SetAsideRequest.objects.filter(well=well, **place)
    if rows.waiting().exists():
        raise RuleViolation("This candidate waits for a second person already.", "waits")
    held = rows.still(begins).filter(valid_from__lt=until).first()
    if held is not None:
        raise RuleViolation(
            f"This candidate is set aside until {held.until} already. Begin on that day, or end it first.",
            "holds",
        )


def _facts(asked: SetAsideRequest) -> dict:
    return {
        "annulus": asked.letter,
        "regime": asked.regime,
        "candidate": asked.candidate,
        "element": asked.element,
        "valid_from": asked.valid_from.isoformat(),
        "until": asked.until.isoformat(),
    }
