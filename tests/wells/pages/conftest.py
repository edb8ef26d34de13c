"""A well with a history, and people who may do this or that with it."""

import pytest

from tests.wells import factories
from wells.services.documents import save_document


@pytest.fixture
def drilled(operator):
    """A platform well as it was entered: revision 1."""
    return factories.make_well(factories.example("platform-oil-gas-lift"), of=operator)


@pytest.fixture
def revised(drilled, engineer):
    """The same well after an edit: the 20 in shoe moved by 5 m, a valve gone. Revision 2."""
    document = factories.example("platform-oil-gas-lift")
    document["strings"][1]["shoe_md_m"] += 5
    document["components"] = document["components"][:-1]
    save_document(drilled, document, by=engineer, based_on=1, reason="Tally re-read", door="page")
    drilled.refresh_from_db()
    return drilled


@pytest.fixture
def signed_in(client):
    """`signed_in(person)` is a client of that person."""

    def enter(person):
        client.force_login(person)
        return client

    return enter
