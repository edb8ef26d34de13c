"""Nothing of one operator is ever read by the people of another: every address, every role, pages and files."""

import io
import zipfile

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.leaks import MARKER, NAMELESS, ROLES, argument, covered, make_worlds, names

HTMX = {"HX-Request": "true"}
#: Ends the session; asked as the last.
ENDING = "account_logout"


def test_every_route_has_a_line():
    unknown = sorted(set(names()) - set(covered()) - NAMELESS)
    assert not unknown, (
        f"No line in tests/leaks.py says how these are called, so nobody asks whether they leak: {unknown}. "
        "Add the name of the route and what its arguments are to ROUTES."
    )


def test_every_line_has_a_route():
    gone = sorted(set(covered()) - set(names()) - {n for n in covered() if n.startswith("admin:app_list:")})
    assert not gone, f"These lines of tests/leaks.py name no route any more: {gone}"


class Reader:
    """A person of Brattholm who opens addresses; keeps what leaked."""

    def __init__(self, worlds, role):
        self.worlds, self.found, self.role = worlds, [], role
        self.client = Client(raise_request_exception=False)
        self.client.force_login(worlds.people[role])

    def address(self, name, route, world) -> str | None:
        arguments = {key: argument(world, meant) for key, meant in route.arguments.items()}
        name = "admin:app_list" if name.startswith("admin:app_list:") else name
        try:
            return reverse(name, kwargs=arguments)
        except NoReverseMatch:
            return reverse(name, args=arguments.values())

    def look(self, name, method, address, **headers):
        """One answer, read to its end, without the address that was asked; what it changes is taken back."""
        with transaction.atomic():
            answer = getattr(self.client, method)(address, headers=headers, follow=self.follows(name))
            text = readable(answer).replace(address.partition("?")[0].lower(), "")
            transaction.set_rollback(True)
        if MARKER in text:
            at = text.index(MARKER)
            self.found.append(f"{name}: {method} {address} says …{text[max(0, at - 80) : at + 60]}…")
        if answer.status_code >= 500 and answer.status_code != 501 and "health" not in address:
            self.found.append(f"{name}: {method} {address} answers {answer.status_code}")
        return answer

    def follows(self, name) -> bool:
        """The desk says on its front page what it does not know; other ways lead to addresses of the table."""
        return name.startswith("admin:") and self.role in ("steward", "admin")

    def own(self, name, route):
        address = self.address(name, route, self.worlds.own)
        method = "post" if route.posts else "get"
        for query in route.queries:
            asked = query.format(**vars(self.worlds.foreign))
            self.look(name, method, address + asked)
        if route.posts:
            self.look(name, "get", address)
        if not name.startswith("api:"):
            self.look(name, method, address, **HTMX)

    def foreign(self, name, route):
        """The same of the other operator: there is nothing here."""
        things = [meant for meant in route.arguments.values() if not meant.startswith("=")]
        if not things:
            return
        address = self.address(name, route, self.worlds.foreign)
        method = "post" if route.posts else "get"
        answer = self.look(name, method, address)
        hidden = route.hidden | ({200, 302} if name.startswith("admin:") else set())
        if answer.status_code not in hidden:
            self.found.append(
                f"{name}: {method} {address} of the other operator answers {answer.status_code}"
            )
        if not name.startswith("api:"):
            self.look(name, method, address, **HTMX)


def readable(answer) -> str:
    """Everything an answer says, in small letters: headers, text, streams, the sheets of a workbook."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:4] == b"PK\x03\x04":
        book = zipfile.ZipFile(io.BytesIO(body))
        body = b"".join(book.read(name) for name in book.namelist())
    told = " ".join(f"{key}: {value}" for key, value in answer.headers.items())
    hops = " ".join(address for address, _ in getattr(answer, "redirect_chain", ()))
    return f"{told} {hops} {body.decode('utf-8', 'replace')}".lower()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_no_answer_bears_the_marker(role):
    reader = Reader(make_worlds(), role)
    for name, route in covered().items():
        if name not in (ENDING, "admin:logout"):
            reader.own(name, route)
            reader.foreign(name, route)
    assert not reader.found, "\n".join(reader.found)


@pytest.mark.django_db
def test_the_marker_is_met_by_those_who_own_it():
    """The test would see a leak: Sturmvik's own people read their word at the same addresses."""
    worlds = make_worlds()
    worlds.people["admin"] = worlds.foreign.grant.asset.operator.memberships.get(role="admin").user
    reader = Reader(worlds, "admin")
    met = set()
    for name, route in covered().items():
        if not route.posts and name.partition(":")[0] in ("fleet", "well", "wells", "audit", "api"):
            before = len(reader.found)
            reader.look(name, "get", reader.address(name, route, worlds.foreign))
            met |= {name} if len(reader.found) > before else set()
    assert {"fleet", "well", "audit", "api:wells", "api:strings", "api:imports", "wells:history"} <= met


def test_a_new_route_without_a_line_is_noticed(settings):
    settings.ROOT_URLCONF = "tests.leaks_extra"
    assert "surprise" in set(names()) - set(covered())
