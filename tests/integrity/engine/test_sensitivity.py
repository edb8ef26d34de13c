"""What moves a limit: signs, proportions, what is left alone, and where something else governs."""

import pytest
from hypothesis import given, settings

from integrity.engine.limits import assess_limits
from integrity.engine.regimes import KINDS, letters_of, method_of, regime_of
from integrity.engine.result import COUNTED
from integrity.engine.sensitivity import REACH, inputs, sensitivity, sensitivity_dict
from tests.contract import dated_example
from tests.integrity.engine.test_limit_laws import DRAWN, realistic
from tests.integrity.engine.wells import formation, item, layer, packer, perforations, well
from wells.engine.document import at

GRAVITY = 9.80665
few = settings(max_examples=15, deadline=None)


def of(document, letter="A", kind="maasp"):
    model = at(document)
    assess = method_of(regime_of(KINDS[kind].regimes[0]), letter)
    return sensitivity(model=model, limit=assess(model), assess=assess)


def effect(found, path):
    return next((one for one in found.effects if one.path == path), None)


def packer_well():
    """Only the packer element, at 2500 m under 1000 kg/m3 and with nothing below it, can give way."""
    return well(components=[packer(2500, 30e6), perforations(2800)], formations=[formation("sand", 2800, 0)])


def test_the_change_of_a_packer_limit_is_the_hydrostatics_of_its_annulus():
    found = of(packer_well())
    assert found.limit.governing.id == "A3b"
    density = effect(found, "annuli/A/layers/0/density_kg_m3")
    assert (density.value, density.step, density.by_share) == (1000.0, 10.0, True)
    assert density.raised.change_pa == pytest.approx(-10 * GRAVITY * 2500)
    assert density.lowered.change_pa == pytest.approx(10 * GRAVITY * 2500)


def test_an_elevation_moves_by_a_metre_and_a_rating_by_a_hundredth():
    found = of(packer_well())
    part = found.limit.governing.element
    rating = effect(found, f"components/{part}/ratings/differential_from_above_pa")
    assert rating.raised.change_pa == pytest.approx(0.01 * 30e6)
    gauge = effect(found, "datum/annulus_gauge_elevation_m")
    assert (gauge.step, gauge.by_share) == (1.0, False)
    assert gauge.raised.change_pa == pytest.approx(-1000 * GRAVITY)


def test_a_temperature_moves_by_five_kelvin():
    document = realistic(1000, 1000, 400, 1000, 2000)
    document["rules"] = document.get("rules", {}) | {"temperature_derating": "linear"}
    document["bore_contents"][0]["temperatures"] = [
        {"md_m": 0, "temperature_k": 320},
        {"md_m": 3000, "temperature_k": 390},
    ]
    item(document, "strings", "tubing")["sections"][0]["wall_m"] = 0.006
    found = of(document)
    assert found.limit.governing.id == "A5"
    warm = [one for one in found.effects if one.path.endswith("/temperature_k")]
    assert warm and all((one.step, one.by_share) == (5.0, False) for one in warm)
    assert all(one.raised.change_pa <= 0 for one in warm)


@few
@given(**DRAWN)
def test_heavier_fluid_lowers_and_more_wall_raises(**drawn):
    document = realistic(**drawn)
    for letter in letters_of(at(document)):
        for one in of(document, letter).effects:
            if one.path == f"annuli/{letter}/layers/0/density_kg_m3":
                assert one.loses or one.raised.change_pa <= 0 <= one.lowered.change_pa
            if one.path.endswith(("wall_m", "yield_pa")):
                assert one.loses or one.raised.change_pa >= 0 >= one.lowered.change_pa
            if "design_factors" in one.path:
                assert one.loses or one.raised.change_pa <= 0


@few
@given(**DRAWN)
def test_the_most_comes_first_and_a_second_run_says_the_same(**drawn):
    document = realistic(**drawn)
    found = of(document)
    keys = [(not one.loses, -one.size_pa, one.path) for one in found.effects]
    assert keys == sorted(keys)
    assert sensitivity_dict(found) == sensitivity_dict(of(document))


@pytest.mark.parametrize("name", ["platform-oil-gas-lift", "onshore-liner", "subsea-gas", "suspended-plugs"])
def test_what_no_candidate_draws_on_is_not_tried_and_moves_nothing(name):
    model = at(dated_example(name))
    for limit in assess_limits(model).results:
        tried = {leaf.path for leaf in inputs(model, limit)}
        assert not [path for path in tried if path.endswith(("linear_mass_kg_m", "duration_s"))]
        assert not [path for path in tried if path.startswith(("holes/", "header/", "cement/"))]
        assert "rules/rounding_pa" not in tried and "rules/upper_trigger_fraction" not in tried


def test_the_change_is_that_of_the_limit_made_again():
    document = dated_example("platform-oil-gas-lift")
    found = of(document)
    wall = effect(found, "strings/tubing-5-1-2/sections/s2/yield_pa")
    section = next(s for s in document["strings"] if s["id"] == "tubing-5-1-2")["sections"][1]
    section["yield_pa"] *= 1.01
    again = assess_limits(at(document)).limit("A")
    assert wall.raised.change_pa == pytest.approx(again.unrounded_pa - found.limit.unrounded_pa)


def test_it_says_how_far_until_something_else_governs():
    """Brine in A: at the turn the tubing and the next candidate allow the same, just before it governs no more."""
    found = of(dated_example("platform-oil-gas-lift"))
    density = effect(found, "annuli/A/layers/0/density_kg_m3")
    turn = density.turn_lowered
    assert turn.governing == ("A9", "annulus-a") and -REACH[-1] * density.step <= turn.change < 0
    for share, governs in ((0.99, "A5"), (1.01, "A9")):
        document = dated_example("platform-oil-gas-lift")
        annulus = next(one for one in document["annuli"] if one["letter"] == "A")
        for column in annulus["columns"]:
            for one in column["layers"]:
                one["density_kg_m3"] = 1080.0 + share * turn.change
        assert assess_limits(at(document)).limit("A").governing.id == governs


def test_the_next_candidate_and_its_margin():
    found = of(dated_example("platform-oil-gas-lift"))
    counted = sorted(one.result_pa for one in found.limit.candidates if one.status == COUNTED)
    assert found.following.margin_pa == pytest.approx(counted[1] - counted[0])


@pytest.mark.parametrize("letter", ["A", "B"])
def test_a_limit_without_a_number_has_nothing_to_move(letter):
    found = of(dated_example("old-unknowns"), letter)
    assert found.limit.unrounded_pa is None and found.effects == () and found.tried == 0


def test_a_step_that_loses_the_limit_is_said_and_comes_first():
    """A shoe that is 1 % stronger than its own column needs: 1 % less and the candidate is negative."""
    document = well()
    for one in document["formation_strength"]:
        one["emw_kg_m3"] = 1005
    item(document, "annuli", "B")["layers"] = [layer(1000)]
    found = of(document, "B")
    assert found.limit.status == "determined"
    assert found.effects[0].loses and found.effects[0].lowered.status == "invalid"


def test_mawop_moves_with_the_wall_and_not_with_fluids():
    found = of(dated_example("platform-oil-gas-lift"), "A", "mawop")
    assert found.effects and not [one for one in found.effects if "density" in one.path]
    governing = found.limit.governing
    wall = next(one for one in found.effects if one.path.endswith("wall_m"))
    assert governing.element in wall.path and wall.raised.change_pa > 0
