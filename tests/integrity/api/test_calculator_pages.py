"""The calculators as pages: they work without script, and say what is wrong."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from integrity.engine.calculators import CALCULATORS

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(engineer, client):
    client.force_login(engineer)
    return client


def test_every_calculator_is_listed(desk):
    text = desk.get("/calculators/").content.decode()
    assert all(f'href="/calculators/{name}/"' in text for name in CALCULATORS)


@pytest.mark.parametrize("name", CALCULATORS)
def test_the_example_is_answered(desk, name):
    form = desk.get(f"/calculators/{name}/?view=json")
    assert form.status_code == 200
    answer = desk.post(f"/calculators/{name}/", {"text": form.context["text"]})
    assert answer.status_code == 200
    assert answer.context["answer"]["calculation"] == name
    assert "The answer as JSON" in answer.content.decode()


def test_a_limit_is_shown_with_its_candidates_annulus_by_annulus(desk):
    text = json.dumps(CALCULATORS["maasp"].example)
    first = desk.post("/calculators/maasp/", {"text": text})
    assert first.context["limit"].annulus == "A" and "Governs." in first.content.decode()
    second = desk.post("/calculators/maasp/", {"text": text, "annulus": "B"})
    assert second.context["limit"].annulus == "B"


def test_a_file_is_taken_instead_of_the_text(desk):
    file = SimpleUploadedFile("r.yaml", b"method: minimum-curvature\nstations: []\n")
    answer = desk.post("/calculators/trajectory/", {"text": "", "file": file})
    assert answer.status_code == 422 and "/stations" in answer.content.decode()


@pytest.mark.parametrize("text", ["{", "[1]", "", "a: &x 1\nb: *x"])
def test_what_cannot_be_read_is_said(desk, text):
    answer = desk.post("/calculators/maasp/", {"text": text})
    assert answer.status_code == 422 and b"cannot be read" in answer.content


def test_faults_are_shown_with_their_place(desk):
    answer = desk.post("/calculators/hydrostatics/", {"text": '{"surface_pressure_pa": "x"}'})
    assert answer.status_code == 422 and "/surface_pressure_pa" in answer.content.decode()


def test_what_is_sent_is_shown_as_text(desk):
    answer = desk.post("/calculators/hydrostatics/", {"text": '{"<script>": 1}'})
    assert b'<script>"' not in answer.content and b"&lt;script&gt;" in answer.content


def test_a_calculator_that_is_none(desk):
    assert desk.get("/calculators/moon/").status_code == 404


def test_a_stranger_is_sent_to_the_sign_in(client):
    assert client.get("/calculators/maasp/")["Location"].startswith("/accounts/login/")
