"""Append-only kept by the database itself."""

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, models, transaction

from deepguard import audit, triggers
from deepguard.models import AuditEvent


@pytest.fixture
def event(admin_person, operator):
    return audit.record("operator.changed", operator, by=admin_person)


def test_a_record_cannot_be_changed(event):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.filter(pk=event.pk).update(reason="other")


def test_a_record_cannot_be_deleted(event):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.all()._raw_delete("default")


@pytest.mark.django_db
def test_a_record_table_cannot_be_truncated():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE deepguard_auditevent CASCADE")


@pytest.mark.django_db
def test_every_record_table_has_its_triggers():
    assert "deepguard_auditevent" in triggers.record_tables()
    assert triggers.missing() == []
    assert triggers.check_triggers(databases=["default"]) == []


@pytest.mark.django_db
def test_the_system_check_names_a_missing_trigger():
    triggers.lift()
    found = triggers.check_triggers(databases=["default"])
    assert "deepguard_auditevent_no_update" in " ".join(error.msg for error in found)
    triggers.install()


@pytest.mark.django_db(transaction=True)
def test_a_later_migration_of_a_record_table_leaves_its_triggers_in_place():
    """SQLite rebuilds the table and loses them; the step after every migration puts them back."""
    change_length_of_event(to=61)
    if connection.vendor == "sqlite":
        assert "deepguard_auditevent_no_update" in triggers.missing()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert triggers.missing() == []
    change_length_of_event(to=60)


def change_length_of_event(*, to: int) -> None:
    before = AuditEvent._meta.get_field("event")
    after = models.CharField(max_length=to)
    after.set_attributes_from_name("event")
    after.model = AuditEvent
    with connection.schema_editor() as editor:
        editor.alter_field(AuditEvent, before, after, strict=True)
        if connection.vendor == "sqlite":
            editor._remake_table(AuditEvent)


@pytest.mark.django_db(transaction=True)
def test_installing_twice_is_installing_once():
    triggers.install()
    triggers.install()
    assert triggers.missing() == []
