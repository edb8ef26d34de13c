"""Natural gas against published figures and by its laws: two methods that check each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden import cases, name_of
from wells.engine.gas import (
    DAK,
    METHODS,
    gas_density_kg_m3,
    pseudo_critical_sutton,
    z_dak,
    z_factor,
    z_hall_yarborough,
)
from wells.engine.roots import NotConverged, rising_root


@pytest.mark.parametrize("case", cases("z_factor"), ids=name_of)
def test_both_methods_give_the_golden_factors(case):
    expected, tolerance = case["expected"], case["tolerance"]
    dak, other = z_dak(**case["inputs"]).z, z_hall_yarborough(**case["inputs"]).z
    assert dak == pytest.approx(expected["z_dak"], rel=tolerance["dak_rel"])
    assert other == pytest.approx(expected["z_hall_yarborough"], rel=tolerance["dak_rel"])
    assert abs(dak / other - 1) <= tolerance["between_methods_rel"]


#: Printed by the public R library zFactor for its own solvers (its pages on both correlations).
PRINTED = [
    (z_dak, 1.5, 2.0, 0.9551087),
    (z_dak, 1.5, 1.1, 0.4463987),
    (z_dak, 0.5, 1.05, 0.8300683),
    (z_dak, 1.5, 1.05, 0.2837318),
    (z_dak, 2.5, 1.05, 0.3868282),
    (z_dak, 6.5, 1.1, 0.8458725),
    (z_dak, 3.5, 1.7, 0.8619509),
    (z_hall_yarborough, 1.5, 2.0, 0.9580002),
]


@pytest.mark.parametrize(("method", "ppr", "tpr", "printed"), PRINTED)
def test_an_independent_public_solver_prints_the_same(method, ppr, tpr, printed):
    assert method(ppr=ppr, tpr=tpr).z == pytest.approx(printed, abs=6e-8)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("ppr", "tpr"), [(2, 1.0), (2, 3.1), (31, 1.5), (-0.1, 1.5)])
def test_outside_its_range_there_is_a_reason_and_no_number(method, ppr, tpr):
    found = METHODS[method](ppr=ppr, tpr=tpr)
    assert found.z is None and found.reason


def test_below_the_data_the_factor_goes_to_the_ideal_gas_and_says_so():
    low = z_dak(ppr=0.02, tpr=1.5)
    assert 0.99 < low.z < 1 and "below the data" in low.note
    assert z_dak(ppr=0, tpr=1.5).z == 1 and z_dak(ppr=0.2, tpr=1.5).note is None


def test_near_the_critical_point_a_note_says_so():
    assert "critical" in z_dak(ppr=2, tpr=1.1).note
    assert z_hall_yarborough(ppr=2, tpr=1.1).z is None


@pytest.mark.parametrize("gravity", [0.3, 0.56, 1.7, 29])
def test_a_gravity_outside_the_fit_has_no_critical_point(gravity):
    assert pseudo_critical_sutton(gas_specific_gravity=gravity).pressure_pa_abs is None
    found = z_factor(pressure_pa_abs=2e6, temperature_k=330, gas_specific_gravity=gravity)
    assert found.z is None and "gravity" in found.reason


@given(ppr=st.floats(0, 30), tpr=st.floats(1.05, 3))
def test_the_factor_solves_its_own_equation(ppr, tpr):
    z = z_dak(ppr=ppr, tpr=tpr).z
    r = 0.27 * ppr / (z * tpr)
    a = (0.3265, -1.07, -0.5339, 0.01569, -0.05165, 0.5475, -0.7361, 0.1844, 0.1056, 0.6134, 0.721)
    virial = a[0] + a[1] / tpr + a[2] / tpr**3 + a[3] / tpr**4 + a[4] / tpr**5
    second, fifth = a[5] + a[6] / tpr + a[7] / tpr**2, a[8] * (a[6] / tpr + a[7] / tpr**2)
    tail = a[9] * (1 + a[10] * r**2) * r**2 / tpr**3 * 2.718281828459045 ** (-a[10] * r**2)
    assert 1 + virial * r + second * r**2 - fifth * r**5 + tail == pytest.approx(z, rel=1e-9)


@given(ppr=st.floats(0.2, 15), tpr=st.floats(1.3, 3))
def test_the_two_methods_check_each_other(ppr, tpr):
    assert z_dak(ppr=ppr, tpr=tpr).z == pytest.approx(z_hall_yarborough(ppr=ppr, tpr=tpr).z, rel=0.025)


@given(pressure=st.floats(1e5, 6e7), more=st.floats(1, 1.5), gravity=st.floats(0.57, 1.0))
def test_gas_is_never_thinner_under_more_pressure(pressure, more, gravity):
    gas = {"temperature_k": 350, "gas_specific_gravity": gravity}
    thin, thick = (
        gas_density_kg_m3(pressure_pa_abs=p, z=z_factor(pressure_pa_abs=p, **gas).z, **gas)
        for p in (pressure, pressure * more)
    )
    assert thin <= thick * (1 + 1e-9)


def test_trap_8_gauge_pressure_gives_another_factor():
    gas = {"temperature_k": 320, "gas_specific_gravity": 0.7}
    right, wrong = (z_factor(pressure_pa_abs=p, **gas).z for p in (1e6 + 101_325, 1e6))
    assert abs(right - wrong) > 1e-3


def test_the_constants_of_another_correlation_would_be_noticed():
    """A public repository prints the last constants of Dranchuk, Purvis and Robinson as those of DAK."""
    assert METHODS[DAK](ppr=3, tpr=1.5).z == pytest.approx(0.77613, rel=1e-4)


def test_an_iteration_that_finds_nothing_fails_loudly():
    with pytest.raises(NotConverged):
        rising_root(lambda x: (x - 5, 1), low=0, high=2, start=1)
    with pytest.raises(NotConverged):
        rising_root(lambda x: (float("nan"), 1), low=0, high=2, start=1)
    with pytest.raises(NotConverged):
        rising_root(lambda x: (-1.0 if x < 1 else float("nan") if x < 2 else 1.0, 1), low=0, high=2, start=1)


@given(root=st.floats(0.001, 0.999), power=st.integers(1, 9))
def test_the_safeguarded_iteration_finds_flat_and_steep_roots(root, power):
    found = rising_root(
        lambda x: ((x - root) ** power if power % 2 else (x - root), power * (x - root) ** (power - 1) if power % 2 else 1),
        low=0.0, high=1.0, start=0.5,
    )  # fmt: skip
    assert found == pytest.approx(root, abs=1e-4)
