"""The canonical bytes: the same facts hash alike, other facts never do."""

import json
import math

import pytest
import rfc8785
from hypothesis import example as with_example
from hypothesis import given
from hypothesis import strategies as st

from tests.contract import HERE, WELLS, example
from wells.engine.canonical import GREATEST_EXACT_INTEGER, NotCanonical, canonical, number_text, sha256

numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(
    min_value=-GREATEST_EXACT_INTEGER, max_value=GREATEST_EXACT_INTEGER
)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@given(values)
@with_example(2.0**53)
def test_bytes_are_those_of_the_reference_library(value):
    assert canonical(value) == rfc8785.dumps(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_reads_back_as_itself(value):
    assert float(number_text(value)) == value


@given(st.dictionaries(texts, values, max_size=5))
def test_absent_and_null_hash_alike(value):
    assert canonical({**value, "not known": None}) == canonical(
        {key: item for key, item in value.items() if key != "not known"}
    )


def test_key_order_and_number_form_do_not_matter():
    assert sha256({"a": 1, "b": [1.0, -0.0]}) == sha256({"b": [1, 0], "a": 1.0})


def test_the_order_of_list_items_matters():
    assert sha256([1, 2]) != sha256([2, 1])


def test_a_null_in_a_list_is_kept():
    assert canonical([None, 1]) == b"[null,1]"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 2**53, "\ud800", {1: 2}, {"a": {3}}])
def test_what_json_cannot_say_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical({"value": value})


@pytest.mark.parametrize("name", ["maasp-old-unknowns", "trajectory", "leak-rate", "mawop-onshore-liner"])
def test_requests_of_the_contract_have_their_published_hash(name):
    request = json.loads((HERE / "calc" / f"{name}.request.json").read_text())
    answer = json.loads((HERE / "calc" / f"{name}.response.json").read_text())
    assert sha256(request) == answer["input_sha256"]


@pytest.mark.parametrize("name", WELLS)
def test_an_example_hashes_alike_from_yaml_and_json(name):
    document = example(name)
    assert sha256(json.loads(json.dumps(document))) == sha256(document)
