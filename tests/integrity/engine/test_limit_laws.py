"""Laws of limits: what may never raise one, whatever the figures are."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrity.engine.limits import assess_limits
from integrity.engine.result import NOISE as FLOOR_NOISE
from tests.contract import dated_example, example
from tests.integrity.engine.wells import item, layer, limits, packer, perforations, section_of, strength, well
from wells.engine.document import at

SLACK = 1 + 1e-9
STEEL = {"od_m": 0.114, "wall_m": 0.0069, "yield_pa": 552e6}
CASING = {"od_m": 0.244, "wall_m": 0.012, "yield_pa": 552e6}


def realistic(annulus, lightest, bore, backup, emw):
    """A steel well with drawn fluids; every side can govern."""
    document = well(
        formation_strength=[
            strength(name, emw) for name in ("production", "intermediate", "surface", "conductor")
        ]
    )
    for name, section in (("tubing", STEEL), ("production", CASING)):
        item(document, "strings", name)["sections"] = [{"id": "s1", **section}]
    item(document, "annuli", "A")["layers"] = [layer(annulus, lightest)]
    item(document, "annuli", "B")["layers"] = [layer(annulus, backup)]
    document["bore_contents"][0]["layers"] = [layer(900, bore)]
    document["components"] = [packer(2500, 35e6, 60e6), perforations(2800)]
    document["formations"][0]["pressure"]["lowest_credible_pa"] = 20e6
    return document


def values(document):
    """The unrounded limits by letter; an annulus without a number holds nothing."""
    return {limit.annulus: limit.unrounded_pa for limit in limits(document).results}


def never_higher(changed, plain):
    for letter, value in values(changed).items():
        before = values(plain)[letter]
        assert value is None or (before is not None and value <= before * SLACK + 1e-3)


DRAWN = {
    "annulus": st.floats(1000, 1600),
    "lightest": st.floats(0, 1000),
    "bore": st.floats(0, 900),
    "backup": st.floats(0, 1300),
    "emw": st.floats(1650, 2300),
}
few = settings(max_examples=40, deadline=None)


@few
@given(**DRAWN, more=st.floats(0, 400), letter=st.sampled_from("ABC"))
def test_a_heavier_annulus_fluid_never_raises_its_limit(more, letter, **drawn):
    document = realistic(**drawn)
    heavier = deepcopy(document)
    item(heavier, "annuli", letter)["layers"][0]["density_kg_m3"] += more
    plain, loaded = values(document)[letter], values(heavier)[letter]
    assert loaded is None or loaded <= plain * SLACK + 1e-3


@few
@given(**DRAWN, share=st.floats(0, 1), noun=st.sampled_from(["A", "B", "bore"]))
def test_a_lighter_opposing_column_never_raises_a_limit(share, noun, **drawn):
    document = realistic(**drawn)
    lighter = deepcopy(document)
    layers = (
        lighter["bore_contents"][0]["layers"] if noun == "bore" else item(lighter, "annuli", noun)["layers"]
    )
    layers[0]["lightest_density_kg_m3"] *= share
    never_higher(lighter, document)


@few
@given(**DRAWN, share=st.floats(0.5, 1), name=st.sampled_from(["tubing", "production"]))
def test_less_wall_never_raises_a_limit(share, name, **drawn):
    document = realistic(**drawn)
    worn = deepcopy(document)
    section_of(worn, name)["wall_m"] *= share
    never_higher(worn, document)


@few
@given(**DRAWN, share=st.floats(0.6, 1), name=st.sampled_from(["tubing", "production"]))
def test_a_lower_yield_never_raises_a_limit(share, name, **drawn):
    document = realistic(**drawn)
    weaker = deepcopy(document)
    section_of(weaker, name)["yield_pa"] *= share
    never_higher(weaker, document)


@few
@given(**DRAWN, cool=st.floats(280, 420), more=st.floats(0, 120))
def test_hotter_steel_never_raises_a_limit(cool, more, **drawn):
    document = realistic(**drawn)
    document["rules"]["temperature_derating"] = "linear"
    document["bore_contents"][0]["temperatures"] = [{"md_m": 0, "temperature_k": cool}]
    hotter = deepcopy(document)
    hotter["bore_contents"][0]["temperatures"][0]["temperature_k"] += more
    never_higher(hotter, document)


@few
@given(**DRAWN, less=st.floats(0, 500))
def test_a_weaker_formation_never_raises_a_limit(less, **drawn):
    document = realistic(**drawn)
    weaker = deepcopy(document)
    for test in weaker["formation_strength"]:
        test["emw_kg_m3"] -= less
    never_higher(weaker, document)


@few
@given(**DRAWN, share=st.floats(0, 1))
def test_a_more_depleted_reservoir_never_raises_a_limit(share, **drawn):
    document = realistic(**drawn)
    depleted = deepcopy(document)
    depleted["formations"][0]["pressure"]["lowest_credible_pa"] *= share
    never_higher(depleted, document)


@few
@given(**DRAWN)
def test_the_least_counted_candidate_governs(**drawn):
    for limit in limits(realistic(**drawn)).results:
        counted = [one.result_pa for one in limit.candidates if one.status == "counted"]
        if limit.unrounded_pa is not None:
            assert limit.unrounded_pa == min(counted) == limit.governing.result_pa
            assert limit.limit_pa <= limit.unrounded_pa * (1 + FLOOR_NOISE)


REQUIRED_OF_AN_ITEM = {
    "schema",
    "id",
    "letter",
    "state",
    "kind",
    "behind",
    "performed_on",
    "result",
    "logged_on",
    "about",
    "what",
    "value",
}
REQUIRED_OF_A_POINT = {"md_m", "inclination_deg", "azimuth_deg", "temperature_k", "min_remaining_wall_m"}
CHOICES = {"fluids_policy"}
"""An absent choice is the conservative one by definition, not an unknown."""
HARM = {
    "wall_logs",
    "connection",
    "rating_override",
    "gaps",
    "valid_from",
    "valid_to",
    "installed_on",
    "removed_on",
}
"""Evidence of harm, and dates of what was pulled: the record keeps them, a document without them cannot know."""


def leaves(value, trail=()):
    """Every place in a document that may be unknown."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in CHOICES | HARM:
                yield from leaves(inner, (*trail, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*trail, index))
    elif value is not None and not _is_required(trail):
        yield trail


def _is_required(trail):
    name, path = trail[-1], set(trail)
    if trail == ("header", "name"):
        return True
    if isinstance(name, int) or name in REQUIRED_OF_AN_ITEM or path & {"source", "sources", "position"}:
        return True
    return name in REQUIRED_OF_A_POINT and bool(
        path & {"stations", "temperatures", "intervals", "pressure", "pressures"}
    )


def without(document, trail):
    """The document with one leaf unknown."""
    document = deepcopy(document)
    holder = document
    for step in trail[:-1]:
        holder = holder[step]
    holder[trail[-1]] = None
    return document


@pytest.mark.parametrize("form", [example, dated_example], ids=["as sent", "dated"])
@pytest.mark.parametrize(
    "name", ["onshore-liner", "platform-oil-gas-lift", "subsea-gas", "suspended-plugs", "water-injector"]
)
def test_making_any_input_unknown_never_raises_an_unflagged_limit(name, form):
    document = form(name)
    plain = {limit.annulus: limit.limit_pa for limit in assess_limits(at(document)).results}
    raised = []
    for trail in leaves(document):
        for limit in assess_limits(at(without(document, trail))).results:
            before = plain.get(limit.annulus)
            if limit.status == "determined" and (before is None or limit.limit_pa > before):
                raised.append(("/".join(map(str, trail)), limit.annulus, before, limit.limit_pa))
    assert raised == []


@few
@given(drop=st.data())
def test_making_several_inputs_unknown_never_raises_an_unflagged_limit(drop):
    document = example("platform-oil-gas-lift")
    plain = {limit.annulus: limit.limit_pa for limit in assess_limits(at(document)).results}
    everything = list(leaves(document))
    for trail in drop.draw(st.lists(st.sampled_from(everything), min_size=2, max_size=6)):
        document = without(document, trail)
    for limit in assess_limits(at(document)).results:
        assert limit.status != "determined" or limit.limit_pa <= plain[limit.annulus]
