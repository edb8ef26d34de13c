"""Imports by page: send, read, answer, store; who may not is told; nobody sees another operator's files."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from deepguard.models import Role
from tests.factories import make_member
from tests.wells.factories import example, make_well
from tests.wells.imports.files import well
from wells.imports import File
from wells.models import ImportRun, WellRevision
from wells.services import imports
from wells.views import imports as views

pytestmark = pytest.mark.django_db
HEAD = "Well,Csg OD,Type,Shoe (MD) [m],LOT [sg]"
GOOD = [HEAD, "A-1,13 3/8,surface,1200.5,1.65", "A-1,7,liner,2950,"]


@pytest.fixture(autouse=True)
def _worker_at_hand(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def steward(operator, client):
    person = make_member(operator, Role.STEWARD)
    client.force_login(person)
    make_well(well(), of=operator, by=person)
    return person


def upload(*lines, name="Strings.csv"):
    return SimpleUploadedFile(name, "\n".join(lines).encode())


def send(client, *lines, kind="tables", **facts):
    return client.post(reverse("wells:import_new"), {"kind": kind, "files": [upload(*lines)], **facts})


def sent(client, *lines, name="Strings.csv"):
    client.post(reverse("wells:import_new"), {"kind": "tables", "files": [upload(*lines, name=name)]})
    return ImportRun.objects.get()


def page(client, run, **query):
    return client.get(reverse("wells:import_run", args=[run.uid]), query).content.decode()


def act(client, run, verb, data=None, **options):
    return client.post(reverse(f"wells:import_{verb}", args=[run.uid]), data or {}, **options)


def test_a_steward_sends_reads_and_stores(client, steward):
    run = sent(client, *GOOD)
    shown = page(client, run)
    assert "nothing is stored yet" in shown and "Import 2 rows" in shown
    assert act(client, run, "commit").status_code == 302
    shown = page(client, run)
    assert "Stored" in shown and "1 changed, 1 revision" in " ".join(shown.split())
    assert WellRevision.objects.filter(number=2).count() == 1


def test_the_import_waits_for_errors_and_offers_to_leave_their_rows_out(client, steward):
    run = sent(client, *GOOD, "A-1,9 5/8,surfice,2000,")
    shown = page(client, run)
    assert "Import 2 rows, leave 1 out" in shown and "disabled" in shown and "surfice" in shown
    assert act(client, run, "commit").status_code == 409
    assert WellRevision.objects.count() == 1
    assert act(client, run, "commit", {"leave_out": "1"}).status_code == 302
    assert WellRevision.objects.count() == 2


def test_a_question_is_answered_by_choosing(client, steward):
    run = sent(client, HEAD, 'A-1,7,liner,"1,234",')
    assert 'name="a:decimal:Strings!D"' in page(client, run)
    act(client, run, "check", {"a:decimal:Strings!D": "point"})
    run.refresh_from_db()
    assert run.answers["decimal:Strings!D"] == "point" and imports.report_of(run)["questions"] == 0


def test_a_column_is_mapped_anew_and_untouched_guesses_stay_guesses(client, steward):
    run = sent(client, *GOOD)
    form = {"a:map:Strings!B": "od_m", "a:map:Strings!E": "", "a:unit:Strings!B": "in"}
    response = act(client, run, "check", form, headers={"HX-Request": "true"})
    run.refresh_from_db()
    assert run.answers == {"map:Strings!E": ""}
    assert "<html" not in response.content.decode() and 'id="import"' in response.content.decode()


def test_findings_are_filtered_and_written_to_files(client, steward):
    run = sent(client, *GOOD, "A-1,9 5/8,surfice,2000,", "C-9,7,liner,900,")
    part = client.get(
        reverse("wells:import_run", args=[run.uid]), {"only": "warning"},
        headers={"HX-Request": "true", "HX-Target": "findings"},
    ).content.decode()  # fmt: skip
    assert "None of this kind" in part and "surfice" not in part
    csv = client.get(reverse("wells:import_findings", args=[run.uid, "csv"])).getvalue().decode()
    assert "surfice" in csv and "unknown-well" in csv
    book = client.get(reverse("wells:import_findings", args=[run.uid, "xlsx"])).content
    assert load_workbook(io.BytesIO(book)).active.max_row == 3


def test_a_poll_is_answered_with_nothing_while_nothing_changed(client, steward):
    run = sent(client, *GOOD)
    url = reverse("wells:import_run", args=[run.uid])
    same = client.get(url, {"seen": "checked-checked"}, headers={"HX-Request": "true"})
    other = client.get(url, {"seen": "uploaded-checking"}, headers={"HX-Request": "true"})
    assert (same.status_code, other.status_code) == (204, 200)


def test_a_large_file_is_checked_and_stored_by_the_worker(client, steward, monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE_BYTES", 10)
    run = sent(client, *GOOD)
    assert run.state == "checked"
    act(client, run, "commit")
    run.refresh_from_db()
    assert run.state == "stored" and WellRevision.objects.count() == 2


def test_a_run_that_waits_polls_and_says_how_to_follow_without_script(client, steward):
    file = File(name="a.csv", data="\n".join(GOOD).encode())
    run = imports.start(steward.operators[0], "tables", [file], by=steward)
    shown = page(client, run)
    assert 'hx-trigger="every 2s"' in shown and "load it again" in shown


def test_a_viewer_may_not_see_or_send(client, steward, viewer):
    run = sent(client, *GOOD)
    client.force_login(viewer)
    assert client.get(reverse("wells:imports")).status_code == 403
    assert client.get(reverse("wells:import_run", args=[run.uid])).status_code == 403
    assert send(client, *GOOD).status_code == 403
    assert act(client, run, "commit").status_code == 403


def test_a_surveyor_reads_and_may_not_store(client, steward, operator):
    run = sent(client, *GOOD)
    client.force_login(make_member(operator, Role.SURVEYOR))
    shown = page(client, run)
    assert "Import 2 rows" not in shown and "Strings.csv" in shown
    assert act(client, run, "commit").status_code == 403


def test_another_operator_finds_nothing(client, steward, stranger):
    run = sent(client, *GOOD)
    client.force_login(stranger)
    for name in ("import_run", "import_findings", "import_commit", "import_check", "import_drop"):
        args = [run.uid, "csv"] if name == "import_findings" else [run.uid]
        method = client.get if name in ("import_run", "import_findings") else client.post
        assert method(reverse(f"wells:{name}", args=args)).status_code == 404, name
    assert client.get(reverse("integrity:import_moves", args=[run.uid])).status_code == 404
    assert "Strings.csv" not in client.get(reverse("wells:imports")).content.decode()


def test_an_upload_above_the_limit_answers_413(client, steward, settings):
    settings.UPLOAD_MAX_BYTES = 20
    response = send(client, *GOOD)
    assert response.status_code == 413 and not ImportRun.objects.exists()


def test_a_zip_bomb_is_refused_on_its_page(client, steward):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    bomb = SimpleUploadedFile("bomb.xlsx", stream.getvalue())
    client.post(reverse("wells:import_new"), {"kind": "tables", "files": [bomb]})
    run = ImportRun.objects.get()
    assert run.state == "refused" and "zip bomb" in page(client, run)


def test_a_form_without_a_file_shows_its_card_again(client, steward):
    response = client.post(reverse("wells:import_new"), {"kind": "tables"})
    assert response.status_code == 422 and "Choose a file" in response.content.decode()


def test_the_licence_stands_on_the_page(client, steward):
    send(client, *GOOD, licence="volve")
    assert "former Volve licence partners" in page(client, ImportRun.objects.get())


def test_templates_can_be_downloaded_each_and_all(client, steward):
    one = client.get(reverse("wells:import_template", args=["strings"]))
    every = client.get(reverse("wells:import_template", args=["all"]))
    assert load_workbook(io.BytesIO(one.content)).sheetnames == ["Strings", "Read me"]
    assert len(load_workbook(io.BytesIO(every.content)).sheetnames) > 20
    assert client.get(reverse("wells:import_template", args=["nothing"])).status_code == 404


def test_limits_that_would_move_are_shown_now_and_after(client, steward, operator):
    document = example("platform-oil-gas-lift")
    make_well(document, of=operator, by=steward)
    weaker = [f"Heron A-07,{one['id']},{one['kind']},1200" for one in document["formation_strength"]]
    run = sent(client, "Well,ID,Kind,EMW [kg/m3]", *weaker, name="formation_strength.csv")
    shown = client.get(reverse("integrity:import_moves", args=[run.uid])).content.decode()
    assert "Heron A-07" in shown and "No approved limit changes" in shown


def test_a_dropped_import_is_forgotten_and_listed(client, steward):
    run = sent(client, *GOOD)
    assert act(client, run, "drop").status_code == 302
    assert "dropped" in client.get(reverse("wells:imports")).content.decode()


def test_a_check_that_died_with_its_process_can_be_run_again(client, steward):
    file = File(name="Strings.csv", data="\n".join(GOOD).encode())
    run = imports.start(steward.operators[0], "tables", [file], by=steward)
    run.progress = {"step": "checking", "since": "2026-11-20T06:00:00+00:00"}
    run.save()
    assert "Check again" in page(client, run)
    assert act(client, run, "check").status_code == 302
    run.refresh_from_db()
    assert run.state == "checked"


def test_what_is_uploaded_twice_says_that_there_is_nothing_to_import(client, steward):
    act(client, sent(client, *GOOD), "commit")
    send(client, *GOOD)
    again = ImportRun.objects.first()
    assert "There is nothing to import" in page(client, again)
