"""The table of units: exact, the same as an independent library, and shown as people expect."""

import pint
import pytest

from deepguard import formatting
from deepguard.units import (
    QUANTITIES,
    UNITS,
    convert,
    display_unit,
    from_si,
    quantity_of,
    to_si,
    unit_line,
    unit_of,
)

PINT = {
    "ppg": "pound / US_liquid_gallon", "bbl": "42 * US_liquid_gallon", "sg": "gram / centimeter ** 3",
    "kg/m3": "kg / m ** 3", "g/cm3": "g / cm ** 3", "lb/ft3": "lb / ft ** 3", "kgf/cm2": "kgf / cm ** 2",
    "m3": "m ** 3", "ft3": "ft ** 3", "m3/s": "m ** 3 / s", "m3/h": "m ** 3 / hour", "m3/d": "m ** 3 / day",
    "bbl/min": "42 * US_liquid_gallon / min", "bbl/d": "42 * US_liquid_gallon / day", "in": "inch",
    "scf/min": "ft ** 3 / min", "klbf": "1000 * lbf", "lb": "pound", "gal": "US_liquid_gallon", "d": "day",
    "h": "hour", "s": "second", "min": "minute", "l/min": "liter / min", "l": "liter", "t": "tonne",
    "deg": "degree", "%": "percent", "fraction": "dimensionless", "Pa/m": "Pa / m", "kPa/m": "kPa / m",
    "bar/m": "bar / m", "psi/ft": "psi / ft", "kg/m": "kg / m", "lb/ft": "lb / ft", "delta_K": "kelvin",
    "delta_degC": "delta_degC", "delta_degF": "delta_degF", "m": "meter", "N": "newton", "K": "kelvin",
    "m/s": "m / s", "ft/s": "ft / s", "MMscf/d": "1e6 * ft ** 3 / day", "kg/s": "kg / s", "g/s": "g / s",
    "kg/d": "kg / day", "lb/d": "pound / day", "per second": "second ** -1", "per day": "day ** -1",
    "per week": "week ** -1", "per month": f"{1 / 30} * day ** -1", "per year": f"{1 / 365} * day ** -1",
    "cycles": "dimensionless",
}  # fmt: skip
SI = {
    "pressure": "Pa", "density": "kg / m ** 3", "gradient": "Pa / m", "length": "m", "volume": "m ** 3",
    "rate": "m ** 3 / s", "temperature": "kelvin", "temperature_difference": "kelvin", "force": "N",
    "linear_mass": "kg / m", "mass": "kg", "time": "s", "angle": "degree", "fraction": "dimensionless",
    "speed": "m / s", "mass_rate": "kg / s", "frequency": "second ** -1", "count": "dimensionless",
}  # fmt: skip


@pytest.fixture(scope="module")
def registry():
    return pint.UnitRegistry()


@pytest.mark.parametrize("symbol", UNITS)
def test_every_factor_agrees_with_pint(symbol, registry):
    unit = UNITS[symbol]
    text = PINT.get(symbol, symbol)
    scale, _, name = text.partition(" * ") if text[0].isdigit() else ("1", "", text)
    theirs = registry.Quantity(7.0 * float(scale), name).to(SI[unit.dimension]).magnitude
    assert to_si(7.0, symbol) == pytest.approx(theirs, rel=1e-12)


@pytest.mark.parametrize("symbol", UNITS)
def test_there_and_back_is_the_same_number(symbol):
    assert from_si(to_si(123.456, symbol), symbol) == pytest.approx(123.456, rel=1e-12)


def test_a_pressure_does_not_become_a_length():
    with pytest.raises(ValueError, match="psi is a pressure, ft is a length"):
        convert(1, "psi", "ft")


@pytest.mark.parametrize(
    ("name", "quantity"),
    [
        ("maasp_pa", "pressure"), ("pressure_pa_abs", "pressure"), ("fracture_gradient_pa_m", "gradient"),
        ("yield_pa", "stress"), ("emw_kg_m3", "density"), ("linear_mass_kg_m", "linear_mass"),
        ("shoe_md_m", "depth"), ("shoe_tvd_m", "tvd"), ("wall_m", "wall"), ("min_remaining_wall_m", "wall"),
        ("od_m", "diameter"), ("gauge_elevation_m", "length"), ("temperature_k", "temperature"),
        ("rate_m3_s", "rate"), ("duration_s", "time"), ("axial_force_n", "force"), ("azimuth_deg", "angle"),
    ],
)  # fmt: skip
def test_the_name_of_a_field_says_its_quantity(name, quantity):
    assert quantity_of(name).name == quantity


def test_a_name_without_a_unit_is_refused():
    with pytest.raises(ValueError, match="carries no unit"):
        quantity_of("remarks")


def test_each_system_shows_its_own_units():
    assert unit_line("metric") == "bar · m · sg · °C"
    assert unit_line("field") == "psi · ft · ppg · °F"
    assert unit_line("si") == "Pa · m · kg/m³ · K"
    assert display_unit("od_m", "metric").symbol == "in"


@pytest.mark.parametrize("quantity", QUANTITIES.values(), ids=QUANTITIES)
def test_shown_units_have_the_dimension_of_the_quantity(quantity):
    shown = {UNITS[quantity.shown(system).unit].dimension for system in ("metric", "field", "si")}
    assert shown == {UNITS[quantity.si].dimension}


def test_words_of_the_field_are_understood():
    assert [unit_of(word).symbol for word in ("PSIG", "bar g", "lb/gal", '"', "°C")] == [
        "psi",
        "bar",
        "ppg",
        "in",
        "degC",
    ]


def test_a_limit_is_cut_downwards_and_never_rounded_up():
    assert formatting.figure(12_999_999, "maasp_pa", "metric", limit=True) == "129"
    assert formatting.figure(13_000_000, "maasp_pa", "metric", limit=True) == "130"
    assert formatting.figure(to_si(1885, "psi"), "maasp_pa", "field", limit=True) == "1,885"


def test_numbers_are_written_as_the_house_writes_them():
    assert formatting.quantity(9_640_000, "pressure_pa", "metric") == "96.4\u2009bar"
    assert formatting.quantity(3048, "shoe_md_m", "field") == "10,000\u2009ft"
    assert formatting.quantity(-5e5, "pressure_pa", "metric") == "−5.0\u2009bar"
    assert formatting.quantity(None, "pressure_pa", "metric") == "not known"
