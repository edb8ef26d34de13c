"""The rating of a length of pipe: formula on the wall that is there, data sheet, connection.

Order of acts: yield derated for temperature, then for axial load; burst or collapse by formula on the
measured least wall (k = 1) or the nominal one; a rating with its data sheet replaces the formula, with wear
the lower of the two unless it includes the wear; one without a data sheet, or that looks like another unit,
only ever lowers it; a weaker connection governs. The design factor comes after.
"""

from __future__ import annotations

from integrity.engine.maasp.pipe_steel import Load, Place, Steel, axial_method, heated, loaded
from integrity.engine.maasp.well import Contradiction, NotKnown, Well
from integrity.engine.result import Missing
from wells.engine.model import Section, TubularString
from wells.engine.rules.ratings import Misread, misread
from wells.engine.tubular import (
    GREATEST_YIELD_PA,
    LEAST_YIELD_PA,
    Wall,
    collapse,
    grade_named,
    internal_yield_pa,
    measured_wall,
    nominal_wall,
)
from wells.engine.value import value

BURST, COLLAPSE = "burst", "collapse"


@value
class Piece:
    """A length of one section with one wall: its ends in MD, and the log that measured it."""

    section: Section
    top_md_m: float
    base_md_m: float
    measured_m: float | None
    log_id: str | None

    def same_wall(self, other: Piece) -> bool:
        """Whether another length is of the same section and its wall measured by the same log."""
        return (
            self.section is other.section
            and self.measured_m == other.measured_m
            and self.log_id == other.log_id
        )


@value
class Sheet:
    """A stated rating [Pa]: whether a data sheet proves it, and whether it includes the wear."""

    pressure_pa: float
    is_proven: bool
    includes_wear: bool


@value
class Formula:
    """What the formula gives [Pa]: the wall and the steel it stands on, and the regime of collapse.

    `held_back_pa` is what the edition takes off once more where it does not credit the whole of the pressure
    inside; it acts after the design factor.
    """

    pressure_pa: float
    wall: Wall
    steel: Steel
    regime: str | None = None
    held_back_pa: float = 0.0


@value
class Rating:
    """The pressure a piece holds before the design factor [Pa], and what it stands on."""

    pressure_pa: float
    piece: Piece
    formula: Formula | None
    sheet: Sheet | None
    connection_pa: float | None
    connection_known: bool

    @property
    def held_back_pa(self) -> float:
        return 0.0 if self.formula is None else self.formula.held_back_pa

    @property
    def wall_known(self) -> bool:
        """Whether the wall is measured, or a data sheet speaks for the pipe as it is."""
        sheet = self.sheet
        return self.piece.measured_m is not None or (
            sheet is not None and sheet.is_proven and sheet.includes_wear
        )


def rate(
    well: Well, string: TubularString, piece: Piece, *, way: str, md_m: float, opposed_pa: float
) -> Rating:
    """Burst or collapse rating of a piece at a depth. Raises NotKnown with everything that is missing."""
    section, sheet = piece.section, _sheet(piece.section, way)
    load = Load(md_m, opposed_pa)
    formula: Formula | None
    if sheet is None or not _replaces(sheet, piece):
        formula = _formula_or_sheet(well, string, piece, sheet, way, load)
    else:
        formula = _where_suspected(well, string, piece, sheet, way, load)
    body_pa = min([part.pressure_pa for part in (formula, sheet) if part is not None])
    connection = section.connection
    stated = None
    if connection is not None:
        stated = connection.burst_pa if way == BURST else connection.collapse_pa
    governs = stated if stated is not None and stated < body_pa else None
    return Rating(body_pa if governs is None else governs, piece, formula, sheet, governs, stated is not None)


def _sheet(section: Section, way: str) -> Sheet | None:
    override = section.rating_override
    stated = None
    if override is not None:
        stated = override.burst_pa if way == BURST else override.collapse_pa
    if override is None or stated is None:
        return None
    proven = override.source is not None and bool((override.source.document or "").strip())
    return Sheet(stated, proven, override.includes_wear is True)


def _replaces(sheet: Sheet, piece: Piece) -> bool:
    """Whether a stated rating stands without the formula: proven, and of the wall that is there."""
    return sheet.is_proven and (piece.measured_m is None or sheet.includes_wear)


def _where_suspected(
    well: Well, string: TubularString, piece: Piece, sheet: Sheet, way: str, load: Load
) -> Formula | None:
    """The formula beside a proven rating that is above it by the quotient of two units: it looks mistyped."""
    try:
        formula = _by_formula(well, string, piece, way=way, load=load)
    except (NotKnown, Contradiction):
        return None
    is_above = sheet.pressure_pa > formula.pressure_pa
    return formula if is_above and misread_sheet(sheet, formula) is not None else None


def misread_sheet(sheet: Sheet, formula: Formula) -> Misread | None:
    """The units that a stated rating seems to have been mixed up in; None where it looks right."""
    return misread(stated_pa=sheet.pressure_pa, formula_pa=formula.pressure_pa)


def _formula_or_sheet(
    well: Well, string: TubularString, piece: Piece, sheet: Sheet | None, way: str, load: Load
) -> Formula:
    """The formula; where it cannot be computed, a stated rating without data sheet does not stand in for it."""
    try:
        return _by_formula(well, string, piece, way=way, load=load)
    except NotKnown as gap:
        if sheet is None or sheet.is_proven:
            raise
        place = Place(string, piece.section)
        what = f"data sheet of the stated {way} rating of {place.words}, or what its formula needs"
        raise NotKnown(Missing(f"{place.path}/rating_override/source/document", what), *gap.missing) from gap


def _by_formula(well: Well, string: TubularString, piece: Piece, *, way: str, load: Load) -> Formula:
    section, place = piece.section, Place(string, piece.section)
    wall_m = piece.measured_m if piece.measured_m is not None else nominal_wall_m(section)
    missing = [*_missing_of_pipe(section, place, wall_m), *_missing_of_rules(well, piece, place, way)]
    if missing or section.od_m is None or wall_m is None or section.yield_pa is None:
        raise NotKnown(*missing)
    _require_pipe(piece, place, section.od_m, wall_m, section.yield_pa)
    wall = (
        measured_wall(least_m=wall_m)
        if piece.measured_m is not None
        else nominal_wall(wall_m=wall_m, factor=well.rules.wall_factor or 0.0)
    )
    steel = heated(well, place, section.yield_pa, load.md_m)
    if way == BURST:
        pressure_pa = internal_yield_pa(
            od_m=section.od_m, wall_m=wall.wall_m, yield_pa=steel.left_pa, wall_factor=wall.factor
        )
        return Formula(pressure_pa, wall, steel)
    return _collapse(well, section, section.od_m, wall, steel, place, load)


def _missing_of_pipe(section: Section, place: Place, wall_m: float | None) -> list[Missing]:
    missing = []
    if section.od_m is None:
        missing.append(Missing(f"{place.path}/od_m", f"outside diameter of {place.name}"))
    if wall_m is None:
        missing.append(Missing(f"{place.path}/wall_m", f"wall of {place.name}"))
    if section.yield_pa is None:
        missing.append(
            Missing(f"{place.path}/yield_pa", f"yield strength of {place.name}{_told_by(section)}")
        )
    return missing


def _told_by(section: Section) -> str:
    """What the grade alone would say: a hint for who fills the gap, never a value."""
    grade = None if section.grade is None else grade_named(section.grade)
    if grade is None:
        return ""
    return f"; {section.grade} has at least {grade.yield_pa / 1e6:.1f} MPa in API 5CT, state it where that is the steel"


def _missing_of_rules(well: Well, piece: Piece, place: Place, way: str) -> list[Missing]:
    rules, missing = well.rules, []
    if way == BURST and piece.measured_m is None and rules.wall_factor is None:
        missing.append(Missing("rules/wall_factor", "wall factor"))
    if rules.temperature_derating is None:
        missing.append(Missing("rules/temperature_derating", "how yield falls with temperature"))
    if way == COLLAPSE and rules.axial_collapse is None:
        missing.append(Missing("rules/axial_collapse", "how axial load acts on collapse"))
    elif way == COLLAPSE and rules.axial_collapse != "none" and piece.section.axial_force_n is None:
        missing.append(Missing(f"{place.path}/axial_force_n", f"axial force in {place.name}"))
    return missing


def _require_pipe(piece: Piece, place: Place, od_m: float, wall_m: float, yield_pa: float) -> None:
    """Raise Contradiction for sizes and a steel that no pipe has."""
    section, where = piece.section, place.path
    if piece.measured_m is not None:
        where = f"strings/{place.string.id}/wall_logs/{piece.log_id}"
    if section.id_m is not None and section.id_m >= od_m:
        sizes = f"the ID {section.id_m * 1000:.5g} mm is not less than the OD {od_m * 1000:.5g} mm"
        raise Contradiction(f"{place.words}: {sizes}; correct {place.path}")
    if wall_m <= 0:
        raise Contradiction(f"{place.words}: its wall is {wall_m * 1000:.4g} mm; correct {where}")
    if 2 * wall_m >= od_m:
        raise Contradiction(
            f"{place.words}: the wall of {wall_m * 1000:.4g} mm is not less than half its diameter of "
            f"{od_m * 1000:.5g} mm; correct {where}"
        )
    _require_steel(place, yield_pa, "a yield")


def _require_steel(place: Place, yield_pa: float, what: str) -> None:
    """Raise Contradiction outside the range of the formulas: a yield typed in psi or MPa lies there."""
    if not LEAST_YIELD_PA <= yield_pa <= GREATEST_YIELD_PA:
        raise Contradiction(
            f"{place.words}: {what} of {yield_pa / 1e6:.4g} MPa is outside 138 to 1241 MPa (20 to 180 ksi), "
            f"where the formulas hold; correct {place.path}/yield_pa"
        )


def _collapse(
    well: Well, section: Section, od_m: float, wall: Wall, steel: Steel, place: Place, load: Load
) -> Formula:
    method, held_back_pa = axial_method(well), 0.0
    if method is not None and section.axial_force_n is not None:
        steel = loaded(
            steel,
            method,
            force_n=section.axial_force_n,
            od_m=od_m,
            wall_m=wall.wall_m,
            internal_pa=load.opposed_pa,
            place=place,
        )
        share = method.internal_share(slenderness=od_m / wall.wall_m)
        held_back_pa = max(0.0, (1 - share) * load.opposed_pa)
    _require_steel(place, steel.left_pa, "what heat and load leave for collapse, a yield")
    strength = collapse(od_m=od_m, wall_m=wall.wall_m, yield_pa=steel.left_pa)
    return Formula(strength.pressure_pa, wall, steel, strength.regime, held_back_pa)


def nominal_wall_m(section: Section) -> float | None:
    """Nominal wall, stated or from the two diameters; never guessed from the weight."""
    if section.wall_m is not None:
        return section.wall_m
    if section.od_m is None or section.id_m is None:
        return None
    return (section.od_m - section.id_m) / 2
