"""Two states of a well side by side: drawings with marks, and every fact that differs."""

import pytest

from tests.wells import factories
from wells.services.documents import save_document


def url(well):
    return f"/wells/{well.pk}/history/compare/"


def page_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_two_drawings_are_marked_and_the_facts_stand_beside_them(signed_in, viewer, revised):
    page = page_of(signed_in(viewer).get(url(revised), {"a": 1, "b": 2}))
    assert page.count('class="dg-schem" viewBox') == 2
    assert "mark-gone" in page.split("<figcaption>Revision 2")[0]
    assert "mark-chg" in page
    assert "shoe MD" in page
    assert " style=" not in page


def test_the_facts_are_shown_in_the_readers_units(signed_in, viewer, revised):
    viewer.units = "field"
    viewer.save()
    page = page_of(signed_in(viewer).get(url(revised), {"a": 1, "b": 2}))
    assert "2,051\u00a0ft" in page
    assert "2,067\u00a0ft" in page


def test_values_that_rounding_would_make_alike_are_shown_in_full(signed_in, viewer, engineer, drilled):
    document = factories.example("platform-oil-gas-lift")
    document["strings"][1]["shoe_md_m"] += 0.25
    save_document(drilled, document, by=engineer, based_on=1, door="page")
    page = page_of(signed_in(viewer).get(url(drilled), {"a": 1, "b": 2}))
    assert "625\u00a0m" in page
    assert "625.25\u00a0m" in page


def test_laid_over_is_one_drawing_with_what_was_removed_put_back(signed_in, viewer, revised):
    page = page_of(signed_in(viewer).get(url(revised), {"a": 1, "b": 2, "drawing": "over"}))
    assert page.count('class="dg-schem" viewBox') == 1
    assert "mark-gone" in page.split('id="facts"')[0]


def test_without_numbers_the_current_revision_meets_the_one_before_it(signed_in, viewer, revised):
    context = signed_in(viewer).get(url(revised)).context
    assert (context["before"].revision.number, context["after"].revision.number) == (1, 2)


def test_the_same_revision_on_both_sides_does_not_differ(signed_in, viewer, revised):
    page = page_of(signed_in(viewer).get(url(revised), {"a": 2, "b": 2}))
    assert "No fact differs" in page


def test_two_days_of_one_revision_differ_by_what_happened_between(signed_in, viewer, drilled):
    days = {"a": "rev:1@day:2018-01-01", "b": "rev:1@day:2020-01-01"}
    found = signed_in(viewer).get(url(drilled), days).context["found"]
    assert found.marks["tubing-2009"] == "removed"
    assert found.marks["tubing-5-1-2"] == "added"


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ({"a": "x"}, 400, "names no state"),
        ({"a": "1", "b": "7"}, 404, "has no revision 7"),
        ({"a": "day:yesterday"}, 400, "is no day"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(signed_in, viewer, revised, query, status, words):
    response = signed_in(viewer).get(url(revised), query)
    assert response.status_code == status
    assert words in response.content.decode()


def test_comparing_takes_the_same_queries_whatever_differs(
    signed_in, viewer, revised, django_assert_max_num_queries
):
    client = signed_in(viewer)
    with django_assert_max_num_queries(13):
        client.get(url(revised), {"a": 1, "b": 2})


def test_a_form_says_a_state_in_pieces_and_is_sent_to_its_word(signed_in, viewer, revised):
    pieces = {"a": "now", "a_day": "2018-01-01", "b": "rev:2", "b_day": "2020-01-01"}
    response = signed_in(viewer).get(url(revised), pieces)
    assert response.status_code == 302
    assert response["Location"] == f"{url(revised)}?a=day%3A2018-01-01&b=rev%3A2%40day%3A2020-01-01"


def test_another_well_is_found_by_name_and_matched_by_role(signed_in, viewer, operator, revised):
    other = factories.make_well(factories.example("onshore-liner"), of=operator)
    client = signed_in(viewer)
    response = client.get(url(revised), {"a": "now", "b": "now", "b_well": other.name.upper()})
    assert response["Location"].endswith(f"b=well%3A{other.pk}%40now")
    page = client.get(response["Location"])
    both = page.context["both"]
    assert both.is_two_wells and page.context["between"] is None
    assert "matched by the part they play" in page_of(page) and "Laid over" not in page_of(page)
    alone = both.matched.alone
    assert all(name in page_of(page) for name in alone[1])


def test_a_well_one_cannot_see_is_not_compared(signed_in, viewer, stranger, other_operator, revised):
    foreign = factories.make_well(factories.example("onshore-liner"), of=other_operator)
    for query in (
        {"b": f"well:{foreign.pk}"},
        {"b_well": foreign.name, "b": "now"},
        {"b_well": str(foreign.pk)},
    ):
        response = signed_in(viewer).get(url(revised), query)
        assert response.status_code == 404
        assert foreign.name not in response.content.decode().replace(query.get("b_well", "-"), "")


def test_a_state_compared_with_itself_is_empty_and_says_so(signed_in, viewer, operator, revised):
    for state in ("now", "day:2018-01-01", "rev:1", "rev:1@day:2018-01-01"):
        response = signed_in(viewer).get(url(revised), {"a": state, "b": state})
        assert not response.context["found"] and response.context["between"].is_empty
        assert "No fact differs" in page_of(response) and "Nothing happened" in page_of(response)


def test_what_lies_between_two_days_is_told(signed_in, viewer, drilled):
    response = signed_in(viewer).get(url(drilled), {"a": "day:2018-01-01", "b": "day:2020-01-01"})
    days = [str(day) for day, _ in response.context["between"].days]
    assert days and min(days) > "2018-01-01" and max(days) <= "2020-01-01"
    assert "pulled" in page_of(response)


def test_now_is_what_the_clocks_of_the_page_say(signed_in, viewer, drilled):
    response = signed_in(viewer).get(url(drilled), {"as_of": "2018-01-01", "a": "now", "b": "day:2020-01-01"})
    assert response.context["before"].day == "2018-01-01"
    assert response.context["found"].marks["tubing-2009"] == "removed"


@pytest.mark.parametrize(
    "state",
    [
        "day:2999-01-01",
        "day:1900-01-01",
        "rev:0",
        "rev:",
        "well:",
        "well:9999999",
        "x",
        "rev:1@day:1900-01-01",
        "scenario:1",
        "day:",
        "rev:99999999999999",
    ],
)
def test_a_state_that_is_none_is_said_beside_the_chooser(signed_in, viewer, revised, state):
    response = signed_in(viewer).get(url(revised), {"a": state, "b": "now"})
    assert response.status_code in (400, 404)
    page = response.content.decode()
    assert 'role="alert"' in page and "cmp-choice" in page
