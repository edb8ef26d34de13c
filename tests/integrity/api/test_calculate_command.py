"""`manage.py calculate`: the same answers from a file, without a database."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from deepguard.api.json import dumps
from integrity.engine.calculators import CALCULATORS, calculate
from tests.contract import example
from tests.integrity.engine.test_contract_answers import CALC, PAIRS


def run(name, file, **options):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("calculate", name, str(file), stdout=out, stderr=err, **options)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.mark.parametrize(("calculation", "name"), PAIRS, ids=[name for _, name in PAIRS])
def test_it_prints_what_the_api_answers(calculation, name):
    file = CALC / f"{name}.request.json"
    code, out, _ = run(calculation, file)
    assert code == 0
    assert out.rstrip("\n") == dumps(calculate(calculation, json.loads(file.read_text()))).decode()


def test_a_bare_document_is_a_request(tmp_path):
    file = CALC.parent / "onshore-liner.yaml"
    code, out, _ = run("maasp", file, as_of="2024-01-01")
    request = {"regime": "iso-16530-1:2017", "well": example("onshore-liner"), "as_of": "2024-01-01"}
    assert code == 0 and json.loads(out)["results"] == calculate("maasp", request)["results"]


def test_faults_go_to_the_error_stream(tmp_path):
    file = tmp_path / "request.json"
    file.write_text('{"method": 3}')
    code, out, err = run("trajectory", file)
    assert (code, out) == (1, "")
    assert "/stations: stations is needed [required]" in err and "/method" in err


@pytest.mark.parametrize(("name", "text"), [("nope", "{}"), ("maasp", "{"), ("maasp", None)])
def test_what_cannot_be_read_is_an_error(tmp_path, name, text):
    file = tmp_path / "request.json"
    if text is not None:
        file.write_text(text)
    with pytest.raises(CommandError):
        run(name, file)


def test_every_calculator_can_be_called(tmp_path):
    for name, one in CALCULATORS.items():
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(one.example))
        assert run(name, file)[0] == 0


def test_a_derivation_is_printed_as_text():
    code, out, _ = run("maasp", CALC.parent / "onshore-liner.yaml", format="text", units="field")
    assert code == 0
    assert "annulus A: MAASP" in out and "annulus B: MAASP" in out and "psi" in out
    alone = run("maasp", CALC.parent / "onshore-liner.yaml", format="text", units="field", annulus="B")[1]
    assert alone in out and "annulus A: MAASP" not in alone


def test_a_request_is_derived_as_a_document_is():
    code, out, _ = run("mawop", CALC / "mawop-onshore-liner.request.json", format="text")
    assert code == 0 and "MAWOP" in out and "API RP 90:2006" in out


@pytest.mark.parametrize(("name", "file", "asked", "said"), [
    ("maasp", "onshore-liner.yaml", {"annulus": "Q"}, "no annulus Q"),
    ("trajectory", "calc/trajectory.request.json", {}, "only maasp and mawop"),
])  # fmt: skip
def test_what_cannot_be_derived_is_said(name, file, asked, said):
    code, out, err = run(name, CALC.parent / file, format="text", **asked)
    assert (code, out) == (1, "") and said in err
