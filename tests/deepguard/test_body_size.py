"""A body over the limit is refused by its length, with what the limit is; nothing of it is read."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
TOO_MUCH = str(200 * 1024 * 1024)


class Unread:
    """Bytes that must not be asked for."""

    def read(self, *size):
        raise AssertionError("the body was read")

    readline = read


def test_a_page_says_how_much_can_be_sent(client, engineer):
    client.force_login(engineer)
    response = client.generic("POST", reverse("profile"), CONTENT_LENGTH=TOO_MUCH, **{"wsgi.input": Unread()})
    assert response.status_code == 413
    page = response.content.decode()
    assert "Up to 50.0 MB" in page and "200.0 MB" in page and "Nothing was stored" in page


def test_the_api_answers_a_problem(client):
    response = client.generic(
        "POST", "/api/v1/auth/login", CONTENT_LENGTH=TOO_MUCH, **{"wsgi.input": Unread()}
    )
    assert response.status_code == 413
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "too_large"


def test_an_ordinary_body_passes(client, engineer):
    client.force_login(engineer)
    assert client.post(reverse("theme"), {"theme": "dark"}).status_code != 413
