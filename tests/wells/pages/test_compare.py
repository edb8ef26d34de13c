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
    with django_assert_max_num_queries(12):
        client.get(url(revised), {"a": 1, "b": 2})
