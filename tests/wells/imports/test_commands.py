"""Imports by command: the same acts, every number on the screen. Real public data where they lie beside the project."""

import csv as csv_file
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from deepguard.models import Role
from tests.factories import make_member
from tests.public_data import public_data
from tests.wells.factories import make_well
from tests.wells.imports.files import well
from wells import gather
from wells.models import Door, ImportRun, Well, WellRevision

pytestmark = pytest.mark.django_db
public = pytest.mark.public_data


@pytest.fixture(autouse=True)
def steward(operator):
    return make_member(operator, Role.STEWARD)


def run(command, *args, **options):
    out = StringIO()
    call_command(command, *map(str, args), stdout=out, **options)
    return out.getvalue()


def rows(text):
    """read, created, changed, unchanged, refused; the first is the sum of the others."""
    found = re.search(r"([\d,]+) rows read = ([\d,]+) created \+ ([\d,]+) changed \+ ([\d,]+) unchanged \+ ([\d,]+) refused", text)  # fmt: skip
    read, *parts = (int(number.replace(",", "")) for number in found.groups())
    assert read == sum(parts)
    return read, *parts


def shoes(text):
    found = re.search(r"Shoes with LOT or FIT above 0: ([\d,]+) = ([\d,]+) counted \+ ([\d,]+) unknown \+ ([\d,]+) invalid", text)  # fmt: skip
    total, *parts = (int(number.replace(",", "")) for number in found.groups())
    assert total == sum(parts)
    return total, *parts


def refused_rows(report):
    """Rows with an error that names its rule."""
    with report.open(encoding="utf-8") as stream:
        found = [line for line in csv_file.DictReader(stream) if line["severity"] == "error"]
    assert all(line["rule"] and line["row"] for line in found)
    return {(line["sheet"], line["row"]) for line in found}


def strings_file(folder, *lines):
    path = folder / "strings.csv"
    path.write_text("\n".join(["Well,Csg OD,Type,Shoe (MD) [m]", *lines]))
    return path


def test_a_table_is_stored_by_command_with_its_door_and_its_run(tmp_path, operator, steward):
    a1 = make_well(well(), of=operator, by=steward)
    told = run("import_table", "strings", strings_file(tmp_path, "A-1,7,liner,2950"))
    assert rows(told) == (1, 1, 0, 0, 0) and "1 changed, 1 revisions" in told
    assert WellRevision.objects.get(well=a1, number=2).door == Door.COMMAND
    assert ImportRun.objects.get().state == "stored"


def test_a_table_with_a_fault_is_refused_until_its_rows_may_be_left_out(tmp_path, operator, steward):
    make_well(well(), of=operator, by=steward)
    path = strings_file(tmp_path, "A-1,7,liner,2950", "A-1,7,surfice,900")
    with pytest.raises(CommandError, match=r"Nothing was stored.*takes .*--leave-out"):
        run("import_table", "strings", path)
    assert "1 revisions" in run("import_table", "strings", path, "--leave-out")


def test_a_dry_run_stores_nothing_and_writes_every_finding(tmp_path, operator, steward):
    make_well(well(), of=operator, by=steward)
    path, report = strings_file(tmp_path, "A-1,7,surfice,2950", "B-9,7,liner,900"), tmp_path / "report.csv"
    told = run("import_table", "strings", path, "--dry-run", report=report)
    assert "nothing was stored" in told and not ImportRun.objects.exists()
    with report.open(encoding="utf-8") as stream:
        assert [line["rule"] for line in csv_file.DictReader(stream)] == ["choice", "unknown-well"]


def test_like_refusals_are_one_line_with_a_count_and_three_places(tmp_path, operator, steward):
    path = tmp_path / "apd_casing_sections.csv"
    head = "SN_APD_CSNG_INTV_FK,CASING_SIZE,CASING_WEIGHT,CASING_GRADE,CASING_BURST_PSI,CASING_COLLPSE_PSI"
    blanks = [f"-{n},,,,," for n in range(5)]
    path.write_text("\n".join([head, "-9,9.625,47,P110,9440,5300", *blanks, "-7,9.625,0,P110,9440,5300"]))
    told = run("import_bsee_casing", path, "--dry-run")
    (one,) = [line for line in told.splitlines() if "error blank" in line]
    assert (
        "at 5 places (apd_casing_sections:3:B3, apd_casing_sections:4:B4, apd_casing_sections:5:B5, …" in one
    )
    assert "6 errors by rule: blank 5, weight-zero 1" in told and told.count("error weight-zero at") == 1
    each = run("import_bsee_casing", path, "--dry-run", "--verbose")
    assert each.count("error blank at apd_casing_sections:") == 5 and "places" not in each


def test_like_questions_are_each_told_with_their_answer(tmp_path, operator, steward):
    make_well(well(), of=operator, by=steward)
    told = run("import_table", "strings", strings_file(tmp_path, *['A-1,7,liner,"1,234"'] * 5), "--dry-run")
    assert told.count("question ambiguous-number at") == told.count("--answer") >= 1


def test_an_answer_is_given_on_the_command_line(tmp_path, operator, steward):
    make_well(well(), of=operator, by=steward)
    path = strings_file(tmp_path, 'A-1,7,liner,"1,234"')
    with pytest.raises(CommandError):
        run("import_table", "strings", path)
    run("import_table", "strings", path, "--answer", "decimal:strings!D=point")
    (document,) = gather.documents(Well.objects.all()).values()
    assert document["strings"][0]["shoe_md_m"] == 1234.0


def test_who_may_not_import_is_told_which_roles_may(tmp_path, operator, viewer, steward):
    with pytest.raises(CommandError, match=f"Data steward or Integrity engineer.*--by: {steward.email}"):
        run("import_table", "strings", strings_file(tmp_path), by=viewer.email)


def test_with_two_operators_one_is_named_in_full_or_short(tmp_path, operator, other_operator, steward):
    other_operator.short_name = "Sula"
    other_operator.save()
    path = strings_file(tmp_path, "B-9,7,liner,900")
    with pytest.raises(CommandError, match=r"--operator: Brattholm Energy, Sula Petroleum \(Sula\)"):
        run("import_table", "strings", path)
    with pytest.raises(CommandError, match="No operator is called “Tern”"):
        run("import_table", "strings", path, operator="Tern")
    with pytest.raises(CommandError, match="Nobody may import for Sula Petroleum"):
        run("import_table", "strings", path, operator="sula")
    assert "unknown-well" in run("import_table", "strings", path, "--dry-run", operator="brattholm energy")


def test_of_two_people_who_may_import_one_is_named(tmp_path, operator, steward, engineer):
    make_well(well(), of=operator, by=steward)
    path = strings_file(tmp_path, "A-1,7,liner,2950")
    with pytest.raises(CommandError, match="Say who imports with --by: ") as refusal:
        run("import_table", "strings", path)
    assert steward.email in str(refusal.value) and engineer.email in str(refusal.value)
    run("import_table", "strings", path, by=engineer.email.upper())
    assert WellRevision.objects.get(number=2).by == engineer


def test_a_report_that_cannot_be_written_is_told_before_anything_is_stored(tmp_path, operator, steward):
    make_well(well(), of=operator, by=steward)
    path = strings_file(tmp_path, "A-1,7,liner,2950")
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        run("import_table", "strings", path, report=tmp_path / "none" / "report.csv")
    assert not ImportRun.objects.exists()


def test_files_over_the_limit_are_refused_by_their_size_before_they_are_read(tmp_path, steward):
    path = tmp_path / "strings.csv"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    with pytest.raises(CommandError, match=r"The files are 200\.0 MB; up to 50\.0 MB are read"):
        run("import_table", "strings", path)


def test_a_template_is_written_by_command(tmp_path):
    with pytest.raises(CommandError, match=r"name it .*strings\.xlsx"):
        run("import_table", "strings", tmp_path / "strings.csv", "--template")
    run("import_table", "strings", tmp_path / "strings.xlsx", "--template")
    assert (tmp_path / "strings.xlsx").read_bytes().startswith(b"PK")


@public
@pytest.mark.parametrize("year", ["2020", "2013"])
def test_factpages_are_accounted_for_row_by_row_and_a_second_run_changes_nothing(year, tmp_path):
    folder, report = public_data(f"sodir_factpages_{year}"), tmp_path / "report.csv"
    first = run("import_sodir", folder, report=report)
    assert len(refused_rows(report)) == rows(first)[4]
    assert sum(rows(first)[1:]) == rows(first)[0] > 4_000 and rows(first)[4] > 0
    assert shoes(first)[0] > 1_000
    assert "Norwegian Licence for Open Government Data" in first
    number = WellRevision.objects.count()
    second = run("import_sodir", folder)
    assert rows(second)[1:3] == (0, 0) and "0 revisions" in second
    assert WellRevision.objects.count() == number and shoes(second) == shoes(first)


@public
def test_compass_listings_come_back_within_two_centimetres_and_the_tree_is_right():
    told = run("import_compass", public_data("volve_surveys", "compass_ascii"), licence="volve")
    off = re.findall(r"(F-\S+_ACTUAL).*within ([\d.]+) m TVD, ([\d.]+) m N, ([\d.]+) m E", told)
    assert len(off) == 9 and all(float(part) <= 0.02 for _, *parts in off for part in parts)
    f1 = next(one for one in gather.documents(Well.objects.all()).values() if one["header"]["name"].endswith("F-1"))  # fmt: skip
    main, sidetrack = f1["wellbores"]
    assert sidetrack["name"].endswith("F-1 C") and sidetrack.get("parent_id") in (main["id"], None)
    again = run("import_compass", public_data("volve_surveys", "compass_ascii"), licence="volve")
    assert rows(again)[1:3] == (0, 0) and "0 revisions" in again


@public
def test_volve_f10_is_refused_with_its_rule_and_taken_without_its_completion():
    folder = public_data("volve_f10_schematic")
    assert "rule-14" in refused(folder)
    assert not WellRevision.objects.exists()
    run("import_esv", folder, without="completion", licence="volve")
    (document,) = gather.documents(Well.objects.all()).values()
    assert [string["kind"] for string in document["strings"]].count("tubing") == 0


def refused(folder):
    """What is printed beside the refusal."""
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_esv", str(folder), stdout=out)
    return out.getvalue()
