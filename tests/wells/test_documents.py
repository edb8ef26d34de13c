"""Well documents at the door: what is read, what is refused, and where the fault lies."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract import HERE, WELLS, dated_example, example
from wells.documents import TooLarge, UnknownFormat, Unreadable, check, read, refusals, to_json, to_yaml
from wells.engine.document import dated

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
words = st.sampled_from(["no", "on", "2024-03-01", "1e5", "1_000", "0x1F", "null", "~", "", "true", "012", ".5", "=", "<<", "12:30", "-", "? x", "a: b", "# c"])  # fmt: skip
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
)
values = st.recursive(
    leaves | texts | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts | words, inner, max_size=3),
    max_leaves=12,
)
documents = st.dictionaries(texts | words, values, max_size=4)


@given(documents)
def test_yaml_loses_nothing(document):
    assert read(to_yaml(document).encode(), "application/yaml") == document


@given(documents)
def test_json_loses_nothing(document):
    assert read(to_json(document).encode(), "application/json; charset=utf-8") == document


@pytest.mark.parametrize("name", WELLS)
def test_an_example_goes_out_and_in_unchanged(name):
    for document in (example(name), dated_example(name)):
        assert read(to_yaml(document).encode(), "well.yml") == document
        assert read(to_json(document).encode(), "well.json") == document


def test_words_and_dates_of_yaml_stay_words():
    document = read(b"a: no\nb: on\nc: 2024-03-01\nd: 1_000\ne: ~\nf: null\ng:\nh: 1e3\n", "x.yaml")
    assert document == {
        "a": "no",
        "b": "on",
        "c": "2024-03-01",
        "d": "1_000",
        "e": "~",
        "f": None,
        "g": None,
        "h": 1000,
    }


REFUSED = {
    "an alias": ("yaml", b"a: &x [1]\nb: *x\n", "aliases are not read"),
    "an alias bomb": ("yaml", b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "line 2, column 8: aliases"),
    "a foreign tag": ("yaml", b"a: !!python/object:os.system x\n", "tag"),
    "a key twice in YAML": ("yaml", b"a: 1\na: 2\n", "'a' stands twice"),
    "a key twice in JSON": ("json", b'{"a": 1, "a": 2}', "'a' stands twice"),
    "NaN": ("json", b'{"a": NaN}', "NaN is no number"),
    "a number without end": ("json", b'{"a": 1e999}', "too large"),
    "digits without end": ("json", b'{"a": ' + b"9" * 5000 + b"}", "too many digits"),
    "deep YAML": ("yaml", b"[" * 100000, "nested too deep"),
    "deep JSON": ("json", b"[" * 100000, "nested too deep"),
    "two documents": ("yaml", b"a: 1\n---\nb: 2\n", "second document"),
    "a list": ("json", b"[1]", "a mapping"),
    "nothing": ("yaml", b"", "a mapping"),
    "a broken line": ("json", b'{"a": }', "line 1, column 7"),
    "another encoding": ("yaml", "name: Kårstø".encode("latin-1"), "byte 7 is not UTF-8"),
    "a mapping as key": ("yaml", b"? [a]\n: 1\n", "a key is a word"),
}


@pytest.mark.parametrize(("kind", "data", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_the_reason(kind, data, words):
    with pytest.raises(Unreadable, match=words):
        read(data, kind)


def test_a_document_of_ten_megabytes_is_too_large():
    with pytest.raises(TooLarge):
        read(b" " * 10_000_000, "json")


def test_another_format_is_named():
    with pytest.raises(UnknownFormat, match="text/csv"):
        read(b"a,b", "text/csv")


def test_a_byte_order_mark_is_no_fault():
    assert read(b"\xef\xbb\xbfa: 1\n", "yaml") == {"a": 1}


@pytest.mark.parametrize("name", WELLS)
def test_the_examples_are_accepted_in_both_shapes(name):
    assert refusals(example(name)) == []
    assert refusals(dated_example(name)) == []


def test_faults_of_schema_and_rules_come_together_as_in_the_contract():
    document = example("platform-oil-gas-lift")
    document["strings"][3]["sections"][0]["od_m"] = 0
    document["components"][4]["string_id"] = "tubing-4"
    found = [(fault.pointer, fault.code, fault.detail) for fault in check(document)]
    assert found == [
        ("/strings/3/sections/0/od_m", "exclusiveMinimum", "0 is less than or equal to the minimum of 0"),
        ("/components/4/string_id", "rule-2", "no string has the id 'tubing-4'"),
    ]
    assert (HERE / "calc" / "error-422.json").read_text().count("no string has the id 'tubing-4'") == 1


def changed(name, *path_and_value):
    document = copy.deepcopy(example(name))
    *path, last, value = path_and_value
    node = document
    for step in path:
        node = node[step]
    node[last] = value
    return document


FAULTS = {
    "a name that is none": (("strings", 0, "shoe_tvd_m", 3), "/strings/0/shoe_tvd_m", "additionalProperties"),
    "a day that is none": (("strings", 0, "installed_on", "2020-02-31"), "/strings/0/installed_on", "format"),
    "a word that is none": (("header", "status", "fine"), "/header/status", "enum"),
    "text for a number": (("datum", "rkb_elevation_m", "52 m"), "/datum/rkb_elevation_m", "type"),
    "a removal before the installation": (
        ("strings", 5, "removed_on", "2001-01-01"),
        "/strings/5/removed_on",
        "rule-9",
    ),
    "a density of a draft layer": (
        ("annuli", 0, "layers", 0, "lightest_density_kg_m3", 2000),
        "/annuli/0/layers/0/lightest_density_kg_m3",
        "rule-18",
    ),
    "a pressure of a draft formation": (
        ("formations", 0, "pressure", "lowest_credible_pa", 2e9),
        "/formations/0/pressure/lowest_credible_pa",
        "rule-18",
    ),
}


@pytest.mark.parametrize(("change", "pointer", "code"), FAULTS.values(), ids=FAULTS)
def test_a_fault_points_into_what_was_sent(change, pointer, code):
    found = [(fault.pointer, fault.code) for fault in refusals(changed("platform-oil-gas-lift", *change))]
    assert found == [(pointer, code)]


def test_a_missing_name_is_said():
    document = example("water-injector")
    del document["header"]["name"]
    assert [(fault.pointer, fault.code, fault.detail) for fault in check(document)] == [
        ("/header", "required", "'name' is missing")
    ]


def test_shorthand_may_stand_in_a_dated_document():
    document = dated(example("platform-oil-gas-lift"))
    document["header"]["status"] = "shut_in"
    assert refusals(document) == []
    document["header"]["status"] = "asleep"
    assert [(fault.pointer, fault.code) for fault in refusals(document)] == [("/header/status", "enum")]


def test_private_names_are_kept_and_not_read():
    document = changed("water-injector", "x_note", {"anything": [1]})
    assert refusals(document) == []
    assert dated(document)["x_note"] == {"anything": [1]}


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "letter", "top_md_m"]), inner)
    ),
    max_leaves=6,
)


@given(st.sampled_from(list(example("platform-oil-gas-lift"))), junk)
def test_any_part_may_be_nonsense_and_is_answered(part, value):
    assert isinstance(check({**example("water-injector"), part: value}), list)
