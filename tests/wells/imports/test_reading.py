"""Files are opened only as far as they are safe, and refused with the reason."""

import io
import zipfile

import pytest

from tests.wells.imports.files import csv, xlsx
from wells.imports import File, ImportRefused
from wells.imports.reading import tables


def refused(file: File, **options: object) -> str:
    with pytest.raises(ImportRefused) as caught:
        tables(file, **options)
    assert caught.value.finding.mend
    return caught.value.finding.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"])
def test_a_text_file_is_read_in_the_encodings_people_save(encoding):
    (table,) = tables(csv("wells.csv", "Well,Rig", "A-1,MÆRSK GIANT", encoding=encoding))
    assert table.rows[0].cells == ("A-1", "MÆRSK GIANT")


def test_bytes_that_are_no_text_are_refused():
    assert refused(File(name="wells.csv", data=bytes(range(256)) * 8)) == "encoding"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_found_and_padding_goes(mark):
    (table,) = tables(
        csv("wells.csv", mark.join(["Well", '"Type, kind"']), mark.join(["A-1", " INTERM.   "]))
    )
    assert table.headings == ("Well", "Type, kind")
    assert table.rows[0].cells == ("A-1", "INTERM.")


def test_an_upload_of_200_mb_is_refused_before_it_is_read():
    assert refused(File(name="big.csv", data=b"x" * 200_000_000)) == "too-large"


def test_a_zip_bomb_is_not_unpacked():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    assert len(stream.getvalue()) < 1_000_000
    assert refused(File(name="bomb.xlsx", data=stream.getvalue())) == "zip-bomb"


def test_a_workbook_of_thousands_of_parts_is_not_opened():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(3000):
            archive.writestr(f"part{number}", b"")
    assert refused(File(name="parts.xlsx", data=stream.getvalue())) == "zip-bomb"


def test_a_damaged_workbook_and_an_old_one_are_refused():
    assert refused(File(name="a.xlsx", data=b"PK\x03\x04 nothing more")) == "workbook"
    assert refused(File(name="a.xls", data=b"\xd0\xcf\x11\xe0 old")) == "old-format"
    assert refused(File(name="a.csv", data=b"  \n")) == "empty"


def test_a_formula_is_named_with_its_cell():
    (table,) = tables(xlsx("a.xlsx", Strings=[["Well", "Shoe"], ["A-1", "=1+1"]]))
    (finding,) = table.findings
    assert (finding.code, finding.cell, finding.row, finding.column) == ("formula", "B2", 2, "Shoe")


def test_the_values_formulas_last_showed_are_taken_when_asked():
    (table,) = tables(xlsx("a.xlsx", Strings=[["Well", "Shoe"], ["A-1", "=1+1"]]), cached_formulas=True)
    assert not table.findings
    assert table.rows[0].cells == ("A-1",)


def test_row_numbers_are_those_of_the_file():
    (table,) = tables(csv("a.csv", "", "Well,Shoe", "", "A-1,100"))
    assert (table.heading_row, table.rows[0].number) == (2, 4)
