"""Reports of a limit: the same content in every form, the same bytes from the same document, no clock."""

import hashlib
import json
import time

import pytest

from integrity.engine.answer import result_sha256
from integrity.engine.calculators import calculate
from integrity.engine.regimes import FROM_MEMORY, KINDS, letters_of, regime_of
from integrity.reports import answer_of, as_pdf, as_text, sheet_of, stand_of
from tests.wells.factories import EXAMPLES, example
from wells.engine.document import at

SHA = hashlib.sha256(b"a document").hexdigest()
SYSTEMS = ("metric", "field", "si")


def stand(name="platform-oil-gas-lift", letter="A", kind="maasp", **asked):
    return stand_of(at(example(name)), kind=kind, letter=letter, document_sha256=SHA, **asked)


def everything():
    for name in EXAMPLES:
        for letter in letters_of(at(example(name))):
            for kind in KINDS:
                yield name, letter, kind


ALL = list(everything())


@pytest.mark.parametrize(("name", "letter", "kind"), ALL)
def test_a_text_keeps_to_its_columns_and_names_every_candidate(name, letter, kind):
    found = stand(name, letter, kind)
    for system in SYSTEMS:
        text = as_text(sheet_of(found, system))
        assert max(len(line) for line in text.splitlines()) <= 100
        assert not [line for line in text.splitlines() if line != line.rstrip()]
        for candidate in found.limit.candidates:
            assert candidate.id in text
        assert found.result_sha256 in text and SHA in text
        assert FROM_MEMORY in " ".join(text.split())
        for lack in found.limit.missing:
            assert lack.what.split()[0] in text


def test_a_provisional_limit_says_at_most():
    document = example("platform-oil-gas-lift")
    document["gaps"] = [{"about": "tubing-5-1-2", "what": "grade of the crossover"}]
    found = stand_of(at(document), kind="maasp", letter="A", document_sha256=SHA)
    assert found.limit.status == "provisional"
    text = " ".join(as_text(sheet_of(found, "metric")).split())
    assert "MAASP at most 132 bar" in text and "the true limit may be lower" in text
    assert "grade of the crossover" in text


def test_a_limit_that_cannot_be_determined_has_no_number():
    sheet = sheet_of(stand("old-unknowns"), "metric")
    assert "no MAASP, not determinable" in sheet.title
    assert sheet.unknown and not sheet.chart
    assert as_pdf(sheet).startswith(b"%PDF")


@pytest.mark.parametrize(("name", "letter", "kind"), ALL[::3])
def test_the_same_document_gives_the_same_pdf(name, letter, kind):
    first = as_pdf(sheet_of(stand(name, letter, kind), "metric"))
    assert first.startswith(b"%PDF") and first == as_pdf(sheet_of(stand(name, letter, kind), "metric"))
    assert b"CreationDate" not in first and b"ModDate" not in first


def test_a_pdf_is_made_in_less_than_a_second():
    sheet = sheet_of(stand(), "field")
    as_pdf(sheet)
    begun = time.perf_counter()
    as_pdf(sheet)
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(("name", "letter", "kind"), ALL)
def test_the_result_hash_is_that_of_the_calculator(name, letter, kind):
    found = stand(name, letter, kind)
    answer = calculate(kind, {"regime": found.regime.name, "well": example(name), "annuli": [letter]})
    assert found.result_sha256 == result_sha256(answer["results"][0])
    assert answer_of(found)["results"] == answer["results"]
    json.dumps(answer_of(found))


def test_a_day_is_told_and_stands_in_the_command():
    found = stand(as_of="2012-01-01", known_at="2020-01-01")
    text = as_text(sheet_of(found, "metric"))
    assert "2012-01-01" in text and "Record as known at" in text and "--as-of 2012-01-01" in text


def test_there_is_no_stand_without_annulus_or_regime():
    assert stand(letter="Q") is None
    assert stand(regime="api-rp-90:2006") is None
    assert stand(kind="mawop", regime="iso-16530-1:2017") is None


def test_what_is_said_of_a_regime_is_what_the_references_say():
    from pathlib import Path

    rows = Path(__file__).parents[3].joinpath("docs/references.md").read_text().splitlines()
    for kind in KINDS.values():
        for name in kind.regimes:
            regime = regime_of(name)
            if regime.reference.startswith("R"):
                row = next(row for row in rows if row.startswith(f"| {regime.reference} |"))
                assert "not checked against the standard" in row and regime.kind.upper()[:2] == kind.word[:2]
