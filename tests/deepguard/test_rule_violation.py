"""A rule that refuses, on pages."""

import pytest
from django.urls import include, path

from deepguard.errors import RuleViolation, Stale
from tests.deepguard.faults import Fault

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def refuse(request):
    raise RuleViolation(
        "The shoe lies below the hole.", "below", faults=[Fault("/strings/1", "below", "Shoe at 2,100 m.")]
    )


def stale(request):
    raise Stale("Somebody saved revision 8 meanwhile.")


urlpatterns = [path("refuse/", refuse), path("stale/", stale), path("", include("deepguard.urls"))]


@pytest.fixture
def signed_in(client, engineer):
    client.force_login(engineer)
    return client


def test_the_page_says_what_and_where(signed_in):
    answer = signed_in.post("/refuse/")
    assert answer.status_code == 409
    assert b"The shoe lies below the hole." in answer.content and b"Shoe at 2,100 m." in answer.content


def test_a_swap_gets_the_sentence_in_the_messages(signed_in):
    answer = signed_in.post("/stale/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"]) == (409, "#messages", "innerHTML")
    assert b"revision 8" in answer.content and b"<html" not in answer.content
