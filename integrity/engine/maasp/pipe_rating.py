"""The rating of a length of pipe: formula on the wall that is there, data sheet, connection.

Order of acts: yield derated for temperature, then for axial load; burst or collapse by formula on the
measured least wall (k = 1) or the nominal one; a data sheet replaces the formula, with wear the lower of
the two unless it includes the wear; a weaker connection governs. The design factor comes after.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from integrity.engine.maasp.well import Contradiction, NotKnown, Well
from integrity.engine.result import Missing, Substitution, whole_pa
from wells.engine.constants import PSI_PA
from wells.engine.model import Section, TubularString
from wells.engine.topology import name_of
from wells.engine.tubular import (
    body_area_m2,
    collapse,
    equivalent_yield_pa,
    internal_yield_pa,
    yield_factor_linear,
)

LEAST_YIELD_PA = 20_000 * PSI_PA
GREATEST_YIELD_PA = 180_000 * PSI_PA
"""The collapse polynomials are fitted to 40-150 ksi and stay monotonic a little beyond; not further."""

BURST, COLLAPSE = "burst", "collapse"


class Piece(NamedTuple):
    """A length of one section with one wall: its ends in MD, and the log that measured it."""

    section: Section
    top_md_m: float
    base_md_m: float
    measured_m: float | None
    log_id: str | None


class Steel(NamedTuple):
    """Yield at a point: what the document states, and what temperature and load leave of it."""

    stated_pa: float
    factor: float | None
    temperature_k: float | None
    left_pa: float
    stress_pa: float | None


class Rating(NamedTuple):
    """The pressure a piece holds before the design factor [Pa], and what it stands on."""

    pressure_pa: float
    piece: Piece
    wall_m: float | None
    steel: Steel | None
    regime: str | None
    sheet_pa: float | None
    connection_pa: float | None
    connection_known: bool


def rate(
    well: Well, string: TubularString, piece: Piece, *, way: str, md_m: float, opposed_pa: float
) -> Rating:
    """Burst or collapse rating of a piece at a depth. Raises NotKnown with everything that is missing."""
    section = piece.section
    sheet_pa = _sheet_pa(section, way)
    worn = piece.measured_m is not None
    override = section.rating_override
    sheet_rules = sheet_pa is not None and (
        not worn or (override is not None and override.includes_wear is True)
    )
    wall_m = regime = steel = None
    body_pa = sheet_pa
    if not sheet_rules:
        wall_m, steel, body_pa, regime = _by_formula(
            well, string, piece, way=way, md_m=md_m, opposed_pa=opposed_pa
        )
        if sheet_pa is not None:
            body_pa = min(body_pa, sheet_pa)
    connection = section.connection
    stated = None
    if connection is not None:
        stated = connection.burst_pa if way == BURST else connection.collapse_pa
    pressure_pa = body_pa if body_pa is not None else 0.0
    governs = stated is not None and stated < pressure_pa
    if stated is not None and governs:
        pressure_pa = stated
    return Rating(
        pressure_pa, piece, wall_m, steel, regime, sheet_pa, stated if governs else None, stated is not None
    )


def _sheet_pa(section: Section, way: str) -> float | None:
    override = section.rating_override
    if override is None:
        return None
    return override.burst_pa if way == BURST else override.collapse_pa


def _by_formula(
    well: Well, string: TubularString, piece: Piece, *, way: str, md_m: float, opposed_pa: float
) -> tuple[float, Steel, float, str | None]:
    section, rules = piece.section, well.rules
    path, name = f"strings/{string.id}/sections/{section.id}", name_of(string)
    wall_m = piece.measured_m if piece.measured_m is not None else nominal_wall_m(section)
    missing = []
    if section.od_m is None:
        missing.append(Missing(f"{path}/od_m", f"outside diameter of {name}"))
    if wall_m is None:
        missing.append(Missing(f"{path}/wall_m", f"wall of {name}"))
    if section.yield_pa is None:
        missing.append(Missing(f"{path}/yield_pa", f"yield strength of {name}"))
    if way == BURST and piece.measured_m is None and rules.wall_factor is None:
        missing.append(Missing("rules/wall_factor", "wall factor"))
    if rules.temperature_derating is None:
        missing.append(Missing("rules/temperature_derating", "how yield falls with temperature"))
    if way == COLLAPSE:
        if rules.axial_collapse is None:
            missing.append(Missing("rules/axial_collapse", "how axial load acts on collapse"))
        elif rules.axial_collapse != "none" and section.axial_force_n is None:
            missing.append(Missing(f"{path}/axial_force_n", f"axial force in {name}"))
    if missing or section.od_m is None or wall_m is None or section.yield_pa is None:
        raise NotKnown(*missing)
    if 2 * wall_m >= section.od_m:
        raise Contradiction(f"the wall of {name} is not less than half its diameter")
    steel = _steel(
        well, section.yield_pa, md_m, piece, way=way, od_m=section.od_m, wall_m=wall_m, opposed_pa=opposed_pa
    )
    if way == BURST:
        wall_factor = 1.0 if piece.measured_m is not None else (rules.wall_factor or 0.0)
        pressure_pa = internal_yield_pa(
            od_m=section.od_m, wall_m=wall_m, yield_pa=steel.left_pa, wall_factor=wall_factor
        )
        return wall_m, steel, pressure_pa, None
    if not LEAST_YIELD_PA <= steel.left_pa <= GREATEST_YIELD_PA:
        raise Contradiction(f"yield of {name} for collapse outside 20 to 180 ksi: the formula does not hold")
    strength = collapse(od_m=section.od_m, wall_m=wall_m, yield_pa=steel.left_pa)
    return wall_m, steel, strength.pressure_pa, strength.regime


def nominal_wall_m(section: Section) -> float | None:
    """Nominal wall, stated or from the two diameters; never guessed from the weight."""
    if section.wall_m is not None:
        return section.wall_m
    if section.od_m is None or section.id_m is None:
        return None
    return (section.od_m - section.id_m) / 2


def _steel(
    well: Well,
    yield_pa: float,
    md_m: float,
    piece: Piece,
    *,
    way: str,
    od_m: float,
    wall_m: float,
    opposed_pa: float,
) -> Steel:
    factor = temperature_k = stress_pa = None
    left_pa = yield_pa
    if well.rules.temperature_derating == "linear":
        temperature_k = hottest_k(well, md_m)
        factor = yield_factor_linear(temperature_k=temperature_k)
        left_pa *= factor
    method = well.rules.axial_collapse
    if way == COLLAPSE and method != "none" and piece.section.axial_force_n is not None:
        stress_pa = piece.section.axial_force_n / body_area_m2(od_m=od_m, wall_m=wall_m)
        if method == "tr-5c3-2018":
            stress_pa += opposed_pa
        reduced = equivalent_yield_pa(yield_pa=left_pa, stress_pa=stress_pa) if left_pa > 0 else None
        if reduced is None:
            raise Contradiction("the axial load is at or above the yield of the pipe")
        left_pa = reduced
    return Steel(yield_pa, factor, temperature_k, left_pa, stress_pa)


def hottest_k(well: Well, md_m: float) -> float:
    """The hottest credible temperature at a depth: over the states that state one, linear between points.

    Above the first point its temperature holds; below the last the line goes on where it rises.
    """
    found = [
        _between([(point.md_m, point.temperature_k) for point in content.temperatures], md_m)
        for content in well.model.bore_contents or ()
        if content.temperatures
    ]
    if not found:
        raise NotKnown(Missing("bore_contents", "temperatures, for the derating of yield"))
    return max(found)


def _between(points: list[tuple[float, float]], md_m: float) -> float:
    points = sorted(points)
    if md_m <= points[0][0]:
        return points[0][1]
    for (top_m, top_k), (base_m, base_k) in pairwise(points):
        if md_m <= base_m:
            return top_k + (base_k - top_k) * (md_m - top_m) / (base_m - top_m)
    if len(points) < 2:
        return points[-1][1]
    (top_m, top_k), (base_m, base_k) = points[-2:]
    slope = max(0.0, (base_k - top_k) / (base_m - top_m))
    return base_k + slope * (md_m - base_m)


def rating_rows(well: Well, string: TubularString, rating: Rating, *, way: str) -> tuple[Substitution, ...]:
    """The symbols of a pipe rating, for a derivation."""
    section = rating.piece.section
    path = f"strings/{string.id}/sections/{section.id}"
    rows = [] if rating.steel is None else [*_formula_rows(well, string, rating, way=way)]
    if rating.sheet_pa is not None:
        rows.append(
            Substitution(
                "P_sheet",
                f"{way} rating of the data sheet",
                whole_pa(rating.sheet_pa),
                "Pa",
                f"{path}/rating_override",
            )
        )
    if rating.connection_pa is not None:
        name = f"connection {way} rating, governs"
        rows.append(Substitution("P_conn", name, whole_pa(rating.connection_pa), "Pa", f"{path}/connection"))
    name = f"{way} rating of {name_of(string)}"
    rows.append(Substitution("P_rating", name, whole_pa(rating.pressure_pa), "Pa", path))
    return tuple(rows)


def _formula_rows(well: Well, string: TubularString, rating: Rating, *, way: str) -> tuple[Substitution, ...]:
    section, steel, piece = rating.piece.section, rating.steel, rating.piece
    path = f"strings/{string.id}/sections/{section.id}"
    log = f"strings/{string.id}/wall_logs/{piece.log_id}"
    measured = piece.measured_m is not None
    rows = [Substitution("D", "outside diameter", section.od_m or 0.0, "m", f"{path}/od_m")]
    name, source = ("least remaining wall", log) if measured else ("nominal wall", f"{path}/wall_m")
    rows.append(Substitution("t", name, rating.wall_m or 0.0, "m", source))
    if steel is not None:
        rows += _steel_rows(section, steel, path)
    if way == BURST and measured:
        rows.append(Substitution("k", "wall factor, measured wall", 1, "1", log))
    elif way == BURST:
        rows.append(Substitution("k", "wall factor", well.rules.wall_factor or 0.0, "1", "rules/wall_factor"))
    elif rating.regime is not None:
        rows.append(Substitution("regime", "collapse regime", rating.regime, "", "derived"))
    return tuple(rows)


def _steel_rows(section: Section, steel: Steel, path: str) -> list[Substitution]:
    rows = [Substitution("Y_p", "yield strength", steel.stated_pa, "Pa", f"{path}/yield_pa")]
    if steel.factor is not None and steel.temperature_k is not None:
        rows.append(Substitution("T", "temperature", round(steel.temperature_k, 2), "K", "bore_contents"))
        rows.append(Substitution("f_T", "yield factor", round(steel.factor, 6), "1", "derived"))
    if steel.stress_pa is not None:
        rows.append(
            Substitution("F_a", "axial force", section.axial_force_n or 0.0, "N", f"{path}/axial_force_n")
        )
        rows.append(
            Substitution("sigma", "stress that lowers the yield", whole_pa(steel.stress_pa), "Pa", "derived")
        )
    if steel.left_pa != steel.stated_pa:
        rows.append(Substitution("Y", "yield left", whole_pa(steel.left_pa), "Pa", "derived"))
    return rows
