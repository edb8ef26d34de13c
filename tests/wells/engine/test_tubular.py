"""Pipe strength against published tables, and the laws that any strength obeys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden import cases, name_of
from wells.engine.constants import INCH_M, PSI_PA
from wells.engine.tubular import (
    coefficients_psi,
    collapse,
    equivalent_yield_pa,
    internal_yield_pa,
    wall_stress,
    yield_factor_linear,
)

RATED = [case for case in cases("tubular_ratings") if "wall_in" in case["inputs"]]


def within(case, printed, computed):
    tolerance = case["tolerance"]
    return abs(computed - printed) <= max(tolerance.get("abs_psi", 0), tolerance.get("rel", 0) * printed)


@pytest.mark.parametrize("case", RATED, ids=name_of)
def test_published_ratings_are_met(case):
    pipe = {
        "od_m": case["inputs"]["od_in"] * INCH_M,
        "wall_m": case["inputs"]["wall_in"] * INCH_M,
        "yield_pa": case["inputs"]["yield_psi"] * PSI_PA,
    }
    expected = case["expected"]
    if "collapse_psi" in expected:
        strength = collapse(**pipe)
        assert within(case, expected["collapse_psi"], strength.pressure_pa / PSI_PA)
        assert strength.regime == case.get("regime", strength.regime)
    if "burst_psi" in expected:
        burst_pa = internal_yield_pa(**pipe, wall_factor=0.875)
        assert within(case, expected["burst_psi"], burst_pa / PSI_PA)


@pytest.mark.parametrize("case", cases("collapse_coefficients"), ids=name_of)
def test_the_polynomials_give_the_printed_constants(case):
    c = coefficients_psi(case["inputs"]["yield_psi"])
    found = {"A": c.a, "B": c.b, "C_psi": c.c_psi, "F": c.f, "G": c.g}
    found |= {"dt_yield_plastic": c.yield_plastic, "dt_plastic_transition": c.plastic_transition}
    found |= {"dt_transition_elastic": c.transition_elastic}
    for name, printed in case["expected"].items():
        tolerance = case["tolerance"]["dt" if name.startswith("dt_") else name]
        assert found[name] == pytest.approx(printed, abs=tolerance)


AXIAL = [case for case in cases("collapse_axial_triaxial") if case["id"].startswith("AX")]


@pytest.mark.parametrize("case", AXIAL, ids=name_of)
def test_axial_load_lowers_collapse_and_compression_earns_nothing(case):
    inputs, expected = case["inputs"], case["expected"]
    left_pa = equivalent_yield_pa(
        yield_pa=inputs["yield_psi"] * PSI_PA,
        stress_pa=(inputs["axial_stress_psi"] + inputs["internal_pressure_psi"]) * PSI_PA,
    )
    capped = expected.get("equivalent_yield_capped_psi")
    assert left_pa / PSI_PA == pytest.approx(
        capped or expected["equivalent_yield_psi"], rel=case["tolerance"]["rel"]
    )
    pipe = {"od_m": inputs["od_in"] * INCH_M, "wall_m": inputs["wall_in"] * INCH_M}
    printed = expected["collapse_zero_load_psi" if capped else "collapse_differential_psi"]
    assert collapse(**pipe, yield_pa=left_pa).pressure_pa / PSI_PA == pytest.approx(
        printed, rel=case["tolerance"]["rel"]
    )


def test_tension_at_yield_leaves_no_strength():
    assert equivalent_yield_pa(yield_pa=5e8, stress_pa=5e8) is None


TRIAXIAL = [case for case in cases("collapse_axial_triaxial") if case["id"].startswith("TRI")]


@pytest.mark.parametrize("case", TRIAXIAL, ids=name_of)
def test_triaxial_stress_of_a_thick_wall(case):
    inputs, expected, rel = case["inputs"], case["expected"], case["tolerance"]["rel"]
    load = {
        "od_m": inputs["od_in"],
        "wall_m": (inputs["od_in"] - inputs["id_in"]) / 2,
        "internal_pa": inputs["p_int_psi"],
        "external_pa": inputs["p_ext_psi"],
        "axial_stress_pa": inputs["axial_stress_psi"],
    }
    inner = wall_stress(radius_m=inputs["id_in"] / 2, **load)
    outer = wall_stress(radius_m=inputs["od_in"] / 2, **load)
    assert inner.hoop_pa == pytest.approx(expected["hoop_inner_psi"], rel=rel)
    assert inner.radial_pa == pytest.approx(expected["radial_inner_psi"], rel=rel, abs=1e-6)
    assert inner.von_mises_pa == pytest.approx(expected["vme_inner_psi"], rel=rel)
    assert outer.von_mises_pa == pytest.approx(expected["vme_outer_psi"], rel=rel)
    worst = max(inner.von_mises_pa, outer.von_mises_pa)
    assert inputs["yield_psi"] / worst == pytest.approx(expected["triaxial_sf"], rel=1e-3)


LINEAR = [
    case for case in cases("temperature_derating") if case["id"] == "TD-15" or case["id"].startswith("TD-D")
]


@pytest.mark.parametrize("case", LINEAR, ids=name_of)
def test_linear_derating_of_yield(case):
    at, left = case["inputs"]["temperature_C"], case["expected"]["yield_factor"]
    pairs = zip(at, left, strict=True) if isinstance(at, list) else [(at, left)]
    for temperature_c, factor in pairs:
        found = yield_factor_linear(temperature_k=temperature_c + 273.15)
        assert found == pytest.approx(factor, abs=case["tolerance"]["abs"])


def test_collapse_is_not_scaled_with_the_wall():
    pipe = {"od_m": 0.244475, "yield_pa": 551.6e6}
    new, worn = collapse(**pipe, wall_m=0.011989), collapse(**pipe, wall_m=0.011989 * 0.8)
    assert worn.pressure_pa < 0.8 * new.pressure_pa * 0.85


PIPES = {
    "od_m": st.floats(0.05, 0.6),
    "slenderness": st.floats(6, 70),
    "yield_psi": st.floats(25_000, 150_000),
}


@given(**PIPES, less=st.floats(0.5, 1))
def test_less_wall_never_holds_more(od_m, slenderness, yield_psi, less):
    pipe = {"od_m": od_m, "yield_pa": yield_psi * PSI_PA}
    wall_m = od_m / slenderness
    assert collapse(**pipe, wall_m=wall_m * less).pressure_pa <= collapse(
        **pipe, wall_m=wall_m
    ).pressure_pa * (1 + 1e-9)
    burst = [internal_yield_pa(**pipe, wall_m=wall, wall_factor=0.875) for wall in (wall_m * less, wall_m)]
    assert burst[0] <= burst[1]


@given(**PIPES, less=st.floats(0.9, 1))
def test_lower_yield_never_holds_more(od_m, slenderness, yield_psi, less):
    pipe = {"od_m": od_m, "wall_m": od_m / slenderness}
    weak, strong = (collapse(**pipe, yield_pa=yield_psi * share * PSI_PA) for share in (less, 1))
    assert weak.pressure_pa <= strong.pressure_pa * (1 + 1e-5)


@given(yield_pa=st.floats(2e8, 1e9), share=st.floats(0, 0.95), more=st.floats(0, 0.04))
def test_more_tension_never_leaves_more_yield(yield_pa, share, more):
    less, greater = (
        equivalent_yield_pa(yield_pa=yield_pa, stress_pa=yield_pa * s) for s in (share, share + more)
    )
    assert greater <= less
