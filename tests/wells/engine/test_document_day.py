"""One day of a dated document."""

import pytest

from tests.contract import WELLS, dated_example, example
from wells.documents import read
from wells.engine import document
from wells.engine.document import DocumentError, at, canonical, dated, fold, snapshot, unfold, upcast


def well(**parts):
    return {"schema": "deepguard.well/1", "id": "w", "header": {"name": "W"}, **parts}


def test_a_string_is_there_from_its_first_day_until_the_day_it_was_pulled():
    ids = {
        day: {string.id for string in at(dated_example("platform-oil-gas-lift"), day).strings}
        for day in ("2009-11-13", "2009-11-14", "2019-05-01", "2019-05-02", "2019-05-20")
    }
    present = {day: {name for name in names if name.startswith("tubing")} for day, names in ids.items()}
    assert present == {
        "2009-11-13": set(),
        "2009-11-14": {"tubing-2009"},
        "2019-05-01": {"tubing-2009"},
        "2019-05-02": set(),
        "2019-05-20": {"tubing-5-1-2"},
    }


def test_without_a_day_what_has_no_end_is_there():
    strings = {string.id for string in at(dated_example("platform-oil-gas-lift")).strings}
    assert "tubing-5-1-2" in strings and "tubing-2009" not in strings


def test_of_a_dated_fact_the_one_that_began_last_holds():
    status = [
        {"value": "drilling", "valid_to": "2020-01-01"},
        {"value": "operating", "valid_from": "2020-01-01"},
    ]
    document = well(header={"name": "W", "status": status})
    assert at(document, "2019-12-31").header.status == "drilling"
    assert at(document, "2020-01-01").header.status == "operating"


def test_a_fact_that_does_not_hold_yet_is_not_known():
    document = well(header={"name": "W", "status": [{"value": "operating", "valid_from": "2020-01-01"}]})
    assert at(document, "2019-12-31").header.status is None


def test_a_later_log_speaks_for_the_cement():
    evaluations = [
        {"id": "e1", "verified_by": "job_records", "valid_from": "2010-01-01"},
        {"id": "e2", "verified_by": "bond_log", "quality": "good", "valid_from": "2015-01-01"},
    ]
    document = well(
        cement=[{"id": "c", "behind": "s", "evaluations": evaluations, "valid_from": "2009-12-01"}]
    )
    before, after = at(document, "2012-01-01").cement[0], at(document, "2016-01-01").cement[0]
    assert (before.verified_by, before.quality, before.placed_on) == ("job_records", None, "2009-12-01")
    assert (after.verified_by, after.quality, after.verified_on) == ("bond_log", "good", "2015-01-01")


def test_ids_of_chosen_items_stay_for_linking():
    model = at(dated_example("platform-oil-gas-lift"), "2025-09-01")
    annulus = model.annuli[0]
    assert (annulus.id, annulus.gauge_id, annulus.column_id) == ("annulus-a", "gauge-a-1", "column-a-1")
    assert model.bore_contents[0].id == "bore-gas-lift"
    assert next(f for f in model.formations if f.pressure).pressure.id == "hordaland-sand-pressure-1"


def test_an_empty_list_stays_known_to_be_none():
    annuli = [{"id": "a", "letter": "A", "tests": []}, {"id": "b", "letter": "B"}]
    model = at(well(annuli=annuli, components=[]))
    assert (model.annuli[0].tests, model.annuli[1].tests, model.components, model.strings) == (
        (),
        None,
        (),
        None,
    )


@pytest.mark.parametrize("name", WELLS)
def test_folded_stations_unfold_to_the_same_document(name):
    original = dated_example(name)
    folded, blobs = fold(original)
    assert all("stations" not in run for bore in folded["wellbores"] for run in bore["survey_runs"])

    def load(sha256):
        return read(b'{"stations": ' + blobs[sha256] + b"}", "json")["stations"]

    assert canonical(unfold(folded, load)) == canonical(original)


def test_a_day_of_a_folded_document_asks_to_unfold_it():
    folded, _ = fold(dated_example("suspended-plugs"))
    with pytest.raises(DocumentError, match="unfold"):
        snapshot(folded)


def test_an_unknown_schema_is_refused_by_name():
    with pytest.raises(DocumentError, match=r"deepguard\.well/9"):
        upcast(well() | {"schema": "deepguard.well/9"})


def test_an_older_schema_is_read_through_its_step(monkeypatch):
    step = {"deepguard.well/0": lambda old: {**old, "schema": "deepguard.well/1", "id": old["name"]}}
    monkeypatch.setattr(document, "UPCASTS", step)
    assert upcast({"schema": "deepguard.well/0", "name": "n"})["id"] == "n"


def test_a_day_of_a_draft_needs_no_dating_first():
    assert at(example("water-injector")).id == dated(example("water-injector"))["id"]
