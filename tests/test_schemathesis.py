"""Whatever the description allows is asked: no answer is an error of ours, or of another shape than described."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from deepguard.api.auth import tokens
from deepguard.wsgi import application
from tests.factories import make_member
from tests.wells.factories import example, make_well

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
#: Answers 5xx by design: readings are reserved, health tells what has failed.
BY_DESIGN = r"(measurements|health)"
#: One kind of part stands for all, which share their views; whole documents take the generator too long.
ALIKE = (
    r"wells/\{key\}/(?!strings|annuli/\{annulus\}|architecture|attachments|document|limits|revisions|schematic"
    r"|trajectory)|strings/\{strings\}/wall_logs|calculations/(maasp|mawop)|auth"
)
WHOLE = {"wells_create", "wells_document_update"}
#: Ids that the example well has, so that requests get past the 404.
KNOWN = {
    "number": 1, "annulus": "A", "strings": "casing-9-5-8", "annuli": "annulus-a", "wellbores": "main",
}  # fmt: skip


CONFIG = schemathesis.config.SchemathesisConfig()
CONFIG.projects.default.phases.coverage.enabled = False
CONFIG.projects.default.generation.update(modes=[schemathesis.GenerationMode.POSITIVE])
schema = schemathesis.openapi.from_dict(
    SchemaGenerator().get_schema(request=None, public=True), config=CONFIG
)
schema.app = application
schema = schema.exclude(path_regex=BY_DESIGN).exclude(path_regex=ALIKE).exclude(operation_id=list(WHOLE))


@pytest.fixture
def asking(operator):
    """Who asks, and about which well: every role, so that nothing ends at a 403."""
    person = make_member(operator, "admin", "engineer", "steward", "surveyor", "approver")
    return f"Bearer {tokens(person)['access']}", make_well(example(), of=operator)


@pytest.fixture(autouse=True)
def one_connection():
    """The end of a request would close the connection that holds the test's transaction (PostgreSQL only)."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.mark.django_db
@schema.parametrize()
@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_api_answers_as_described(case, asking):
    token, well = asking
    known = KNOWN | {"key": well.pk}
    case.path_parameters = {
        name: known.get(name, value) for name, value in (case.path_parameters or {}).items()
    }
    case.headers.pop("Idempotency-Key", None)
    headers = {"Authorization": token, "If-Match": "*"}
    case.call_and_validate(headers=headers, checks=CHECKS)
