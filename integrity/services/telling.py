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
    StandingLimit,
    Verdict,
)
from integrity.quantities import Quantity, as_typed

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
        text=f"{at_most}{_number(proposal)} proposed by {{by}} waits for a second person",
        **_pressures(proposal),
    )


def limit_approved(envelope: OperatingEnvelope) -> None:
    """Those who work with the annulus hear what holds from when, and so does who proposed it."""
    decision, before = envelope.decision, envelope.supersedes
    settle(f"limit.proposed:{decision.proposal.uid}")
    until = f" until {day(envelope.valid_until)}" if envelope.valid_until else ""
    upper = envelope.upper_trigger_si
    trigger = "" if upper is None else f" (upper trigger {_number(envelope, 'upper_trigger')})"
    earlier = "" if before is None else f", before {_number(before, name='before_pa')}"
    _of_limit(
        envelope,
        [*who_may("limit.told", envelope), decision.proposal.by],
        kind="limit.approved",
        by=decision.by,
        text=f"{_number(envelope)} in force from {day(envelope.valid_from)}{until}{trigger}{earlier}",
        **_pressures(envelope),
        before_pa=before and _hard(before),
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
        text=f"your proposal of {_number(proposal)} {ENDS[decision.verdict]} by {{by}}{why}",
        **_pressures(proposal),
    )


def limits_stale(wells) -> None:
    """Who proposed a limit that is not what stands computed any more hears that it cannot be approved.

    `wells`: those that were assessed anew, by key. Who published what moved it is not told.
    """
    now = {(row.well_id, row.annulus_uid): row for row in StandingLimit.objects.filter(well__in=wells)}
    waiting = LimitProposal.objects.waiting().filter(well__in=wells, well_state="").exclude(assessment=None)
    for proposal in waiting.select_related("well__standing__assessment__revision__by", "by", "assessment"):
        found = now.get((proposal.well_id, proposal.annulus_uid))
        if found and (found.limit_pa, found.status) == (proposal.limit_si, proposal.status):
            continue
        revision = proposal.well.standing.assessment.revision
        _of_limit(
            proposal,
            [proposal.by],
            kind="limit.stale",
            by=None if revision.pk == proposal.assessment.revision_id else revision.by,
            text=f"the limit that stands computed is not the {_number(proposal)} you proposed: propose it anew",
            **_pressures(proposal),
        )


def limits_ending() -> None:
    """Those who propose and approve hear once of each limit that ends soon and that nothing follows."""
    today = timezone.localdate()
    alone = Q(successor=None) | Q(successor__valid_from__gt=F("valid_until"))
    ending = OperatingEnvelope.objects.filter(alone, valid_until__gt=today, valid_until__lte=today + NOTICE)
    for envelope in ending.select_related("well", "decision__proposal"):
        accepted = envelope.decision.proposal.status == PROVISIONAL
        why = ", with the acceptance of what is not known" if accepted else ""
        _of_limit(
            envelope,
            [*who_may("limit.propose", envelope), *who_may("limit.approve", envelope)],
            kind="limit.ends",
            by=None,
            text=f"{_number(envelope)} ends on {day(envelope.valid_until)}{why}: no limit is in force from then on",
            **_pressures(envelope),
        )


def fact_asked_back(asked: Retraction) -> None:
    """Who may agree hears that a fact waits."""
    _of_fact(
        asked,
        who_may("fact.retract", asked),
        kind="fact.asked_back",
        by=asked.by,
        text=f"{{by}} asks back {_place(asked)}, without which a limit looks better: it waits for a second person",
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
    notify(
        users,
        thing=row.well,
        seen_by="limit.view",
        by=by,
        kind=kind,
        key=f"{kind}:{row.uid}",
        text=f"{_where(row)}: {text}",
        url=_page(row),
        facts={name: value for name, value in facts.items() if value is not None},
    )


def _of_fact(asked: Retraction, users, *, kind: str, by, text: str) -> None:
    notify(
        users,
        thing=asked.well,
        seen_by="well.view",
        by=by,
        kind=kind,
        key=f"{kind}:{asked.uid}",
        text=f"{asked.well}: {text}",
        url=reverse("integrity:retraction", args=[asked.uid]),
    )


def _where(row) -> str:
    """`BRA A-12 annulus A`, with what is bounded where it is not the annulus pressure, and in which state."""
    annulus = f" annulus {row.letter}" if row.letter else ""
    what = "" if row.quantity == Quantity.ANNULUS_PRESSURE else f", {row.get_quantity_display().lower()}"
    state = f", {row.well_state.replace('_', ' ')}" if row.well_state else ""
    return f"{row.well}{annulus}{what}{state}"


def _page(row) -> str:
    if row.letter and row.quantity == Quantity.ANNULUS_PRESSURE:
        return reverse("integrity:maasp", args=[row.well_id, row.letter])
    return reverse("integrity:envelope", args=[row.well_id])


def _number(row, bound: str = "", name: str = "") -> str:
    """Where a pressure goes in the text, for each reader in units of their own; another quantity as it was entered.
    A limit that bounds from below only reads `at least`."""
    bound = bound or ("low_limit" if row.limit_si is None else "limit")
    least = "at least " if bound == "low_limit" else ""
    if row.kind.dimension == "pressure":
        return f"{least}{{{name or f'{bound}_pa'}}}"
    return f"{least}{as_typed(getattr(row, f'{bound}_si'), row.unit):g} {UNITS[row.unit].label}".rstrip()


def _hard(row) -> float:
    """The number that bounds: from above where there is one."""
    return row.low_limit_si if row.limit_si is None else row.limit_si


def _pressures(row) -> dict[str, float | None]:
    """What stands for the pressures in a text, Pa."""
    if row.kind.dimension != "pressure":
        return {}
    return {f"{bound}_pa": getattr(row, f"{bound}_si") for bound in ("limit", "upper_trigger", "low_limit")}


def _place(asked: Retraction) -> str:
    return asked.address.replace("_", " ").replace("/", ", ")


def _by_operator(check: RecordCheck | None) -> dict[int, list[dict]]:
    """The findings that were kept, by whose rows they are of; those of the installation are nobody's."""
    found: dict[int, list[dict]] = defaultdict(list)
    for one in check.findings if check else ():
        if one.get("operator") is not None:
            found[one["operator"]].append(one)
    return found
