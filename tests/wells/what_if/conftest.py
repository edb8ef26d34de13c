"""A well, an engineer who asks what if, an approver, and the hash of everything that is recorded."""

import hashlib
import json

import pytest
from django.apps import apps
from django.test import Client

from tests.factories import make_member
from tests.wells.factories import example, make_well
from wells.engine import whatif
from wells.models import Scenario, ScenarioEvent
from wells.services import drafts, scenarios

DAY = "2026-11-20"


@pytest.fixture
def steward(operator):
    return make_member(operator, "steward", email="stine@brattholm.example", name="Stine Lund")


@pytest.fixture
def approver(operator):
    return make_member(operator, "approver", email="arne@brattholm.example", name="Arne Vik")


@pytest.fixture
def well(operator, steward):
    return make_well(example("platform-oil-gas-lift"), of=operator, by=steward)


@pytest.fixture
def scenario(well, engineer):
    return scenarios.create(well, by=engineer, name="the tubing leaks?", why="A follows tubing")


@pytest.fixture
def leaking(scenario, well, engineer):
    """The what-if with a leak through the tubing."""
    return scenarios.change(scenario, by=engineer, make=leak(well))


@pytest.fixture
def submitted(leaking, engineer):
    return scenarios.submit(leaking, by=engineer, reason="Seen in the pressures of May")


@pytest.fixture
def signed_in():
    """A browser with a person signed in: `signed_in(engineer)`."""

    def open_as(person):
        client = Client()
        client.force_login(person)
        return client

    return open_as


def leak(well, through="tubing-5-1-2"):
    def make(document):
        return whatif.leaking(document, through=through, day=DAY, mint=drafts.mint(well, document))

    return make


def at(scenario, act=""):
    return f"/wells/{scenario.well_id}/what-if/{scenario.uid}/" + (f"{act}/" if act else "")


def recorded() -> str:
    """The hash of every row of the record and its working copy; what-ifs stand beside it."""
    digest = hashlib.sha256()
    for model in sorted(apps.get_app_config("wells").get_models(), key=lambda one: one._meta.label):
        if model not in (Scenario, ScenarioEvent):
            rows = list(model._base_manager.order_by("pk").values_list())
            digest.update(json.dumps([model._meta.label, rows], default=str).encode())
    return digest.hexdigest()
