"""The stewards' desk in a real browser: the index, each list and one form of each, by who may see them."""

import pytest
from django.contrib import admin
from django.urls import reverse

from deepguard.acts import ACTS
from deepguard.admin_base import TenantAdmin
from deepguard.models import Role
from tests.browser.helpers import assert_holds
from tests.browser.pages import WALKS_ALL

pytestmark = pytest.mark.django_db


def name_of(model) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}"


#: Desks of the house: those of libraries open to nobody but who installs. CI walks each, elsewhere every tenth.
OWN = [model for model, desk in admin.site._registry.items() if isinstance(desk, TenantAdmin)]
DESKS = sorted(OWN, key=name_of)[:: 1 if WALKS_ALL else 10]
LOOKS = [(1440, "light"), (820, "light"), (1440, "dark")]


def person_for(model) -> str:
    """A steward where the role may see these rows, else an admin."""
    roles = ACTS[admin.site._registry[model].acts["view"]]
    return "steward" if Role.STEWARD in roles else "admin"


@pytest.mark.parametrize("person", ["steward", "admin"])
@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_the_index_holds(reader, person, width, theme):
    shown = reader(person, width, theme)
    shown.open(reverse("admin:index"))
    assert_holds(shown.tab)


@pytest.mark.parametrize(("width", "theme"), LOOKS)
@pytest.mark.parametrize("model", DESKS, ids=name_of)
def test_a_list_and_its_first_form_hold(reader, model, width, theme):
    shown = reader(person_for(model), width, theme)
    shown.open(reverse(f"admin:{name_of(model)}_changelist"))
    assert_holds(shown.tab)
    first = shown.tab.locator("#result_list tbody th a").first
    if first.count():
        shown.open(first.get_attribute("href"))
        assert_holds(shown.tab)
