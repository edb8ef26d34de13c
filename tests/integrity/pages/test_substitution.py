"""Formulas with numbers: what is written out adds up, in every system of units, or is not written out."""

import re

import pytest

from integrity.engine.limits import METHODS, assess_limits
from integrity.engine.result import Substitution
from integrity.pages.formula import Unreadable, read
from integrity.pages.substitution import written
from tests.wells.factories import EXAMPLES, example
from wells.engine.document import at

SYSTEMS = ("metric", "field", "si")
UNIT = re.compile(r"\s*(?:bar/m|psi/ft|Pa/m|bar|psi|Pa|ft|m)(?![A-Za-z])")
#: Of figures with the digits of a page: relative, and of the greatest number in the line.
NEAR = 2e-3


def computed():
    """Every candidate with a number, of every example, under every regime."""
    for name in EXAMPLES:
        model = at(example(name))
        for regime in METHODS:
            for limit in assess_limits(model, regime=regime).results:
                yield from ((name, limit.annulus, c) for c in limit.candidates if c.result_pa is not None)


COMPUTED = list(computed())


def value_of(line: str) -> tuple[float, float]:
    """What a printed line comes to, and the greatest number in it."""
    text = UNIT.sub("", line.removeprefix("= ").replace(",", "").replace("−", "-").replace("×", "*"))
    text = text.replace("[", "max(0, ").replace("]", ")")
    assert re.fullmatch(r"[-+*/()\d.e minax,]+", text), text
    numbers = [float(one) for one in re.findall(r"\d+(?:\.\d+)?", text)]
    return eval(text, {"min": min, "max": max}), max(numbers)


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_line_comes_to_the_result_printed_below_it(system):
    checked = 0
    for name, letter, candidate in COMPUTED:
        found = written(
            candidate.formula, candidate.substitution, candidate.result_pa, letter=letter, system=system
        )
        assert found.adds_up, (name, letter, candidate.id, candidate.formula)
        *lines, last = [line for line in found.lines[1:] if "min(" not in line]
        result, _ = value_of(last)
        for line in lines:
            value, greatest = value_of(line)
            assert value == pytest.approx(result, rel=NEAR, abs=NEAR * greatest + 0.2), (name, found.lines)
            checked += 1
    assert checked > 100


def test_the_lines_of_a_tubing_read_as_an_engineer_writes_them():
    limit = assess_limits(at(example("platform-oil-gas-lift"))).limit("A")
    lines = written(
        limit.governing.formula, limit.governing.substitution, limit.unrounded_pa, letter="A", system="metric"
    ).lines
    assert lines == (
        "P_rating / SF − (Σ ρ_ann·g·h − p_inner)",
        "= 345.9 bar / 1.10 − (0.10591 bar/m × 2,627.1 m − (0.0068647 bar/m × 1,396.4 m + 0.070608 bar/m × 1,230.7 m))",
        "= 314.4 − (278.2 − 96.5) bar",
        "= 132.7 bar",
    )


ROWS = (
    Substitution("P_WH", "rated working pressure", 34_474_000, "Pa", "wellhead_sections/head"),
    Substitution("SF", "design factor", 1.1, "1", "rules/design_factors/equipment"),
)


def test_numbers_that_do_not_make_the_result_are_not_written_out():
    found = written("P_WH/SF", ROWS, 30e6, letter="A", system="metric")
    assert not found.adds_up and found.lines == ("P_WH / SF", "= 300.0 bar")


@pytest.mark.parametrize("formula", ["sqrt(P_WH)", "P_WH/X", "P_WH/", "P_WH ** 2", "2 P_WH", "f_T*P_WH"])
def test_a_formula_of_another_language_is_shown_as_it_is(formula):
    found = written(formula, ROWS, 30e6, letter="A", system="metric")
    assert not found.adds_up and found.steps == ("300.0 bar",)


def test_square_brackets_count_nothing_below_zero():
    rows = (*ROWS, Substitution("P_FORM", "formation", 1e6, "Pa", "formations/f"))
    found = written("P_WH/SF + [P_FORM - P_WH]", rows, 34_474_000 / 1.1, letter="A", system="metric")
    assert found.adds_up and "[10.0 bar − 344.7 bar]" in found.lines[1]


def test_what_is_left_over_is_no_formula():
    with pytest.raises(Unreadable):
        read("P_WH)")
