"""A number typed in the reader's unit, stored in SI."""

import pytest
from django import forms

from deepguard.forms import QuantityField, UnitsMixin


class ShoeForm(UnitsMixin, forms.Form):
    shoe_md_m = QuantityField("shoe_md_m", min_si=0)
    pressure_pa = QuantityField("pressure_pa", required=False)


def form(units="metric", initial=None, **data):
    return ShoeForm(data or None, units=units, initial=initial)


def cleaned(units, **data):
    filled = form(units, **{"shoe_md_m": "1", **data})
    assert filled.is_valid(), filled.errors
    return filled.cleaned_data


@pytest.mark.parametrize(
    ("units", "typed", "stored"),
    [
        ("metric", "96,4", 9_640_000),
        ("field", "250", 1_723_689.32329),
        ("si", "1e5", 100_000),
        ("metric", "250 psi", 1_723_689.32329),
    ],
)
def test_a_number_is_read_in_the_readers_unit_or_the_one_written(units, typed, stored):
    assert cleaned(units, pressure_pa=typed)["pressure_pa"] == pytest.approx(stored, rel=1e-11)


def test_an_empty_box_is_not_known():
    assert cleaned("metric", pressure_pa="")["pressure_pa"] is None


def test_a_unit_of_another_kind_is_refused_with_those_that_fit():
    filled = form(shoe_md_m="20 psi")
    assert "“psi” does not fit here. Use one of: m, mm, cm, km, ft, in." in filled.errors["shoe_md_m"]


def test_an_ambiguous_number_is_asked_beside_the_field():
    assert "can mean 1234 or 1.234" in form(shoe_md_m="1,234").errors["shoe_md_m"][0]


def test_the_range_is_told_in_the_readers_unit():
    assert form("field", shoe_md_m="-3").errors["shoe_md_m"] == ["This must be at least 0 ft."]


def test_what_was_typed_is_kept_with_its_unit():
    filled = form("field", shoe_md_m=" 10 500 ", pressure_pa="17 bar")
    assert filled.is_valid()
    assert filled.typed == {"shoe_md_m": "10 500 ft", "pressure_pa": "17 bar"}


@pytest.mark.parametrize("units", ["metric", "field", "si"])
@pytest.mark.parametrize("value", [2096.0, 0.244475, 3172.968, 1234.5678])
def test_a_value_shown_and_sent_back_is_unchanged(units, value):
    shown = form(units, initial={"shoe_md_m": value})["shoe_md_m"].value()
    assert (
        cleaned(units, shoe_md_m=ShoeForm(units=units).fields["shoe_md_m"].prepare_value(shown))["shoe_md_m"]
        == value
    )


def test_an_untouched_box_counts_as_unchanged():
    filled = form("field", initial={"shoe_md_m": 3048.0}, shoe_md_m="10000")
    assert filled.changed_data == []


def test_the_unit_stands_beside_the_box():
    assert form("field")["shoe_md_m"].field.unit_label == "ft"
