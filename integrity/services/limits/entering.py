"""A limit of a quantity that is not computed is entered, and put to a second person like any other."""

from collections.abc import Sequence

from django.db import transaction

from deepguard.errors import Refused, refuse_no_reason
from integrity.models import LimitProposal
from integrity.quantities import ENTERED, KINDS, WELL_STATES, Kind, Quantity
from integrity.services.limits.documents import refuse_documents
from integrity.services.limits.numbers import entered_si, refuse_disorder
from integrity.services.limits.proposing import put
from integrity.services.limits.standing import standing_limits
from wells.models import WellAttachment
from wells.services.publishing import lock

#: State of a limit that no engine computed.
ENTERED_STATUS = "entered"


def propose_entered(
    well,
    *,
    quantity: str,
    unit: str,
    by,
    reason: str,
    limit: float | None = None,
    upper_trigger: float | None = None,
    lower_trigger: float | None = None,
    low_limit: float | None = None,
    annulus_uid: str = "",
    well_state: str = "",
    documents: Sequence[WellAttachment] = (),
) -> LimitProposal:
    """Propose an entered limit, its numbers in `unit`; `well_state` empty: in every state.

    An open proposal of the same place is overtaken. Errors: Refused, naming the field, where a number, the unit,
    the annulus, the state or a document does not fit; nothing is stored then.
    """
    refuse_no_reason(reason, "Say why this limit is proposed: the reason stays with it.")
    kind = _kind(quantity)
    given = {
        "low_limit": low_limit,
        "lower_trigger": lower_trigger,
        "upper_trigger": upper_trigger,
        "limit": limit,
    }
    numbers = entered_si(kind, given, unit)
    _refuse_sides(kind, numbers)
    refuse_disorder(numbers, from_zero=not kind.may_be_negative)
    if well_state and well_state not in WELL_STATES:
        raise Refused(f"“{well_state}” is no state of a well.", "state", "well_state")
    with transaction.atomic():
        [well] = lock([well])
        letter = _letter(well, kind, annulus_uid)
        refuse_documents(well, documents)
        bounds = {f"{name}_si": value for name, value in numbers.items()} | {
            "annulus_uid": annulus_uid,
            "letter": letter,
            "well_state": well_state,
            "quantity": quantity,
        }
        facts = {"status": ENTERED_STATUS, "unit": unit}
        return put(well, bounds, by=by, reason=reason, documents=documents, **facts)


def _kind(quantity: str) -> Kind:
    if quantity == Quantity.ANNULUS_PRESSURE:
        told = "Annulus pressure is computed, never entered: propose what stands computed."
        raise Refused(told, "computed", "quantity")
    if quantity not in ENTERED:
        raise Refused(f"“{quantity}” is no quantity of an envelope.", "quantity", "quantity")
    return KINDS[quantity]


def _refuse_sides(kind: Kind, numbers: dict[str, float | None]) -> None:
    """Raise where nothing is bounded, or a side that this quantity does not have."""
    if numbers["limit"] is None and (numbers["low_limit"] is None or not kind.has_low):
        raise Refused("State the limit: triggers alone bound nothing.", "limit", "limit")
    if not kind.has_low and (numbers["low_limit"], numbers["lower_trigger"]) != (None, None):
        field = "lower_trigger" if numbers["low_limit"] is None else "low_limit"
        raise Refused("This quantity is bounded from above only.", "no_low", field)
    if numbers["limit"] is None and numbers["upper_trigger"] is not None:
        told = "An upper trigger warns of a limit: state the limit, or leave the trigger out."
        raise Refused(told, "limit", "limit")


def _letter(well, kind: Kind, annulus_uid: str) -> str:
    """The letter of the annulus now; empty for what belongs to the well."""
    if not well.head:
        raise Refused("Nothing is recorded of this well yet: describe it first.", "no_revision", "quantity")
    if not kind.of_annulus:
        if annulus_uid:
            raise Refused("This quantity belongs to the well, not to an annulus.", "annulus", "annulus")
        return ""
    if not annulus_uid:
        raise Refused("This quantity belongs to an annulus: say which.", "annulus", "annulus")
    found = standing_limits(well).get(annulus_uid)
    if found is None:
        raise Refused("The well has no such annulus now, or was not assessed yet.", "annulus", "annulus")
    return found.letter
