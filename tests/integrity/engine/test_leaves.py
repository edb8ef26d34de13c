"""Places of a well: to a number and back, and whose word it is."""

import pytest

from integrity.engine.leaves import numbers_under, source_of, steps_to, value_at, with_value
from integrity.engine.limits import assess_limits
from tests.contract import dated_example
from wells.engine.document import at

NO_PLACE = {"constant", "derived", "trajectory"}


@pytest.fixture(scope="module")
def model():
    return at(dated_example("platform-oil-gas-lift"))


def test_every_source_of_a_derivation_is_a_place_of_the_well(model):
    sources = {
        row.source
        for limit in assess_limits(model).results
        for candidate in limit.candidates
        for row in candidate.substitution
    } - NO_PLACE
    assert len(sources) > 30
    assert [path for path in sources if steps_to(model, path) is None] == []


def test_a_number_is_changed_and_everything_else_stays(model):
    path = "strings/tubing-5-1-2/sections/s2/yield_pa"
    steps = steps_to(model, path)
    changed = with_value(model, steps, 600e6)
    assert value_at(changed, steps) == 600e6
    assert with_value(changed, steps, value_at(model, steps)) == model
    assert changed.components is model.components


def test_numbers_under_a_place_have_paths_that_lead_back(model):
    leaves = list(numbers_under(model, "strings/tubing-5-1-2"))
    assert len(leaves) > 10
    assert all(steps_to(model, leaf.path) == leaf.steps for leaf in leaves)
    assert all(value_at(model, leaf.steps) == leaf.value for leaf in leaves)


def test_a_fact_is_told_by_the_innermost_source_around_it(model):
    told = source_of(model, "strings/tubing-5-1-2/wall_logs/caliper-2023/intervals/0/min_remaining_wall_m")
    assert told.document == "Caliper report A-07"
    assert source_of(model, "strings/casing-9-5-8/sections/s2/od_m").document == "End of well report A-07"
    assert source_of(model, "rules/design_factors/equipment") is None
    assert steps_to(model, "strings/none/od_m") is None and source_of(model, "nothing/here") is None
