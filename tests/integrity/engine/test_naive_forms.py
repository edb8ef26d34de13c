"""Naive forms that have fooled public tools, put into the engine: the test that the table names must fail on each."""

from math import ceil

import pytest

from integrity.engine.calculators import calculate
from integrity.engine.maasp import below, candidate, formation, iso_16530_1, joined, limit, pipe, space
from integrity.engine.maasp.leaks import Leaks
from integrity.engine.maasp.well import Survey, Well
from integrity.engine.result import COUNTED, NOT_APPLICABLE
from integrity.verification.topics import outcome
from tests.golden import case
from tests.integrity.engine import test_backup as backup
from tests.integrity.engine import test_golden_maasp as golden
from tests.integrity.engine import test_leaks as leaks
from tests.integrity.engine import test_traps as traps
from tests.integrity.test_verification import wrong


def deep_end_only(patch):
    whole = pipe._trials
    patch.setattr(pipe, "_trials", lambda *given: whole(*given)[-1:] * 2)
    patch.setattr(pipe, "_turning", lambda *given: [])


def no_turning(patch):
    patch.setattr(pipe, "_turning", lambda *given: [])


def measured_depth(patch):
    patch.setattr(Survey, "at", lambda self, md_m: (md_m, False))


def datum_of_today(patch):
    known = formation.known
    patch.setattr(
        formation,
        "known",
        lambda value, path, what: (
            50.0 if path.endswith("emw_datum_elevation_m") else known(value, path, what)
        ),
    )


def nothing_left_is_skipped(patch):
    patch.setattr(candidate, "state_of", lambda result_pa: COUNTED if result_pa > 0 else NOT_APPLICABLE)


def degraded_mud(patch):
    patch.setitem(space.DENSITIES, "heaviest", "lightest_density_kg_m3")


def result_derated(patch):
    floor_to = limit.floor_to
    patch.setattr(limit, "floor_to", lambda value_pa, step_pa: floor_to(value_pa * 0.4971, step_pa))


def initial_pressure(patch):
    known = below.known
    patch.setattr(
        below,
        "known",
        lambda value, path, what: 40e6 if path.endswith("lowest_credible_pa") else known(value, path, what),
    )


def rounded_up(patch):
    patch.setattr(limit, "floor_to", lambda value_pa, step_pa: ceil(value_pa / step_pa) * step_pa)


def eighty_percent(patch):
    whole = iso_16530_1.limit_of

    def with_trigger(*given):
        found = whole(*given)
        object.__setattr__(found, "upper_trigger_pa", found.limit_pa and 0.8 * found.limit_pa)
        return found

    patch.setattr(iso_16530_1, "limit_of", with_trigger)


def through_the_cement(patch):
    patch.setattr(Well, "careful_backup", property(lambda self: False))


def wall_kept(patch):
    patch.setattr(joined, "_leak_under", lambda *given: None)


def neighbour_left_out(patch):
    patch.setattr(joined, "_of_annulus", lambda *given: iter(()))


def back_up_kept(patch):
    patch.setattr(Leaks, "joined", lambda self, name: frozenset())


def shoe_by_tvd():
    """MAASP-P8: 5000 ft MD is 4500 ft TVD."""
    assert wrong(outcome("maasp", case("maasp", "MAASP-P8"), calculate)) == []


NAIVE = [
    (deep_end_only, traps.test_trap_3_with_a_heavier_back_up_the_gauge_end_governs),
    (no_turning, traps.test_trap_3_a_layer_top_inside_the_pipe_may_govern),
    (measured_depth, traps.test_trap_1_pressures_stand_on_tvd_not_on_md),
    (measured_depth, shoe_by_tvd),
    (datum_of_today, traps.test_trap_2_the_mud_weight_hangs_from_its_own_rig_and_the_column_from_the_gauge),
    (
        nothing_left_is_skipped,
        traps.test_trap_5_an_invalid_candidate_blocks_the_limit_instead_of_being_skipped,
    ),
    (degraded_mud, traps.test_trap_4_the_rated_annulus_is_heaviest_and_its_opponent_lightest),
    (result_derated, golden.test_the_result_is_not_derated_once_more),
    (initial_pressure, traps.test_trap_14_a_packer_stands_on_the_depleted_pressure_at_its_own_depth),
    (rounded_up, traps.test_trap_12_a_limit_is_rounded_down),
    (eighty_percent, traps.test_trap_16_the_trigger_is_the_operators_share_and_not_eighty_percent),
    (through_the_cement, backup.test_below_the_cement_outside_nothing_known_backs_up),
    (wall_kept, leaks.test_the_leaking_wall_no_longer_counts_and_says_why),
    (neighbour_left_out, leaks.test_a_joined_annulus_stands_on_the_weakest_of_both),
    (back_up_kept, leaks.test_a_joined_annulus_is_no_back_up),
]


@pytest.mark.parametrize(
    ("naive", "proof"), NAIVE, ids=[f"{naive.__name__}-{proof.__name__[5:25]}" for naive, proof in NAIVE]
)
def test_a_naive_form_does_not_pass(naive, proof, monkeypatch):
    proof()
    naive(monkeypatch)
    with pytest.raises((AssertionError, KeyError)):
        proof()
