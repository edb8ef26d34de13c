"""Columns of liquid and gas, and what belongs to the volume and heat of an annulus."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden import case
from wells.engine.hydrostatics import (
    Gas,
    Liquid,
    LiquidColumn,
    column_pressure_pa,
    column_steps,
    gas_column,
    gas_pressure_pa,
)

FOOT_M, PSI_PA = 0.3048, 6894.757293
PPG_KG_M3 = 119.8264


def test_layers_add_up_from_the_top():
    inputs, expected = case("maasp", "MAASP-D6")["inputs"], case("maasp", "MAASP-D6")["expected"]
    layers = [
        Liquid(top_tvd_m=item["top_m"], density_kg_m3=item["sg"] * 1000) for item in inputs["fluid_column"]
    ]
    pressure_pa = column_pressure_pa(surface_pressure_pa=0, layers=layers, tvd_m=inputs["shoe_tvd_m"])
    assert pressure_pa / 1e3 == pytest.approx(expected["p_hydrostatic_kPa"], abs=0.01)


def test_gas_is_computed_in_absolute_pressure():
    gas = {"gas_specific_gravity": 0.7, "mean_temperature_k": 310, "z": 0.93, "height_m": 400}
    at_rest = gas_pressure_pa(top_pressure_pa=0, **gas)
    assert at_rest == pytest.approx(101_325 * (1 + 71_000 / 2_101_325) - 101_325, rel=0.01)
    assert at_rest > 0


def test_a_layer_below_the_depth_adds_nothing():
    layers = [Liquid(top_tvd_m=0, density_kg_m3=1000), Liquid(top_tvd_m=500, density_kg_m3=2000)]
    assert column_pressure_pa(surface_pressure_pa=0, layers=layers, tvd_m=500) == pytest.approx(4_903_325)


def test_a_depth_above_the_gauge_counts_as_the_gauge():
    column = LiquidColumn(surface_pressure_pa=7, tops_m=(0,), densities_kg_m3=(1000,))
    assert column.pressure_pa(-3) == 7


@given(
    heights=st.lists(st.floats(1, 900), min_size=1, max_size=4),
    densities=st.lists(st.floats(0, 2400), min_size=4, max_size=4),
    depth_m=st.floats(0, 4000),
    surface_pa=st.floats(0, 1e7),
)
def test_the_prepared_column_and_the_plain_one_agree(heights, densities, depth_m, surface_pa):
    tops = [0.0]
    for height in heights[:-1]:
        tops.append(tops[-1] + height)
    densities = densities[: len(tops)]
    layers = [Liquid(top_tvd_m=top, density_kg_m3=rho) for top, rho in zip(tops, densities, strict=True)]
    prepared = LiquidColumn(surface_pressure_pa=surface_pa, tops_m=tops, densities_kg_m3=densities)
    plain_pa = column_pressure_pa(surface_pressure_pa=surface_pa, layers=layers, tvd_m=depth_m)
    assert prepared.pressure_pa(depth_m) == pytest.approx(plain_pa, rel=1e-12)
    assert sum(prepared.heights_m(depth_m)) == pytest.approx(depth_m)


@given(surface_pa=st.floats(0, 4e7), gravity=st.floats(0.55, 1.2), height_m=st.floats(0, 4000))
def test_pressure_never_falls_with_depth_in_gas(surface_pa, gravity, height_m):
    layers = [Gas(top_tvd_m=0, gas_specific_gravity=gravity, mean_temperature_k=330, z=0.9)]
    depths = [height_m * share for share in (0, 0.3, 0.7, 1)]
    found = [
        column_pressure_pa(surface_pressure_pa=surface_pa, layers=layers, tvd_m=depth) for depth in depths
    ]
    assert all(above <= below for above, below in pairwise(found))


GAS = {"gas_specific_gravity": 0.7, "mean_temperature_k": 333.15}


def test_the_published_gas_column():
    """300 psia, gravity 0.7, 4500 ft at 140 degF: 332.7 psia in a public library, 332.4 with Z = 0.96."""
    column = gas_column(top_pressure_pa=300 * PSI_PA - 101_325, height_m=4500 * FOOT_M, **GAS)
    assert (column.base_pressure_pa + 101_325) / PSI_PA == pytest.approx(332.7, abs=0.5)
    assert column.z == pytest.approx(0.96, abs=0.002)


def test_trap_8_gauge_pressure_in_the_gas_formula_gives_another_number():
    gauge_pa, height_m = 1e6, 1500.0
    right = gas_pressure_pa(top_pressure_pa=gauge_pa, z=0.9, height_m=height_m, **GAS)
    wrong = gas_pressure_pa(top_pressure_pa=gauge_pa - 101_325, z=0.9, height_m=height_m, **GAS) + 101_325
    assert right - wrong == pytest.approx(101_325 * ((right + 101_325) / (gauge_pa + 101_325) - 1), rel=1e-6)
    assert right - wrong > 10_000


def test_trap_10_exact_gravity_and_the_field_constant_differ_by_a_tenth_of_a_percent():
    """10 ppg over 10,000 ft: 5194.8 psi, of which 0.052 makes 5200."""
    exact_pa = column_pressure_pa(
        surface_pressure_pa=0,
        layers=[Liquid(top_tvd_m=0, density_kg_m3=10 * PPG_KG_M3)],
        tvd_m=10_000 * FOOT_M,
    )
    assert exact_pa / PSI_PA == pytest.approx(5194.8, abs=0.05)
    assert exact_pa / PSI_PA != pytest.approx(0.052 * 10 * 10_000, abs=5)


def test_a_gas_cap_is_a_layer():
    gas = Gas(top_tvd_m=0, **GAS)
    layers = [gas, Liquid(top_tvd_m=800, density_kg_m3=1030)]
    above = column_pressure_pa(surface_pressure_pa=2e6, layers=[gas], tvd_m=800)
    whole = column_pressure_pa(surface_pressure_pa=2e6, layers=layers, tvd_m=1800)
    assert whole - above == pytest.approx(1030 * 9.80665 * 1000)
    assert whole < column_pressure_pa(
        surface_pressure_pa=2e6, layers=[Liquid(top_tvd_m=0, density_kg_m3=1030)], tvd_m=1800
    )


def test_the_factor_stands_at_the_mean_pressure_of_the_part_above():
    step = column_steps(surface_pressure_pa=2e6, layers=[Gas(top_tvd_m=0, **GAS)], tvd_m=1000)[0]
    mean_pa_abs = (2e6 + step.base_pressure_pa) / 2 + 101_325
    assert step.gas.mean_pressure_pa_abs == pytest.approx(mean_pa_abs, rel=1e-9)
    again = gas_pressure_pa(top_pressure_pa=2e6, z=step.gas.z, height_m=1000, **GAS)
    assert step.base_pressure_pa == pytest.approx(again, rel=1e-12)


def test_where_the_factor_has_no_answer_the_column_ends():
    layers = [
        Gas(top_tvd_m=0, gas_specific_gravity=2.2, mean_temperature_k=330),
        Liquid(top_tvd_m=500, density_kg_m3=1000),
    ]
    steps = column_steps(surface_pressure_pa=1e6, layers=layers, tvd_m=900)
    assert len(steps) == 1 and steps[0].base_pressure_pa is None and "gravity" in steps[0].gas.reason
    assert column_pressure_pa(surface_pressure_pa=1e6, layers=layers, tvd_m=900) is None


@given(surface_pa=st.floats(0, 4e7), gravity=st.floats(0.57, 1.0), height_m=st.floats(0, 4000))
def test_pressure_never_falls_with_depth_in_gas_with_computed_factor(surface_pa, gravity, height_m):
    layers = [Gas(top_tvd_m=0, gas_specific_gravity=gravity, mean_temperature_k=340)]
    found = [
        column_pressure_pa(surface_pressure_pa=surface_pa, layers=layers, tvd_m=height_m * share)
        for share in (0, 0.3, 0.7, 1)
    ]
    assert all(above <= below * (1 + 1e-12) for above, below in pairwise(found))
