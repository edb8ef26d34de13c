"""Laws that the strength of any pipe obeys, the traps they catch, and one pipe against many at once."""

import json
from math import isnan, sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests import golden
from tests.golden import cases, name_of
from wells.engine.constants import INCH_M, PSI_PA
from wells.engine.tubular import (
    AXIAL_METHODS,
    bending_stress_pa,
    coefficients_psi,
    collapse,
    collapse_psi,
    coupling_internal_yield_pa,
    equivalent_yield_pa,
    grooved_wall,
    internal_yield_pa,
    measured_wall,
    nominal_wall,
    triaxial,
    worn_wall,
    yield_factor_by_grade,
)
from wells.engine.tubular.batch import ratings
from wells.engine.tubular.temperature import ROWS

OD_M = st.floats(0.05, 0.6)
SLENDERNESS = st.floats(6, 70)
YIELD_PSI = st.floats(25_000, 175_000)
N80 = {"od_m": 9.625 * INCH_M, "yield_pa": 80_000 * PSI_PA}


def held(case):
    """A case that is kept as a warning and may not be asserted."""
    whole = json.loads((Path(golden.__file__).parent / "tubular_ratings.json").read_text())["cases"]
    return next(one for one in whole if one["id"] == case)


def collapse_of(inputs):
    return (
        collapse(
            od_m=inputs["od_in"] * INCH_M,
            wall_m=inputs["wall_in"] * INCH_M,
            yield_pa=inputs["yield_psi"] * PSI_PA,
        ).pressure_pa
        / PSI_PA
    )


def test_a_misprint_in_a_published_table_is_seen():
    trap = held("TUB-TRAP-1")
    assert collapse_of(trap["inputs"]) == pytest.approx(7025.6, abs=1)
    assert abs(collapse_of(trap["inputs"]) - trap["expected"]["collapse_psi"]) > 10


def test_a_high_collapse_grade_is_beyond_the_formula_and_its_burst_is_not():
    trap = held("TUB-TRAP-2")
    assert collapse_of(trap["inputs"]) == pytest.approx(5092, abs=2)
    sizes = trap["inputs"]
    burst_pa = internal_yield_pa(
        od_m=sizes["od_in"], wall_m=sizes["wall_in"], yield_pa=sizes["yield_psi"], wall_factor=0.875
    )
    assert burst_pa == pytest.approx(trap["expected"]["burst_psi"], abs=10)


#: Rows of a public catalogue: OD and wall in inches, yield and collapse in psi, and the collapse in print.
WRONG_ROWS = {
    "9-5/8 43.5# N80": (9.625, 0.435, 80_000, 4130, 3810),
    "9-5/8 53.5# P110": (9.625, 0.545, 110_000, 9120, 7950),
    "4-1/2 11.6# N80 on a wall of .290": (4.5, 0.290, 80_000, 6350, 8000),
}


@pytest.mark.parametrize("row", WRONG_ROWS.values(), ids=WRONG_ROWS)
def test_a_wrong_row_of_a_catalogue_does_not_agree_with_the_formula(row):
    od_in, wall_in, yield_psi, catalogue, right = row
    found = collapse_of({"od_in": od_in, "wall_in": wall_in, "yield_psi": yield_psi})
    allowed = max(10, 0.006 * found)
    assert abs(catalogue - found) > allowed
    assert abs(right - found) < abs(catalogue - found)


@pytest.mark.parametrize("left", [0.95, 0.9, 0.8, 0.7])
def test_collapse_falls_faster_than_the_wall(left):
    new = collapse(**N80, wall_m=0.472 * INCH_M).pressure_pa
    worn = collapse(**N80, wall_m=0.472 * INCH_M * left).pressure_pa
    assert worn < new * left


@pytest.mark.parametrize("wall_in", [0.352, 0.435, 0.472, 0.545])
def test_derating_the_result_instead_of_the_yield_gives_another_figure(wall_in):
    factor = 0.9325
    before = collapse(
        od_m=N80["od_m"], wall_m=wall_in * INCH_M, yield_pa=N80["yield_pa"] * factor
    ).pressure_pa
    after = collapse(**N80, wall_m=wall_in * INCH_M).pressure_pa * factor
    assert abs(before / after - 1) > 0.005


@given(yield_pa=st.floats(2e8, 1e9), share=st.floats(0.05, 0.99))
def test_the_form_that_drops_the_second_term_is_unconservative(yield_pa, share):
    ours = equivalent_yield_pa(yield_pa=yield_pa, stress_pa=share * yield_pa)
    assert ours < yield_pa * sqrt(1 - 0.75 * share**2)


def test_that_form_overrates_a_published_pipe_by_hundreds_of_psi():
    pipe = {"od_m": N80["od_m"], "wall_m": 0.472 * INCH_M}
    left_pa = equivalent_yield_pa(yield_pa=N80["yield_pa"], stress_pa=20_000 * PSI_PA)
    right = collapse(**pipe, yield_pa=left_pa).pressure_pa / PSI_PA
    web = collapse(**N80, wall_m=0.472 * INCH_M).pressure_pa / PSI_PA * sqrt(1 - 0.75 * 0.25**2)
    assert right == pytest.approx(4389.34, abs=0.5) and web > right + 200


@given(yield_pa=st.floats(2e8, 1e9), share=st.floats(-3, 0))
def test_compression_earns_nothing(yield_pa, share):
    assert equivalent_yield_pa(yield_pa=yield_pa, stress_pa=share * yield_pa) == yield_pa


@given(wall_m=st.floats(0.003, 0.03), share=st.floats(0, 0.9))
def test_the_tolerance_is_taken_once(wall_m, share):
    factor = 0.875
    left = wall_m * (1 - share)
    assert measured_wall(least_m=left).factor == 1
    for wall in (
        nominal_wall(wall_m=left, factor=factor),
        worn_wall(wall_m=wall_m, lost_fraction=share, factor=factor),
        grooved_wall(wall_m=wall_m, depth_m=wall_m * share, factor=factor),
    ):
        assert wall.factor == factor and wall.wall_m == pytest.approx(left)
        assert not wall.is_measured


@pytest.mark.parametrize("loss", [-0.1, 1, 1.5])
def test_a_loss_that_leaves_no_wall_is_refused(loss):
    with pytest.raises(ValueError, match="leaves"):
        worn_wall(wall_m=0.01, lost_fraction=loss, factor=0.875)
    with pytest.raises(ValueError, match="leaves"):
        grooved_wall(wall_m=0.01, depth_m=0.01 * loss, factor=0.875)


def test_a_coupling_without_steel_is_refused():
    with pytest.raises(ValueError, match="not inside the coupling"):
        coupling_internal_yield_pa(od_m=0.19, root_m=0.19, yield_pa=5e8)


@given(
    od_m=OD_M, slenderness=SLENDERNESS, yield_psi=YIELD_PSI, less=st.floats(0.5, 1), share=st.floats(0, 0.9)
)
def test_less_wall_under_any_tension_never_holds_more(od_m, slenderness, yield_psi, less, share):
    left_pa = equivalent_yield_pa(yield_pa=yield_psi * PSI_PA, stress_pa=share * yield_psi * PSI_PA)
    assume(left_pa / PSI_PA >= 20_000)
    wall_m = od_m / slenderness
    thick, thin = (
        collapse(od_m=od_m, wall_m=wall, yield_pa=left_pa).pressure_pa for wall in (wall_m, wall_m * less)
    )
    assert thin <= thick * (1 + 1e-9)


@given(
    od_m=OD_M,
    slenderness=SLENDERNESS,
    grade=st.sampled_from([*sorted(ROWS), "K55", "T95"]),
    cold_k=st.floats(260, 523.15),
    hotter_k=st.floats(0, 200),
)
def test_hotter_steel_never_holds_more(od_m, slenderness, grade, cold_k, hotter_k):
    hot_k = min(cold_k + hotter_k, 523.15)
    cold, hot = (
        collapse(
            od_m=od_m,
            wall_m=od_m / slenderness,
            yield_pa=110_000 * PSI_PA * yield_factor_by_grade(grade=grade, temperature_k=kelvin).factor,
        ).pressure_pa
        for kelvin in (cold_k, hot_k)
    )
    assert hot <= cold * (1 + 1e-5)


@given(
    od_m=OD_M,
    slenderness=SLENDERNESS,
    yield_psi=st.floats(40_000, 175_000),
    tension=st.floats(-0.5, 0.6),
    more=st.floats(0, 0.2),
    inside=st.floats(0, 0.1),
    edition=st.sampled_from(sorted(AXIAL_METHODS)),
)
def test_more_tension_never_holds_more_in_either_edition(
    od_m, slenderness, yield_psi, tension, more, inside, edition
):
    yield_pa, method = yield_psi * PSI_PA, AXIAL_METHODS[edition]
    found = []
    for share in (tension, tension + more):
        stress_pa = method.stress_pa(axial_stress_pa=share * yield_pa, internal_pa=inside * yield_pa)
        left_pa = equivalent_yield_pa(yield_pa=yield_pa, stress_pa=stress_pa)
        assume(left_pa is not None and left_pa >= 20_000 * PSI_PA)
        found.append(collapse(od_m=od_m, wall_m=od_m / slenderness, yield_pa=left_pa).pressure_pa)
    assert found[1] <= found[0] * (1 + 1e-5)


@given(slenderness=st.floats(8, 60), external=st.floats(1e5, 1e8), internal=st.floats(0, 1e8))
def test_the_biaxial_edition_credits_less_of_the_pressure_inside(slenderness, external, internal):
    old, new = AXIAL_METHODS["api-5c3-biaxial"], AXIAL_METHODS["tr-5c3-2018"]
    load = {"external_pa": external, "internal_pa": internal, "slenderness": slenderness}
    assert new.load_pa(**load) == external - internal
    assert old.load_pa(**load) == pytest.approx(external - (1 - 2 / slenderness) * internal)
    assert old.load_pa(**load) >= new.load_pa(**load)
    back = old.external_pa(rating_pa=old.load_pa(**load), internal_pa=internal, slenderness=slenderness)
    assert back == pytest.approx(external)


#: What the regimes step by where they meet, as a share of the pressure: the polynomials are fits.
STEP = 1e-9


@given(yield_psi=st.floats(20_000, 180_000), bound=st.sampled_from([5, 6, 7]))
def test_regimes_meet_where_one_ends_and_the_next_begins(yield_psi, bound):
    constants = coefficients_psi(yield_psi)
    at = constants[bound]
    below, above = (
        collapse_psi(slenderness=at * (1 + side * 1e-12), yield_psi=yield_psi, constants=constants)
        for side in (-1, 1)
    )
    assert below[1] != above[1]
    assert above[0] == pytest.approx(below[0], rel=STEP)


@given(
    internal=st.floats(0, 9e7),
    external=st.floats(0, 9e7),
    axial=st.floats(-3e8, 3e8),
    dls=st.floats(0, 15),
    more=st.floats(0.1, 5),
)
def test_more_bending_never_raises_the_safety_factor(internal, external, axial, dls, more):
    load = {"internal_pa": internal, "external_pa": external, "axial_stress_pa": axial}
    pipe = {**N80, "wall_m": 0.472 * INCH_M}
    straight, bent = (
        triaxial(**pipe, **load, dls_deg_30m=angle).safety_factor for angle in (dls, dls + more)
    )
    assert straight is None or bent <= straight * (1 + 1e-9)


def test_bending_is_the_field_form():
    """sb = 218 D DLS [psi, in, deg/100 ft], printed to three digits."""
    for od_in, dls in ((7, 3), (9.625, 10), (13.375, 6.5)):
        found_pa = bending_stress_pa(od_m=od_in * INCH_M, dls_deg_30m=dls * 30 / 30.48)
        assert found_pa / PSI_PA == pytest.approx(218 * od_in * dls, rel=2e-3)


def test_bending_acts_on_both_sides_and_an_unloaded_pipe_has_no_safety_factor():
    pipe = {**N80, "wall_m": 0.472 * INCH_M}
    rest = {"internal_pa": 0, "external_pa": 0, "axial_stress_pa": 0}
    assert triaxial(**pipe, **rest).safety_factor is None
    bent = triaxial(**pipe, **rest, dls_deg_30m=10)
    assert bent.von_mises_pa == pytest.approx(bent.bending_stress_pa)
    pulled, pushed = (
        triaxial(**pipe, **(rest | {"axial_stress_pa": axial}), dls_deg_30m=10) for axial in (1e8, -1e8)
    )
    assert pulled.von_mises_pa == pytest.approx(pushed.von_mises_pa) == 1e8 + bent.bending_stress_pa


@given(
    st.lists(
        st.tuples(OD_M, SLENDERNESS, st.floats(20_000, 180_000), st.floats(0.5, 1)), min_size=1, max_size=30
    )
)
def test_many_pipes_at_once_are_rated_as_each_alone(pipes):
    od_m, wall_m, yield_pa, factor = (
        np.array(column)
        for column in zip(*((od, od / x, y * PSI_PA, k) for od, x, y, k in pipes), strict=True)
    )
    found = ratings(od_m=od_m, wall_m=wall_m, yield_pa=yield_pa, wall_factor=factor)
    for index in range(len(pipes)):
        one = {"od_m": od_m[index], "wall_m": wall_m[index], "yield_pa": yield_pa[index]}
        alone = collapse(**one)
        assert found.collapse_pa[index] == pytest.approx(alone.pressure_pa, rel=1e-9)
        burst_pa = internal_yield_pa(**one, wall_factor=factor[index])
        assert found.burst_pa[index] == pytest.approx(burst_pa, rel=1e-9)


RATED = [case for case in cases("tubular_ratings") if "wall_in" in case["inputs"]]


@pytest.mark.parametrize("case", RATED, ids=name_of)
def test_many_at_once_name_the_regime_of_the_published_rows(case):
    inputs = case["inputs"]
    found = ratings(
        od_m=[inputs["od_in"] * INCH_M],
        wall_m=[inputs["wall_in"] * INCH_M],
        yield_pa=inputs["yield_psi"] * PSI_PA,
        wall_factor=0.875,
    )
    assert found.regime[0] == case.get("regime", found.regime[0])
    assert found.collapse_pa[0] / PSI_PA == pytest.approx(collapse_of(inputs), rel=1e-9)


@pytest.mark.parametrize(
    "row", [(0.2, 0, 5e8), (0.2, -0.01, 5e8), (0.2, 0.1, 5e8), (0, 0.01, 5e8), (0.2, 0.01, 0), (0.2, float("nan"), 5e8)]
)  # fmt: skip
def test_what_is_no_pipe_has_no_rating(row):
    od_m, wall_m, yield_pa = row
    found = ratings(od_m=[od_m, 0.2], wall_m=[wall_m, 0.01], yield_pa=[yield_pa, 5e8], wall_factor=0.875)
    assert isnan(found.burst_pa[0]) and isnan(found.collapse_pa[0]) and found.regime[0] == ""
    assert found.collapse_pa[1] > 0


def test_a_yield_outside_the_polynomials_has_burst_and_no_collapse():
    found = ratings(od_m=0.2, wall_m=0.01, yield_pa=[80_000, 1.3e9, 552e6], wall_factor=0.875)
    assert [isnan(value) for value in found.collapse_pa] == [True, True, False]
    assert not np.isnan(found.burst_pa).any()
