"""Whom to tell of what happens to limits, facts and the record, and in which words.

Each function is called by the act it tells of, inside its transaction.
"""

from collections import defaultdict
from datetime import timedelta

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from deepguard.formatting import day
from deepguard.models import Operator
from deepguard.services.notifying import notify, settle, who_may
from deepguard.units import UNITS
from integrity.engine.result import PROVISIONAL
from integrity.models import (
    LimitDecision,
    LimitProposal,
    OperatingEnvelope,
    RecordCheck,
    Retraction,
    SetAsideDecision,
    SetAsideEnd,
    SetAsideRequest,
    SetAsideVerdict,
    Verdict,
)
from integrity.quantities import DIGITS, as_typed

#: How long before a limit ends people hear of it.
NOTICE = timedelta(days=14)
ENDS = {Verdict.REJECTED: "was rejected", Verdict.OVERTAKEN: "was overtaken by a newer one"}


def limit_proposed(proposal: LimitProposal) -> None:
    """Who may approve it hears that it waits."""
    at_most = "at most " if proposal.status == PROVISIONAL else ""
    _of_limit(
        proposal,
        who_may("limit.approve", proposal),
        kind="limit.proposed",
        by=proposal.by,
        text=f"{at_most}{_bounds(proposal)} proposed by {{by}} waits for a second person",
        limit_pa=proposal.limit_si,
    )


def limit_approved(envelope: OperatingEnvelope) -> None:
    """Those who work with the annulus hear what holds from when, and so does who proposed it."""
    decision, before = envelope.decision, envelope.supersedes
    settle(f"limit.proposed:{decision.proposal.uid}")
    until = f" until {day(envelope.valid_until)}" if envelope.valid_until else ""
    upper = envelope.upper_trigger_si
    trigger = "" if upper is None else f" (upper trigger {_number(envelope, upper, 'upper_trigger_pa')})"
    earlier = "" if before is None else f", before {_bounds(before, 'before_pa')}"
    _of_limit(
        envelope,
        [*who_may("limit.told", envelope), decision.proposal.by],
        kind="limit.approved",
        by=decision.by,
        text=f"{_bounds(envelope)} in force from {day(envelope.valid_from)}{until}{trigger}{earlier}",
        limit_pa=envelope.limit_si,
        upper_trigger_pa=upper,
        before_pa=before and before.limit_si,
    )


def limit_decided(decision: LimitDecision) -> None:
    """Who proposed a limit hears that somebody else ended the proposal."""
    proposal = decision.proposal
    settle(f"limit.proposed:{proposal.uid}")
    if decision.verdict not in ENDS:
        return
    why = f": {decision.reason[:200]}" if decision.reason else ""
    _of_limit(
        proposal,
        [proposal.by],
        kind=f"limit.{decision.verdict}",
        by=decision.by,
        text=f"your proposal of {_bounds(proposal)} {ENDS[decision.verdict]} by {{by}}{why}",
        limit_pa=proposal.limit_si,
    )


def limit_stale(proposal: LimitProposal, *, by) -> None:
    """Who proposed a limit that is not what stands computed any more hears that it cannot be approved, unless
    they moved it themselves."""
    _of_limit(
        proposal,
        [proposal.by],
        kind="limit.stale",
        by=by,
        text=f"the limit that stands computed is not the {_bounds(proposal)} you proposed: propose it anew",
        limit_pa=proposal.limit_si,
    )


def limits_ending() -> None:
    """Those who propose and approve hear once of each limit that ends soon and that nothing follows."""
    today = timezone.localdate()
    alone = Q(successor=None) | Q(successor__valid_from__gt=F("valid_until"))
    ending = OperatingEnvelope.objects.filter(alone, valid_until__gt=today, valid_until__lte=today + NOTICE)
    for envelope in ending.select_related("well", "decision__proposal"):
        proposal = envelope.decision.proposal
        accepted = ", with the acceptance of what is not known" if proposal.status == PROVISIONAL else ""
        aside = ", with what is set aside for it" if proposal.aside else ""
        _of_limit(
            envelope,
            [*who_may("limit.propose", envelope), *who_may("limit.approve", envelope)],
            kind="limit.ends",
            by=None,
            text=f"{_bounds(envelope)} ends on {day(envelope.valid_until)}{accepted or aside}: no limit is in force from then on",
            limit_pa=envelope.limit_si,
        )


def aside_asked(asked: SetAsideRequest) -> None:
    """Who may agree hears that a candidate waits to be set aside."""
    _of_aside(
        asked,
        who_may("candidate.agree", asked),
        kind="candidate.aside_asked",
        by=asked.by,
        text=f"{{by}} asks to set {_point(asked)} aside until {day(asked.until)}: it waits for a second person",
    )


def aside_decided(decision: SetAsideDecision) -> None:
    """Who asked hears what somebody else decided."""
    asked = decision.request
    settle(f"candidate.aside_asked:{asked.uid}")
    if decision.verdict == SetAsideVerdict.AGREED:
        text = f"{_point(asked)} is set aside from {day(asked.valid_from)} until {day(asked.until)}: {{by}} agreed"
    else:
        text = f"{_point(asked)} is not set aside: refused by {{by}}: {decision.reason[:200]}"
    _of_aside(asked, [asked.by], kind=f"candidate.{decision.verdict}", by=decision.by, text=text)


def aside_ended(end: SetAsideEnd) -> None:
    """Who asked and who agreed hear that the candidate counts again before its day."""
    asked = end.request
    text = f"{_point(asked)} counts again from {day(end.day)}, ended by {{by}}: {end.reason[:200]}"
    _of_aside(asked, [asked.by, asked.decision.by], kind="candidate.counts_again", by=end.by, text=text)


def fact_asked_back(asked: Retraction) -> None:
    """Who may agree hears that a fact waits."""
    _of_fact(
        asked,
        who_may("fact.retract", asked),
        kind="fact.asked_back",
        by=asked.by,
        text=f"{{by}} asks back {_place(asked)}, which is adverse or holds a limit down: it waits for a second person",
    )


def fact_retracted(asked: Retraction, people, *, by) -> None:
    """Whoever published, proposed or approved what rested on it, and who asked."""
    settle(f"fact.asked_back:{asked.uid}")
    _of_fact(
        asked,
        [*people, asked.by],
        kind="fact.retracted",
        by=by,
        text=f"{_place(asked)} was never true and was taken out by {{by}}: {asked.reason[:200]}",
    )


def fact_kept(asked: Retraction, *, by, reason: str) -> None:
    """Who asked a fact back hears that it stays."""
    settle(f"fact.asked_back:{asked.uid}")
    text = f"{_place(asked)}, which you asked back, was kept by {{by}}: {reason[:200]}"
    _of_fact(asked, [asked.by], kind="fact.kept", by=by, text=text)


def record_disagrees(check: RecordCheck, before: RecordCheck | None) -> None:
    """Admins and examiners of an operator hear of disagreements in its rows, unless the run before had the same."""
    earlier = _by_operator(before)
    for key, found in _by_operator(check).items():
        if found == earlier.get(key):
            continue
        operator = Operator.objects.get(pk=key)
        rows = "1 row does" if len(found) == 1 else f"{len(found)} rows do"
        notify(
            who_may("record.told", operator),
            thing=operator,
            seen_by="audit.view",
            kind="record.disagrees",
            key=f"record.disagrees:{check.pk}",
            text=f"The record was read again: {rows} not agree with what was written",
            url=reverse("integrity:record"),
        )


def _of_limit(row, users, *, kind: str, by, text: str, **facts: float | None) -> None:
    """A line that begins with the annulus and leads to its derivation."""
    told = {name: value for name, value in facts.items() if value is not None}
    _of(row, users, kind=kind, by=by, text=f"{_where(row)}: {text}", url=_page(row), facts=told)


def _of_aside(asked: SetAsideRequest, users, *, kind: str, by, text: str) -> None:
    url = reverse("integrity:set_aside", args=[asked.uid])
    _of(asked, users, kind=kind, by=by, text=f"{asked.well} annulus {asked.letter}: {text}", url=url)


def _of_fact(asked: Retraction, users, *, kind: str, by, text: str) -> None:
    url = reverse("integrity:retraction", args=[asked.uid])
    _of(asked, users, kind=kind, by=by, text=f"{asked.well}: {text}", url=url, seen_by="well.view")


def _of(row, users, *, kind: str, seen_by: str = "limit.view", **told) -> None:
    """One line a person of something that has a uid and belongs to a well."""
    notify(users, thing=row.well, seen_by=seen_by, kind=kind, key=f"{kind}:{row.uid}", **told)


def _where(row) -> str:
    """`BRA A-12 annulus A`, with what is bounded where it is not the annulus pressure, and in which state."""
    annulus = f" annulus {row.letter}" if row.letter else ""
    what = "" if row.is_computed else f", {row.get_quantity_display()}"
    state = f", {row.well_state.replace('_', ' ')}" if row.well_state else ""
    return f"{row.well}{annulus}{what}{state}"


def _page(row) -> str:
    """Where it is read and decided: the derivation, or the envelope for what that has no place for."""
    if row.is_computed and not row.well_state:
        return reverse("integrity:maasp", args=[row.well_id, row.letter])
    return reverse("integrity:envelope", args=[row.well_id])


def _bounds(row, name: str = "limit_pa") -> str:
    """What bounds from above and from below."""
    above = [] if row.limit_si is None else [_number(row, row.limit_si, name)]
    below = [] if row.low_limit_si is None else [f"at least {_as_entered(row, row.low_limit_si)}"]
    return " and ".join(above + below)


def _number(row, value_si: float, name: str) -> str:
    """Where a pressure goes in the text, for each reader in units of their own; anything else as it was entered."""
    return f"{{{name}}}" if row.kind.dimension == "pressure" else _as_entered(row, value_si)


def _as_entered(row, value_si: float) -> str:
    return f"{as_typed(value_si, row.unit):,.{DIGITS}g} {UNITS[row.unit].label}".rstrip()


def _point(asked: SetAsideRequest) -> str:
    return f"{asked.candidate} ({asked.label})"


def _place(asked: Retraction) -> str:
    return asked.address.replace("_", " ").replace("/", ", ")


def _by_operator(check: RecordCheck | None) -> dict[int, list[dict]]:
    """The findings that were kept, by whose rows they are of; those of the installation are nobody's."""
    found: dict[int, list[dict]] = defaultdict(list)
    for one in check.findings if check else ():
        if one.get("operator") is not None:
            found[one["operator"]].append(one)
    return found
