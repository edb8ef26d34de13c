"""The same well and callers as the tests of wells' API."""

from tests.wells.api.conftest import caller, foreign, nobody, reader, steward, well  # noqa: F401
