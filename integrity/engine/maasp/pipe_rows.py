"""The symbols of a pipe rating, for a derivation: every figure with the place it came from."""

from __future__ import annotations

from integrity.engine.maasp.pipe_rating import BURST, Formula, Rating
from integrity.engine.maasp.pipe_steel import Place, Steel
from integrity.engine.maasp.well import Well
from integrity.engine.result import Substitution, whole_pa
from wells.engine.model import Section, TubularString
from wells.engine.topology import name_of


def rating_rows(well: Well, string: TubularString, rating: Rating, *, way: str) -> tuple[Substitution, ...]:
    """The symbols of a pipe rating, for a derivation."""
    path = Place(string, rating.piece.section).path
    rows = [] if rating.formula is None else [*_formula_rows(well, string, rating, rating.formula, way=way)]
    sheet = rating.sheet
    if sheet is not None:
        name = f"{way} rating of the data sheet" if sheet.is_proven else f"{way} rating stated, no data sheet"
        rows.append(
            Substitution("P_sheet", name, whole_pa(sheet.pressure_pa), "Pa", f"{path}/rating_override")
        )
    if rating.connection_pa is not None:
        name = f"connection {way} rating, governs"
        rows.append(Substitution("P_conn", name, whole_pa(rating.connection_pa), "Pa", f"{path}/connection"))
    name = f"{way} rating of {name_of(string)}"
    rows.append(Substitution("P_rating", name, whole_pa(rating.pressure_pa), "Pa", path))
    if rating.held_back_pa:
        name = "internal pressure not credited, 2 t/D of it"
        rows.append(Substitution("P_held", name, whole_pa(rating.held_back_pa), "Pa", "rules/axial_collapse"))
    return tuple(rows)


def _formula_rows(
    well: Well, string: TubularString, rating: Rating, formula: Formula, *, way: str
) -> tuple[Substitution, ...]:
    section, wall = rating.piece.section, formula.wall
    path = Place(string, section).path
    log = f"strings/{string.id}/wall_logs/{rating.piece.log_id}"
    rows = [Substitution("D", "outside diameter", section.od_m or 0.0, "m", f"{path}/od_m")]
    rows.append(
        Substitution("t", wall.basis, wall.wall_m, "m", log if wall.is_measured else f"{path}/wall_m")
    )
    rows += _steel_rows(section, formula.steel, path)
    if way == BURST and wall.is_measured:
        rows.append(Substitution("k", "wall factor, measured wall", 1, "1", log))
    elif way == BURST:
        rows.append(Substitution("k", "wall factor", well.rules.wall_factor or 0.0, "1", "rules/wall_factor"))
    elif formula.regime is not None:
        rows.append(Substitution("regime", "collapse regime", formula.regime, "", "derived"))
    return tuple(rows)


def _steel_rows(section: Section, steel: Steel, path: str) -> list[Substitution]:
    rows = [Substitution("Y_p", "yield strength", steel.stated_pa, "Pa", f"{path}/yield_pa")]
    if steel.factor is not None and steel.temperature_k is not None:
        rows.append(Substitution("T", "temperature", round(steel.temperature_k, 2), "K", "bore_contents"))
        name = "yield factor" if steel.row is None else f"yield factor, row {steel.row} of the table"
        rows.append(Substitution("f_T", name, round(steel.factor, 6), "1", "derived"))
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
