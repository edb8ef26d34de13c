"""Wells are assessed when something they stand on is newer, and only then."""

import json
from datetime import date

import pytest

from integrity.models import Assessment, EngineRelease, Standing
from integrity.services.catching_up import catch_up
from integrity.services.replaying import replay
from tests.wells.factories import example, make_well

pytestmark = pytest.mark.django_db


def test_a_new_well_is_assessed_once_and_not_again(well):
    assert (catch_up(), catch_up()) == (1, 0)
    row = Assessment.objects.get()
    assert (row.number, row.revision.number, row.well) == (1, 1, well)


def test_the_stored_limits_are_those_of_the_engine(assessed):
    limits = json.loads(Assessment.objects.get().result)["regimes"]["iso-16530-1:2017"]
    assert [(one["annulus"], one["status"]) for one in limits] == [
        ("A", "determined"), ("B", "determined"), ("C", "determined"),
    ]  # fmt: skip
    assert limits[0]["limit_pa"] == 13_260_000


def test_a_new_revision_is_assessed_and_numbered(assessed, heavier, steward):
    heavier(assessed, by=steward)
    assert catch_up() == 1
    assert list(Assessment.objects.values_list("number", flat=True)) == [2, 1]
    assert Standing.objects.get().assessment.number == 2


def test_a_day_on_which_the_document_turns_makes_the_well_due_again(well):
    """The tubing of this well was changed on 2 May 2019."""
    assert catch_up(day=date(2019, 5, 1)) == 1
    assert Standing.objects.get().good_until == date(2019, 5, 2)
    assert catch_up(day=date(2019, 5, 1)) == 0
    assert catch_up(day=date(2019, 5, 2)) == 1


def test_a_day_that_changes_nothing_stores_nothing_but_is_not_asked_again(well):
    """The suspended well has a day on which only a test is dated: same limits, same revision."""
    catch_up(day=date(2030, 1, 1))
    assert catch_up(day=date(2031, 1, 1)) == 0
    assert Assessment.objects.count() == 1


def test_another_engine_makes_every_well_due(assessed, monkeypatch):
    other = EngineRelease.objects.create(
        version="0.0.9", sha256="0" * 64, zip=b"", recorded_at=Assessment.objects.get().recorded_at
    )
    monkeypatch.setattr("integrity.services.catching_up.running", lambda: other)
    assert catch_up() == 1


def test_many_wells_cost_few_queries(operator, steward, django_assert_max_num_queries):
    for number in range(6):
        document = example("onshore-liner") | {"id": f"m-{number}"}
        document["header"] = document["header"] | {"name": f"M {number}"}
        make_well(document, of=operator, by=steward)
    with django_assert_max_num_queries(24):
        assert catch_up() == 6


def test_an_assessment_replays_in_its_own_engine_to_the_same_digits(assessed):
    [found] = replay(Assessment.objects.select_related("revision"))
    assert found.agrees and found.error == ""
    assert found.result_sha256 == Assessment.objects.get().result_sha256


def test_an_engine_that_cannot_run_is_named(assessed):
    row = Assessment.objects.select_related("revision").get()
    row.engine = EngineRelease.objects.create(
        version="broken", sha256="1" * 64, zip=b"not a zip", recorded_at=row.recorded_at
    )
    [found] = replay([row])
    assert not found.agrees and found.first_difference == "engine" and found.error
