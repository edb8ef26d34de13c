"""What a well is on one day: the frozen values every engine takes.

`document.at(day)` makes a `WellModel` from a dated well document. Names are those of the document;
SI, unit in the name; pressures gauge; depths MD below the RKB of `datum`. `None` is not known, an
empty tuple is known to be none. Nothing here computes.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Provenance of a fact."""

    document: str | None = None
    page: str | None = None
    person: str | None = None
    date: str | None = None
    confidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PressureTest:
    """Reference to a pressure test; the full record with raw trace lives with the integrity tests."""

    id: str | None = None
    performed_on: str
    kind: str | None = None
    pressure_pa: float | None = None
    direction: str | None = None
    result: str
    fluid_density_kg_m3: float | None = None
    duration_s: float | None = None
    reference: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One fluid layer. It reaches down to the top of the next layer, the last one to the bottom of the space: gaps and overlaps cannot be written."""

    top_md_m: float | None = None
    fluid: str | None = None
    phase: str | None = None
    density_kg_m3: float | None = None
    lightest_density_kg_m3: float | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemperaturePoint:
    """Undisturbed or flowing temperature at a depth."""

    md_m: float
    temperature_k: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Wellhead position."""

    latitude_deg: float
    longitude_deg: float
    crs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the well is called and what it is for."""

    name: str
    uwi: str | None = None
    operator: str | None = None
    asset: str | None = None
    hub: str | None = None
    facility: str | None = None
    field: str | None = None
    kind: str | None = None
    fluid: str | None = None
    lift: str | None = None
    status: str | None = None
    environment: str | None = None
    flow_potential: str | None = None
    sour: bool | None = None
    position: Position | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Datum:
    """Elevations, all above mean sea level, positive up. MD and TVD in this document start at the rotary kelly bushing (RKB) named here."""

    name: str | None = None
    rkb_elevation_m: float | None = None
    ground_elevation_m: float | None = None
    annulus_gauge_elevation_m: float | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """Survey station."""

    md_m: float
    inclination_deg: float
    azimuth_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRun:
    """One survey. The definitive path of a wellbore is the stations of its runs in MD order; MD is strictly increasing over all of them."""

    id: str
    number: float | None = None
    name: str | None = None
    type: str | None = None
    tool: str | None = None
    owner: str | None = None
    file: str | None = None
    status: str | None = None
    accepted_by: str | None = None
    surveyed_on: str | None = None
    azimuth_reference: str | None = None
    stations: tuple[Station, ...]
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wellbore:
    """A hole from surface or from a kick-off. The first in the list is the main one."""

    id: str
    name: str | None = None
    parent_id: str | None = None
    kick_off_md_m: float | None = None
    total_depth_md_m: float | None = None
    abandoned_on: str | None = None
    survey_runs: tuple[SurveyRun, ...] | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Hole section."""

    id: str
    wellbore_id: str | None = None
    top_md_m: float | None = None
    base_md_m: float | None = None
    diameter_m: float | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingOverride:
    """A stated rating that replaces the API/ISO formula for the pipe body: high-collapse or proprietary grade, data sheet."""

    burst_pa: float | None = None
    collapse_pa: float | None = None
    includes_wear: bool | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """Threaded connection; its rating governs where it is below the pipe body's."""

    name: str | None = None
    burst_pa: float | None = None
    collapse_pa: float | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A length of one size, weight and grade."""

    id: str
    top_md_m: float | None = None
    base_md_m: float | None = None
    od_m: float | None = None
    wall_m: float | None = None
    id_m: float | None = None
    linear_mass_kg_m: float | None = None
    grade: str | None = None
    yield_pa: float | None = None
    axial_force_n: float | None = None
    connection: Connection | None = None
    rating_override: RatingOverride | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallInterval:
    """Depth interval."""

    top_md_m: float
    base_md_m: float
    min_remaining_wall_m: float
    pattern: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallLog:
    """Measured remaining wall. At any depth the latest log that covers it is used."""

    id: str
    tool: str | None = None
    logged_on: str
    intervals: tuple[WallInterval, ...]
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TubularString:
    """Casing, liner, tie-back or tubing string. `since`: the day it was fitted; a test older than that proves nothing of it."""

    id: str
    since: str | None = None
    name: str | None = None
    wellbore_id: str | None = None
    kind: str
    top_md_m: float | None = None
    shoe_md_m: float | None = None
    sections: tuple[Section, ...] | None = None
    wall_logs: tuple[WallLog, ...] | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cement:
    """Cement behind a string."""

    id: str
    behind: str
    top_md_m: float | None = None
    base_md_m: float | None = None
    kind: str | None = None
    placed_on: str | None = None
    verified_by: str | None = None
    verified_on: str | None = None
    quality: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """Allowable pressures; absent = not known. A direction that the element cannot hold is 0."""

    rated_working_pressure_pa: float | None = None
    collapse_pa: float | None = None
    burst_pa: float | None = None
    differential_from_above_pa: float | None = None
    differential_from_below_pa: float | None = None
    differential_outward_pa: float | None = None
    differential_inward_pa: float | None = None
    opens: str | None = None
    tolerance_fraction: float | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLine:
    """Hydraulic, chemical or electric line in the annulus."""

    rated_working_pressure_pa: float | None = None
    collapse_pa: float | None = None
    fluid_density_kg_m3: float | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """Anything fitted that seals, opens, closes, measures or plugs: one list, so that a barrier, a test, a failure and a drawing point at the same id. `since`: the day it was fitted."""

    id: str
    since: str | None = None
    name: str | None = None
    kind: str
    string_id: str | None = None
    mounted_on: str | None = None
    annulus: str | None = None
    position: str | None = None
    md_m: float | None = None
    top_md_m: float | None = None
    base_md_m: float | None = None
    formation_id: str | None = None
    ratings: Ratings | None = None
    control_line: ControlLine | None = None
    tests: tuple[PressureTest, ...] | None = None
    manufacturer: str | None = None
    model: str | None = None
    serial: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WellheadSection:
    """Casing head, spool, tubing head or subsea housing."""

    id: str
    kind: str | None = None
    holds: tuple[str, ...] | None = None
    rated_working_pressure_pa: float | None = None
    elevation_m: float | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Production or injection tree; its valves are components mounted on it."""

    id: str
    kind: str | None = None
    rated_working_pressure_pa: float | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annulus:
    """An annulus by its letter: A between tubing and production casing (without tubing: the bore), B, C, D outward. Its walls are derived from the strings, never written."""

    letter: str
    id: str | None = None
    gauge_id: str | None = None
    gauge_elevation_m: float | None = None
    gauge_tag: str | None = None
    gauge_reference: str | None = None
    monitoring: str | None = None
    vented: bool | None = None
    bottom: str | None = None
    column_id: str | None = None
    fluid_as_left_on: str | None = None
    layers: tuple[Layer, ...] | None = None
    tests: tuple[PressureTest, ...] | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoreContent:
    """What the innermost bore holds in one well state."""

    id: str | None = None
    state: str
    guaranteed_wellhead_pressure_pa: float | None = None
    layers: tuple[Layer, ...] | None = None
    temperatures: tuple[TemperaturePoint, ...] | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormationStrength:
    """Formation strength below a shoe."""

    id: str
    kind: str
    shoe_of: str | None = None
    formation_id: str | None = None
    md_m: float | None = None
    emw_kg_m3: float | None = None
    emw_datum_elevation_m: float | None = None
    performed_on: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormationPressure:
    """Pore or reservoir pressure."""

    id: str | None = None
    md_m: float
    lowest_credible_pa: float | None = None
    highest_credible_pa: float | None = None
    fluid_density_kg_m3: float | None = None
    as_of: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Formation:
    """Formation or reservoir."""

    id: str
    name: str | None = None
    wellbore_id: str | None = None
    top_md_m: float | None = None
    base_md_m: float | None = None
    permeable: bool | None = None
    hydrocarbon: str | None = None
    pressure: FormationPressure | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FluidsPolicy:
    """Which density is used where. Absent = the conservative choice, the first of each list; the derivation always names the choice."""

    rated_annulus: str | None = None
    formation_check: str | None = None
    backup: str | None = None
    outermost_backup: str | None = None
    inner: str | None = None
    seawater_density_kg_m3: float | None = None
    reason: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignFactors:
    """Ratings of pipe are divided by these before use; equipment ratings are allowables. A factor that is absent is unknown, not 1."""

    casing_burst: float | None = None
    casing_collapse: float | None = None
    tubing_burst: float | None = None
    tubing_collapse: float | None = None
    equipment: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Operating rules the limits of this well stand on: the name of the rule pack and the figures in force, so that the document can be calculated on its own."""

    pack: str | None = None
    version: str | None = None
    design_factors: DesignFactors | None = None
    wall_factor: float | None = None
    unmeasured_wall: str | None = None
    missing_connection: str | None = None
    temperature_derating: str | None = None
    axial_collapse: str | None = None
    backup_below_cement: str | None = None
    top_rating: str | None = None
    test_fluid_correction: bool | None = None
    upper_trigger_fraction: float | None = None
    lower_trigger_pa: float | None = None
    rounding_pa: float | None = None
    mawop_explicit_fraction: float | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that is known to be unknown. Every limit that stands on the thing named is provisional."""

    about: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Communication:
    """A known leak path between the spaces on both sides of a string. Both share one pressure at the leak; the leaking wall holds nothing."""

    id: str
    through: str
    md_m: float | None = None
    evidence: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WellModel:
    """A whole well: what it is, not what it does or what that means. SI, unit in the name; pressure is gauge; depth is MD below the RKB of `datum`, TVD is always computed from the survey. Unknown = absent or null; an empty list = known to be none. Rules a JSON Schema cannot say are numbered in well.md. Keys starting with x_ are private, kept and never read."""

    id: str
    header: Header
    datum: Datum | None = None
    wellbores: tuple[Wellbore, ...] | None = None
    holes: tuple[Hole, ...] | None = None
    strings: tuple[TubularString, ...] | None = None
    cement: tuple[Cement, ...] | None = None
    components: tuple[Component, ...] | None = None
    wellhead_sections: tuple[WellheadSection, ...] | None = None
    trees: tuple[Tree, ...] | None = None
    annuli: tuple[Annulus, ...] | None = None
    bore_contents: tuple[BoreContent, ...] | None = None
    formation_strength: tuple[FormationStrength, ...] | None = None
    formations: tuple[Formation, ...] | None = None
    communications: tuple[Communication, ...] | None = None
    fluids_policy: FluidsPolicy | None = None
    rules: Rules | None = None
    gaps: tuple[Gap, ...] | None = None
    source: Source | None = None


def build(snapshot: dict[str, Any]) -> WellModel:
    """The model of an undated snapshot (a mapping with the document's names). Unknown keys are left out."""
    model: WellModel = _build(WellModel, snapshot)
    return model


@cache
def _shape(cls: type) -> tuple[tuple[str, type | None, bool], ...]:
    """Of each field: name, nested class or None, and whether it is a tuple of them."""
    hints = get_type_hints(cls)
    return tuple((field.name, *_nested(hints[field.name])) for field in fields(cls))


def _nested(hint: Any) -> tuple[type | None, bool]:
    if get_origin(hint) in (UnionType, Union):
        hint = next(part for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return (inner if hasattr(inner, "__dataclass_fields__") else None), True
    return (hint if hasattr(hint, "__dataclass_fields__") else None), False


def _build(cls: type, data: dict[str, Any]) -> Any:
    values: dict[str, Any] = {}
    for name, nested, many in _shape(cls):
        value = data.get(name)
        if value is None:
            continue
        if many:
            value = tuple(_build(nested, item) for item in value) if nested else tuple(value)
        elif nested:
            value = _build(nested, value)
        values[name] = value
    return cls(**values)
