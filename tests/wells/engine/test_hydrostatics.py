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
    annular_capacity_m2,
    column_pressure_pa,
    gas_pressure_pa,
    kick_tolerance_kg_m3,
    sealed_pressure_rise_pa,
    volume_m3,
)

FOOT_M, BARREL_M3, PSI_PA = 0.3048, 0.158987295, 6894.757293
PPG_KG_M3 = 119.8264


def test_layers_add_up_from_the_top():
    inputs, expected = case("maasp", "MAASP-D6")["inputs"], case("maasp", "MAASP-D6")["expected"]
    layers = [
        Liquid(top_tvd_m=item["top_m"], density_kg_m3=item["sg"] * 1000) for item in inputs["fluid_column"]
    ]
    pressure_pa = column_pressure_pa(surface_pressure_pa=0, layers=layers, tvd_m=inputs["shoe_tvd_m"])
    assert pressure_pa / 1e3 == pytest.approx(expected["p_hydrostatic_kPa"], abs=0.01)


def test_annular_capacity():
    published = case("hydrostatics_geometry", "CAP-P6")
    inputs, expected = published["inputs"], published["expected"]
    capacity_m2 = annular_capacity_m2(
        outer_diameter_m=inputs["hole_in"] * 0.0254, inner_diameter_m=inputs["pipe_od_in"] * 0.0254
    )
    found = capacity_m2 * FOOT_M / BARREL_M3
    assert found == pytest.approx(expected["bbl_per_ft"], rel=published["tolerance"]["rel"])
    assert 1 / found == pytest.approx(expected["ft_per_bbl"], rel=published["tolerance"]["rel"])


@pytest.mark.parametrize("name", ["APB-D-NaCl", "APB-D-CaCl2", "APB-D-NaBr", "APB-D-ZnBr2/CaBr2/CaCl2"])
def test_a_sealed_annulus_that_warms(name):
    published = case("hydrostatics_geometry", name)
    inputs = published["inputs"]
    rise_pa = sealed_pressure_rise_pa(
        expansion_per_k=inputs["alpha_per_F"] * 1.8,
        compressibility_per_pa=inputs["kappa_per_psi"] / PSI_PA,
        temperature_rise_k=inputs["dT_F"] / 1.8,
    )
    assert rise_pa / PSI_PA == pytest.approx(
        published["expected"]["dp_psi"], rel=published["tolerance"]["rel"]
    )


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


@pytest.mark.parametrize("name", ["CAP-P2", "CAP-P3"])
def test_published_volumes_of_pieces_of_annulus(name):
    published = case("hydrostatics_geometry", name)
    inputs = published["inputs"]
    pieces = inputs.get("segments") or [[inputs["bbl_per_ft"], inputs["length_ft"]]]
    volume = volume_m3((capacity * BARREL_M3 / FOOT_M, length * FOOT_M) for capacity, length in pieces)
    assert volume / BARREL_M3 == pytest.approx(
        published["expected"]["bbl"], abs=published["tolerance"]["abs"]
    )


def test_the_published_kick_tolerance():
    published = case("hydrostatics_geometry", "KTF-P1")
    inputs = published["inputs"]
    tolerance = kick_tolerance_kg_m3(
        shoe_tvd_m=inputs["shoe_tvd_ft"] * FOOT_M,
        well_tvd_m=inputs["well_tvd_ft"] * FOOT_M,
        greatest_density_kg_m3=inputs["max_mw_ppg"] * PPG_KG_M3,
        density_kg_m3=inputs["mw_ppg"] * PPG_KG_M3,
    )
    assert tolerance / PPG_KG_M3 == pytest.approx(
        published["expected"]["ktf_ppg"], abs=published["tolerance"]["abs"]
    )
