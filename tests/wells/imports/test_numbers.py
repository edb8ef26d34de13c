"""Numbers, units and days as people write them; two readings are asked, never guessed."""

import pytest

from wells.imports.numbers import Unclear, bare, day, number, quantity
from wells.imports.units import heading_unit


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1 234,5", 1234.5), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("1'234.5", 1234.5), ("1 234", 1234.0),
        ("1,234,567", 1234567.0), ("0,5", 0.5), ("0,234", 0.234), ("12,75", 12.75), ("-3.5", -3.5), ("1e3", 1000.0),
        ("13 3/8", 13.375), ('13 3/8"', 13.375), ("9 5/8 in", 9.625), ("9-5/8", 9.625), ("13⅜", 13.375), ("7", 7.0),
        ("", None), ("NULL", None), ("  ", None), ("N/A", None), (None, None), (12, 12.0), (2.5, 2.5),
    ],
)  # fmt: skip
def test_numbers_are_read_as_written(written, value):
    assert number(written) == value


@pytest.mark.parametrize("written", ["1,234", "12,345", "999,000"])
def test_a_comma_before_three_digits_is_asked(written):
    with pytest.raises(Unclear) as caught:
        number(written)
    assert caught.value.code == "ambiguous-number"
    assert caught.value.options == ("point", "comma")
    assert number(written, decimal="point") == 1000 * number(written, decimal="comma")


@pytest.mark.parametrize(
    "written", ["13/3/8", "13 3/6", "9 5/9", "12 9/8", "1 2345", "1.2.3", "abc", "--4", "nan m"]
)
def test_what_is_no_number_is_refused(written):
    with pytest.raises(Unclear) as caught:
        number(written)
    assert caught.value.code in ("not-a-number", "fraction")


def test_a_unit_behind_the_number_is_kept():
    assert quantity("8,530.2 ft") == (8530.2, "ft")
    assert quantity("2607 m") == (2607.0, "m")


def test_a_unit_where_a_bare_figure_is_due_is_refused():
    assert bare("8530.2") == 8530.2
    with pytest.raises(Unclear) as caught:
        bare("8530.2 ft")
    assert caught.value.code == "unit"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2013-05-08", "2013-05-08"), ("09.02.2020", "2020-02-09"), ("2015-10-06 00:00:00.000", "2015-10-06"),
        ("3-Feb-1999", "1999-02-03"), ("20200209", "2020-02-09"), ("25/12/2020", "2020-12-25"),
        ("12/25/2020", "2020-12-25"), ("9999-12-31", None), ("NULL", None), ("1900-01-00", None),
    ],
)  # fmt: skip
def test_days_are_read_in_many_forms(written, value):
    assert day(written) == value


def test_a_day_that_can_be_a_month_is_asked():
    with pytest.raises(Unclear) as caught:
        day("03/04/2020")
    assert caught.value.options == ("day", "month")
    assert day("03/04/2020", order="day") == "2020-04-03"


@pytest.mark.parametrize("written", ["31.02.2020", "yesterday", "2020-13-01"])
def test_what_is_no_day_is_refused(written):
    with pytest.raises(Unclear) as caught:
        day(written)
    assert caught.value.code == "not-a-date"


@pytest.mark.parametrize(
    ("heading", "name", "unit"),
    [
        ("Shoe MD [ft]", "Shoe MD", "ft"), ("Casing diam. [inch]", "Casing diam.", "in"), ("TD (m MD)", "TD", "m"),
        ("LOT mud eqv. [g/cm3]", "LOT mud eqv.", "g/cm3"), ("Burst, psi", "Burst", "psi"), ("Remarks", "Remarks", None),
    ],
)  # fmt: skip
def test_units_are_found_in_headings(heading, name, unit):
    found_name, found_unit = heading_unit(heading)
    assert (found_name, found_unit and found_unit.symbol) == (name, unit)
