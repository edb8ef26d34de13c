"""What a table of items shows of each, by the list of the document."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from deepguard import formatting
from wells.drafts.places import get
from wells.record import schema

Item = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """`hint` names the quantity, so that the head carries the unit; `get` finds the value; `as_size` shows
    inches with fractions; `whole` keeps the words of a cell on one line."""

    words: str
    get: Callable[[Item, "Names"], Any]
    hint: str = ""
    as_size: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Cell:
    value: Any
    column: Column
    sub: str = ""


@dataclass(frozen=True)
class Names:
    """What a cell may need of the rest of the document: names by id, cement by string."""

    names: dict[str, str]
    document: dict[str, Any]


def fact(words: str, path: str, hint: str = "") -> Column:
    """A fact at a path of names; one that carries a unit is shown in it."""
    return Column(words, lambda item, _: get(item, tuple(path.split("."))), hint)


def word(words: str, name: str) -> Column:
    return Column(words, lambda item, _: schema.label(item[name]) if item.get(name) else None)


def day(words: str, name: str) -> Column:
    return Column(words, lambda item, _: day_words(item.get(name)), whole=True)


def day_words(text: Any) -> str | None:
    """A day of the document as people write it; what is no day stays as it is."""
    if not text:
        return None
    try:
        return formatting.day(date.fromisoformat(text))
    except ValueError:
        return str(text)


def named(words: str, name: str) -> Column:
    """A thing another fact points at, by its name."""
    return Column(words, lambda item, names: names.names.get(item.get(name), item.get(name)))


def of_first(words: str, path: str, hint: str = "", as_size: bool = False) -> Column:
    """A fact of the first section."""
    return Column(
        words, lambda item, _: get((item.get("sections") or [{}])[0], (path,)), hint, as_size, whole=True
    )


def count(words: str, name: str) -> Column:
    """How many; a list that says there are none shows 0, one that says nothing is not known."""
    return Column(words, lambda item, _: len(item[name]) if item.get(name) is not None else None)


def _cement_top(string: Item, names: Names) -> Any:
    tops = [
        one.get("top_md_m")
        for one in names.document.get("cement") or ()
        if one.get("behind") == string.get("id") and one.get("valid_to") is None
    ]
    return min((top for top in tops if top is not None), default=None)


def _last(words: str, list_name: str, name: str, hint: str = "", label: bool = False) -> Column:
    """A fact of the member of a dated list that counts now."""

    def get_last(item: Item, _: Names) -> Any:
        rows = [one for one in item.get(list_name) or () if one.get("valid_to") is None]
        last = max(rows, key=lambda one: one.get("valid_from") or "", default=None)
        value = last.get(name) if last else None
        return schema.label(value) if label and value else value

    return Column(words, get_last, hint)


def _layers(item: Item, _: Names) -> str | None:
    columns = [one for one in item.get("columns") or () if one.get("valid_to") is None]
    layers = (columns[-1] if columns else item).get("layers") or ()
    return ", ".join(layer.get("fluid") or layer.get("phase") or "fluid" for layer in layers) or None


def _depth(item: Item, _: Names) -> Any:
    return item.get("md_m") if item.get("md_m") is not None else item.get("top_md_m")


RATINGS = ("rated_working_pressure_pa", "differential_from_above_pa", "differential_from_below_pa",
           "differential_outward_pa", "collapse_pa", "burst_pa")  # fmt: skip


def _rating(item: Item, _: Names) -> Any:
    ratings = item.get("ratings") or {}
    return next((ratings[name] for name in RATINGS if ratings.get(name) is not None), None)


SINCE = day("Since", "valid_from")
TOP, BASE = fact("Top MD", "top_md_m", "md_m"), fact("Base MD", "base_md_m", "md_m")

COLUMNS: dict[str, tuple[Column, ...]] = {
    "datum": (
        fact("RKB above MSL", "rkb_elevation_m", "length"),
        fact("Ground or seabed", "ground_elevation_m", "length"),
        fact("Annulus gauges", "annulus_gauge_elevation_m", "length"),
        SINCE,
    ),
    "strings": (
        of_first("OD", "od_m", "od_m", as_size=True),
        of_first("Wall", "wall_m", "wall_m"),
        of_first("Weight", "linear_mass_kg_m", "kg_m"),
        of_first("Grade", "grade"),
        fact("Top MD", "top_md_m", "md_m"),
        fact("Shoe MD", "shoe_md_m", "md_m"),
        Column("Top of cement", _cement_top, "md_m"),
    ),
    "holes": (fact("Diameter", "diameter_m", "diameter_m"), TOP, BASE, named("Wellbore", "wellbore_id"), SINCE),
    "wellbores": (
        named("Kicked off from", "parent_id"),
        fact("Kick-off MD", "kick_off_md_m", "md_m"),
        fact("Total depth MD", "total_depth_md_m", "md_m"),
        count("Survey runs", "survey_runs"),
        SINCE,
    ),
    "cement": (
        word("Job", "kind"),
        fact("Top MD", "top_md_m", "md_m"),
        BASE,
        _last("Verified by", "evaluations", "verified_by", label=True),
        _last("Quality", "evaluations", "quality", label=True),
        SINCE,
    ),
    "components": (
        named("On", "string_id"),
        Column("MD", _depth, "md_m"),
        Column("Rating", _rating, "pressure_pa"),
        count("Tests", "tests"),
        fact("Serial", "serial"),
        SINCE,
    ),
    "wellhead_sections": (
        fact("Rated", "rated_working_pressure_pa", "pressure_pa"),
        fact("Level above MSL", "elevation_m", "length"),
        Column("Holds", lambda item, names: ", ".join(names.names.get(u, u) for u in item.get("holds") or ()) or None),
        SINCE,
    ),
    "trees": (fact("Rated", "rated_working_pressure_pa", "pressure_pa"), SINCE),
    "annuli": (
        named("Outer string", "outer_string_id"),
        Column("Fluid", _layers),
        word("Monitoring", "monitoring"),
        _last("Gauge", "gauges", "tag"),
        word("Bottom", "bottom"),
        count("Tests", "tests"),
        SINCE,
    ),
    "bore_contents": (
        Column("Fluid", _layers),
        fact("Sure wellhead pressure", "guaranteed_wellhead_pressure_pa", "pressure_pa"),
        SINCE,
    ),
    "formation_strength": (
        named("Shoe of", "shoe_of"),
        fact("MD", "md_m", "md_m"),
        fact("EMW", "emw_kg_m3", "emw_kg_m3"),
        fact("Column from, above MSL", "emw_datum_elevation_m", "length"),
        day("Day", "performed_on"),
    ),
    "formations": (
        TOP,
        BASE,
        word("Content", "hydrocarbon"),
        _last("Lowest pressure", "pressures", "lowest_credible_pa", "pressure_pa"),
        _last("Highest pressure", "pressures", "highest_credible_pa", "pressure_pa"),
    ),
    "fluids_policy": (
        word("Rated annulus", "rated_annulus"),
        word("Formation check", "formation_check"),
        word("Back-up", "backup"),
        word("Inner bore", "inner"),
        SINCE,
    ),
    "rules": (
        fact("Version", "version"),
        fact("Wall factor", "wall_factor"),
        word("Wall not logged", "unmeasured_wall"),
        word("Connection without rating", "missing_connection"),
        fact("Upper trigger", "upper_trigger_fraction", "fraction"),
        fact("Rounded to", "rounding_pa", "pressure_pa"),
        SINCE,
    ),
    "communications": (named("Through", "through"), fact("MD", "md_m", "md_m"), fact("Shown by", "evidence"), SINCE),
    "gaps": (fact("What is not known", "what"), SINCE),
}  # fmt: skip
