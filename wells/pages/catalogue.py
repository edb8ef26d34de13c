"""What the pages of catalogues show: the list with its filter, one row beside the formulas, and the list as a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.http import urlencode

from deepguard.units import display_unit, from_si
from wells.engine.catalogue import AGREES_WORDS
from wells.filters import CatalogueFilter
from wells.models import Catalogue, CatalogueItem, Standing
from wells.models.catalogue import STANDING_WORDS
from wells.record import schema

PAGE_SIZE = 50
CHUNK = 2000
RATINGS = ("burst", "collapse")


def listing_page(request) -> dict:
    """One page of the rows of current revisions; outliers only where they are asked for."""
    visible = items_of(request.user)
    found = CatalogueFilter(request.GET, queryset=visible, request=request)
    shown = found.qs if request.GET.get("standing") else found.qs.exclude(standing=Standing.OUTLIER)
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    query = {key: value for key, value in request.GET.items() if value and key != "page"}
    return {
        "filter": found,
        "page_obj": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "rows": list(page.object_list),
        "query": query,
        "query_string": urlencode(query),
        "sort": request.GET.get("sort", "size"),
        "catalogues": list(Catalogue.objects.visible_to(request.user).current().select_related("by")),
        "words": [(standing, STANDING_WORDS[standing]) for standing in Standing],
        "agrees": AGREES_WORDS,
        "crumbs": [("Catalogue", None)],
    }


def items_of(user):
    """Rows of current revisions the person may see."""
    return CatalogueItem.objects.visible_to(user).current().select_related("catalogue").order_by(
        "kind", "od_m", "linear_mass_kg_m", "grade", "key"
    )  # fmt: skip


@dataclass(frozen=True)
class Rating:
    """A rating beside the formula's, with the spread of what was stated. All in Pa."""

    word: str
    given_pa: float | None
    formula_pa: float | None
    deviation: float | None
    least_pa: float | None
    most_pa: float | None


def item_page(item: CatalogueItem) -> dict:
    """One row of any revision: its facts, ratings beside the formulas, outliers, and its neighbours in time."""
    catalogue = item.catalogue
    others = list(catalogue.items.filter(group=item.key).order_by("-count", "key"))
    return {
        "item": item,
        "catalogue": catalogue,
        "ratings": [_rating(item, word) for word in RATINGS] if item.kind == "tubular" else [],
        "stated": _stated(item),
        "outliers": others,
        "of": catalogue.items.filter(key=item.group).first() if item.group else None,
        "successor": _successor(item),
        "agrees": AGREES_WORDS,
        "crumbs": [("Catalogue", reverse("wells:catalogue")), (item.name, None)],
    }


def _rating(item: CatalogueItem, word: str) -> Rating:
    return Rating(
        word.capitalize(),
        getattr(item, f"{word}_pa"),
        getattr(item, f"formula_{word}_pa"),
        getattr(item, f"{word}_deviation_fraction"),
        getattr(item, f"{word}_min_pa"),
        getattr(item, f"{word}_max_pa"),
    )


def _stated(item: CatalogueItem) -> list[tuple[str, str, object]]:
    """Ratings of a part: words, name of the fact, value."""
    ratings = item.ratings or {}
    return [(schema.label(name.removesuffix("_pa")), name, value) for name, value in ratings.items()]


def _successor(item: CatalogueItem) -> CatalogueItem | None:
    """The same row in the current revision, for a reader who follows an old source."""
    current = Catalogue.objects.filter(
        operator=item.catalogue.operator_id, name=item.catalogue.name
    ).current()
    found = CatalogueItem.objects.filter(catalogue__in=current, key=item.key).first()
    return found if found and found.pk != item.pk else None


#: Columns of the file: heading, name of the fact; a fact that carries a unit is written in the reader's.
EXPORTED = (
    ("Catalogue", "catalogue"), ("Revision", "revision"), ("Kind", "kind"), ("Part", "component_kind"),
    ("Name", "name"), ("OD", "od_m"), ("Wall", "wall_m"), ("Wall from", "wall_basis"), ("Inside diameter", "id_m"),
    ("Weight", "linear_mass_kg_m"), ("Grade", "grade"), ("Yield", "yield_pa"), ("Connection", "connection"),
    ("Burst", "burst_pa"), ("Collapse", "collapse_pa"), ("Burst by formula", "formula_burst_pa"),
    ("Collapse by formula", "formula_collapse_pa"), ("Burst deviation", "burst_deviation_fraction"),
    ("Collapse deviation", "collapse_deviation_fraction"), ("Standing", "standing"), ("Why", "reason"),
    ("Data sheet", "sheet"), ("Statements", "count"), ("Outliers", "outliers"), ("Least burst", "burst_min_pa"),
    ("Greatest burst", "burst_max_pa"), ("Least collapse", "collapse_min_pa"),
    ("Greatest collapse", "collapse_max_pa"), ("Manufacturer", "manufacturer"), ("Model", "model"),
    ("Remarks", "remarks"),
)  # fmt: skip
UNITLESS = {
    "catalogue", "revision", "kind", "component_kind", "name", "wall_basis", "grade", "connection", "standing",
    "reason", "sheet", "count", "outliers", "manufacturer", "model", "remarks",
}  # fmt: skip


def export_heads(system: str) -> list[str]:
    return [
        head if name in UNITLESS else f"{head} [{display_unit(name, system).label}]"
        for head, name in EXPORTED
    ]


def export_rows(items, system: str) -> Iterator[list]:
    units = {name: display_unit(name, system).symbol for _, name in EXPORTED if name not in UNITLESS}
    for item in items.iterator(chunk_size=CHUNK):
        yield [_cell(item, name, units) for _, name in EXPORTED]


def _cell(item: CatalogueItem, name: str, units: dict[str, str]):
    if name == "catalogue":
        return item.catalogue.name
    if name == "revision":
        return item.catalogue.revision
    value = getattr(item, name)
    return from_si(value, units[name]) if name in units and value is not None else value
