"""The operating envelope of a well: every limit in force, what waits for a second person, and what may be proposed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from deepguard.acts import may
from integrity.engine.envelope import bound_of
from integrity.engine.limits import UNKNOWN_STATE
from integrity.forms.limits import ApproveForm, EndForm, EnterForm, StateForm
from integrity.models import LimitProposal, OperatingEnvelope
from integrity.pages.addresses import limit_address
from integrity.pages.figures import Figures, figures_of
from integrity.quantities import ENTERED, KINDS, Quantity
from integrity.services.limits.documents import readable_documents
from integrity.services.limits.standing import (
    Computed,
    computed_for,
    computed_in_state,
    described_states,
    is_met,
    standing_assessment,
)


@dataclass(frozen=True)
class Line:
    """A limit in force. `computed`: what stands computed now; None for what was entered, or on a past day."""

    envelope: OperatingEnvelope
    figures: Figures
    computed: Computed | None
    is_met: bool
    url: str


@dataclass(frozen=True)
class Waiting:
    """A proposal nobody has decided, and what its reader may do about it."""

    proposal: LimitProposal
    figures: Figures
    url: str
    is_own: bool
    by_policy: bool
    approve: ApproveForm | None
    end: EndForm | None


@dataclass(frozen=True)
class Bound:
    """What bounds an annulus while nobody knows the state of the well."""

    letter: str
    envelope: OperatingEnvelope
    figures: Figures


@dataclass
class Returned:
    """Forms that came back with faults, in place of fresh ones: by act, and of a proposal by its uid too."""

    forms: dict[Any, Any] = field(default_factory=dict)

    def get(self, key, fresh):
        return self.forms.get(key) or fresh()


def lines(rows, system: str, *, is_past: bool = False) -> list[Line]:
    """Limits in force as lines; what is computed now stands beside none of a past day."""
    rows = list(rows)
    found = {} if is_past else computed_for(rows)
    return [
        Line(
            row,
            figures_of(row, system),
            found.get(row.pk),
            row.is_computed and is_met(row, found.get(row.pk)),
            limit_address(row),
        )
        for row in rows
    ]


def envelope_page(context: dict, user, *, asked: str = "", returned: Returned | None = None) -> dict:
    """What the page adds to that of its well. `asked` is the quantity somebody wants to enter a limit of."""
    well, times = context["well"], context["clocks"]
    returned = returned or Returned()
    rows = OperatingEnvelope.objects.filter(well=well).in_force(
        times.as_of or timezone.localdate(), known_at=times.known_until
    )
    rows = rows.with_record().order_by("letter", "quantity", "well_state")
    held = lines(rows, user.units, is_past=times.is_past)
    proposing = not times.is_past and may(user, "limit.propose", well)
    return {
        "lines": held,
        "unknown_state": bounds_of([line.envelope for line in held], user.units),
        "waiting": [] if times.is_past else waiting_of(well, user, returned),
        "may_propose": proposing,
        **(_proposing(well, user, asked, returned) if proposing else {}),
    }


def bounds_of(envelopes: list[OperatingEnvelope], system: str) -> list[Bound]:
    """By annulus: the pressure limit that holds while the state of the well is not known."""
    by_annulus = defaultdict(list)
    for row in envelopes:
        if row.quantity == Quantity.ANNULUS_PRESSURE:
            by_annulus[row.annulus_uid].append(row)
    found = [bound_of(rows, UNKNOWN_STATE) for rows in by_annulus.values()]
    return [Bound(row.letter, row, figures_of(row, system)) for row in found if row]


def waiting_of(well, user, returned: Returned) -> list[Waiting]:
    rows = LimitProposal.objects.waiting().filter(well=well).with_record().order_by("letter", "pk")
    approver, proposer = may(user, "limit.approve", well), may(user, "limit.propose", well)
    return [_waiting(row, well, user, returned, approver, proposer) for row in rows]


def _waiting(row: LimitProposal, well, user, returned: Returned, approver: bool, proposer: bool) -> Waiting:
    own = row.by_id == user.pk
    by_policy = own and well.operator.approve_own_limits
    may_approve = approver and (by_policy or not own)
    may_end = proposer if own else approver
    return Waiting(
        proposal=row,
        figures=figures_of(row, user.units),
        url=limit_address(row),
        is_own=own,
        by_policy=by_policy,
        approve=returned.get(
            ("approve", row.uid),
            lambda: ApproveForm(proposal=row, user=user, auto_id=f"approve-{row.pk}-%s"),
        )
        if may_approve
        else None,
        end=returned.get(("end", row.uid), lambda: EndForm(auto_id=f"end-{row.pk}-%s")) if may_end else None,
    )


def _proposing(well, user, asked: str, returned: Returned) -> dict:
    """The two forms: a computed limit put forward, and a limit entered."""
    enter = returned.get("enter", lambda: enter_form(well, user, asked))
    propose = returned.get("propose", lambda: state_form(well, user))
    return {
        "propose": propose if propose.numbers else None,
        "enter": enter,
        "quantities": [(one, one.label, one == enter.asked) for one in ENTERED],
        "is_behind": standing_assessment(well, of_head=True) is None,
    }


def state_form(well, user, *args) -> StateForm:
    return StateForm(
        *args,
        computed=computed_numbers(well),
        units=user.units,
        kept=readable_documents(well),
        auto_id="propose-%s",
    )


def enter_form(well, user, asked: str, *args) -> EnterForm:
    """The form of a quantity; of the first one where another word is asked for."""
    quantity = Quantity(asked) if asked in ENTERED else ENTERED[0]
    annuli = annuli_of(well) if KINDS[quantity].of_annulus else []
    return EnterForm(
        *args,
        quantity=quantity,
        annuli=annuli,
        units=user.units,
        kept=readable_documents(well),
        auto_id="enter-%s",
    )


def annuli_of(well) -> list[tuple[str, str]]:
    """Uid and letter of every annulus that stands assessed."""
    assessment = standing_assessment(well, of_head=True)
    found = computed_in_state(assessment, "") if assessment else {}
    return [(uid, one.letter) for uid, one in found.items()]


def computed_numbers(well) -> list[Computed]:
    """Every limit that stands computed with a number, in every state and in each described one, by annulus."""
    assessment = standing_assessment(well, of_head=True)
    if assessment is None:
        return []
    states = ("", *described_states(assessment))
    found = [one for state in states for one in computed_in_state(assessment, state).values()]
    return sorted((one for one in found if one.has_number), key=lambda one: one.letter)
