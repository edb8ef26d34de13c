"""An import from file to record: checked without storing, stored once, the same again without a trace."""

import json

import pytest

from deepguard.errors import RuleViolation
from deepguard.models import AuditEvent, Role
from tests.factories import make_member
from tests.wells.factories import make_well
from tests.wells.imports.files import csv, well, xlsx
from wells import gather
from wells.engine.document import dated
from wells.imports import File
from wells.models import Door, ImportRun, Well, WellRevision
from wells.services import imports
from wells.services.documents import save_document

pytestmark = pytest.mark.django_db

HEAD = "Well,Csg OD,Wt [lb/ft],Grade,Type,Shoe (MD) [m],LOT [sg]"
GOOD = [HEAD, "A-1,13 3/8,72,L80,surface,1200.5,1.65", "A-1,7,29,P110,liner,2950,2.1"]
BAD = "A-1,9 5/8,47,P110,surfice,2400,"


@pytest.fixture
def steward(operator):
    return make_member(operator, Role.STEWARD)


@pytest.fixture
def a1(operator, steward):
    return make_well(well(), of=operator, by=steward)


def checked(operator, by, *lines, kind="tables", name="Strings.csv", answers=None):
    run = imports.start(operator, kind, [csv(name, *lines)], by=by, answers=answers)
    return imports.check(run)


def document(of):
    return gather.documents([of])[of.pk]


def test_a_check_stores_nothing_in_the_record(operator, steward, a1):
    run = checked(operator, steward, *GOOD)
    told = imports.report_of(run)
    assert (told["rows_read"], told["created"], told["refused"], told["storable"]) == (2, 2, 0, "whole")
    assert WellRevision.objects.count() == 1 and "strings" not in document(a1)


def test_a_commit_makes_one_revision_a_well_and_says_where_it_came_from(operator, steward, a1):
    run = imports.commit(checked(operator, steward, *GOOD), by=steward)
    revision = WellRevision.objects.get(well=a1, number=2)
    assert (revision.door, revision.batch, revision.by) == (Door.IMPORT, run.batch, steward)
    assert "Strings.csv" in revision.reason
    assert [string["shoe_md_m"] for string in document(a1)["strings"]] == [1200.5, 2950.0]


def test_what_was_sent_goes_and_its_hash_stays(operator, steward, a1):
    run = checked(operator, steward, *GOOD)
    digest = run.sha256
    run = imports.commit(run, by=steward)
    assert (run.content, run.sha256, run.state) == (None, digest, "stored")
    assert AuditEvent.objects.filter(event="import.stored", actor=steward).count() == 1


def test_the_same_file_again_makes_no_revision(operator, steward, a1):
    imports.commit(checked(operator, steward, *GOOD), by=steward)
    again = imports.commit(checked(operator, steward, *GOOD), by=steward)
    told = imports.report_of(again)
    assert (told["created"], told["changed"], told["unchanged"]) == (0, 0, 2)
    assert told["stored"]["revisions"] == 0 and WellRevision.objects.count() == 2


def test_an_open_error_refuses_the_commit_and_names_the_way_out(operator, steward, a1):
    run = checked(operator, steward, *GOOD, BAD)
    with pytest.raises(RuleViolation) as refusal:
        imports.commit(run, by=steward)
    assert refusal.value.status == 409 and "leave the 1 refused rows out" in refusal.value.message
    assert WellRevision.objects.count() == 1


def test_refused_rows_are_left_out_when_asked_and_stay_listed(operator, steward, a1):
    run = imports.commit(checked(operator, steward, *GOOD, BAD), by=steward, leave_out=True)
    told = imports.report_of(run)
    assert len(document(a1)["strings"]) == 2
    assert told["refused"] == 1 and [item["code"] for item in told["findings"]] == ["choice"]


def test_a_survey_is_never_stored_without_one_of_its_stations(operator, steward, a1):
    lines = ["Well,Survey,MD [m],Inc,Azi", "A-1,gyro,0,0,0", "A-1,gyro,x,2,90", "A-1,gyro,900,3,91"]
    run = checked(operator, steward, *lines, name="surveys.csv")
    assert imports.report_of(run)["storable"] == ""
    with pytest.raises(RuleViolation, match="cannot be left out"):
        imports.commit(run, by=steward, leave_out=True)


def test_an_answer_is_used_and_can_be_taken_back(operator, steward, a1):
    run = checked(operator, steward, HEAD.replace(" [m]", ""), *GOOD[1:])
    assert imports.report_of(run)["questions"] == 1
    run = imports.check(run, answers={"unit:Strings!F": "ft"})
    assert imports.report_of(run)["questions"] == 0
    run = imports.check(run, answers={"unit:Strings!F": ""})
    assert imports.report_of(run)["questions"] == 1


def test_a_column_can_be_given_another_field_or_none(operator, steward, a1):
    run = imports.check(checked(operator, steward, *GOOD), mapping={"Strings!G": ""})
    imports.commit(run, by=steward)
    assert "formation_strength" not in document(a1)


def test_ten_thousand_rows_with_200_faults_are_all_listed_and_nothing_is_stored(operator, steward, a1):
    faults = ["surfice,2400", "surface,=F3", "surface,9 5/7", "liner,"]
    lines = [f"A-{n // 49 + 1},s{n},7,29,P110,liner,{1000 + n / 10}" for n in range(9_800)]
    bad = [f"A-1,b{n},7,29,P110,{faults[n % 3]}" for n in range(200)]
    head = "Well,ID,Csg OD,Wt [lb/ft],Grade,Type,Shoe (MD) [m]"
    mixed = [line for n in range(200) for line in (*lines[n * 49 : n * 49 + 49], bad[n])]
    run = checked(operator, steward, head, *mixed, answers={"unknown-wells": "create"})
    told = imports.report_of(run)
    rows = {item["row"] for item in told["findings"] if item["severity"] != "warning"}
    assert told["rows_read"] == 10_000
    assert {50 + 50 * n + 1 for n in range(200)} <= rows
    assert WellRevision.objects.count() == 1


def test_the_record_may_move_elsewhere_between_check_and_commit(operator, steward, a1):
    run = checked(operator, steward, *GOOD)
    changed = document(a1)
    changed["header"]["field"] = "Tern"
    save_document(a1, changed, by=steward, based_on=1, door=Door.PAGE)
    imports.commit(run, by=steward)
    now = document(a1)
    assert now["header"]["field"] == "Tern" and len(now["strings"]) == 2


def test_where_the_outcome_would_be_another_one_nothing_is_stored_and_it_is_shown_anew(operator, steward, a1):
    run = checked(operator, steward, *GOOD)
    other = imports.commit(checked(operator, steward, GOOD[0], GOOD[1]), by=steward)
    with pytest.raises(RuleViolation, match="checked again") as refusal:
        imports.commit(run, by=steward)
    assert refusal.value.code == "record_moved" and other.state == "stored"
    run.refresh_from_db()
    assert (run.state, imports.report_of(run)["unchanged"]) == ("checked", 1)
    assert imports.commit(run, by=steward).state == "stored"


def test_of_two_commits_one_is_refused(operator, steward, a1):
    run = checked(operator, steward, *GOOD)
    same = ImportRun.objects.get(pk=run.pk)
    token = imports.claim(run)
    with pytest.raises(RuleViolation, match="being stored already"):
        imports.commit(same, by=steward)
    assert imports.finish(run, token, by=steward).state == "stored"
    with pytest.raises(RuleViolation, match="is stored"):
        imports.commit(same, by=steward)
    assert WellRevision.objects.count() == 2


def test_an_upload_above_the_limit_is_refused_with_413(operator, steward):
    with pytest.raises(RuleViolation) as refusal:
        imports.start(operator, "tables", [File(name="big.csv", data=b"x" * 200_000_000)], by=steward)
    assert refusal.value.status == 413 and "50.0 MB" in refusal.value.message
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (File(name="a.csv", data=bytes(range(256)) * 8), "encoding"),
        (File(name="a.xlsx", data=b"PK\x03\x04 nothing more"), "workbook"),
        (File(name="a.xls", data=b"\xd0\xcf\x11\xe0 old"), "old-format"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(operator, steward, file, code):
    run = imports.check(imports.start(operator, "tables", [file], by=steward))
    told = imports.report_of(run)
    assert (run.state, told["findings"][0]["code"], run.content) == ("refused", code, None)
    assert told["findings"][0]["mend"]


def test_a_formula_waits_for_a_person_and_its_last_value_can_be_taken(operator, steward, a1):
    rows = [HEAD.split(","), ["A-1", "7", 29, "P110", "liner", "=1+1", ""]]
    run = imports.check(imports.start(operator, "tables", [xlsx("a.xlsx", Strings=rows)], by=steward))
    (finding,) = [item for item in imports.report_of(run)["findings"] if item["code"] == "formula"]
    assert (finding["cell"], finding["ask"], finding["options"]) == ("F2", "formulas", ["cached"])


def test_licence_and_attribution_stay_with_the_run(operator, steward, a1):
    run = checked(operator, steward, *GOOD, answers={"licence": "volve"})
    assert run.licence.startswith("Equinor") and "Volve" in run.attribution


def test_a_new_well_from_a_document_and_the_faulty_one_beside_it(operator, steward):
    good, faulty = dated(well("B-1")), dated(well("B-2"))
    faulty["strings"] = [{"id": "s"}]
    files = [File(name=f"{one['id']}.json", data=json.dumps(one).encode()) for one in (good, faulty)]
    run = imports.check(imports.start(operator, "documents", files, by=steward))
    imports.commit(run, by=steward, leave_out=True)
    assert [one.name for one in Well.objects.all()] == ["B-1"]


def test_two_files_of_one_name_are_two_files(operator, steward):
    files = [File(name="well.json", data=json.dumps(dated(well(name))).encode()) for name in ("B-1", "B-2")]
    run = imports.check(imports.start(operator, "documents", files, by=steward))
    assert imports.report_of(run)["rows_read"] == 2
    imports.commit(run, by=steward)
    assert {one.name for one in Well.objects.all()} == {"B-1", "B-2"}


def test_wells_of_another_operator_are_not_seen(operator, other_operator, steward):
    make_well(well("A-1"), of=other_operator, by=make_member(other_operator, Role.STEWARD))
    run = checked(operator, steward, *GOOD)
    assert {item["code"] for item in imports.report_of(run)["findings"]} == {"unknown-well"}


def test_a_dropped_run_forgets_its_files_and_stores_nothing(operator, steward, a1):
    run = imports.drop(checked(operator, steward, *GOOD), by=steward)
    assert (run.state, run.content) == ("dropped", None)
    with pytest.raises(RuleViolation):
        imports.commit(run, by=steward)


@pytest.mark.parametrize(("register", "warned"), [("F-12", True), ("F-13", False)])
def test_a_new_well_that_may_stand_under_its_short_name_is_warned_of(operator, steward, register, warned):
    make_well(well(name=register), of=operator, by=steward)
    sent = json.dumps(well(name="15/9-F-12")).encode()
    run = imports.start(operator, "documents", [File(name="f12.json", data=sent)], by=steward)
    imports.check(run)
    codes = [finding["code"] for finding in imports.report_of(run)["findings"]]
    assert ("perhaps-same-well" in codes) is warned
