"""Heat in a trapped annulus: rigid, yielding, with gas; and the room to leave while it is cold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden import case
from wells.engine.hydrostatics import BRINES, Trapped, build_up_pa, greatest_cold_pressure_pa
from wells.engine.hydrostatics.compliance import THICK, THIN, Pipe, Steel, compliance_per_pa
from wells.engine.hydrostatics.thermal import isothermal_cap, polytropic_cap, rigid_rise_pa, warming_cap

PSI_PA = 6894.757293168361
LIQUID = {"expansion_per_k": 4.5e-4, "compressibility_per_pa": 3e-10}
STEEL = Steel(2.07e11, 0.3)
CASING, TUBING = Pipe(0.244475, 0.011989), Pipe(0.1143, 0.006883)


def rise_pa(cold_pa=1e6, delta_k=20.0, **more):
    return build_up_pa(Trapped(temperature_rise_k=delta_k, **LIQUID, **more), cold_pressure_pa=cold_pa)


def test_the_table_of_brines_is_the_published_one():
    expected, brine = case("hydrostatics_geometry", "APB-P1")["expected"], BRINES["nacl-9.49-ppg"]
    assert brine.expansion_per_k / 1.8 == pytest.approx(expected["expansion_per_F"], rel=1e-9)
    assert brine.compressibility_per_pa * PSI_PA == pytest.approx(
        expected["compressibility_per_psi"], rel=1e-9
    )
    assert brine.density_kg_m3 == pytest.approx(9.49 * 119.826427317)


def test_a_tenth_of_a_degree_is_thirteen_psi_in_sodium_chloride():
    brine = BRINES["nacl-9.49-ppg"]
    trapped = Trapped(
        expansion_per_k=brine.expansion_per_k,
        compressibility_per_pa=brine.compressibility_per_pa,
        temperature_rise_k=0.1 / 1.8,
    )
    assert build_up_pa(trapped, cold_pressure_pa=0) / PSI_PA == pytest.approx(13, abs=0.3)


def test_rigid_it_is_the_plain_formula_and_pipes_that_give_soften_it():
    assert rise_pa() == pytest.approx(4.5e-4 * 20 / 3e-10)
    assert rise_pa(compliance_per_pa=3e-10) == pytest.approx(rise_pa() / 2)


def test_what_leaks_in_adds_and_what_leaks_out_takes_away():
    assert rise_pa(inflow_fraction=1e-3) > rise_pa() > rise_pa(inflow_fraction=-1e-3)


def test_the_gas_cap_solves_its_own_balance():
    cap = isothermal_cap(volume_fraction=0.05)
    found = rise_pa(cold_pa=1e6, gas_cap=cap, compliance_per_pa=1e-10)
    cold_abs = 1e6 + 101_325
    liquid = 0.95 * (1 + 4.5e-4 * 20 - 3e-10 * found)
    assert liquid + 0.05 * cold_abs / (cold_abs + found) == pytest.approx(1 + 1e-10 * found, rel=1e-12)


def test_trap_8_a_gas_cap_reckoned_in_gauge_pressure_gives_another_rise():
    cap = isothermal_cap(volume_fraction=0.05)
    right, wrong = rise_pa(cold_pa=0.5e6, gas_cap=cap), rise_pa(cold_pa=0.5e6 - 101_325, gas_cap=cap)
    assert right > wrong * 1.1


def test_gas_on_a_polytrope_and_gas_that_warms_press_more_than_gas_at_rest():
    still = rise_pa(gas_cap=isothermal_cap(volume_fraction=0.05))
    assert rise_pa(gas_cap=polytropic_cap(volume_fraction=0.05, exponent=1.3)) > still
    warm = warming_cap(volume_fraction=0.05, cold_temperature_k=290, temperature_rise_k=20)
    assert rise_pa(gas_cap=warm) > still


def test_an_annulus_that_cools_loses_pressure_with_and_without_gas():
    assert rise_pa(delta_k=-5) < 0
    assert -1e6 - 101_325 < rise_pa(delta_k=-5, gas_cap=isothermal_cap(volume_fraction=0.05)) < 0


SHARES = {"share": st.floats(1e-4, 0.9), "cold_pa": st.floats(0, 3e7), "delta_k": st.floats(0.1, 150)}


@given(**SHARES, exponent=st.floats(1, 1.6), compliance=st.floats(0, 1e-9))
def test_rigid_and_full_is_the_upper_bound(share, cold_pa, delta_k, exponent, compliance):
    cap = polytropic_cap(volume_fraction=share, exponent=exponent)
    trapped = Trapped(temperature_rise_k=delta_k, compliance_per_pa=compliance, gas_cap=cap, **LIQUID)
    found = build_up_pa(trapped, cold_pressure_pa=cold_pa)
    assert 0 <= found <= rigid_rise_pa(trapped) * (1 + 1e-9)


@given(**SHARES, more=st.floats(0, 0.09))
def test_more_gas_never_presses_more(share, cold_pa, delta_k, more):
    less, greater = (
        rise_pa(cold_pa=cold_pa, delta_k=delta_k, gas_cap=isothermal_cap(volume_fraction=f))
        for f in (share, share + more)
    )
    assert greater <= less * (1 + 1e-9)


@given(**SHARES, hot_pa=st.floats(1e5, 6e7))
def test_the_greatest_cold_pressure_just_holds(share, cold_pa, delta_k, hot_pa):
    trapped = Trapped(temperature_rise_k=delta_k, gas_cap=isothermal_cap(volume_fraction=share), **LIQUID)
    cold = greatest_cold_pressure_pa(trapped, hot_limit_pa=hot_pa, cold_pressure_pa=cold_pa)
    if cold is None:
        assert build_up_pa(trapped, cold_pressure_pa=0) > hot_pa
        return
    squeezed = share * min(1, (cold_pa + 101_325) / (cold + 101_325))
    hot = cold + rise_pa(cold_pa=cold, delta_k=delta_k, gas_cap=isothermal_cap(volume_fraction=squeezed))
    assert hot == pytest.approx(hot_pa, abs=1)


def test_gas_that_is_topped_up_with_liquid_softens_less():
    """Two percent of gas at 5 bar are a sixth of a percent at 80 bar: reckoned as two they would promise room."""
    cap = isothermal_cap(volume_fraction=0.02)
    trapped = Trapped(temperature_rise_k=25, gas_cap=cap, **LIQUID)
    same_gas = greatest_cold_pressure_pa(trapped, hot_limit_pa=15e6, cold_pressure_pa=0.5e6)
    same_share = greatest_cold_pressure_pa(trapped, hot_limit_pa=15e6, cold_pressure_pa=15e6)
    assert same_gas < same_share / 2


def test_no_cold_pressure_helps_where_heat_alone_passes_the_limit():
    trapped = Trapped(temperature_rise_k=20, **LIQUID)
    assert greatest_cold_pressure_pa(trapped, hot_limit_pa=1e7) is None
    assert greatest_cold_pressure_pa(trapped, hot_limit_pa=3.1e7) == pytest.approx(1e6)


def give(method, outer_gives=True, inner_gives=True, outer=CASING):
    return compliance_per_pa(
        outer=outer,
        inner=TUBING,
        outer_gives=outer_gives,
        inner_gives=inner_gives,
        steel=STEEL,
        method=method,
    )


def test_a_held_pipe_does_not_give_and_two_pipes_give_together():
    assert give(THICK, False, False) == 0
    assert give(THICK) == pytest.approx(give(THICK, True, False) + give(THICK, False, True))


def test_thick_and_thin_walls_agree_on_a_thin_pipe():
    """Ends held and ends free differ by 1 - v^2 on a thin wall, and by nothing else."""
    thin = Pipe(0.5, 0.0005)
    ratio = give(THICK, inner_gives=False, outer=thin) / give(THIN, inner_gives=False, outer=thin)
    assert ratio == pytest.approx(1 - 0.3**2, rel=0.005)


def test_thicker_pipe_gives_less():
    assert give(THICK, outer=Pipe(0.244475, 0.0138)) < give(THICK)
