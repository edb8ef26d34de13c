"""Limits of the demo field: most of them in force, some waiting for a second person, some never proposed."""

from django.utils import timezone

from deepguard.models import User
from deepguard.units import display_unit
from integrity.models import LimitProposal
from integrity.quantities import Quantity
from integrity.services.catching_up import catch_up
from integrity.services.limits import approve, propose, propose_entered
from integrity.services.limits.standing import described_states, standing_assessment, standing_limits
from wells.models import Well
from wells.services import attachments

LOWER_TRIGGER_PA = 300_000.0
#: Wells whose limits wait for the approver, and wells nobody has proposed a limit for.
WAITING = frozenset({"heron-a-12"})
UNTOUCHED = frozenset({"eke-b-18", "mar-obs-1"})

#: The well with a whole envelope: entered limits as quantity, unit and numbers.
WHOLE = "bra-a-12"
ENTERED = (
    (
        Quantity.TUBING_PRESSURE,
        "bar",
        {"limit": 310, "upper_trigger": 290, "lower_trigger": 15, "low_limit": 10},
    ),
    (Quantity.H2S, "ppm", {"limit": 20, "upper_trigger": 15}),
    (Quantity.TEMPERATURE, "degC", {"limit": 110, "upper_trigger": 100}),
    (Quantity.ACTUATOR_PRESSURE, "bar", {"limit": 345, "lower_trigger": 240, "low_limit": 220}),
    (Quantity.BLEED_FREQUENCY, "per month", {"limit": 4, "upper_trigger": 2}),
)
WAITING_ENTERED = (Quantity.SAND, "kg/d", {"limit": 10, "upper_trigger": 5})
#: What the entered limits rest on.
DESIGN_BASIS = """BRA A-12, completion design basis, chapter 4: limits of operation.

Tubing head 10 to 310 bar, H2S up to 20 ppm, flowing wellhead up to 110 degC, actuators 220 to 345 bar,
bleed-offs of A up to 4 in 30 days, sand up to 10 kg/d.
"""


def bring_into_force(wells: list[Well], *, engineer: User, approver: User) -> None:
    """Assess the wells; propose each limit that has a number, and approve it unless its well waits."""
    catch_up(wells)
    for well in wells:
        if well.uid in UNTOUCHED:
            continue
        for uid, limit in standing_limits(well).items():
            if limit.status != "determined":
                continue
            proposal = propose(
                well,
                annulus_uid=uid,
                by=engineer,
                reason="First limit of this annulus, derivation read.",
                lower_trigger_pa=LOWER_TRIGGER_PA if limit.limit_pa > 10 * LOWER_TRIGGER_PA else None,
            )
            if well.uid not in WAITING:
                _approve(proposal, approver)


def make_whole(well: Well, *, engineer: User, approver: User) -> None:
    """The other quantities of an envelope, and annulus pressure in one state; one limit waits for the approver."""
    annuli = standing_limits(well)
    basis = attachments.add(
        well,
        name="bra-a-12-design-basis.txt",
        content=DESIGN_BASIS.encode(),
        content_type="text/plain",
        by=engineer,
        remarks="Design basis of the completion, invented like everything of this field",
    )
    for quantity, unit, numbers in (*ENTERED, WAITING_ENTERED):
        of_annulus = quantity == Quantity.BLEED_FREQUENCY
        proposal = propose_entered(
            well,
            quantity=quantity,
            unit=unit,
            annulus_uid=next(iter(annuli)) if of_annulus else "",
            by=engineer,
            reason="Completion design basis, chapter 4.",
            documents=[basis],
            **numbers,
        )
        if quantity != WAITING_ENTERED[0]:
            _approve(proposal, approver)
    states = described_states(standing_assessment(well))
    for uid, limit in standing_limits(well, states[0]).items() if states else ():
        if limit.status == "determined":
            reason = f"For the state {states[0].replace('_', ' ')} alone, derivation read."
            proposal = propose(well, annulus_uid=uid, well_state=states[0], by=engineer, reason=reason)
            _approve(proposal, approver)
            break


def _approve(proposal: LimitProposal, approver: User) -> None:
    pressure = display_unit("pressure_pa", approver.units).symbol
    approve(
        proposal,
        by=approver,
        unit=pressure if proposal.kind.dimension == "pressure" else "",
        valid_from=timezone.localdate(),
        reason="Derivation read against the completion report.",
    )
