"""The events of a well on one axis: links that move one clock, marks that do not overlap."""

import re
from datetime import date, timedelta
from html import unescape
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.wells import factories
from wells.engine.events import events
from wells.plots.timeline import PITCH, Axis, clusters
from wells.services.documents import save_document

days = st.dates(date(1960, 1, 1), date(2026, 12, 31))


def slider(page):
    return page[page.index('class="dg-panel asof"') :].split("</section>")[0]


def links(page):
    return [unescape(link) for link in re.findall(r'href="(\?[^"]*)"', page)]


@given(st.lists(days, min_size=1, max_size=120))
def test_marks_never_overlap_and_none_is_lost(given_days):
    found = sorted(given_days)
    axis = Axis(found[0], date(2026, 12, 31))
    marks = clusters((axis.x(day), index) for index, day in enumerate(found))
    places = [x for x, _ in marks]
    assert all(later - earlier >= PITCH for earlier, later in pairwise(places))
    assert [index for _, members in marks for index in members] == list(range(len(found)))
    assert all(0 <= x <= 100 for x in places)


@given(days, days)
def test_years_stand_apart_under_the_axis(one, other):
    ticks = Axis(min(one, other), max(one, other)).ticks()
    places = [x for x, _ in ticks]
    assert 1 <= len(ticks) <= 12
    assert all(later - earlier > 4 for earlier, later in pairwise(places))


def test_strings_fluids_status_tests_and_logs_are_events():
    document = factories.example("platform-oil-gas-lift")
    document["annuli"][0]["columns"][0]["valid_from"] = "2022-03-10"
    told = {event.words for event in events(document)}
    assert "13-3/8 in intermediate casing run" in told or any("run" in words for words in told)
    assert any(words.endswith("pulled") for words in told)
    assert any("wall log" in words for words in told)
    assert any("strength test passed" in words or "test passed" in words for words in told)
    assert any(words.startswith("A annulus: inhibited") for words in told)
    assert any(words.endswith("measured") for words in told)


def test_a_status_that_follows_another_is_one_event():
    status = [
        {"value": "operating", "valid_from": "2011-01-01", "valid_to": "2019-05-01"},
        {"value": "shut_in", "valid_from": "2019-05-01"},
    ]
    told = [event.words for event in events({"header": {"name": "A-1", "status": status}})]
    assert told == ["Status: operating", "Status: shut in"]


def test_an_event_moves_as_of_and_leaves_known_at(signed_in, viewer, revised):
    past = "as_of=2015-06-01&known_at=2099-01-01".replace("2099-01-01", str(date.today()))
    page = slider(signed_in(viewer).get(f"/wells/{revised.pk}/?{past}").content.decode())
    events_part = page[page.index("asof-list") :]
    assert links(events_part)
    assert all(f"known_at={date.today()}" in link and "as_of=" in link for link in links(events_part))


def test_a_revision_moves_known_at_and_leaves_as_of(signed_in, viewer, revised):
    page = slider(signed_in(viewer).get(f"/wells/{revised.pk}/?as_of=2015-06-01").content.decode())
    marks = [unescape(link) for link in re.findall(r'class="at-rev" href="([^"]*)"', page)]
    assert marks and all("as_of=2015-06-01" in link and "known_at=" in link for link in marks)
    shown = signed_in(viewer).get(f"/wells/{revised.pk}/{marks[-1]}")
    assert shown.status_code == 200 and shown.context["revision"].number == 2


def test_one_step_back_is_the_revision_before(signed_in, viewer, revised):
    client = signed_in(viewer)
    line = client.get(f"/wells/{revised.pk}/").context["timeline"]()
    before = client.get(f"/wells/{revised.pk}/{line.known_at.earlier}")
    assert before.context["revision"].number == 1
    assert before.context["timeline"]().known_at.earlier is None
    later = before.context["timeline"]().known_at.later
    assert client.get(f"/wells/{revised.pk}/{later}").context["revision"].number == 2


def test_walking_on_from_the_first_event_ends_at_now(signed_in, viewer, drilled):
    client = signed_in(viewer)
    line = client.get(f"/wells/{drilled.pk}/").context["timeline"]()
    seen, query = [], line.days[0].query
    while "as_of" in query:
        context = client.get(f"/wells/{drilled.pk}/history/{query}").context
        seen.append(context["as_of"])
        query = context["timeline"]().as_of.later
    assert seen == [one.day for one in line.days]


def test_dozens_of_events_in_one_month_are_all_in_the_list(signed_in, viewer, engineer, drilled):
    document = factories.example("platform-oil-gas-lift")
    test = document["annuli"][0]["tests"][0]
    document["annuli"][0]["tests"] += [
        test | {"id": f"t{n}", "performed_on": str(date(2023, 5, 1) + timedelta(days=n % 30))}
        for n in range(48)
    ]
    save_document(drilled, document, by=engineer, based_on=1, door="page")
    line = signed_in(viewer).get(f"/wells/{drilled.pk}/").context["timeline"]()
    may = [one for one in line.days if (one.day.year, one.day.month) == (2023, 5)]
    assert sum(len(one.events) for one in may) == 48
    places = [mark.x for mark in line.marks]
    assert all(b - a >= PITCH for a, b in pairwise(places))
    assert sum(mark.count for mark in line.marks) == len(line.days)


def test_nothing_before_the_well_or_still_to_come_is_offered(signed_in, viewer, operator):
    document = factories.small_document()
    document["formations"] = [
        {
            "id": "sand",
            "name": "Sand",
            "pressures": [{"id": "p", "valid_from": "1999-01-01", "md_m": 2300}],
        }
    ]
    document["strings"][0]["valid_to"] = "2999-01-01"
    well = factories.make_well(document, of=operator)
    line = signed_in(viewer).get(f"/wells/{well.pk}/").context["timeline"]()
    assert [one.day.isoformat() for one in line.days] == ["2011-05-02"]


def test_a_well_without_a_day_has_an_axis_from_its_first_revision(signed_in, viewer, operator):
    document = factories.small_document()
    del document["strings"][0]["valid_from"]
    well = factories.make_well(document, of=operator)
    page = slider(signed_in(viewer).get(f"/wells/{well.pk}/").content.decode())
    assert "0 days with events" in page and page.count("at-rev") == 1
