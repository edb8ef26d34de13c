"""A catalogue as a file: units in the headings, every fault with row and column, the same file again no change."""

import io

import pytest
from openpyxl import load_workbook

from wells.imports import File, catalogue
from wells.imports.tables.template import template

HEAD = "OD [in],Wall [in],Weight [lb/ft],Grade,Burst [psi],Collapse [psi],Data sheet"
GOOD = [HEAD, "9 5/8,0.472,47,P110,9440,5300,", "7,0.408,29,N80,8160,7020,"]
PSI, INCH = 6894.757293168361, 0.0254


def plan(*lines, known=None, revision=0, name="tubulars.csv", **answers):
    file = File(name=name, data="\n".join(lines).encode())
    told = {"catalogue": "Yard list"} | answers
    return catalogue.plan([file], lambda asked: (revision, known or {}), told)


def by_key(found):
    return {row["key"]: row for row in found.catalogue.rows}


def places(found, severity="error"):
    return [(one.code, one.row, one.cell) for one in found.findings if one.severity == severity]


def counts(found):
    return found.rows_read, found.created, found.changed, found.unchanged, found.refused


def test_rows_are_read_in_the_units_of_their_headings_and_verified():
    found = plan(*GOOD)
    assert counts(found) == (2, 2, 0, 0, 0)
    row = by_key(found)["9.625 in 47 lb/ft p110 w0.472"]
    assert row["standing"] == "verified"
    assert row["od_m"] == pytest.approx(9.625 * INCH)
    assert row["id_m"] == pytest.approx(8.681 * INCH)
    assert row["yield_pa"] == pytest.approx(110_000 * PSI)
    assert row["burst_pa"] == pytest.approx(9440 * PSI)


def test_metric_headings_say_the_same():
    found = plan(
        "OD [mm],Wall [mm],Weight [kg/m],Grade,Burst [bar],Collapse [bar]",
        "244.475,11.9888,69.94,P110,650.9,365.4",
    )
    assert [row["standing"] for row in found.catalogue.rows] == ["verified"]


def test_every_fault_of_every_row_comes_in_one_pass():
    found = plan(
        HEAD,
        "9 5/8,0.472,47,P110,9440,5300,",
        ",0.472,47,P110,9440,5300,",
        "9 5/8,many,47,P110,9440,5300,",
        "9 5/8,5.1,47,P110,9440,5300,",
        "9 5/8,0.472,47,P110,650.9,5300,",
        "9 5/8,0.472,47,P110,-9440,5300,",
        "9 5/8,0.472,47,P110,9440,5300,",
    )
    assert places(found) == [
        ("missing", 3, "A3"),
        ("not-a-number", 4, "B4"),
        ("wall", 5, "B5"),
        ("unit", 6, "E6"),
        ("not-positive", 7, "E7"),
        ("twice", 8, "A8"),
    ]
    assert counts(found) == (7, 1, 0, 0, 6)


def test_what_differs_is_stored_unverified_with_a_warning_or_by_its_sheet():
    found = plan(HEAD, "9 5/8,0.435,43.5,N80,6330,4130,", "9 5/8,0.472,47,C95,8150,7100,HC-95-0310")
    rows = by_key(found)
    assert rows["9.625 in 43.5 lb/ft n80 w0.435"]["standing"] == "unverified"
    assert rows["9.625 in 47 lb/ft c95 w0.472"]["standing"] == "sheet"
    assert places(found, "warning") == [("formula", 2, "F2")]


def test_a_yield_that_its_grade_contradicts_is_refused():
    found = plan(
        "OD [in],Wall [in],Grade,Yield [psi],Burst [psi],Collapse [psi]", "7,0.408,N80,110000,11220,8530"
    )
    assert places(found) == [("yield-of-grade", 2, "D2")]
    assert found.catalogue is None


def test_a_grade_that_tells_no_yield_stands_unverified():
    found = plan(HEAD, "5 1/2,0.415,23,VM125HC,16500,17000,")
    (row,) = found.catalogue.rows
    assert (row["standing"], row["reason_kind"], row.get("yield_pa")) == ("unverified", "yield", None)


def test_a_unit_that_nothing_tells_is_asked_and_the_answer_is_taken():
    lines = ["OD [in],Wall [in],Grade,Burst,Collapse [psi]", "7,0.408,N80,8160,7020"]
    asked = plan(*lines)
    assert [(one.code, one.ask) for one in asked.questions] == [("unit", "unit:tubulars!D")]
    assert asked.catalogue is None and asked.refused == 1
    answered = plan(*lines, **{"unit:tubulars!D": "psi"})
    assert [row["standing"] for row in answered.catalogue.rows] == ["verified"]


def test_the_wall_of_a_size_and_weight_is_filled_in_and_named():
    found = plan("OD [in],Weight [lb/ft],Grade,Burst [psi],Collapse [psi]", "9 5/8,47,P110,9440,5300", "9 5/8,48.2,P110,9440,5300")  # fmt: skip
    table, solved = (by_key(found)[key] for key in ("9.625 in 47 lb/ft p110", "9.625 in 48.2 lb/ft p110"))
    assert (table["wall_m"], table["wall_basis"]) == (pytest.approx(0.472 * INCH), "size table")
    assert solved["wall_basis"] == "solved from the plain-end weight"
    assert ("wall-solved", 3, "") in places(found, "warning")


def test_the_same_file_again_changes_nothing_and_a_shorter_one_is_told():
    known = by_key(plan(*GOOD))
    again = plan(*GOOD, known=known, revision=1)
    assert counts(again) == (2, 0, 0, 2, 0)
    shorter = plan(*GOOD[:2], known=known, revision=1)
    assert (shorter.catalogue.removed, places(shorter, "warning")) == (1, [("rows-gone", None, "")])
    changed = plan(GOOD[0], GOOD[1].replace("5300", "5290"), GOOD[2], known=known, revision=1)
    assert counts(changed) == (2, 0, 1, 1, 0)


def test_equipment_stands_by_its_sheet_or_unverified():
    head = "Kind,Manufacturer,Model,Ratings rated working pressure [psi],Data sheet"
    found = plan(
        head, "Safety valve,Fjordline,FSV-5,5000,FSV-5 sheet", "Packer,Fjordline,P-7,5000,", "Pump,Fjordline,X,1,",
        name="equipment.csv",
    )  # fmt: skip
    rows = by_key(found)
    assert rows["fjordline-fsv-5-safety-valve"]["standing"] == "sheet"
    assert rows["fjordline-fsv-5-safety-valve"]["ratings"] == {
        "rated_working_pressure_pa": pytest.approx(5000 * PSI)
    }
    assert rows["fjordline-p-7-packer"]["standing"] == "unverified"
    assert places(found) == [("choice", 4, "A4")]


def test_a_table_that_is_neither_is_asked_about():
    found = plan("Colour,Weather", "red,fine", name="something.csv")
    assert [(one.code, one.ask) for one in found.questions] == [("table", "noun:something")]
    assert counts(found) == (1, 0, 0, 0, 1)


@pytest.mark.parametrize("noun", ["tubulars", "equipment"])
def test_every_heading_of_the_template_is_understood(noun):
    book = load_workbook(io.BytesIO(template(noun)))
    heads = [cell.value for cell in book.worksheets[0][1]]
    assert "Well" not in heads
    found = catalogue.plan([File(name="sheet.xlsx", data=template(noun))], lambda name: (0, {}), {})
    assert [column.heading for column in found.mapping] == heads
    assert all(column.field for column in found.mapping)
    assert not found.questions
