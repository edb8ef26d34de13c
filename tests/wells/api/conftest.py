"""A well of Brattholm, and people who call the API."""

import pytest
from rest_framework.test import APIClient

from tests.factories import make_member
from tests.wells.factories import example, make_well


class Caller:
    """A signed-in client of the API with short addresses; the ETag of a well goes with each write."""

    def __init__(self, person):
        self.client = APIClient(raise_request_exception=False)
        self.client.force_login(person)

    def __call__(self, method, address, body=None, **headers):
        how = {"format": "json"} if body is not None else {}
        return getattr(self.client, method)(f"/api/v1/{address}", body, headers=headers, **how)

    def get(self, address, **headers):
        return self.client.get(f"/api/v1/{address}", headers=headers)

    def tag(self, well):
        return self.get(f"wells/{well.pk}")["ETag"]

    def write(self, method, well, address, body=None, **headers):
        """A write that stands on the current revision."""
        headers = {"If-Match": self.tag(well)} | headers
        return self(method, f"wells/{well.pk}/{address}".rstrip("/"), body, **headers)


@pytest.fixture
def well(operator):
    return make_well(example("onshore-liner"), of=operator)


@pytest.fixture
def foreign(other_operator):
    """A well of somebody else."""
    return make_well(example("subsea-gas"), of=other_operator)


@pytest.fixture
def caller(engineer):
    return Caller(engineer)


@pytest.fixture
def steward(operator):
    return Caller(make_member(operator, "steward"))


@pytest.fixture
def reader(viewer):
    return Caller(viewer)


@pytest.fixture
def nobody():
    """A client that is not signed in."""
    return APIClient(raise_request_exception=False)
