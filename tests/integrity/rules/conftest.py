"""An operator with an engineer who writes rules, approvers who put them in force, and a well without rules."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from integrity.models import RulePackActivation
from integrity.services import rule_packs
from tests.factories import make_member
from tests.integrity.engine.rules.packs import whole_pack
from tests.wells.factories import example, make_well


@pytest.fixture
def approver(operator):
    return make_member(operator, "approver", email="hakon@brattholm.example", name="Håkon Brekke")


@pytest.fixture
def keep(operator, engineer):
    """Keeps a pack; the version tells them apart."""

    def act(version="1", *, by=engineer, of=operator, **values):
        facts = whole_pack(**{name.replace("__", "."): value for name, value in values.items()})
        facts = type(facts)(facts.name, version, facts.rules)
        return rule_packs.keep(of, facts, by=by, reason="from the manual")[0]

    return act


@pytest.fixture
def activate(approver):
    """Puts a pack in force from a day on; `recorded` dates the act itself."""

    def act(pack, valid_from=None, *, by=approver, **facts):
        head = RulePackActivation.objects.head_of(pack.operator_id)
        return rule_packs.activate(
            pack,
            valid_from=date.fromisoformat(valid_from) if valid_from else timezone.now().date(),
            supersedes=facts.pop("supersedes", head),
            by=by,
            reason=facts.pop("reason", "yearly review"),
        )

    return act


@pytest.fixture
def unruled():
    """A dated document that states no rule of its own."""
    document = example("onshore-liner")
    return {key: value for key, value in document.items() if key not in ("rules", "fluids_policy")}


@pytest.fixture
def well(operator, unruled):
    return make_well(unruled, of=operator)


@pytest.fixture
def clock(monkeypatch):
    """Sets the clock by which acts are recorded."""

    def set_to(text: str) -> datetime:
        moment = datetime.fromisoformat(text)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return set_to
