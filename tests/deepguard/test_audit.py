"""The audit: what is kept of an act, and how a change to it is found."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from deepguard import audit, triggers
from deepguard.models import AuditEvent, AuditSeal


def note(by, operator, reason="as agreed"):
    return audit.record(
        "operator.changed", operator, by=by, before={"name": "A"}, after={"name": "B"}, reason=reason
    )


def test_an_event_keeps_who_what_and_why(admin_person, operator):
    event = note(admin_person, operator)
    assert (event.actor, event.operator, event.target_uid) == (admin_person, operator, str(operator.uid))
    assert event.before == '{"name": "A"}' and event.reason == "as agreed"
    assert audit.event_sha256(AuditEvent.objects.get()) == event.sha256


def test_the_event_goes_when_the_change_is_rolled_back(admin_person, operator):
    with pytest.raises(RuntimeError), transaction.atomic():
        note(admin_person, operator)
        raise RuntimeError
    assert not AuditEvent.objects.exists()


def test_events_are_sealed_after_commit(admin_person, operator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        note(admin_person, operator)
        assert not AuditSeal.objects.exists()
    assert AuditSeal.objects.get().previous == audit.GENESIS


def test_each_seal_holds_the_one_before(admin_person, operator):
    for _ in range(3):
        note(admin_person, operator)
    assert audit.seal(operator.pk) == 3
    first, second, third = AuditSeal.objects.all()
    assert (second.previous, third.previous) == (first.hash, second.hash)
    assert audit.verify(operator.pk) is None


def test_operators_have_chains_of_their_own(admin_person, stranger, operator, other_operator):
    note(admin_person, operator)
    note(stranger, other_operator)
    audit.seal(operator.pk)
    audit.seal(other_operator.pk)
    assert [seal.number for seal in AuditSeal.objects.all()] == [1, 1]


def test_sealing_again_adds_nothing(admin_person, operator):
    note(admin_person, operator)
    audit.seal(operator.pk)
    assert audit.seal(operator.pk) == 0


def test_the_loser_of_a_race_takes_the_next_number(admin_person, operator, monkeypatch):
    mine, theirs = note(admin_person, operator), note(admin_person, operator)
    read = AuditSeal.objects.filter
    raced = []

    def read_then_lose(**facts):
        if raced:
            return read(**facts)
        raced.append(True)
        monkeypatch.undo()
        audit._seal_one(theirs)
        monkeypatch.setattr(AuditSeal.objects, "filter", read_then_lose)
        return AuditSeal.objects.none()

    monkeypatch.setattr(AuditSeal.objects, "filter", read_then_lose)
    assert audit._seal_one(mine) == 1
    assert [seal.event for seal in AuditSeal.objects.order_by("number")] == [theirs, mine]
    assert audit.verify(operator.pk) is None


@pytest.mark.django_db(transaction=True)
def test_many_sealers_at_once_make_one_chain(admin_person, operator):
    if connection.vendor == "sqlite":
        pytest.skip("the test database of SQLite lives in memory, where threads share one lock")
    for _ in range(12):
        AuditEvent.objects.bulk_create([event_without_seal(admin_person, operator)])
    threads = [threading.Thread(target=seal_and_close, args=(operator.pk,)) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    audit.seal(operator.pk)
    assert AuditSeal.objects.count() == 12
    assert audit.verify(operator.pk) is None


def event_without_seal(by, operator) -> AuditEvent:
    from datetime import UTC, datetime

    event = AuditEvent(at=datetime.now(UTC), event="operator.changed", target_type="deepguard.operator")
    event.target_uid, event.operator, event.actor = str(operator.uid), operator, by
    event.sha256 = audit.event_sha256(event)
    return event


def seal_and_close(operator_id):
    try:
        audit.seal(operator_id)
    finally:
        connection.close()


def tamper(table: str, column: str, value: str, pk: int):
    triggers.lift()
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, pk])
    triggers.install()


def test_a_changed_event_is_found(admin_person, operator):
    event = note(admin_person, operator)
    audit.seal(operator.pk)
    tamper("deepguard_auditevent", "reason", "never agreed", event.pk)
    assert str(event.uid) in audit.verify(operator.pk)


def test_a_changed_seal_is_found(admin_person, operator):
    note(admin_person, operator), note(admin_person, operator)
    audit.seal(operator.pk)
    tamper("deepguard_auditseal", "hash", "f" * 64, AuditSeal.objects.order_by("number").first().pk)
    assert "Seal 1" in audit.verify(operator.pk)


def test_a_seal_taken_out_is_found(admin_person, operator):
    [note(admin_person, operator) for _ in range(3)]
    audit.seal(operator.pk)
    triggers.lift()
    AuditSeal.objects.filter(number=2).delete()
    triggers.install()
    assert audit.verify(operator.pk) == "Seal 2 is missing; seal 3 stands in its place."


def test_the_command_seals_and_verifies(admin_person, operator):
    note(admin_person, operator)
    out = StringIO()
    call_command("seal", stdout=out)
    call_command("verify_audit", stdout=out)
    assert "1 events sealed." in out.getvalue()
    assert "Brattholm Energy: 1 seals agree" in out.getvalue()


def test_the_command_fails_on_a_broken_chain(admin_person, operator):
    event = note(admin_person, operator)
    audit.seal(operator.pk)
    tamper("deepguard_auditevent", "reason", "other", event.pk)
    with pytest.raises(CommandError, match="does not agree with its own hash"):
        call_command("verify_audit", stdout=StringIO())


def test_the_name_of_a_person_can_go_without_touching_the_audit(admin_person, operator):
    event = note(admin_person, operator)
    audit.seal(operator.pk)
    admin_person.name, admin_person.email = "", "gone@example.org"
    admin_person.save()
    assert "Anna" not in event.after + event.target_name
    assert audit.verify(operator.pk) is None
