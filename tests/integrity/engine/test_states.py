"""Limits by the state of the well: each with its own bore and heat, and the lowest while nobody knows."""

import pytest

from integrity.engine.calculators import InputFaults, calculate
from integrity.engine.limits import UNKNOWN_STATE, assess_limits, in_state, limits_by_state
from tests.contract import WELLS, example
from tests.integrity.engine.wells import GRAVITY, candidate, item, layer, limits, section_of, well
from wells.engine.document import at

STEEL = {"od_m": 0.114, "wall_m": 0.0069, "yield_pa": 552e6}


def two_states(**policy):
    """Flowing: light and hot; shut in: heavy and cool."""
    document = well(fluids_policy=policy)
    section_of(document, "tubing")["rating_override"]["collapse_pa"] = 60e6
    document["bore_contents"] = [
        {"state": "flowing", "layers": [layer(300, 100)]},
        {"state": "shut_in", "layers": [layer(900, 700)], "guaranteed_wellhead_pressure_pa": 2e6},
    ]
    return document


def collapse(document, state):
    found = assess_limits(in_state(at(document), state)).limit("A")
    return next(one for one in found.candidates if one.id == "A5").result_pa


def test_each_state_stands_on_its_own_bore():
    document = two_states()
    assert collapse(document, "flowing") == pytest.approx(60e6 - 900 * GRAVITY * 2500)
    # from the gauge, 2 MPa stand inside; at the packer 0.3 sg of difference less these
    assert collapse(document, "shut_in") == pytest.approx(60e6 - 300 * GRAVITY * 2500 + 2e6)


def test_while_the_state_is_not_known_the_lowest_holds():
    document = two_states()
    assert collapse(document, UNKNOWN_STATE) == collapse(document, "flowing")
    assert collapse(document, "injecting") == collapse(document, "flowing")


def test_a_policy_that_names_a_state_does_not_hide_the_others():
    document = two_states(inner="shut_in")
    assert candidate(document, "A", "A5").result_pa == collapse(document, "shut_in")
    assert collapse(document, UNKNOWN_STATE) == collapse(document, "flowing")


def test_a_bore_taken_as_evacuated_stays_so_in_every_state():
    document = two_states(inner="evacuated")
    for state in ("flowing", "shut_in", UNKNOWN_STATE):
        assert collapse(document, state) == pytest.approx(60e6 - 1000 * GRAVITY * 2500)


def test_each_state_has_its_own_heat():
    document = two_states()
    item(document, "strings", "tubing")["sections"] = [{"id": "s1", **STEEL}]
    document["rules"]["temperature_derating"] = "linear"
    for content, kelvin in zip(document["bore_contents"], (423.15, 298.15), strict=True):
        content["temperatures"] = [{"md_m": 0, "temperature_k": kelvin}]
        content["layers"] = [layer(1000)]
        content["guaranteed_wellhead_pressure_pa"] = None
    hot, cool = collapse(document, "flowing"), collapse(document, "shut_in")
    assert hot < cool and collapse(document, UNKNOWN_STATE) == hot


def test_a_state_without_temperatures_does_not_borrow_those_of_another():
    document = two_states()
    item(document, "strings", "tubing")["sections"] = [{"id": "s1", **STEEL}]
    document["rules"]["temperature_derating"] = "linear"
    document["bore_contents"][0]["temperatures"] = [{"md_m": 0, "temperature_k": 350}]
    assert limits_by_state(at(document))["shut_in"].limit("A").status == "provisional"


@pytest.mark.parametrize("name", WELLS)
def test_the_limit_of_the_unknown_state_is_never_above_one_of_a_state(name):
    found = limits_by_state(at(example(name)))
    for lowest in found[UNKNOWN_STATE].results:
        for limits_ in found.values():
            other = limits_.limit(lowest.annulus)
            if lowest.unrounded_pa is not None and other.status == "determined":
                assert lowest.unrounded_pa <= other.unrounded_pa


def asked(state=None):
    body = {"well": two_states(), "regime": "iso-16530-1:2017", "annuli": ["A"]}
    return body if state is None else body | {"well_state": state}


def test_the_calculator_answers_for_a_state_and_says_which():
    answers = {state: calculate("maasp", asked(state)) for state in ("flowing", "shut_in", "unknown")}
    assert {answer["well_state"] for answer in answers.values()} == set(answers)
    inner = {
        state: next(one["result_pa"] for one in answer["results"][0]["candidates"] if one["id"] == "A5")
        for state, answer in answers.items()
    }
    assert inner["unknown"] == inner["flowing"] < inner["shut_in"]
    assert "well_state" not in calculate("maasp", asked())


def test_the_calculator_refuses_a_state_it_does_not_know():
    with pytest.raises(InputFaults, match="well_state"):
        calculate("maasp", asked("sleeping"))


def test_a_gas_cap_is_a_layer_of_its_own():
    document = well()
    section_of(document, "tubing")["rating_override"]["collapse_pa"] = 60e6
    document["bore_contents"][0]["layers"] = [layer(0)]
    item(document, "annuli", "A")["layers"] = [layer(90), layer(1200, top_md_m=800)]
    expected = 60e6 - (90 * 800 + 1200 * 1700) * GRAVITY
    assert candidate(document, "A", "A5").result_pa == pytest.approx(expected)


def test_a_cap_inside_a_piece_turns_the_balance_there():
    """Against 0.8 sg inside, the gas cap unloads and the brine below it loads: the top of the brine is weakest
    for burst outward where the column outside is heavier above."""
    document = well()
    section_of(document, "production")["rating_override"]["burst_pa"] = 30e6
    item(document, "annuli", "A")["layers"] = [layer(1400), layer(300, 100, top_md_m=900)]
    item(document, "annuli", "B")["layers"] = [layer(1000)]
    burst = candidate(document, "A", "A7a")
    assert burst.depth.md_m == 900
    assert burst.result_pa == pytest.approx(30e6 - 400 * GRAVITY * 900)
    assert [point.md_m for point in burst.evaluated_at] == [0, 900, 2500]


def test_by_own_spool_the_section_of_the_inner_wall_bounds_an_annulus():
    document = well()
    document["wellhead_sections"] = [
        {"id": "casing-head", "holds": ["surface", "intermediate"], "rated_working_pressure_pa": 14e6},
        {"id": "spool", "holds": ["production"], "rated_working_pressure_pa": 21e6},
        {"id": "tubing-head", "holds": ["tubing"], "rated_working_pressure_pa": 35e6},
    ]

    def tops(letter, name):
        found = limits(document, letters=[letter]).results[0].candidates
        return {one.element: one.result_pa for one in found if one.id == name and one.status == "counted"}

    assert tops("A", "A8") == {"spool": 21e6, "tubing-head": 35e6}
    assert tops("B", "B4") == {"casing-head": 14e6, "spool": 21e6}
    document["rules"]["top_rating"] = "own_spool"
    assert tops("A", "A8") == {"tubing-head": 35e6}
    assert tops("B", "B4") == {"spool": 21e6}
    left_out = candidate(document, "A", "A8", "spool")
    assert left_out.status == "not_applicable" and "rules/top_rating" in left_out.note
    document["wellhead_sections"][2]["holds"] = None
    assert limits(document, letters=["A"]).results[0].status == "provisional"
