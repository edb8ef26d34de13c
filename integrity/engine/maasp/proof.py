"""The annulus test as a candidate (A9, X5): what the walls have shown they hold, and no more.

The newest passed test counts, and only while the walls it tested still stand: a test older than a wall
says nothing of it. A leak test at low pressure proves no strength, and one that does not say which it was is
asked for. With the fluid correction the lower of
gauge and bottom is taken: a heavier fluid now loads the bottom more than the test did.
"""

from __future__ import annotations

from collections.abc import Iterator

from integrity.engine.maasp.candidate import Found, Title, attempt, called, not_applicable, unknown
from integrity.engine.maasp.laps import Lap
from integrity.engine.maasp.space import GRAVITY, Space
from integrity.engine.maasp.well import NotKnown, known
from integrity.engine.result import Candidate, Depth, Missing, Substitution, whole_pa
from wells.engine.constants import STANDARD_GRAVITY_M_S2
from wells.engine.model import PressureTest
from wells.engine.topology import name_of

TEST = "P_TEST"
CORRECTED = "min(P_TEST, P_TEST + rho_test*g*D - sum(rho_ann*g*h))"


def annulus_test(space: Space, laps: list[Lap]) -> Iterator[Candidate]:
    """The newest passed strength test of the annulus."""
    corrected = space.well.rules.test_fluid_correction is True
    name = "A9" if space.letter == "A" else f"{space.letter}5"
    element = f"annulus-{space.letter.lower()}"
    title = Title(name, element, "annulus test pressure", "test", CORRECTED if corrected else TEST)
    tests = space.annulus.tests if space.annulus is not None else None
    if tests is None:
        yield unknown(title, f"annuli/{space.letter}/tests", "annulus test history")
        return
    passed = [test for test in tests if test.result == "pass"]
    claimed = [test for test in passed if test.kind != "leak"]
    if not claimed:
        yield not_applicable(
            title, "only leak tests: no strength proof" if passed else "no successful test on record"
        )
        return
    newest = max(claimed, key=lambda test: (test.performed_on, test.kind == "strength"))
    if newest.kind is None:
        place = newest.id or newest.performed_on
        what = f"whether the test of {newest.performed_on} was a strength or a leak test"
        yield unknown(title, f"annuli/{space.letter}/tests/{place}/kind", what)
        return
    changed = _changed_since(space, laps, newest.performed_on)
    if changed is not None:
        yield not_applicable(title, f"the test of {newest.performed_on} is older than {changed}")
        return
    yield attempt(title, lambda assumed: _counted(space, laps, newest))


def _changed_since(space: Space, laps: list[Lap], day: str) -> str | None:
    """A wall of the annulus that was fitted after a day."""
    walls = [*space.walls.inner[:1], *space.walls.outer[:1], *(lap.liner for lap in laps)]
    for wall in walls:
        if wall.since is not None and wall.since > day:
            return f"{name_of(wall)} of {wall.since}"
    closing = space.well.bottom.component if space.letter == "A" else None
    if closing is not None and closing.since is not None and closing.since > day:
        return f"{called(closing)} of {closing.since}"
    return None


def _counted(space: Space, laps: list[Lap], test: PressureTest) -> Found:
    path = f"annuli/{space.letter}/tests/{test.id}"
    pressure_pa = known(
        test.pressure_pa, f"{path}/pressure_pa", f"pressure of the test of {test.performed_on}"
    )
    name = f"last successful test, {test.performed_on}"
    row = Substitution("P_TEST", name, whole_pa(pressure_pa), "Pa", path)
    rule = space.well.rules.test_fluid_correction
    if rule is None:
        raise NotKnown(
            Missing("rules/test_fluid_correction", "whether the annulus test is corrected for its fluid")
        )
    if not rule:
        return Found(pressure_pa, derive=lambda: (row,))
    return _corrected(space, laps, test, pressure_pa, row, path)


def _corrected(
    space: Space, laps: list[Lap], test: PressureTest, pressure_pa: float, row: Substitution, path: str
) -> Found:
    density = known(
        test.fluid_density_kg_m3, f"{path}/fluid_density_kg_m3", f"fluid of the test of {test.performed_on}"
    )
    depth = _lowest_point(space, laps)
    z_m = depth.below_gauge_tvd_m
    shift_pa = density * STANDARD_GRAVITY_M_S2 * z_m - space.carried_pa(space.rated, z_m)

    def derive() -> tuple[Substitution, ...]:
        return (
            row,
            Substitution("rho_test", "fluid at the test", density, "kg/m3", f"{path}/fluid_density_kg_m3"),
            Substitution("D", "bottom of the annulus below the gauge", round(z_m, 3), "m", "trajectory"),
            GRAVITY,
            *space.rated.substitution(z_m, depth.md_m),
        )

    return Found(min(pressure_pa, pressure_pa + shift_pa), depth if shift_pa < 0 else None, derive=derive)


def _lowest_point(space: Space, laps: list[Lap]) -> Depth:
    """The bottom of the annulus, where a heavier fluid now is felt most."""
    if space.letter == "A":
        bottom = space.well.bottom
        if bottom.path is not None and bottom.what is not None:
            raise NotKnown(Missing(bottom.path, bottom.what))
        string = laps[-1].liner if laps else space.walls.outer[0]
        md_m = bottom.md_m if bottom.md_m is not None else string.shoe_md_m
    else:
        string = space.walls.inner[0]
        md_m = space.exposure.inner_base_md_m
    path = f"strings/{string.id}/shoe_md_m"
    return space.point(known(md_m, path, f"bottom of annulus {space.letter}"), string.wellbore_id)
