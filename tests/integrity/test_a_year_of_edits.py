"""A year of edits and back-dated corrections: every question of the past keeps its answer, byte for byte."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_member
from tests.wells.api.conftest import Caller
from tests.wells.factories import example, make_well
from wells.engine.document import copied
from wells.gather import document_of
from wells.models import Door, WellRevision
from wells.services.documents import save_document
from wells.services.restore import restore

pytestmark = pytest.mark.django_db

BEGIN = datetime(2025, 1, 6, 9, 0, tzinfo=UTC)
STEPS = 40
#: The shoe of the 13-3/8 in casing as it was entered, and as the tally of 2009 really said.
ENTERED_M, CORRECTED_M = 1850.0, 1842.5
#: Steps that matter: the fluid of B is changed between two corrections of the shoe.
SHOE_WRONG, FLUID_CHANGED, SHOE_CORRECTED = 11, 17, 23
FLUID_DAY = "2025-06-01"


@pytest.fixture
def clock(monkeypatch):
    """`clock(moment)` sets the time at which things are recorded."""
    now = [BEGIN]
    monkeypatch.setattr(timezone, "now", lambda: now[0])
    return lambda moment: now.__setitem__(0, moment)


def item(document, noun, uid):
    return next(one for one in document[noun] if one["id"] == uid)


def moment_of(step):
    return BEGIN + timedelta(days=9 * step)


def edit(document, step):
    """One edit of the year: most are small, three are those the questions are about."""
    day = moment_of(step).date().isoformat()
    shoe, annulus = item(document, "strings", "casing-13-3-8"), item(document, "annuli", "annulus-b")
    if step == SHOE_WRONG:
        shoe["shoe_md_m"] = ENTERED_M - 30
    elif step == SHOE_CORRECTED:
        shoe["shoe_md_m"] = CORRECTED_M
    elif step == FLUID_CHANGED:
        old = annulus["columns"][-1]
        new = copied(old) | {"id": "column-b-2025", "valid_from": FLUID_DAY}
        new["layers"] = [{"fluid": "brine 1.50 sg", "phase": "liquid", "density_kg_m3": 1500}]
        old["valid_to"] = FLUID_DAY
        annulus["columns"].append(new)
    elif step % 5 == 0:
        document["header"]["status"][-1]["valid_to"] = day
        word = "shut_in" if document["header"]["status"][-1]["value"] == "operating" else "operating"
        document["header"]["status"].append({"value": word, "valid_from": day})
    elif step % 5 == 1:
        tubing = item(document, "strings", "tubing-5-1-2")
        interval = copied(tubing["wall_logs"][0]["intervals"])
        log = {"id": f"caliper-{step}", "tool": "caliper", "logged_on": day, "intervals": interval}
        tubing["wall_logs"].append(log)
    elif step % 5 == 2:
        annulus["gauges"][-1]["tag"] = f"PT-A07-{step}"
    elif step % 5 == 3:
        item(document, "strings", "casing-20")["shoe_md_m"] += 0.5
    else:
        document["remarks"] = f"Reviewed on {day}."
    return document


def ask(person, address):
    answer = Caller(person).get(address)
    return answer.status_code, answer.content


def questions(well, known_at):
    known = f"known_at={known_at.isoformat().replace('+00:00', 'Z')}"
    base = f"wells/{well.pk}"
    return [
        f"{base}/document?{known}",
        f"{base}/architecture?as_of=2015-06-01&{known}",
        f"{base}/annuli/B/maasp?as_of=2015-06-01&{known}",
        f"{base}/annuli/A/maasp?{known}&as_of=2025-01-06",
        f"{base}/strings?as_of=2015-06-01&{known}",
    ]


def test_a_year_of_edits_changes_no_answer_of_the_past(clock, operator, engineer):
    clock(BEGIN)
    well = make_well(example("platform-oil-gas-lift"), of=operator)
    steward, answers = make_member(operator, "steward"), {}
    for step in range(1, STEPS + 1):
        clock(moment_of(step))
        if step == 30:
            restore(well, 27, by=steward, reason="the last three were wrong", based_on=None)
        else:
            last = WellRevision.objects.filter(well=well).order_by("-number").first()
            document = edit(document_of(last), step)
            save_document(well, document, by=steward, based_on=None, reason=f"step {step}", door=Door.PAGE)
        for address in questions(well, moment_of(step)):
            answers[address] = ask(engineer, address)
    assert WellRevision.objects.filter(well=well).count() == STEPS + 1
    assert {status for status, _ in answers.values()} == {200}
    clock(moment_of(STEPS) + timedelta(days=400))
    for address, answer in answers.items():
        assert ask(engineer, address) == answer, address


def test_as_of_2015_asked_now_gives_the_corrected_shoe_with_the_fluid_of_2015(clock, operator, engineer):
    clock(BEGIN)
    well = make_well(example("platform-oil-gas-lift"), of=operator)
    steward = make_member(operator, "steward")
    for step in (SHOE_WRONG, FLUID_CHANGED, SHOE_CORRECTED):
        clock(moment_of(step))
        document = edit(document_of(WellRevision.objects.filter(well=well).latest("number")), step)
        save_document(well, document, by=steward, based_on=None, reason="", door=Door.PAGE)
    clock(moment_of(STEPS))
    api = Caller(engineer)

    def state(query):
        body = api.get(f"wells/{well.pk}/architecture?{query}").json()
        annulus = item(body, "annuli", "annulus-b")
        return item(body, "strings", "casing-13-3-8")["shoe_md_m"], annulus["layers"][0]["density_kg_m3"]

    original = item(example("platform-oil-gas-lift"), "annuli", "annulus-b")["columns"][0]["layers"][0]
    of_2015 = original["density_kg_m3"]
    assert state("as_of=2015-06-01") == (CORRECTED_M, of_2015)
    assert state(f"as_of={FLUID_DAY}") == (CORRECTED_M, 1500)
    known = moment_of(FLUID_CHANGED).date().isoformat()
    assert state(f"as_of=2015-06-01&known_at={known}") == (ENTERED_M - 30, of_2015)
    assert state(f"as_of={known}&known_at={known}") == (ENTERED_M - 30, 1500)
    limit = api.get(f"wells/{well.pk}/annuli/B/maasp?as_of=2015-06-01").json()
    shoes = [row for row in limit["result"]["candidates"] if row["id"] == "B1"]
    assert shoes[0]["depth"]["md_m"] == CORRECTED_M
