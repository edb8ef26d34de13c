"""verify_record reads every table of the record: what was changed behind it is named."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from django.urls import reverse
from django.utils import timezone

from deepguard import triggers
from deepguard.models import Role
from deepguard.models.row_seal import RowSealField
from deepguard.services.verifying import broken_rows, record_models
from integrity.models import Assessment, RecordCheck
from integrity.services.checking import check
from integrity.services.limits import approve, propose
from integrity.services.setting_aside import agree, ask, end_early
from integrity.services.verifying import findings
from tests.factories import make_member
from tests.integrity.limits.conftest import TODAY
from tests.integrity.limits.test_approving import annulus
from wells.models import StringSection

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(assessed, engineer, approver):
    """A row in every table of the record that a well and its limits fill."""
    proposal = propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="first")
    approve(proposal, by=approver, unit="bar", valid_from=TODAY)
    asked = _asked_aside(assessed, engineer)
    agree(asked, by=approver)
    end_early(asked, by=engineer, reason="proven")
    return assessed


def _asked_aside(well, engineer):
    point = {"letter": "A", "candidate": "A5", "element": "tubing-5-1-2", "regime": "iso-16530-1:2017"}
    until = timezone.localdate() + timedelta(days=90)
    return ask(well, **point, by=engineer, reason="caliper due", until=until)


def test_a_whole_record_agrees_and_the_run_is_kept(record, capsys):
    call_command("verify_record")
    told = capsys.readouterr().out
    assert "1 wells, 1 revisions" in told and "1 assessments, 1 limits in force" in told
    assert (RecordCheck.objects.get().count, RecordCheck.objects.get().findings) == (0, [])


def other(field, value):
    """Another value a column could hold."""
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.BinaryField):
        return bytes(value) + b"x"
    if isinstance(field, (models.IntegerField, models.FloatField)):
        return (value or 0) + 1
    if isinstance(field, models.DateTimeField):
        return value.replace(year=2001)
    if isinstance(field, models.DateField):
        ends = value is None or field.name == "until"
        return (value or TODAY).replace(year=2099 if ends else 2001)
    if isinstance(field, models.UUIDField):
        return UUID(int=value.int ^ 1 if value else 1)
    return f"{value or ''}x"[-(field.max_length or 10_000) :]


def test_any_column_of_any_row_changed_behind_the_record_is_named(record):
    tried = 0
    for model in record_models():
        row = model._base_manager.first()
        if row is None:
            continue
        for field in model._meta.concrete_fields:
            if field.primary_key or field.remote_field or isinstance(field, RowSealField):
                continue
            value = getattr(row, field.attname)
            triggers.lift()
            model._base_manager.filter(pk=row.pk).update(**{field.attname: other(field, value)})
            found = [(one.table, one.key, one.field) for one in broken_rows()]
            model._base_manager.filter(pk=row.pk).update(**{field.attname: value})
            triggers.install()
            assert found == [(model._meta.db_table, str(row.pk), field.attname)]
            tried += 1
    assert tried > 50
    assert list(broken_rows()) == []


def test_an_answer_that_its_engine_does_not_give_is_named(record):
    triggers.lift()
    Assessment.objects.update(result_sha256="0" * 64)
    triggers.install()
    named = {(one.table, one.field) for one in findings()}
    assert ("integrity_assessment", "result_sha256") in named
    with pytest.raises(CommandError):
        call_command("verify_record")
    assert RecordCheck.objects.get().count == len(list(findings()))


def test_the_page_names_what_disagrees_to_its_operator_and_only_counts_the_rest(
    record, client, operator, stranger, other_operator
):
    examiner = make_member(operator, Role.EXAMINER)
    client.force_login(examiner)
    assert "Never run" in client.get(reverse("integrity:record")).content.decode()
    check()
    assert "Agrees" in client.get(reverse("integrity:record")).content.decode()
    triggers.lift()
    Assessment.objects.update(result_sha256="0" * 64)
    StringSection.objects.filter(well=record).update(wall_m=0.05)
    triggers.install()
    check()
    page = client.get(reverse("integrity:record")).content.decode()
    assert "Disagrees" in page and "result_sha256" in page and "wall_m" in page
    client.force_login(stranger)
    page = client.get(reverse("integrity:record")).content.decode()
    assert "wall_m" not in page and record.uid not in page and "not yours to see" in page


def test_only_who_may_read_the_audit_reads_the_check(client, engineer):
    client.force_login(engineer)
    assert client.get(reverse("integrity:record")).status_code == 403
