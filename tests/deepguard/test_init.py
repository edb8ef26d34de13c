"""`manage.py init`: a register of one's own."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from deepguard.acts import may
from deepguard.models import AuditEvent, Operator, User

pytestmark = pytest.mark.django_db
FACTS = {
    "operator": "Brattholm Energy", "email": "Ingrid@Brattholm.example", "password": "brent-at-dawn-1976",
    "units": "field", "time_zone": "Europe/Oslo",
}  # fmt: skip


def begin(**changed):
    call_command("init", no_input=True, stdout=StringIO(), **{**FACTS, **changed})


def test_the_first_person_is_admin_engineer_and_steward():
    begin()
    user, operator = User.objects.get(), Operator.objects.get()
    assert user.email == "ingrid@brattholm.example" and user.check_password(FACTS["password"])
    assert (user.units, user.time_zone, operator.time_zone) == ("field", "Europe/Oslo", "Europe/Oslo")
    assert all(may(user, act, operator) for act in ("member.edit", "well.edit", "hierarchy.edit"))
    assert not may(user, "limit.approve", operator)


def test_the_beginning_stands_in_the_audit():
    begin()
    events = set(AuditEvent.objects.values_list("event", flat=True))
    assert events == {"operator.created", "user.created", "membership.granted"}
    assert FACTS["password"] not in "".join(AuditEvent.objects.values_list("after", flat=True))


def test_the_environment_may_answer(monkeypatch):
    for name, value in FACTS.items():
        monkeypatch.setenv(f"INIT_{name.upper()}", value)
    call_command("init", no_input=True, stdout=StringIO())
    assert Operator.objects.get().name == "Brattholm Energy"


def test_questions_are_asked_again_until_the_answer_fits(monkeypatch):
    answers = iter(
        ["Brattholm Energy", "no address", "ingrid@brattholm.example", "", "Mars/Olympus", "Europe/Oslo", "n"]
    )
    secrets = iter(["12345", "brent-at-dawn-1976"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(secrets))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    told = StringIO()
    call_command("init", stdout=StringIO(), stderr=told)
    assert User.objects.get().units == "metric"
    assert "valid email" in told.getvalue() and "Mars/Olympus" in told.getvalue()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"email": "nowhere"}, "--email"),
        ({"password": "12345"}, "--password"),
        ({"units": "furlongs"}, "--units"),
        ({"time_zone": "Mars/Olympus"}, "--time-zone"),
        ({"operator": ""}, "--operator: This is needed."),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_stored(changed, told):
    with pytest.raises(CommandError, match=told):
        begin(**changed)
    assert not Operator.objects.exists() and not User.objects.exists()


def test_the_same_operator_is_not_begun_twice():
    begin()
    with pytest.raises(CommandError, match="has a register here already"):
        begin(email="other@brattholm.example")
