"""A well with people around it: an engineer, an approver, a steward who publishes."""

from datetime import date

import pytest

from deepguard.models import Role
from integrity.services.catching_up import catch_up
from tests.factories import make_member
from tests.wells.factories import example, make_well
from wells.gather import document_of, revisions
from wells.models import Door, Well
from wells.services.documents import save_document

TODAY = date(2026, 3, 2)


@pytest.fixture
def steward(operator):
    return make_member(operator, Role.STEWARD, name="Kari Strand")


@pytest.fixture
def approver(operator):
    return make_member(operator, Role.APPROVER, name="Henrik Brekke")


@pytest.fixture
def well(operator, steward):
    return make_well(example("platform-oil-gas-lift"), of=operator, by=steward)


@pytest.fixture
def assessed(well):
    catch_up()
    return well


@pytest.fixture
def heavier():
    """Makes the fluid of an annulus heavier, as a steward would."""

    def act(well: Well, *, letter="A", density_kg_m3=1450.0, by, reason="sampled: heavier than thought"):
        document = document_of(revisions([well])[well.pk])
        annulus = next(one for one in document["annuli"] if one["letter"] == letter)
        annulus["columns"][-1]["layers"][0]["density_kg_m3"] = density_kg_m3
        save_document(well, document, by=by, based_on=None, reason=reason, door=Door.PAGE)
        return Well.objects.get(pk=well.pk)

    return act
