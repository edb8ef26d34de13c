"""Domain, section 1: every point and every rule, the naive form it is easy to write, and the test that fails on it.

The table names tests; `golden` are cases that `tests/integrity/test_verification.py` asks of engine, API and command. What a naive form would do is not only told: `test_naive_forms.py` puts the ones that have
fooled public tools into the engine and sees the named test fail.
"""

from importlib import import_module

import pytest

from tests.integrity.test_verification import ASKED

POINTS = {
    "A1": "golden.MAASP-D12",
    "A2": "golden.MAASP-D12",
    "A3a": "golden.MAASP-D12",
    "A3b": "test_traps.test_trap_14_a_packer_stands_on_the_depleted_pressure_at_its_own_depth",
    "A4a": "golden.MAASP-D9",
    "A4b": "test_backup.test_a_hanger_below_the_cement_outside_is_backed_up_by_nothing_known",
    "A5": "golden.MAASP-P4",
    "A6": "golden.MAASP-D9",
    "A7a": "test_backup.test_below_the_cement_outside_nothing_known_backs_up",
    "A7b": "golden.MAASP-D9",
    "A8": "golden.MAASP-D12",
    "A9": "test_traps.test_a_test_older_than_the_tubing_says_nothing_of_it",
    "A10": "golden.MAASP-D8",
    "A11": "test_points.test_what_a11_lists_is_rated_in_the_way_the_annulus_loads_it",
    "X1": "golden.MAASP-D6",
    "X2A": "test_points.test_collapse_of_the_inner_casing_is_tried_to_the_cement_and_no_deeper",
    "X2B": "golden.MAASP-D13",
    "X3": "test_backup.test_an_outer_annulus_is_backed_up_to_its_own_cement_only",
    "X4": "test_states.test_by_own_spool_the_section_of_the_inner_wall_bounds_an_annulus",
    "X5": "test_points.test_a_test_of_an_outer_annulus_counts_for_it",
    "X6": "test_traps.test_a_disc_that_opens_the_other_way_is_no_candidate",
    "X7": "test_traps.test_sea_water_outside_the_last_string_ends_at_the_mudline",
}

RULES = {
    "1 least over depth: one depth, or the deep end alone": (
        "test_traps.test_trap_3_with_a_heavier_back_up_the_gauge_end_governs",
        "test_traps.test_trap_3_a_layer_top_inside_the_pipe_may_govern",
    ),
    "2 densities: degraded mud in the rated annulus, full mud behind it": (
        "test_traps.test_trap_4_the_rated_annulus_is_heaviest_and_its_opponent_lightest",
    ),
    "3 tubing content: flowing pressure counted although not guaranteed": (
        "test_states.test_each_state_stands_on_its_own_bore",
        "test_traps.test_an_evacuated_bore_opposes_with_nothing_also_subsea",
    ),
    "4 datum: the strength measured from today's RKB, or from the gauge": (
        "test_traps.test_trap_2_the_mud_weight_hangs_from_its_own_rig_and_the_column_from_the_gauge",
    ),
    "5 TVD: the measured depth": (
        "test_traps.test_trap_1_pressures_stand_on_tvd_not_on_md",
        "golden.MAASP-P8",
    ),
    "6 layers: one mean density": (
        "golden.MAASP-D6",
        "test_states.test_a_gas_cap_is_a_layer_of_its_own",
    ),
    "7 derating: the least candidate multiplied afterwards": (
        "test_golden_maasp.test_the_result_is_not_derated_once_more",
        "test_traps.test_trap_7_yield_is_derated_before_the_formula",
    ),
    "8 design factors: the result divided, or equipment divided by the pipe's": (
        "test_traps.test_trap_6_the_design_factor_divides_the_rating_not_the_result",
        "test_points.test_the_factor_of_pipe_does_not_divide_equipment",
    ),
    "9 nothing left: skipped, or set to 0": (
        "test_traps.test_trap_5_an_invalid_candidate_blocks_the_limit_instead_of_being_skipped",
        "golden.MAASP-D11",
    ),
    "10 states: a missing input taken as infinite": (
        "test_limit_laws.test_making_any_input_unknown_never_raises_an_unflagged_limit",
        "test_bad_limits.test_what_is_left_out_is_named_and_never_taken_as_infinite",
    ),
    "11 rounding: to the nearest, or up": ("test_traps.test_trap_12_a_limit_is_rounded_down",),
    "12 communication: the neighbour's candidates left out, or the leaking wall kept": (
        "test_leaks.test_a_joined_annulus_stands_on_the_weakest_of_both",
        "test_leaks.test_the_leaking_wall_no_longer_counts_and_says_why",
        "test_leaks.test_a_joined_annulus_is_no_back_up",
    ),
    "13 signs: a heavier annulus, or a lighter back-up, raises a limit": (
        "test_limit_laws.test_a_heavier_annulus_fluid_never_raises_its_limit",
        "test_limit_laws.test_a_lighter_opposing_column_never_raises_a_limit",
    ),
    "14 back-up: the column counted through the cement outside": (
        "test_backup.test_below_the_cement_outside_nothing_known_backs_up",
        "test_backup.test_the_cement_top_is_tried_on_both_sides",
    ),
    "15 tests: an old one, a leak test or one of unknown kind counted": (
        "test_traps.test_a_test_older_than_the_tubing_says_nothing_of_it",
        "test_traps.test_a_leak_test_is_no_strength_proof",
        "test_traps.test_a_test_that_does_not_say_which_it_was_is_asked_for",
        "test_traps.test_an_integrity_test_counts_as_a_lower_bound",
    ),
    "16 identity: strings nested by diameter alone": (
        "test_bad_limits.test_two_tubings_an_inner_string_and_two_open_bores_are_refused",
        "test_bad_limits.test_strings_of_one_size_are_not_nested_by_guess",
    ),
    "trap 13 regimes: MAASP and MAWOP in one answer": (
        "test_mawop.test_a_regime_is_part_of_its_answer_and_has_no_candidate_of_another",
        "test_mawop.test_a_calculator_refuses_the_regime_of_another",
    ),
    "trap 16 trigger: 80 % as if the standard said so": (
        "test_traps.test_trap_16_the_trigger_is_the_operators_share_and_not_eighty_percent",
    ),
}

NAMED = [*POINTS.values(), *(name for names in RULES.values() for name in names)]


@pytest.mark.parametrize("name", sorted(set(NAMED)))
def test_each_named_test_is_there(name):
    module, function = name.split(".")
    if module == "golden":
        assert ("maasp", function) in {(file, case["id"]) for file, case in ASKED}
        return
    assert callable(getattr(import_module(f"tests.integrity.engine.{module}"), function, None))


def test_no_point_and_no_rule_is_left_out():
    assert {name.rstrip("ab") for name in POINTS if name[0] == "A"} == {f"A{n}" for n in range(1, 12)}
    assert {name.rstrip("AB") for name in POINTS if name[0] == "X"} == {f"X{n}" for n in range(1, 8)}
    assert {int(name.split()[0]) for name in RULES if name[0].isdigit()} == set(range(1, 17))
