"""Both clocks turned back, on every page of a well: what is shown, what is closed, what is refused."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.wells import factories
from wells.models import WellRevision
from wells.pages.clocks import asked_of, clocks

PAST = "as_of=2015-06-01&known_at={}"
PAGES = (
    "",
    "annuli/",
    "annuli/B/maasp/",
    "trajectory/",
    "architecture/",
    "history/",
    "history/compare/",
    "documents/",
)
FILES = ("schematic.svg", "schematic.png", "trajectory/stations.csv", "document.json", "annuli/B/maasp.json")


@pytest.fixture
def past(revised):
    """A query that turns back both clocks: to 2015, and to a moment before the second revision."""
    first = WellRevision.objects.get(well=revised, number=1).recorded_at
    return PAST.format(first.isoformat().replace("+00:00", "Z"))


def main_of(page):
    return page[page.index("<main") :]


def request_of(query, rf):
    return rf.get(f"/?{query}")


@pytest.mark.parametrize("page", PAGES)
def test_the_banner_says_which_clock_is_turned_back_and_one_click_leads_back(
    signed_in, engineer, revised, past, page
):
    response = signed_in(engineer).get(f"/wells/{revised.pk}/{page}?{past}", follow=True)
    text = response.content.decode()
    assert response.status_code == 200
    banner = text[text.index('class="dg-past"') : text.index("<main")]
    assert "As it was in the well on <b>1 Jun 2015</b>" in banner and "as the record knew it" in banner
    back = re.search(r'<a href="([^"]*)">Back to now</a>', banner).group(1)
    assert "as_of" not in back and "known_at" not in back


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_past_page_stays_at_both_clocks(signed_in, engineer, revised, past, page):
    """Beside the clock's own links: those to places, and to revisions by their number."""
    text = signed_in(engineer).get(f"/wells/{revised.pk}/{page}?{past}", follow=True).content.decode()
    body = re.sub(r'<section class="dg-panel asof".*?</section>', "", main_of(text), flags=re.DOTALL)
    own = f"/wells/{revised.pk}/"
    links = {unescape(link) for link in re.findall(r'(?:href|hx-get)="([^"]*)"', body)}
    named = re.compile(r"/history/\d+/document\.|/document\.(json|yaml)\?known_at=")
    left = {link for link in links if link.startswith((own, "?")) and not named.search(link)}
    assert left
    assert [link for link in left if "as_of=2015-06-01" not in link or "known_at=" not in link] == []


@pytest.mark.parametrize("page", PAGES)
def test_no_form_and_no_act_is_offered_on_a_past_page(signed_in, engineer, revised, past, page):
    text = main_of(
        signed_in(engineer).get(f"/wells/{revised.pk}/{page}?{past}", follow=True).content.decode()
    )
    assert 'method="post"' not in text and "hx-post" not in text
    assert "pencil" not in text and ">Restore<" not in text


ACTS = (
    "architecture/save/", "architecture/remove/", "architecture/restore/", "architecture/none/", "architecture/use/",
    "architecture/publish/", "architecture/discard/", "architecture/rebase/", "trajectory/add/",
    "trajectory/gyro-2009/accept/", "trajectory/gyro-2009/reject/", "history/1/restore/", "documents/",
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("query", ["as_of=2015-06-01", "known_at=2020-01-01", "as_of=nonsense"])
def test_an_act_on_the_past_is_refused_by_the_server(signed_in, engineer, revised, act, query):
    response = signed_in(engineer).post(f"/wells/{revised.pk}/{act}?{query}", {"reason": "x", "based_on": 2})
    assert response.status_code == 409
    assert "Go back to now" in response.content.decode()
    assert WellRevision.objects.filter(well=revised).count() == 2


@pytest.mark.parametrize(
    "form",
    [
        "trajectory/add/",
        "history/1/restore/",
        "effects/",
        "architecture/?edit=strings/casing-20",
        "architecture/catalogue/?at=strings/casing-20",
    ],
)
def test_a_form_is_closed_while_looking_at_the_past(signed_in, engineer, revised, form):
    mark = "&" if "?" in form else "?"
    response = signed_in(engineer).get(f"/wells/{revised.pk}/{form}{mark}as_of=2015-06-01")
    assert response.status_code == 409
    assert "Back to now" in response.content.decode()


BAD = {
    "as_of=soon": "is no day", "as_of=2999-01-01": "has not come yet", "as_of=1900-01-01": "is before the well",
    "as_of=2015-02-30": "is no day", "known_at=soon": "is no day or moment", "known_at=2999-01-01": "has not come yet",
    "known_at=9999-12-31": "is no day or moment", "known_at=0001-01-01T00:00%2B23:59": "is no day or moment",
    
}  # fmt: skip


@pytest.mark.parametrize(
    ("page", "query"),
    [*(("", query) for query in BAD), *((page, "as_of=1900-01-01") for page in (*PAGES[1:], *FILES))],
)
def test_a_clock_that_cannot_be_shown_is_refused_in_words(signed_in, engineer, revised, page, query):
    response = signed_in(engineer).get(f"/wells/{revised.pk}/{page}?{query}", follow=True)
    assert response.status_code == 400
    text = response.content.decode()
    assert BAD[query] in text
    assert '<details class="dg-menu" open>' in text and 'aria-invalid="true"' in text


def test_the_files_of_a_past_day_are_named_by_it_and_tell_of_it(signed_in, engineer, revised):
    client = signed_in(engineer)
    drawing = client.get(f"/wells/{revised.pk}/schematic.svg?as_of=2015-06-01")
    assert "2015-06-01" in drawing["Content-Disposition"]
    assert drawing.content != client.get(f"/wells/{revised.pk}/schematic.svg").content
    document = client.get(f"/wells/{revised.pk}/document.json?as_of=2015-06-01")
    strings = {string["id"] for string in document.json()["strings"]}
    assert "tubing-2009" in strings and "tubing-5-1-2" not in strings


def test_a_clock_that_changes_nothing_is_refused_instead_of_passed_over(signed_in, engineer, revised):
    response = signed_in(engineer).get(f"/wells/{revised.pk}/history/1/document.json?as_of=2015-06-01")
    assert response.status_code == 400
    assert "cannot be asked here" in response.content.decode()


def test_a_day_of_known_at_ends_where_the_well_is(rf):
    oslo, houston = (
        clocks(request_of("known_at=2024-07-01", rf), zone) for zone in ("Europe/Oslo", "America/Chicago")
    )
    assert oslo.known_until == datetime(2024, 7, 1, 21, 59, 59, 999999, tzinfo=UTC)
    assert houston.known_until - oslo.known_until == timedelta(hours=7)


@pytest.mark.parametrize(("day", "hours"), [("2024-03-31", 23), ("2024-10-27", 25), ("2024-06-01", 24)])
def test_days_of_23_and_25_hours_are_whole(rf, day, hours):
    before = (datetime.fromisoformat(day) - timedelta(days=1)).date()
    ends = [clocks(request_of(f"known_at={one}", rf), "Europe/Oslo").known_until for one in (before, day)]
    assert ends[1] - ends[0] == timedelta(hours=hours)


def test_a_moment_without_a_zone_is_one_where_the_well_is(rf):
    asked = clocks(request_of("known_at=2024-07-01T12:00", rf), "Europe/Oslo")
    assert asked.known_until == datetime(2024, 7, 1, 10, 0, tzinfo=UTC) and not asked.is_whole_day


def test_today_is_the_day_where_the_well_is(rf, monkeypatch):
    """At 23:30 UTC it is tomorrow in Oslo already, and still today in Houston."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 7, 1, 23, 30, tzinfo=UTC))
    query = "as_of=2024-07-02"
    assert clocks(request_of(query, rf), "Europe/Oslo").day == "2024-07-02"
    with pytest.raises(Exception, match="has not come yet"):
        clocks(request_of(query, rf), "America/Chicago")


def test_one_clock_stays_while_the_other_moves(rf):
    times = clocks(request_of("as_of=2015-06-01&known_at=2020-01-01&part=annuli&page=3", rf))
    assert times.moved(as_of="2016-01-01") == "?part=annuli&as_of=2016-01-01&known_at=2020-01-01"
    assert times.moved(known_at=None) == "?part=annuli&as_of=2015-06-01"
    assert times.forms["as_of"] == [("part", "annuli"), ("known_at", "2020-01-01")]
    assert times.now == "?part=annuli"


def test_an_empty_clock_is_not_asked(rf):
    assert asked_of(request_of("as_of=&known_at=++", rf)) == {}


def test_the_overview_lists_the_revisions_known_then(signed_in, engineer, revised, past):
    shown = signed_in(engineer).get(f"/wells/{revised.pk}/?{past}").context["revisions"]
    assert [one.number for one in shown] == [1]


def test_the_list_of_documents_says_what_is_of_today(signed_in, engineer, revised, past):
    page = signed_in(engineer).get(f"/wells/{revised.pk}/documents/?{past}").content.decode()
    assert "belong to no day" in page


def test_before_the_well_was_known_no_drawing_is_made_up(signed_in, engineer, revised):
    assert (
        signed_in(engineer).get(f"/wells/{revised.pk}/schematic.svg?known_at=2001-01-01").status_code == 404
    )


@pytest.mark.parametrize("page", ["", "architecture/", "trajectory/", "history/"])
def test_a_past_page_asks_as_often_for_a_long_history_as_for_a_short_one(
    signed_in, engineer, operator, page, django_assert_max_num_queries
):
    well = factories.make_well(factories.example("platform-oil-gas-lift"), of=operator)
    client = signed_in(engineer)
    with django_assert_max_num_queries(13):
        client.get(f"{reverse('well', args=[well.pk])}{page}?as_of=2015-06-01")
