"""The axis of a fleet: what happened in its wells and what was recorded of them, each a link that moves a clock."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone

from deepguard import triggers
from deepguard.models import Role
from integrity.models import Assessment
from integrity.pages.fleet_events import MOST_STOPS, _thinned
from tests.factories import make_member, make_operator
from tests.wells.factories import example, make_well, small_document
from wells.models import Asset, AssetGrant, Facility, Hub, WellRevision
from wells.plots.timeline import PITCH

pytestmark = pytest.mark.django_db


@pytest.fixture
def field(client):
    operator = make_operator()
    engineer = make_member(operator, Role.ENGINEER, Role.STEWARD)
    client.force_login(engineer)
    well = make_well(example("platform-oil-gas-lift"), of=operator, by=engineer)
    return operator, engineer, well


def recorded_on(well, moment):
    triggers.lift()
    WellRevision.objects.filter(well=well).update(recorded_at=moment)
    triggers.install()


def line(client, **query):
    return client.get(reverse("fleet"), query).context["timeline"]()


def test_strings_stand_above_the_line_and_revisions_below_it(client, field):
    _, _, well = field
    recorded_on(well, datetime(2024, 3, 3, 12, tzinfo=UTC))
    found = line(client)
    told = {event.words for one in found.days for event in one.events}
    assert "1 string run" in told and "1 string pulled" in told
    assert [(one.day, one.title) for one in found.known_days] == [
        (date(2024, 3, 3), "3 Mar 2024: 1 revision")
    ]
    assert all(b.x - a.x >= PITCH for a, b in pairwise(found.marks))


def test_each_stop_moves_its_clock_and_leaves_the_rest(client, field):
    _, _, well = field
    recorded_on(well, datetime(2024, 3, 3, 12, tzinfo=UTC))
    found = line(client, q="heron", as_of="2015-06-01")
    assert found.known_days[0].query == "?q=heron&as_of=2015-06-01&known_at=2024-03-03"
    assert found.known_days[0].both == "?q=heron&as_of=2024-03-03&known_at=2024-03-03"
    page = client.get(reverse("fleet"), {"q": "heron", "known_at": "2024-03-03"}).content.decode()
    days = page[page.index("asof-list") :].split("</ol>")[0]
    links = [unescape(link) for link in re.findall(r'href="([^"]*)"', days)]
    assert links and all("known_at=2024-03-03" in link and "q=heron" in link for link in links)


def test_one_walks_from_the_first_event_to_now_by_links_alone(client, field):
    found = line(client)
    seen, query = [], found.days[0].query
    while "as_of" in query:
        answer = client.get(reverse("fleet") + query)
        assert answer.status_code == 200 and "Back to now" in answer.content.decode()
        seen.append(answer.context["as_of"])
        query = answer.context["timeline"]().as_of.later
    assert seen == [one.day for one in found.days]


def test_the_day_of_a_revision_shows_it_wherever_its_well_is(client, field):
    """At 23:30 UTC it is the next day in Oslo: the stop is that day, so that the revision is in what it shows."""
    operator, _, well = field
    asset = Asset.objects.create(operator=operator, name="N")
    hub = Hub.objects.create(asset=asset, name="N")
    well.facility = Facility.objects.create(hub=hub, name="N", time_zone="Europe/Oslo")
    well.asset, well.hub = asset, hub
    well.save()
    recorded_on(well, datetime(2024, 7, 1, 23, 30, tzinfo=UTC))
    [stop] = line(client).known_days
    assert stop.day == date(2024, 7, 2)
    assert [row.well.pk for row in client.get(reverse("fleet") + stop.query).context["rows"]] == [well.pk]


def test_what_one_may_not_see_is_not_counted(client, field):
    operator, engineer, _ = field
    other = make_operator()
    make_well(small_document(7), of=other, by=make_member(other, Role.STEWARD))
    assert line(client).known_days[0].events[0].words == "1 revision"
    asset = Asset.objects.create(operator=operator, name="East")
    member = make_member(operator, Role.VIEWER, scope="assets")
    AssetGrant.objects.create(membership=member.memberships.get(), asset=asset)
    client.force_login(member)
    assert client.get(reverse("fleet")).status_code == 200
    elsewhere = make_well(small_document(8), of=operator, by=engineer)
    elsewhere.asset = asset
    elsewhere.save()
    assert line(client).known_days[0].events[0].words == "1 revision"


def test_what_was_recorded_since_is_counted_at_once(client, field):
    operator, engineer, _ = field
    assert line(client).known_days[-1].events[0].words == "1 revision"
    make_well(small_document(7), of=operator, by=engineer)
    assert line(client).known_days[-1].events[0].words == "2 revisions"


def test_the_axis_costs_the_same_for_many_wells_and_writes_nothing(
    client, field, django_assert_max_num_queries
):
    operator, engineer, _ = field
    for number in range(20):
        make_well(small_document(number), of=operator, by=engineer)
    timeline = client.get(reverse("fleet")).context["timeline"]
    with django_assert_max_num_queries(4):
        timeline()
    assert not Assessment.objects.exists()


def test_many_days_become_months_then_years_and_none_is_lost():
    days = {date(1970, 1, 1) + timedelta(days=day): {"run": 1} for day in range(0, 20_000, 3)}
    stops, span = _thinned(days)
    assert span == "%Y" and len(stops) <= MOST_STOPS
    assert sum(counts["run"] for counts in stops.values()) == len(days)
    assert max(stops) == max(days)
    few = {timezone.localdate(): {"run": 2}}
    assert _thinned(few) == (few, "")
