"""Laws of limits over wells generated from the schema, in every regime: what may never raise one."""

from copy import deepcopy
from math import isfinite

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from integrity.engine.limits import assess_limits
from integrity.engine.result import COUNTED, NOISE
from tests.integrity.engine.any_well import REGIMES, holder, places, values, wells, without_leaks
from wells.engine.document import at
from wells.record import schema

SLACK, SLACK_PA = 1 + 1e-9, 1e-2
few = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)
regimes = st.sampled_from(REGIMES)


def never_higher(changed, plain, regime, letters=None):
    """No limit that stands without a flag is above what stood before; a limit with a number may lose it."""
    before = values(plain, regime)
    for letter, after in values(changed, regime).items():
        if letters is not None and letter not in letters:
            continue
        if after.status != "determined":
            continue
        old = before[letter].unrounded_pa
        assert old is not None, (letter, before[letter].status)
        assert after.unrounded_pa <= old * SLACK + SLACK_PA, (letter, old, after.unrounded_pa)


def scaled(document, names, share):
    """The document with every figure of these fields multiplied; whether there was any."""
    changed, found = deepcopy(document), False
    for trail, _ in places(changed, schema.definition("well")):
        place = holder(changed, trail)
        if trail[-1] in names and isinstance(place.get(trail[-1]), int | float):
            place[trail[-1]] *= share
            found = True
    return changed, found


def policy(document):
    found = document.get("fluids_policy") or [{}]
    return found[0]


@few
@given(document=wells(), regime=regimes, more=st.floats(0, 600), data=st.data())
def test_a_heavier_annulus_never_raises_its_own_limit(document, regime, more, data):
    letter = data.draw(st.sampled_from([annulus["letter"] for annulus in document["annuli"]]))
    heavier = deepcopy(document)
    annulus = next(one for one in heavier["annuli"] if one["letter"] == letter)
    for column in annulus.get("columns") or []:
        for layer in column.get("layers") or []:
            if layer.get("density_kg_m3"):
                layer["density_kg_m3"] += more
    never_higher(heavier, document, regime, {letter})


@few
@given(document=wells(), regime=regimes, share=st.floats(0.6, 1))
def test_less_wall_never_raises_a_limit(document, regime, share):
    worn, found = scaled(document, {"wall_m", "min_remaining_wall_m"}, share)
    assume(found)
    for string in worn["strings"]:
        for section in string.get("sections") or []:
            if section.get("wall_m") is not None:
                section["id_m"] = None
    never_higher(worn, document, regime)


@few
@given(document=wells(), regime=regimes, more=st.floats(0, 80))
def test_hotter_steel_never_raises_a_limit(document, regime, more):
    hotter = deepcopy(document)
    for content in hotter.get("bore_contents") or []:
        for point in content.get("temperatures") or []:
            point["temperature_k"] += more
    never_higher(hotter, document, regime)


STRENGTHS = {
    "yield_pa", "emw_kg_m3", "lowest_credible_pa", "rated_working_pressure_pa", "collapse_pa", "burst_pa",
    "differential_from_above_pa", "differential_from_below_pa", "differential_outward_pa", "differential_inward_pa",
}  # fmt: skip


@few
@given(
    document=wells(),
    regime=regimes,
    share=st.floats(0.7, 1),
    names=st.sets(st.sampled_from(sorted(STRENGTHS)), min_size=1),
)
def test_lower_strength_never_raises_a_limit(document, regime, share, names):
    weaker, found = scaled(document, names, share)
    assume(found)
    never_higher(weaker, document, regime)


@few
@given(document=wells(), regime=regimes, share=st.floats(0, 1))
def test_lighter_opposing_columns_never_raise_a_limit(document, regime, share):
    assume(policy(document).get("rated_annulus") != "lightest")
    assume(policy(document).get("formation_check") != "lightest")
    lighter, found = scaled(document, {"lightest_density_kg_m3"}, share)
    assume(found)
    never_higher(lighter, document, regime)


@few
@given(document=wells(leaks=0), regime=regimes, data=st.data())
def test_making_a_fact_unknown_never_raises_a_limit(document, regime, data):
    known = [
        trail
        for trail, part in places(document, schema.definition("well"))
        if holder(document, trail).get(trail[-1]) is not None
        and "null" in part.get("type", ("null",) if None in part.get("enum", ()) else ())
        and "fluids_policy" not in trail
    ]
    forgotten = deepcopy(document)
    for trail in data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=4)):
        if "rating_override" not in trail and "connection" not in trail:
            holder(forgotten, trail)[trail[-1]] = None
    never_higher(forgotten, document, regime)


@few
@given(document=wells(leaks=3), regime=regimes)
def test_a_leak_more_never_raises_a_limit(document, regime):
    leaks = document["communications"]
    for count in range(1, len(leaks) + 1):
        fewer = deepcopy(document) | {"communications": leaks[: count - 1]}
        more = deepcopy(document) | {"communications": leaks[:count]}
        never_higher(more, fewer, regime)
    never_higher(document, without_leaks(document), regime)


def figures(value):
    if isinstance(value, dict):
        for inner in value.values():
            yield from figures(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from figures(inner)
    elif isinstance(value, float | int):
        yield value


@few
@given(document=wells(most=8, leaks=2), regime=regimes)
def test_nothing_is_infinite_and_the_least_governs(document, regime):
    found = assess_limits(at(document), regime=regime)
    assert all(isfinite(figure) for figure in figures(found.to_dict()))
    for limit in found.results:
        counted = [one.result_pa for one in limit.candidates if one.status == COUNTED]
        if limit.unrounded_pa is not None:
            assert limit.unrounded_pa == min(counted) == limit.governing.result_pa
            assert limit.limit_pa <= limit.unrounded_pa * (1 + NOISE)
        else:
            assert limit.limit_pa is None and limit.status in ("not_determinable", "invalid")
