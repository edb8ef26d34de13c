"""What a well is made of on one day, as rows of tables that stand beside its drawing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wells.engine.model import Cement, Component, Section, TubularString, WellModel
from wells.engine.trajectory import SurveyError, path_of

KINDS = {"safety_valve": "DHSV", "esp": "ESP", "polished_bore_receptacle": "PBR"}
Tvd = Callable[[float | None, str | None], float | None]


@dataclass(frozen=True)
class StringRow:
    string: TubularString
    section: Section | None
    first: bool
    top_md_m: float | None
    shoe_tvd_m: float | None
    cement: Cement | None

    @property
    def more(self) -> int:
        return len(self.string.sections or ()) - 1


@dataclass(frozen=True)
class ComponentRow:
    component: Component
    md_m: float | None
    tvd_m: float | None
    rating_pa: float | None
    rating_word: str

    @property
    def name(self) -> str:
        """Its own name, else what it is."""
        part = self.component
        kind = KINDS.get(part.kind, part.kind.replace("_", " "))
        own = part.name or (f"{part.position.replace('_', ' ')} {kind}" if part.position else kind)
        return own[:1].upper() + own[1:]

    @property
    def second(self) -> str:
        """What it is, where its name does not say it; else where it is fitted."""
        part = self.component
        kind = KINDS.get(part.kind, part.kind.replace("_", " "))
        return kind if part.name else (f"annulus {part.annulus}" if part.annulus else "")


def tables_of(model: WellModel) -> dict:
    """`string_rows`: a row a section; `component_rows` by depth; `surface_rows`: what has no depth."""
    tvd = tvd_of(model)
    components = [_component(component, model, tvd) for component in model.components or ()]
    return {
        "string_rows": [row for string in model.strings or () for row in _sections(string, model, tvd)],
        "component_rows": sorted((r for r in components if r.md_m is not None), key=lambda row: row.md_m),
        "surface_rows": [row for row in components if row.md_m is None],
    }


def tvd_of(model: WellModel) -> Tvd:
    """TVD below RKB of a depth in a wellbore, or None where depth or survey is not known."""
    paths: dict = {}

    def tvd(md_m: float | None, wellbore_id: str | None) -> float | None:
        if md_m is None:
            return None
        if wellbore_id not in paths:
            paths[wellbore_id] = _path(model, wellbore_id)
        return paths[wellbore_id].tvd_m(md_m) if paths[wellbore_id] else None

    return tvd


def _path(model: WellModel, wellbore_id: str | None):
    try:
        return path_of(model, wellbore_id)
    except SurveyError:
        return None


def _sections(string: TubularString, model: WellModel, tvd: Tvd) -> list[StringRow]:
    cement = next((item for item in model.cement or () if item.behind == string.id), None)
    shoe_tvd_m = tvd(string.shoe_md_m, string.wellbore_id)
    sections: tuple[Section | None, ...] = string.sections or (None,)
    tops = [string.top_md_m, *(section.base_md_m if section else None for section in sections)]
    return [
        StringRow(string, section, index == 0, _top(section, tops[index]), shoe_tvd_m, cement)
        for index, section in enumerate(sections)
    ]


def _top(section: Section | None, above_md_m: float | None) -> float | None:
    """Where a section begins: its own top, else the base of the one above it."""
    return section.top_md_m if section and section.top_md_m is not None else above_md_m


def _component(component: Component, model: WellModel, tvd: Tvd) -> ComponentRow:
    md_m = component.md_m if component.md_m is not None else component.top_md_m
    string = next((item for item in model.strings or () if item.id == component.string_id), None)
    rating_pa, word = _rating(component)
    return ComponentRow(component, md_m, tvd(md_m, string.wellbore_id if string else None), rating_pa, word)


RATINGS = (
    ("collapse_pa", "collapse"),
    ("differential_from_above_pa", "from above"),
    ("differential_from_below_pa", "from below"),
    ("differential_outward_pa", "outward"),
    ("differential_inward_pa", "inward"),
    ("rated_working_pressure_pa", "working"),
    ("burst_pa", "burst"),
)


def _rating(component: Component) -> tuple[float | None, str]:
    """The first rating that is stated, and which it is."""
    if component.ratings:
        for field, word in RATINGS:
            value = getattr(component.ratings, field)
            if value is not None:
                return value, word
    return None, ""
