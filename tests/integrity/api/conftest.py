"""The same well and callers as the tests of wells' API, and the calculators' door."""

import json

import pytest
from rest_framework.test import APIClient

from deepguard.api.auth import tokens
from tests.wells.api.conftest import caller, foreign, nobody, reader, steward, well  # noqa: F401


@pytest.fixture
def post(engineer):
    """Sends a body to a calculator over HTTP."""
    client = APIClient(raise_request_exception=False)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens(engineer)['access']}")

    def send(name, body, kind="application/json"):
        body = json.dumps(body) if isinstance(body, dict) else body
        return client.post(f"/api/v1/calculations/{name}", body, content_type=kind)

    return send
