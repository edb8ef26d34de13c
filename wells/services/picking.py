"""Taking a row of a catalogue into what is edited: a draft or a what-if."""

from collections.abc import Callable

from deepguard.errors import RuleViolation
from wells.drafts.picking import picked, source_of
from wells.drafts.places import NoSuchPlace
from wells.models import CatalogueItem

LONGEST_REASON = 100


def pick(address: str, item: CatalogueItem, *, change: Callable, reason: str = "") -> None:
    """Fill the section or component at an address; `change` lets a function change the document. A row that nothing proves needs a reason, which stays in the
    source of every fact. Raises RuleViolation 422 without one, 409 where the place is gone."""
    reason = "" if item.is_trusted else " ".join(reason.split())
    _refuse(item, reason)
    source = source_of(item.facts, catalogue=str(item.catalogue), reason=reason)
    try:
        change(lambda document: picked(document, address, item.facts, source))
    except NoSuchPlace:
        raise RuleViolation("The item is gone meanwhile. Load the page again.", code="place") from None


def _refuse(item: CatalogueItem, reason: str) -> None:
    if not item.is_trusted and not reason:
        raise RuleViolation(
            f"{item} is {item.get_standing_display().lower()}: say why it is used; the reason stays with the facts.",
            code="reason",
            status=422,
        )
    if len(reason) > LONGEST_REASON:
        raise RuleViolation(
            f"The reason has {len(reason)} letters; {LONGEST_REASON} fit beside the facts. Shorten it.",
            code="reason",
            status=422,
        )
