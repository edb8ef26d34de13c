"""Numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepguard import numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("250", 250), ("-4.5", -4.5), ("−4,5", -4.5), ("1 234,5", 1234.5), ("1\u00a0234,5", 1234.5),
        ("1\u2009234.5", 1234.5), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("1,234,567", 1234567),
        ("1.234.567", 1234567), ("12,5", 12.5), ("0,234", 0.234), ("1234,567", 1234.567), ("1.234", 1.234),
        ("13 3/8", 13.375), ("13-3/8", 13.375), ("13⅜", 13.375), ("5/8", 0.625), ("1e5", 1e5), ("1'234.5", 1234.5),
        (".5", 0.5), ("5.", 5),
    ],
)  # fmt: skip
def test_what_is_read(text, value):
    assert numbers.read(text) == value


@pytest.mark.parametrize("text", ["1,234", "12,345", "-999,000"])
def test_what_can_be_read_in_two_ways_is_asked(text):
    with pytest.raises(numbers.Unclear, match="can mean") as caught:
        numbers.read(text)
    assert caught.value.code == "ambiguous"


def test_the_question_names_both_readings():
    with pytest.raises(numbers.Unclear, match=r"can mean 1234 or 1\.234"):
        numbers.read("1,234")


@pytest.mark.parametrize(
    ("text", "by_point", "by_comma"),
    [("1,234", 1234, 1.234), ("-12,345", -12345, -12.345), ("1,234.5", 1234.5, 1234.5), ("12,5", 12.5, 12.5)],
)
def test_who_says_how_decimals_are_marked_is_not_asked(text, by_point, by_comma):
    assert numbers.read(text, decimal="point") == by_point
    assert numbers.read(text, decimal="comma") == by_comma
    assert numbers.with_unit(f"{text} m", decimal="comma") == (by_comma, "m")


def test_a_point_parts_thousands_where_decimals_are_marked_by_a_comma():
    assert numbers.read("1.234", decimal="comma") == 1234
    with pytest.raises(numbers.Unclear):
        numbers.read("12.5", decimal="comma")


@pytest.mark.parametrize("text", ["13 3/6", "9 5/9", "12 9/8", "3/0", "13/3/8"])
def test_a_fraction_is_one_of_an_inch(text):
    with pytest.raises(numbers.Unclear) as caught:
        numbers.read(text)
    assert caught.value.code == "fraction"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,2 345",
        "1 234.567 890",
        "1 234 .5",
        "1234 567",
        "abc",
        "1,23,456",
        "1.2.3",
        "12 34",
        "1 2",
        "3/0",
        "13 3/8/2",
        "--3",
        "nan",
        "inf",
        "1e999",
        "1,234,56",
    ],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(numbers.Unclear):
        numbers.read(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("250 psi", (250, "psi")), ("250psi", (250, "psi")), ("1 234,5 bar", (1234.5, "bar")),
        ("1.65 g/cm3", (1.65, "g/cm3")), ('9 5/8"', (9.625, '"')), ("20 °C", (20, "°C")), ("96.4", (96.4, None)),
        ("1e5", (1e5, None)), ("12 lb/ft", (12, "lb/ft")), ("5 kg/m³", (5, "kg/m3")), ("85 %", (85, "%")),
    ],
)  # fmt: skip
def test_the_unit_behind_a_number_is_found(text, found):
    assert numbers.with_unit(text) == found


@given(st.floats(allow_nan=False, allow_infinity=False, width=64))
def test_what_python_writes_is_read_back(value):
    assert numbers.read(repr(value)) == value


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_is_refused_in_words(text):
    try:
        numbers.with_unit(text)
    except numbers.Unclear as unclear:
        assert str(unclear)
