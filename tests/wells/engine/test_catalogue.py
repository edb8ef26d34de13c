"""Rows of catalogues against the formulas: what is printed agrees, what is wrong is found and named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden import cases, name_of
from wells.engine.catalogue import (
    API,
    HIGH_COLLAPSE,
    PROPRIETARY,
    SHEET,
    SIZES,
    SOLVED,
    TABLE,
    UNVERIFIED,
    VERIFIED,
    check,
    formula_of,
    grade_of,
    judge,
    plain_end_kg_m,
    wall_of,
)
from wells.engine.constants import INCH_M, PSI_PA

LB_FT = 0.45359237 / 0.3048
RATED = [
    case
    for case in cases("tubular_ratings")
    if {"collapse_psi", "burst_psi"} <= set(case["expected"]) and "wall_in" in case["inputs"]
]


def pipe(od, wall, ksi, burst, crush, **more):
    return check(
        od_m=od * INCH_M, wall_m=wall * INCH_M, yield_pa=ksi * 1000 * PSI_PA,
        burst_pa=burst * PSI_PA, collapse_pa=crush * PSI_PA, **more,
    )  # fmt: skip


def of_filings(size, weight, grade, *filed):
    """A group as filed: (burst, collapse, how often)."""
    named = grade_of(grade)
    return judge(
        od_m=size * INCH_M,
        linear_mass_kg_m=weight * LB_FT,
        yield_pa=named.yield_pa,
        filed=[(burst * PSI_PA, crush * PSI_PA) for burst, crush, times in filed for _ in range(times)],
        connection=named.connection,
    )


@pytest.mark.parametrize("case", RATED, ids=name_of)
def test_published_ratings_are_verified(case):
    given_, printed = case["inputs"], case["expected"]
    found = pipe(
        given_["od_in"],
        given_["wall_in"],
        given_["yield_psi"] / 1000,
        printed["burst_psi"],
        printed["collapse_psi"],
    )
    assert found.standing == VERIFIED, found.reason


@pytest.mark.parametrize(
    ("od", "wall", "ksi", "burst", "crush"),
    [
        (9.625, 0.435, 80, 6330, 4130),  # 9-5/8 43.5 N80 with the collapse of 95 ksi (domain trap b)
        (9.625, 0.545, 110, 10900, 9120),  # 9-5/8 53.5 P110
        (7.0, 0.408, 80, 8160, 7320),  # 7 in 29 N80, a misprint (trap d)
        (9.625, 0.472, 95, 8150, 7100),  # high collapse without a data sheet (trap c)
    ],
)
def test_known_wrong_rows_are_unverified(od, wall, ksi, burst, crush):
    found = pipe(od, wall, ksi, burst, crush)
    assert found.standing == UNVERIFIED
    assert "Collapse is" in found.reason and "above the formula" in found.reason


def test_a_data_sheet_lets_a_high_collapse_pipe_stand():
    assert pipe(9.625, 0.472, 95, 8150, 7100, sheet="HC-95-0310").standing == SHEET


def test_the_limit_is_ten_psi_or_point_six_percent():
    formula = formula_of(od_m=20 * INCH_M, wall_m=0.438 * INCH_M, yield_pa=55_000 * PSI_PA)
    burst, crush = formula.burst_pa / PSI_PA, formula.collapse_pa / PSI_PA
    assert pipe(20, 0.438, 55, burst, crush + 9.9).standing == VERIFIED
    assert pipe(20, 0.438, 55, burst, crush + 10.1).standing == UNVERIFIED
    assert pipe(20, 0.438, 55, burst * 1.0059, crush).standing == VERIFIED
    assert pipe(20, 0.438, 55, burst * 1.0061, crush).standing == UNVERIFIED


@pytest.mark.parametrize("factor", [6.894757, 1 / 6.894757, 14.5038, 1 / 14.5038, 1000, 1 / 1000])
def test_a_factor_between_units_is_named_and_refuses(factor):
    found = pipe(9.625, 0.472, 80, 6870 * factor, 4750, sheet="any sheet")
    assert found.standing == UNVERIFIED
    assert [fault.code for fault in found.faults if fault.refuses] == ["unit"]
    assert "wrong unit" in found.reason


def test_wall_od_id_and_weight_are_held_to_each_other():
    sound = {"id_m": 8.681 * INCH_M, "linear_mass_kg_m": 47 * LB_FT}
    assert pipe(9.625, 0.472, 80, 6870, 4750, **sound).standing == VERIFIED
    assert pipe(9.625, 0.472, 80, 6870, 4750, **sound | {"id_m": 8.5 * INCH_M}).faults[0].code == "id"
    heavy = pipe(9.625, 0.472, 80, 6870, 4750, linear_mass_kg_m=53.5 * LB_FT, sheet="a sheet mends no weight")
    assert (heavy.standing, heavy.faults[0].code) == (UNVERIFIED, "mass")


@given(
    known=st.sets(st.sampled_from(["wall_m", "yield_pa", "burst_pa", "collapse_pa"])),
    sheet=st.none() | st.just("sheet"),
)
def test_what_is_not_known_is_never_verified(known, sheet):
    whole = {"wall_m": 0.472 * INCH_M, "yield_pa": 80_000 * PSI_PA, "burst_pa": 6870 * PSI_PA, "collapse_pa": 4750 * PSI_PA}  # fmt: skip
    told = {name: value if name in known else None for name, value in whole.items()}
    found = check(od_m=9.625 * INCH_M, sheet=sheet, **told)
    assert (found.standing == VERIFIED) == (len(known) == 4)


@given(
    od=st.floats(0.05, 1.0), slenderness=st.floats(8, 60), ksi=st.floats(40, 150),
    off=st.floats(0.0, 0.5), sign=st.sampled_from([-1, 1]),
)  # fmt: skip
def test_only_what_lies_at_the_formula_is_verified(od, slenderness, ksi, off, sign):
    size = {"od_m": od, "wall_m": od / slenderness, "yield_pa": ksi * 1000 * PSI_PA}
    formula = formula_of(**size)
    given_pa = formula.burst_pa * (1 + sign * off)
    found = check(**size, burst_pa=given_pa, collapse_pa=formula.collapse_pa)
    allowed = max(10 * PSI_PA, 0.006 * formula.burst_pa)
    if abs(given_pa - formula.burst_pa) < allowed * 0.999:
        assert found.standing == VERIFIED
    if abs(given_pa - formula.burst_pa) > allowed * 1.001:
        assert found.standing == UNVERIFIED


@pytest.mark.parametrize(
    ("text", "name", "ksi", "family", "connection"),
    [
        ("P-110.", "P110", 110, API, None),
        (" X  80", "X80", 80, API, None),
        ("X80Q", "X80", 80, API, None),
        ("API 5L, X-60", "X60", 60, API, None),
        ("N-8O", "N80", 80, API, None),
        ("VALLOUREC P110", "P110", 110, API, None),
        ("L-80 TYPE 1", "L80", 80, API, None),
        ("X-80 H-90DME-FR-CR", "X80", 80, API, "H 90DME FR CR"),
        ("C110 VAM SLIJ-II", "C110", 110, API, "VAM SLIJ II"),
        ("HCQ-125", "Q125 HC", 125, HIGH_COLLAPSE, None),
        ("13Cr-80", "L80-13Cr", 80, API, None),
        ("L80 13CR", "L80-13Cr", 80, API, None),
        ("N80Q", "N80Q", 80, API, None),
        ("P110-IC", "P110 HC", 110, HIGH_COLLAPSE, None),
        ("P110-ICY", "P110 ICY", None, PROPRIETARY, None),
        ("VM 125 HC", "VM125HC", None, PROPRIETARY, None),
        ("13CR-110", "13CR110", None, PROPRIETARY, None),
        ("N-84", "N84", None, PROPRIETARY, None),
        ("EX-80", "EX80", None, PROPRIETARY, None),
    ],
)
def test_grades_as_people_write_them(text, name, ksi, family, connection):
    found = grade_of(text)
    assert (found.name, found.family, found.connection) == (name, family, connection)
    assert found.yield_pa == (None if ksi is None else pytest.approx(ksi * 1000 * PSI_PA))


@pytest.mark.parametrize("text", [None, "", "  ", "---"])
def test_no_grade_is_no_grade(text):
    assert grade_of(text) is None


def test_the_wall_comes_from_the_table_or_says_that_it_was_solved():
    of_table = wall_of(od_m=9.625 * INCH_M, linear_mass_kg_m=47 * LB_FT)
    assert (of_table.basis, of_table.wall_m) == (TABLE, pytest.approx(0.472 * INCH_M))
    solved = wall_of(od_m=22 * INCH_M, linear_mass_kg_m=224.2 * LB_FT)
    assert solved.basis == SOLVED
    assert plain_end_kg_m(od_m=22 * INCH_M, wall_m=solved.wall_m) == pytest.approx(224.2 * LB_FT)
    assert wall_of(od_m=7 * INCH_M, linear_mass_kg_m=900 * LB_FT) is None


def test_every_weight_of_the_table_is_that_of_its_wall():
    for od, rows in SIZES.items():
        for weight, wall in rows:
            plain = plain_end_kg_m(od_m=od * INCH_M, wall_m=wall * INCH_M) / LB_FT
            assert 0.98 <= weight / plain <= 1.08, (od, weight, wall, plain)


def test_the_median_is_a_figure_somebody_stated_and_outliers_are_counted():
    found = of_filings(9.625, 53.5, "P110", (10900, 7950, 4), (10900, 7190, 3), (10900, 8435, 1))
    assert found.agrees
    assert found.collapse_pa == pytest.approx(7950 * PSI_PA)
    assert [(round(one.filed[1] / PSI_PA), one.count, one.why.code) for one in found.outliers] == [
        (7190, 3, "collapse-below"),
        (8435, 1, "high-collapse"),
    ]


@pytest.mark.parametrize(
    ("size", "weight", "grade", "burst", "crush", "code"),
    [
        (13.375, 54.5, "K55", 3450, 1950, "another-weight"),  # figures of 68 lb/ft
        (18.0, 94.0, "P110", 5350, 1065, "another-wall"),
        (9.625, 53.5, "L80", 10900, 7950, "another-grade"),  # figures of 110 ksi
        (9.875, 62.8, "C110", 12530, 10290, "tight-wall"),  # 90 % of the wall
        (9.625, 53.5, "P110", 10900, 9120, "high-collapse"),
        (22.0, 224.3, "X80 S-90DME", 5700, 3705, "connection"),
        (7.0, 32.0, "P110", 11640, 10780, "burst-below"),  # a buttress coupling governs (SPE 28224)
        (9.625, 47.0, "P110", 650.9, 365.4, "unit"),  # bar
        (9.625, 47.0, "P110", 12345, 4321, "neither"),
        (5.5, 23.0, "P110-ICY", 16490, 16910, "yield"),
    ],
)
def test_why_a_median_does_not_agree(size, weight, grade, burst, crush, code):
    found = of_filings(size, weight, grade, (burst, crush, 5))
    assert not found.agrees
    assert found.why.code == code, found.why.words


def test_one_statement_is_its_own_median_and_no_outlier_of_itself():
    found = of_filings(9.625, 47, "P110", (12345, 4321, 1))
    assert (found.agrees, found.outliers) == (False, ())
