"""What a set-aside does to a limit, what it may never do, and that the limit says so."""

from copy import deepcopy
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from integrity.demo.story import FOLDER, document
from integrity.engine.answer import limit_dict
from integrity.engine.aside import idle, why_not
from integrity.engine.limits import assess_limits
from integrity.engine.result import COUNTED, SET_ASIDE, SetAside
from tests.integrity.engine.any_well import REGIMES, holder, places, wells
from tests.integrity.engine.test_limit_laws import leaves, without
from tests.integrity.engine.wells import item, layer, limits, strength, well
from wells.engine.document import at
from wells.record import schema

SLACK, SLACK_PA = 1 + 1e-9, 1e-2
few = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


def decision(limit, candidate, **facts):
    own = {"annulus_uid": limit.outer_ids[0] if limit.outer_ids else "", "label": candidate.label} | facts
    return SetAside(limit.annulus, candidate.id, candidate.element, "squeezed", "a", "b", "2027-01-01", **own)


def weak_shoe():
    return well(formation_strength=[strength("intermediate", 1200)])


def annulus_b(document, *decisions, **options):
    return limits(document, letters=["B"], set_aside=decisions, **options).results[0]


def test_the_limit_says_what_it_rests_on_and_until_when():
    free = annulus_b(weak_shoe())
    aside = annulus_b(weak_shoe(), decision(free, free.governing))
    assert aside.limit_pa > free.limit_pa and aside.status == "determined"
    assert (aside.aside, aside.set_aside_until) == (1, date(2027, 1, 1))
    [told] = limit_dict(aside)["set_aside"]
    assert (told["candidate"], told["until"], told["reason"]) == ("B1", "2027-01-01", "squeezed")
    assert "set_aside" not in limit_dict(free)  # hashes of limits that rest on none stay what they were


def test_an_annulus_is_its_outer_string_and_not_its_letter():
    free = annulus_b(weak_shoe())
    own = decision(free, free.governing)
    assert annulus_b(weak_shoe(), own._replace(annulus="C")).aside == 1
    assert annulus_b(weak_shoe(), own._replace(annulus_uid="another")).aside == 0
    assert annulus_b(weak_shoe(), own._replace(annulus_uid="")).aside == 1
    assert annulus_b(weak_shoe(), own._replace(annulus_uid="", annulus="C")).aside == 0


def test_a_decision_of_another_regime_does_nothing():
    free = annulus_b(weak_shoe())
    own = decision(free, free.governing)
    assert annulus_b(weak_shoe(), own._replace(regime="api-rp-90:2006")).aside == 0
    assert annulus_b(weak_shoe(), own._replace(regime="iso-16530-1:2017")).aside == 1


def test_what_is_not_known_stays_unknown_and_the_limit_provisional():
    silent = weak_shoe()
    silent["formation_strength"][0]["emw_kg_m3"] = None
    free = annulus_b(silent)
    unknown = next(one for one in free.candidates if one.id == "B1")
    assert unknown.status == "unknown" and "not set aside" in why_not(unknown)
    after = annulus_b(silent, decision(free, unknown))
    assert (after.status, after.limit_pa, after.aside) == ("provisional", free.limit_pa, 0)
    assert after.missing == free.missing


def test_what_is_invalid_stays_invalid_and_gives_no_number():
    """A shoe weaker than its own mud is an error or a loss: leaving it out would raise the limit (D11)."""
    losing = weak_shoe()
    losing["formation_strength"][0]["emw_kg_m3"] = 1000
    item(losing, "annuli", "B")["layers"] = [layer(1900, 1000)]
    free = annulus_b(losing)
    assert free.status == "invalid"
    after = annulus_b(losing, *(decision(free, one) for one in free.candidates if one.status == "invalid"))
    assert after.status == "invalid" and after.limit_pa is None and after.aside == 0


def test_a_limit_without_a_leak_is_not_set_aside_and_passes_its_flag_on():
    leaking = weak_shoe() | {"communications": [{"id": "leak", "through": "production", "md_m": 500}]}
    free = annulus_b(leaking)
    whole = next(one for one in free.candidates if one.id == "BL")
    assert why_not(whole) and annulus_b(leaking, decision(free, whole)).aside == 0
    shoe = next(one for one in free.candidates if one.id == "B1")
    after = annulus_b(leaking, decision(free, shoe))
    passed_on = next(one for one in after.candidates if one.id == "BL")
    assert [one.candidate for one in passed_on.rests_on] == ["B1"] and after.aside == 1


def test_nothing_left_that_carries_a_load_is_not_determinable():
    free = annulus_b(weak_shoe())
    after = annulus_b(weak_shoe(), *(decision(free, one) for one in free.candidates if not why_not(one)))
    assert after.status == "not_determinable" and after.limit_pa is None


def test_an_idle_decision_says_why():
    free = annulus_b(weak_shoe())
    own = decision(free, free.governing)
    silent = weak_shoe()
    silent["formation_strength"][0]["emw_kg_m3"] = None
    gone = decision(free, free.governing)._replace(element="pulled")
    assert idle(annulus_b(weak_shoe(), own), (own,)) == ()
    [(_, why)] = idle(annulus_b(silent, own), (own,))
    assert "not known" in why
    [(_, why)] = idle(annulus_b(weak_shoe(), gone), (gone,))
    assert "not computed any more" in why


# laws


def values(document, regime, decisions):
    found = assess_limits(at(document), regime=regime, set_aside=decisions)
    return {limit.annulus: limit for limit in found.results}


@st.composite
def decided(draw, regime, document):
    """Some candidates of the well that count, as decisions."""
    found = assess_limits(at(document), regime=regime).results
    able = [(limit, one) for limit in found for one in limit.candidates if one.status == COUNTED]
    assume(able)
    chosen = draw(st.lists(st.sampled_from(range(len(able))), min_size=1, max_size=4, unique=True))
    return tuple(decision(*able[index]) for index in chosen)


@few
@given(document=wells(leaks=2), regime=st.sampled_from(REGIMES), data=st.data())
def test_setting_aside_never_lowers_and_is_never_silent(document, regime, data):
    decisions = data.draw(decided(regime, document))
    before, after = values(document, regime, ()), values(document, regime, decisions)
    for letter, limit in after.items():
        free = before[letter]
        left_out = [one for one in limit.candidates if one.status == SET_ASIDE]
        assert all(one.rests_on and one.result_pa is not None and not one.missing for one in left_out)
        assert bool(limit.aside) >= bool(left_out)
        if limit.unrounded_pa is None or free.unrounded_pa is None:
            assert free.unrounded_pa is not None or limit.unrounded_pa is None, "a number came from nowhere"
            continue
        assert limit.unrounded_pa * SLACK + SLACK_PA >= free.unrounded_pa
        if limit.unrounded_pa > free.unrounded_pa * SLACK + SLACK_PA:
            assert limit.aside and limit.set_aside_until == date(2027, 1, 1)
        assert (limit.status == "provisional") == (free.status == "provisional"), "a flag is gone"


@few
@given(document=wells(leaks=0), regime=st.sampled_from(REGIMES), data=st.data())
def test_with_a_candidate_set_aside_forgetting_a_fact_never_raises_a_limit(document, regime, data):
    decisions = data.draw(decided(regime, document))
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
    before = values(document, regime, decisions)
    for letter, after in values(forgotten, regime, decisions).items():
        if after.status == "determined":
            old = before[letter].unrounded_pa
            assert old is not None and after.unrounded_pa <= old * SLACK + SLACK_PA


WELLS = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("uid", WELLS)
def test_with_what_governs_set_aside_making_any_fact_unknown_improves_nothing(uid):
    own = document(uid)
    plain = assess_limits(at(own)).results
    decisions = tuple(
        decision(one, one.governing) for one in plain if one.governing and not why_not(one.governing)
    )
    before = values(own, "iso-16530-1:2017", decisions)
    found = []
    for trail in leaves(own):
        for letter, now in values(without(own, trail), "iso-16530-1:2017", decisions).items():
            then = before.get(letter)
            rose = then is None or then.limit_pa is None or (now.limit_pa or 0) > then.limit_pa
            if now.status == "determined" and rose:
                found.append((trail, letter, then and then.status))
    assert found == []
