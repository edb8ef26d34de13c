"""Grades as people spell them, what API 5CT says of them, sour service and yield by temperature."""

from itertools import pairwise

import pytest

from tests.golden import cases, name_of
from wells.engine.constants import PSI_PA
from wells.engine.tubular import grade_named, parse_grade, sour_warning, yield_factor_by_grade
from wells.engine.tubular.grades import GRADES
from wells.engine.tubular.temperature import OutsideTable

SPELLINGS = {
    "N80": ["N-80", "N80", "n 80", "N-80 ksi", " N 80 "],
    "N80Q": ["N80Q", "N-80 Q", "N80 Type Q"],
    "L80": ["L80", "L-80", "L80-1", "L-80 Type 1"],
    "L80-13Cr": ["L80-13Cr", "13CR80", "13Cr-80", "CR13/80KSI", "L-80 13 Cr"],
    "P110": ["P 110", "P-110", "p110"],
    "R95": ["R95", "C-95"],
    "Q125": ["Q-125"],
}
NOT_API = [
    "HC95",
    "S95",
    "S-80",
    "P110HC",
    "P-110 HC",
    "13Cr-110",
    "25Cr-80",
    "SM13CRS-110",
    "V150",
    "80",
    "",
    "?",
]


@pytest.mark.parametrize(("name", "spelling"), [(n, s) for n, known in SPELLINGS.items() for s in known])
def test_a_grade_is_known_however_it_is_written(name, spelling):
    assert grade_named(spelling).name == name and parse_grade(spelling).is_api


@pytest.mark.parametrize("spelling", NOT_API)
def test_a_proprietary_or_unreadable_grade_has_no_figures(spelling):
    assert grade_named(spelling) is None and not parse_grade(spelling).is_api


@pytest.mark.parametrize("spelling", ["HC95", "S95", "P110 HC", "HCN80", "HC/125KSI"])
def test_high_collapse_is_recognised(spelling):
    assert parse_grade(spelling).high_collapse


def test_line_pipe_is_rated_by_the_formulas_but_has_no_row_of_5ct():
    assert parse_grade("X-56").is_api and grade_named("X56") is None


TABLE = {  # ksi, from the public transcription of the API 5CT tensile table
    "H40": (40, 80, 60), "J55": (55, 80, 75), "K55": (55, 80, 95), "M65": (65, 85, 85), "N80": (80, 110, 100),
    "L80": (80, 95, 95), "C90": (90, 105, 100), "R95": (95, 110, 105), "T95": (95, 110, 105),
    "C110": (110, 120, 115), "P110": (110, 140, 125), "Q125": (125, 150, 135),
}  # fmt: skip


@pytest.mark.parametrize(("name", "ksi"), TABLE.items(), ids=list(TABLE))
def test_yield_and_tensile_strength_are_the_tables(name, ksi):
    grade = GRADES[name]
    found = (grade.yield_pa, grade.greatest_yield_pa, grade.tensile_pa)
    assert [value / PSI_PA / 1000 for value in found] == pytest.approx(ksi)
    assert grade.source and "memory" in grade.sour.source


@pytest.mark.parametrize(
    ("grade", "coldest_c", "warned"),
    [
        ("L80", None, False), ("T95", 4, False), ("J55", None, False), ("C110", None, False),
        ("P110", None, True), ("P110", 79, True), ("P110", 80, False), ("N80", 70, True), ("N80Q", 70, False),
        ("Q125", 106, True), ("Q125", 107, False), ("13CR80", 200, True), ("R95", 200, True), ("HC95", 200, True),
        (None, 200, True), ("  ", None, True),
    ],
)  # fmt: skip
def test_sour_service(grade, coldest_c, warned):
    temperature_k = None if coldest_c is None else coldest_c + 273.15
    assert (sour_warning(grade, True, temperature_k) is not None) is warned
    assert sour_warning(grade, False, temperature_k) is sour_warning(grade, None, temperature_k) is None


BY_GRADE = [case for case in cases("temperature_derating") if case["inputs"].get("grade", "_")[0] != "_"]


@pytest.mark.parametrize("case", BY_GRADE, ids=name_of)
def test_yield_by_grade_is_the_catalogues_and_never_rises_with_heat(case):
    grade, least = case["inputs"]["grade"], 1.0
    for temperature_c, printed in zip(
        case["inputs"]["temperature_C"], case["expected"]["yield_factor"], strict=True
    ):
        least = min(least, printed)
        found = yield_factor_by_grade(grade=grade, temperature_k=temperature_c + 273.15)
        assert found.factor == pytest.approx(least, abs=case["tolerance"]["abs"])


def test_between_columns_it_is_linear_and_below_25_degrees_earns_nothing():
    def factor(temperature_c):
        return yield_factor_by_grade(grade="P-110", temperature_k=temperature_c + 273.15).factor

    assert factor(125) == pytest.approx(0.92) and factor(62.5) == pytest.approx(0.97)
    assert factor(-20) == factor(25) == 1
    steps = [factor(celsius) for celsius in range(0, 251, 5)]
    assert all(warm >= hot for warm, hot in pairwise(steps))


def test_a_carbon_grade_without_a_row_has_the_catalogues_default_row():
    found = yield_factor_by_grade(grade="K55", temperature_k=423.15)
    assert (found.row, round(found.factor, 6)) == ("default", 0.9325)


@pytest.mark.parametrize(
    ("grade", "temperature_c", "said"),
    [("P110", 251, "ends at 250"), ("S95", 100, "no row for grade S95"), ("25Cr-80", 100, "no row"), ("K55", 300, "ends at 250")],
)  # fmt: skip
def test_outside_the_table_there_is_no_figure(grade, temperature_c, said):
    with pytest.raises(OutsideTable, match=said):
        yield_factor_by_grade(grade=grade, temperature_k=temperature_c + 273.15)
