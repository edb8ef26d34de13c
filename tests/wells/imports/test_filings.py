"""Casing filings: thousands of typed ratings become pipes with a standing, a spread and outliers."""

import pytest

from tests.public_data import public_data
from wells.imports import File, filings
from wells.imports.report import ImportRefused

HEAD = "SN_APD_CSNG_INTV_FK,CASING_SIZE,CASING_WEIGHT,CASING_GRADE,CASING_BURST_PSI,CASING_COLLPSE_PSI"
PSI = 6894.757293168361


def plan(*lines, known=None, revision=0):
    file = File(name="apd_casing_sections.csv", data="\n".join([HEAD, *lines]).encode())
    return filings.plan([file], lambda name: (revision, known or {}), {})


def rows(found):
    return {row["key"]: row for row in found.catalogue.rows}


P110 = ["-1,9.625,47.0,P-110,9440.0,5300.0", "-2,9.625,47.0,P110,9440.0,5300.0", "-3,9.625,47.0,P=110,9440.0,5300.0",
        "-4,9.625,47.0,P 110.,9440.0,5290.0", "-5,9.625,47.0,P110,9440.0,53000.0"]  # fmt: skip


def test_spellings_of_one_pipe_are_one_row_with_its_spread():
    found = plan(*P110)
    row = rows(found)["9.625 in 47 lb/ft p110"]
    assert (row["standing"], row["count"], row["outliers"]) == ("verified", 5, 1)
    assert (row["collapse_min_pa"], row["collapse_max_pa"]) == (
        pytest.approx(5290 * PSI),
        pytest.approx(53000 * PSI),
    )
    assert row["collapse_pa"] == pytest.approx(5300 * PSI)
    assert "P110 (2)" in row["remarks"]


def test_a_statement_apart_is_a_row_of_its_own_with_count_and_reason():
    found = rows(plan(*P110))["9.625 in 47 lb/ft p110 outlier 9440/53000"]
    assert (found["standing"], found["count"], found["group"]) == ("outlier", 1, "9.625 in 47 lb/ft p110")
    assert "above" in found["reason"]


def test_rows_that_cannot_be_read_are_refused_by_rule_and_the_count_closes():
    found = plan(
        *P110, "-6,,,,,", "-7,9.625,47,,9440,5300", "-8,9.625,0,P110,9440,5300", "-9,96.25,47,P110,9440,5300",
        "-10,9.625,47,P110,ten,5300", "-11,9.625,47,P110,,5300",
    )  # fmt: skip
    assert [one.code for one in found.errors] == [
        "blank", "grade-missing", "weight-zero", "size-range", "not-a-number", "burst-missing",
    ]  # fmt: skip
    assert [one.cell for one in found.errors][1:3] == ["D8", "C9"]
    assert (found.rows_read, found.created, found.refused) == (11, 5, 6)


def test_a_connection_is_a_pipe_of_its_own():
    found = rows(plan("-1,22,224.3,X-80 S-90DME,5700,3705", "-2,22,224.3,X80,6360,3870"))
    assert set(found) == {"22 in 224.3 lb/ft x80 s 90dme", "22 in 224.3 lb/ft x80"}
    assert found["22 in 224.3 lb/ft x80 s 90dme"]["connection"] == "S 90DME"


def test_again_no_change():
    known = rows(plan(*P110))
    again = plan(*P110, known=known, revision=1)
    assert (again.created, again.changed, again.unchanged, again.catalogue.removed) == (0, 0, 5, 0)


def test_other_files_are_refused():
    with pytest.raises(ImportRefused, match="No file has the columns"):
        filings.plan([File(name="x.csv", data=b"a,b\n1,2")], lambda name: (0, {}), {})


@pytest.fixture(scope="module")
def real():
    path = public_data("bsee_casing", "apd_casing_sections.csv")
    return filings.plan([File(name=path.name, data=path.read_bytes())], lambda name: (0, {}), {})


@pytest.mark.public_data
def test_every_filing_is_accounted_for(real):
    assert real.rows_read > 8_000
    assert real.created + real.refused == real.rows_read
    assert {one.code for one in real.errors} <= {
        "blank",
        "grade-missing",
        "burst-zero",
        "collapse-zero",
        "weight-zero",
    }
    assert sum(row["count"] for row in real.catalogue.rows if row["standing"] != "outlier") == real.created


@pytest.mark.public_data
def test_medians_of_api_grades_agree_with_the_formulas_or_say_why_not(real):
    """Filings: medians within max(10 psi, 0.6 %) of the formulas; the others by name and reason."""
    told = real.extras["agreement"]
    assert told["held"] >= 100
    assert told["agree"] / told["held"] > 0.5
    assert told["agree"] + len(told["differ"]) == told["held"]
    assert all(one["name"] and one["kind"] and one["why"] for one in told["differ"])
    unexplained = [one for one in told["differ"] if one["kind"] == "neither"]
    assert len(unexplained) <= 0.1 * told["held"]


@pytest.mark.public_data
def test_book_values_come_out_of_the_filings(real):
    """SOURCE.md names them: medians equal published ratings."""
    found = rows(real)
    for key, burst, crush in (
        ("9.625 in 47 lb/ft p110", 9440, 5300), ("7 in 29 lb/ft p110", 11220, 8530),
        ("13.375 in 72 lb/ft p110", 7400, 2880),
    ):  # fmt: skip
        row = found[key]
        assert row["standing"] == "verified"
        assert (row["burst_pa"] / PSI, row["collapse_pa"] / PSI) == (
            pytest.approx(burst),
            pytest.approx(crush, abs=11),
        )


@pytest.mark.public_data
def test_outliers_are_listed_with_count_reason_and_their_pipe(real):
    found = rows(real)
    apart = [row for row in found.values() if row["standing"] == "outlier"]
    assert apart
    assert all(row["count"] >= 1 and row["reason"] and found[row["group"]] for row in apart)
    for group in {row["group"] for row in apart}:
        counted = sum(row["count"] for row in apart if row["group"] == group)
        assert found[group]["outliers"] == counted <= found[group]["count"]
