"""Laws of levers: an adverse one never gives a higher limit unless the limit says that something is not known."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrity.engine.limits import assess_limits
from tests.wells.engine.test_whatif import pull
from tests.wells.factories import EXAMPLES, example
from wells.engine import whatif
from wells.engine.document import at

SLACK = 1 + 1e-9
few = settings(max_examples=40, deadline=None)


def numbers(document):
    return {one.annulus: one for one in assess_limits(at(document)).results}


def never_higher_unflagged(before, after):
    old, new = numbers(before), numbers(after)
    for letter, limit in new.items():
        if limit.status == "determined":
            was = old[letter]
            assert was.unrounded_pa is not None, f"{letter} is determined now and had no number"
            assert limit.unrounded_pa <= was.unrounded_pa * SLACK + 1e-3, letter


def there(document, key, kinds=None):
    return [
        one["id"]
        for one in document.get(key) or ()
        if one.get("valid_to") is None and (kinds is None or one.get("kind") in kinds)
    ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_failed_packer_never_raises_an_unflagged_limit(name):
    document = example(name)
    for uid in there(document, "components", whatif.CLOSING):
        never_higher_unflagged(document, pull("failed", document, component_id=uid))


@few
@given(
    name=st.sampled_from(EXAMPLES), loss=st.floats(0.001, 0.9), pick=st.integers(0, 20), again=st.booleans()
)
def test_less_wall_never_raises_a_known_limit(name, loss, pick, again):
    document = example(name)
    strings = [
        one["id"]
        for one in document["strings"]
        if one.get("valid_to") is None and any(s.get("wall_m") for s in one.get("sections") or ())
    ]
    if not strings:
        return
    uid = strings[pick % len(strings)]
    once = pull("thinner", document, string_id=uid, loss=loss)
    before, after = numbers(document), numbers(once)
    for letter, limit in after.items():
        was = before[letter]
        if was.status == limit.status == "determined":
            assert limit.unrounded_pa <= was.unrounded_pa * SLACK + 1e-3
    if again:
        never_higher_unflagged(once, pull("thinner", once, string_id=uid, loss=loss))


@few
@given(name=st.sampled_from(EXAMPLES), more=st.floats(1.0, 3.0))
def test_greater_design_factors_never_raise_a_limit(name, more):
    document = example(name)
    factors = [v for one in document.get("rules") or () for v in (one.get("design_factors") or {}).values()]
    stricter = pull("factored", document, names=whatif.FACTORS, factor=max(factors, default=1.0) * more)
    old, new = numbers(document), numbers(stricter)
    for letter, limit in new.items():
        if limit.unrounded_pa is not None and old[letter].status == "determined":
            assert limit.unrounded_pa <= old[letter].unrounded_pa * SLACK + 1e-3


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_empty_bore_never_raises_an_unflagged_limit(name):
    document = example(name)
    never_higher_unflagged(document, pull("evacuated", document))


@few
@given(name=st.sampled_from(EXAMPLES), density=st.floats(2000, 2900))
def test_a_heavier_fluid_never_raises_the_limit_of_its_annulus(name, density):
    document = example(name)
    for one in document.get("annuli") or ():
        heavier = pull("filled", document, annulus_id=one["id"], density_kg_m3=density)
        old, new = numbers(document).get(one["letter"]), numbers(heavier).get(one["letter"])
        if new and new.unrounded_pa is not None and old.status == "determined":
            assert new.unrounded_pa <= old.unrounded_pa * SLACK + 1e-3
