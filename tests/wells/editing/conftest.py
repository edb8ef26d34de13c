"""A well with a steward who may edit it."""

import pytest

from tests.factories import make_member
from tests.wells.factories import example, make_well


@pytest.fixture
def steward(operator):
    return make_member(operator, "steward", email="stine@brattholm.example", name="Stine Lund")


@pytest.fixture
def well(operator, steward):
    return make_well(example("platform-oil-gas-lift"), of=operator, by=steward)


@pytest.fixture
def desk(client, steward):
    """A browser with the steward signed in."""
    client.force_login(steward)
    return client
