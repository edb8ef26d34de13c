"""Bad input by page and by command: named by row, column and rule, and nothing of it is stored.

The same by hand on the editing pages: tests/wells/editing/test_bad_input.py.
"""

import io
import zipfile
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from deepguard.errors import RuleViolation
from deepguard.models import Role
from tests.factories import make_member
from tests.together import together
from tests.wells.factories import make_well
from tests.wells.imports.files import csv, well, xlsx
from wells import gather
from wells.imports import File
from wells.models import Door, ImportRun, Well, WellRevision
from wells.services import imports
from wells.services.documents import save_document

__all__ = ["together"]
pytestmark = pytest.mark.django_db

HEAD = "Well,OD,Type,Shoe (MD) [m],LOT [sg]"
CASING = {
    "id": "production-casing-9-5-8", "kind": "production_casing", "top_md_m": 0.0, "shoe_md_m": 1200.5,
    "sections": [{"id": "s1", "od_m": 0.244475}],
}  # fmt: skip
LISTING = """HEADER INFORMATION
WELL NAME: A-1
WELLBORE NAME: A-1
Drilled From: Well Ref. Point
Survey Name: A-1
Datum Name: Rotary Table(25.00m)
Bottom Hole MD: 1000.00m
KB-MSL: 25.00m
North Reference: Grid
SURVEY LIST
MD        Inc       Azim      TVD       X-Offset (E/W)  Y-Offset (N/S)
m RKB     deg       deg       m RKB     m               m
0.00 0.00 0.00 0.00 0.000 0.000
1000.00 0.00 0.00 1000.00 0.000 0.000
500.00 0.00 0.00 500.00 0.000 0.000"""

#: noun or kind, the file, and of each finding: rule, row, cell
BAD = {
    "MD out of order in a table": (
        "surveys", csv("surveys.csv", "Well,Survey,MD [m],Inc,Azi", "A-1,gyro,0,0,0", "A-1,gyro,500,2,90", "A-1,gyro,400,3,91"),
        "rule-6", 4, "C4",
    ),
    "MD out of order in a COMPASS listing": ("compass", csv("A-1_ACTUAL.txt", LISTING), "md-order", 15, "line 15"),
    "overlapping sections of a string": (
        "sections", csv("sections.csv", "Well,String,Top [m],Base [m],OD [in]", "A-1,production-casing-9-5-8,0,1000,9 5/8", "A-1,production-casing-9-5-8,900,1200.5,9 5/8"),
        "rule-4", 3, "C3",
    ),
    "overlapping sections of the hole": (
        "holes", csv("holes.csv", "Well,Wellbore,Diameter [in],Top [m],Base [m]", "A-1,A-1,17 1/2,0,1200", "A-1,A-1,12 1/4,1100,2500"),
        "rule-4", 3, "D3",
    ),
    "shoe below TD": ("strings", csv("strings.csv", HEAD, "A-1,7,liner,3050,"), "rule-13", 2, "D2"),
    "string wider than its bore": (
        "strings", csv("strings.csv", "Well,Type,OD [in],Inside diameter [in],Top [m],Shoe [m]", "A-1,intermediate,10.75,9.66,20,2500", "A-1,tubing,12,11,20,2000"),
        "rule-14", 3, "C3",
    ),
    "LOT of 21 g/cm3": ("strings", csv("strings.csv", HEAD, "A-1,7,liner,2950,21"), "density-range", 2, "E2"),
    "1,234": ("strings", csv("strings.csv", HEAD, 'A-1,7,liner,"1,234",'), "ambiguous-number", 2, "D2"),
    "feet among metres": ("strings", csv("strings.csv", HEAD, "A-1,7,liner,9500,"), "feet-or-metres", 2, "D2"),
    "a depth from mean sea level": (
        "strings", csv("strings.csv", HEAD, "A-1,9 5/8,production casing,1175.5,"), "rkb-or-msl", 2, "D2",
    ),
    "a formula": (
        "strings", xlsx("strings.xlsx", Strings=[HEAD.split(","), ["A-1", 7, "liner", "=1+1"]]), "formula", 2, "D2",
    ),
    "a well twice": ("wells", csv("wells.csv", "Well,Field", "B-1,East", "b-1,East"), "duplicate-row", 3, ""),
    "a well spelled twice": ("wells", csv("wells.csv", "Well,Field", "B-1,East", "B/1,East"), "same-well", 3, "A3"),
}  # fmt: skip
QUESTIONS = {
    "1,234": ("point", 1234.0),
    "feet among metres": ("ft", 9500 * 0.3048),
    "a depth from mean sea level": ("msl", 1200.5),
}


@pytest.fixture(autouse=True)
def _worker_at_hand(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def steward(operator, client):
    person = make_member(operator, Role.STEWARD)
    client.force_login(person)
    make_well(well(strings=[CASING]), of=operator, by=person)
    return person


def send(client, noun, file):
    kind = "compass" if noun == "compass" else "tables"
    upload = SimpleUploadedFile(file.name, file.data)
    client.post(reverse("wells:import_new"), {"kind": kind, "files": [upload]})
    return ImportRun.objects.get()


def page(client, run):
    return client.get(reverse("wells:import_run", args=[run.uid])).content.decode()


def command(folder, noun, file, *options):
    """What the command prints, and its refusal."""
    path, out = folder / file.name, StringIO()
    path.write_bytes(file.data)
    words = ("import_compass",) if noun == "compass" else ("import_table", noun)
    try:
        call_command(*words, str(path), *options, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def strings():
    (document,) = gather.documents(Well.objects.all()).values()
    return {one["id"]: one["shoe_md_m"] for one in document["strings"]}


@pytest.mark.parametrize("name", BAD)
def test_the_page_names_row_and_rule_and_stores_nothing(client, steward, name):
    noun, file, rule, row, cell = BAD[name]
    run = send(client, noun, file)
    told = [(item["code"], item["row"], item["cell"]) for item in imports.report_of(run)["findings"]]
    assert (rule, row, cell) in told
    shown = page(client, run)
    assert rule in shown and f">{cell or row}<" in shown
    assert client.post(reverse("wells:import_commit", args=[run.uid])).status_code == 409
    assert WellRevision.objects.count() == 1


@pytest.mark.parametrize("name", BAD)
def test_the_command_names_row_and_rule_and_stores_nothing(tmp_path, steward, name):
    noun, file, rule, row, cell = BAD[name]
    told, refusal = command(tmp_path, noun, file)
    assert f"{rule} at {':'.join(filter(None, (sheet_of(file), str(row), cell)))}: " in told
    assert refusal.startswith("Nothing was stored")
    assert WellRevision.objects.count() == 1 and not ImportRun.objects.filter(state="stored").exists()


def sheet_of(file):
    return {"strings.xlsx": "Strings", "A-1_ACTUAL.txt": file.name}.get(file.name, file.name[:-4])


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_answered_on_the_page_and_the_answer_is_stored(client, steward, name):
    noun, file, *_ = BAD[name]
    answer, shoe_m = QUESTIONS[name]
    run = send(client, noun, file)
    (ask,) = [item["ask"] for item in imports.report_of(run)["findings"] if item["ask"]]
    client.post(reverse("wells:import_check", args=[run.uid]), {f"a:{ask}": answer})
    assert client.post(reverse("wells:import_commit", args=[run.uid])).status_code == 302
    assert pytest.approx(shoe_m) in strings().values()


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_answered_to_the_command(tmp_path, steward, name):
    noun, file, *_ = BAD[name]
    answer, shoe_m = QUESTIONS[name]
    told, _ = command(tmp_path, noun, file)
    ask = told.partition('[--answer "')[2].partition("=")[0]
    assert command(tmp_path, noun, file, "--answer", f"{ask}={answer}")[1] == ""
    assert pytest.approx(shoe_m) in strings().values()


def test_fractions_and_blanks_are_read(client, steward, tmp_path):
    file = csv("strings.csv", HEAD, "A-1,13 3/8,surface,800,NULL", "A-1,7\",liner,2950, ", "A-1,4-1/2 in,liner,,n/a")  # fmt: skip
    run = send(client, "strings", file)
    assert client.post(reverse("wells:import_commit", args=[run.uid])).status_code == 302
    (document,) = gather.documents(Well.objects.all()).values()
    new = [(one["sections"][0]["od_m"], one.get("shoe_md_m")) for one in document["strings"][1:]]
    assert new == [(0.339725, 800.0), (0.1778, 2950.0), (0.1143, None)]
    assert "formation_strength" not in document
    told, refusal = command(tmp_path, "strings", file)
    assert "3 unchanged" in told and refusal == ""


def bomb():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return File(name="strings.xlsx", data=stream.getvalue())


UNREADABLE = {
    "a zip bomb": (bomb(), "zip-bomb"),
    "a wrong encoding": (File(name="strings.csv", data=bytes(range(256)) * 8), "encoding"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_refused_by_page_and_command(client, steward, tmp_path, name):
    file, rule = UNREADABLE[name]
    told, refusal = command(tmp_path, "strings", file)
    assert rule in told and refusal.startswith("Nothing was stored"), (told, refusal)
    run = send(client, "strings", file)
    assert rule in {item["code"] for item in imports.report_of(run)["findings"]}
    assert client.post(reverse("wells:import_commit", args=[run.uid])).status_code == 409
    assert WellRevision.objects.count() == 1


def test_200_mb_are_refused_by_the_length_they_are_announced_with(client, steward, tmp_path):
    class Unread:
        def read(self, *size):
            raise AssertionError("the body was read")

        readline = read

    large = str(200 * 1024 * 1024)
    response = client.generic("POST", reverse("wells:import_new"), CONTENT_LENGTH=large, **{"wsgi.input": Unread()})  # fmt: skip
    assert response.status_code == 413 and "Up to 50.0 MB" in response.content.decode()
    path = tmp_path / "strings.csv"
    with path.open("wb") as stream:
        stream.truncate(int(large))
    with pytest.raises(CommandError, match=r"up to 50\.0 MB"):
        call_command("import_table", "strings", str(path), stdout=StringIO())


def test_an_import_based_on_an_old_revision_is_refused_with_409_and_shown_anew(client, steward):
    run = send(client, "strings", csv("strings.csv", HEAD, "A-1,9 5/8,production casing,1300,"))
    moved = well(strings=[CASING | {"shoe_md_m": 1250.0}])
    save_document(Well.objects.get(), moved, by=steward, based_on=1, door=Door.PAGE)
    response = client.post(reverse("wells:import_commit", args=[run.uid]))
    assert (
        response.status_code == 409 and "the record has changed since the check" in response.content.decode()
    )
    assert strings() == {CASING["id"]: 1250.0}
    client.post(reverse("wells:import_commit", args=[run.uid]))
    assert strings() == {CASING["id"]: 1300.0}


@pytest.mark.django_db(transaction=True)
def test_of_two_commits_of_one_import_at_one_moment_one_stores(operator, steward, together):
    lines = [HEAD, "A-1,7,liner,2950,"]
    run = imports.check(imports.start(operator, "tables", [csv("strings.csv", *lines)], by=steward))

    def commit():
        return imports.commit(ImportRun.objects.get(pk=run.pk), by=steward)

    refused, stored = sorted(together(commit, commit), key=lambda one: isinstance(one, ImportRun))
    assert isinstance(refused, RuleViolation) and refused.status == 409
    assert refused.code in ("import_storing", "import_done") and stored.state == "stored"
    (numbers,) = together(lambda: sorted(WellRevision.objects.values_list("number", flat=True)))
    assert numbers == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_of_two_imports_of_one_well_at_one_moment_none_is_lost(operator, steward, together):
    """Other strings of one well: both are stored, one upon the other. The same string: one is told."""
    depths = {"7": "2950", "5": "2990"}
    runs = [
        imports.check(imports.start(operator, "tables", [csv("s.csv", HEAD, f"A-1,{od},liner,{md},")], by=steward))
        for od, md in depths.items()
    ]  # fmt: skip
    same = imports.check(
        imports.start(operator, "tables", [csv("s.csv", HEAD, "A-1,7,liner,2900,")], by=steward)
    )

    def commit(one):
        return imports.commit(ImportRun.objects.get(pk=one.pk), by=steward)

    both = together(*[lambda one=one: commit(one) for one in runs])
    assert [one.state for one in both] == ["stored", "stored"]
    (told,) = together(lambda: commit(same))
    assert told.code == "record_moved"
    ((document,),) = together(lambda: list(gather.documents(Well.objects.all()).values()))
    assert sorted(one["shoe_md_m"] for one in document["strings"]) == [1200.5, 2950.0, 2990.0]
