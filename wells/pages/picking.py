"""Picking from the catalogue while a well is edited: rows that fit what is edited, and how far each is trusted."""

from dataclasses import dataclass

from django.db.models import Case, When

from wells.drafts.places import found
from wells.filters import CatalogueFilter
from wells.models import CatalogueItem, Standing, Well
from wells.models.catalogue import TRUSTED

MOST = 12
#: What can be used as it stands comes first, outliers last.
TRUST = Case(
    When(standing__in=TRUSTED, then=0), When(standing=Standing.UNVERIFIED, then=1), default=2
)  # fmt: skip
INCH_M = 0.0254


@dataclass(frozen=True)
class Spot:
    """What is filled: the address of a section or component, the item that holds it, words for both."""

    address: str
    item: dict
    edit: str
    is_pipe: bool


def spot_of(document: dict, address: str) -> Spot | None:
    """None where the address is neither a section nor a component of the document."""
    steps = address.split("/")
    is_section = len(steps) == 4 and steps[0] == "strings" and steps[2] == "sections"
    if not is_section and not (len(steps) == 2 and steps[0] == "components"):
        return None
    item = found(document, address)
    return Spot(address, item, "/".join(steps[:2]), is_section) if isinstance(item, dict) else None


def pickable(user, well: Well):
    """Rows of current catalogues of the well's operator."""
    return (
        CatalogueItem.objects.visible_to(user)
        .current()
        .filter(catalogue__operator=well.operator_id)
        .select_related("catalogue")
    )


def pick_page(request, well: Well, spot: Spot) -> dict:
    """The search with its rows; a first look shows those of the size, or the kind, that is edited."""
    asked = request.GET.copy()
    asked["kind"] = "tubular" if spot.is_pipe else "equipment"
    if spot.is_pipe and "size" not in asked and spot.item.get("od_m"):
        asked["size"] = f"{spot.item['od_m'] / INCH_M:.6g}"
    if not spot.is_pipe:
        asked["part"] = spot.item.get("kind", "")
    rows = CatalogueFilter(asked, queryset=pickable(request.user, well), request=request).qs
    shown = list(rows.order_by(TRUST, "od_m", "linear_mass_kg_m", "grade", "key")[: MOST + 1])
    return {
        "spot": spot,
        "asked": asked,
        "rows": [(row, row.standing in TRUSTED) for row in shown[:MOST]],
        "has_more": len(shown) > MOST,
        "most": MOST,
    }
