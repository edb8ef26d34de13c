"""Formation strength at an exposed shoe: A6 and X1.

    S_FS g D_EMW - sum(rho_ann g h)

The equivalent mud weight hangs from the RKB of the rig that ran the test, the annulus column from the
gauge: two datums, two depths. Newest test of the shoe; a prognosis counts but leaves the limit provisional.
"""

from __future__ import annotations

from collections.abc import Iterator

from integrity.engine.maasp.candidate import Assumed, Found, Title, attempt, not_applicable
from integrity.engine.maasp.laps import Lap
from integrity.engine.maasp.space import GRAVITY, Space
from integrity.engine.maasp.well import NotKnown, known
from integrity.engine.result import Assumption, Candidate, Missing, Substitution
from wells.engine.constants import STANDARD_GRAVITY_M_S2
from wells.engine.model import FormationStrength, TubularString
from wells.engine.topology import name_of
from wells.engine.topology_exposure import lap_sealed

SHOE = "S_FS*g*D_SH,EMW - sum(rho_ann*g*h)"


def formation_pa(*, emw_kg_m3: float, emw_depth_m: float, column_pa: float) -> float:
    """Surface pressure at which a formation takes fluid [Pa, gauge].

        P = S_FS g D_EMW - p_column

    1.55 sg at 624.028 m below the rig's RKB, under 595.528 m of 1200 kg/m3 below the gauge:

    >>> column_pa = 1200 * STANDARD_GRAVITY_M_S2 * 595.528
    >>> round(formation_pa(emw_kg_m3=1550, emw_depth_m=624.028, column_pa=column_pa) / 1e5, 2)
    24.77
    """
    return emw_kg_m3 * STANDARD_GRAVITY_M_S2 * emw_depth_m - column_pa


def shoe_in_lap(space: Space, laps: list[Lap]) -> Iterator[Candidate]:
    """A6: the shoe above each exposed liner, unless the lap is proven sealed; open annulus: the formation."""
    if space.well.bottom.kind == "open":
        yield _open_annulus(space)
    for lap in laps:
        title = Title("A6", lap.host.id, "formation strength at the exposed shoe", "bottom", SHOE)
        if lap_sealed(space.well.model, lap.liner):
            yield not_applicable(title, "the lap is proven sealed")
        else:
            yield _shoe(space, title, lap.host, "the lap is not proven sealed")


def _open_annulus(space: Space) -> Candidate:
    """The formation an open annulus stands on: behind the perforations, or below the deepest shoe."""
    deepest = space.walls.outer[-1]
    perforated = any(part.kind == "perforations" for part in space.well.parts)
    tested = any(item.shoe_of == deepest.id for item in space.well.model.formation_strength or ())
    if tested and not perforated:
        title = Title("A6", deepest.id, "formation strength below the open shoe", "bottom", SHOE)
        return _shoe(space, title, deepest, "the annulus is open below the shoe")
    title = Title("A6", "formation", "formation strength, open annulus", "bottom", SHOE)
    return attempt(title, lambda assumed: _open(space))


def shoe(space: Space) -> Iterator[Candidate]:
    """X1: the shoe of the outer casing, unless cement is proven above it."""
    outer, reach = space.walls.outer[0], space.exposure
    title = Title(f"{space.letter}1", outer.id, "formation strength at the shoe", "bottom", SHOE)
    if reach.shoe_exposed:
        yield _shoe(space, title, outer, reach.note, reach.assumed)
    else:
        yield not_applicable(title, reach.note)


def _shoe(
    space: Space,
    title: Title,
    string: TubularString,
    note: str,
    taken: tuple[str, str] | None = None,
) -> Candidate:
    def compute(assumed: Assumed) -> Found:
        if taken is not None:
            assumed[Assumption(*taken)] = None
        own = [item for item in space.well.model.formation_strength or () if item.shoe_of == string.id]
        if not own:
            what = f"formation strength at the shoe of {name_of(string)}"
            raise NotKnown(Missing("formation_strength", what))
        md_m = known(string.shoe_md_m, f"strings/{string.id}/shoe_md_m", f"shoe depth of {name_of(string)}")
        return _strength(space, newest_of(own), md_m, string.wellbore_id, note)

    return attempt(title, compute)


def _open(space: Space) -> Found:
    """The weakest tested formation of those that the perforations open."""
    opened = {part.formation_id for part in space.well.parts if part.kind == "perforations"} - {None}
    by_formation: dict[str, list[FormationStrength]] = {}
    for item in space.well.model.formation_strength or ():
        if item.formation_id is not None and item.formation_id in opened:
            by_formation.setdefault(item.formation_id, []).append(item)
    if not by_formation or len(by_formation) < len(opened):
        what = "formation strength where the annulus is open to the formation"
        raise NotKnown(Missing("formation_strength", what))
    found = []
    for tests in by_formation.values():
        newest = newest_of(tests)
        path = f"formation_strength/{newest[0].id}/md_m"
        md_m = known(newest[0].md_m, path, f"depth of the strength test {newest[0].id}")
        found.append(_strength(space, newest, md_m, space.bore, "the annulus is open to the formation"))
    return min(found, key=lambda item: item.result_pa)


def newest_of(tests: list[FormationStrength]) -> list[FormationStrength]:
    """The newest test; where a day is not known, every test that may be the newest."""
    days = [test.performed_on for test in tests if test.performed_on is not None]
    return [test for test in tests if test.performed_on is None or test.performed_on == max(days)]


def _strength(
    space: Space, tests: list[FormationStrength], md_m: float, bore: str | None, note: str
) -> Found:
    """The least over the tests that may be the newest."""
    found = [_one_strength(space, test, md_m, bore, note) for test in tests]
    return min(found, key=lambda item: item.result_pa)


def _one_strength(space: Space, test: FormationStrength, md_m: float, bore: str | None, note: str) -> Found:
    path = f"formation_strength/{test.id}"
    emw = known(test.emw_kg_m3, f"{path}/emw_kg_m3", f"equivalent mud weight of {test.id}")
    datum_m = known(
        test.emw_datum_elevation_m,
        f"{path}/emw_datum_elevation_m",
        f"datum of the equivalent mud weight of {test.id}",
    )
    depth = space.point(md_m, bore)
    emw_depth_m = depth.tvd_m - (space.rkb_elevation_m - datum_m)
    column = space.rated_for_formation
    column_pa = space.carried_pa(column, depth.below_gauge_tvd_m)

    def derive() -> tuple[Substitution, ...]:
        below_m = round(depth.below_gauge_tvd_m, 3)
        return (
            Substitution(
                "S_FS", f"formation strength as EMW ({test.kind})", emw, "kg/m3", f"{path}/emw_kg_m3"
            ),
            Substitution(
                "D_SH,EMW",
                "shoe below the datum of the EMW, TVD",
                round(emw_depth_m, 3),
                "m",
                f"{path}/emw_datum_elevation_m",
            ),
            Substitution("D_TVD", "shoe below the annulus gauge", below_m, "m", "trajectory"),
            GRAVITY,
            *column.substitution(depth.below_gauge_tvd_m, depth.md_m),
        )

    bound = ["integrity test: a lower bound"] if test.kind == "fit" else []
    return Found(
        formation_pa(emw_kg_m3=emw, emw_depth_m=emw_depth_m, column_pa=column_pa),
        depth,
        "; ".join([*bound, note] if note else bound),
        _unsure(space, test),
        derive=derive,
    )


def _unsure(space: Space, test: FormationStrength) -> tuple[Missing, ...]:
    """What keeps a strength from being final: a prognosis, or a test whose place is not stated."""
    missing = []
    if test.kind == "prognosis":
        what = f"measured formation strength: {test.id} is a prognosis"
        missing.append(Missing(f"formation_strength/{test.id}", what))
    for other in space.well.model.formation_strength or ():
        if other.shoe_of is None and other.formation_id is None:
            what = f"shoe or formation that {other.id} was run at"
            missing.append(Missing(f"formation_strength/{other.id}/shoe_of", what))
    return tuple(missing)
