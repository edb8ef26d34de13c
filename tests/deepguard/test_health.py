"""Whether the house stands, told to people and to monitors."""

from datetime import timedelta

import pytest
from django.utils import timezone

from deepguard import audit, schedule, triggers
from deepguard.models import Job
from deepguard.services import health

pytestmark = pytest.mark.django_db


@pytest.fixture
def beating():
    now = timezone.now()
    return Job.objects.create(name="heartbeat", due_at=now, finished_at=now)


def services(api, path="services"):
    return {part["name"]: part for part in api.get(f"/api/v1/health/{path}").json()["services"]}


@pytest.mark.parametrize(
    "path",
    [
        "/healthz",
        "/api/v1/health/",
        "/api/v1/health",
        "/api/v1/health/live",
        "/api/v1/health/ready",
        "/api/v1/health/services",
    ],
)
def test_health_is_open_to_all(client, path):
    assert client.get(path).status_code == 200


def test_all_is_well(api, beating):
    body = api.get("/api/v1/health/").json()
    assert body["status"] == "ok"
    assert [part["name"] for part in body["services"]] == [
        "database",
        "schema",
        "record",
        "worker",
        "disk",
        "audit",
    ]


def test_a_worker_that_never_ran_is_told_but_pages_are_served(api):
    answer = api.get("/api/v1/health/")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert "manage.py work" in services(api)["worker"]["detail"]


def test_a_silent_worker_is_told(api, beating):
    Job.objects.update(finished_at=timezone.now() - timedelta(minutes=5))
    assert services(api)["worker"]["state"] == "degraded"


def test_a_missing_record_trigger_is_a_failure(api):
    triggers.lift()
    assert api.get("/api/v1/health/ready").status_code == 503
    assert services(api, "ready")["record"]["state"] == "failed"
    triggers.install()


def test_a_database_that_does_not_answer(api, monkeypatch):
    gone = health.Service("database", health.FAILED, "The database does not answer: OperationalError.")
    monkeypatch.setattr(health, "database", lambda: gone)
    assert api.get("/api/v1/health/ready").status_code == 503
    assert api.get("/api/v1/health/live").status_code == 200


def test_the_head_of_the_audit_is_told(api, admin_person, operator):
    audit.record("operator.changed", operator, by=admin_person)
    assert "1 events wait" in services(api)["audit"]["detail"]
    audit.seal(operator.pk)
    assert services(api)["audit"]["detail"].startswith("head ")


@pytest.fixture
def jobs(monkeypatch):
    found: dict = {}
    monkeypatch.setattr(schedule, "JOBS", found)
    return found


def test_a_job_runs_when_due_and_not_before(jobs):
    ran = []
    schedule.every(seconds=60)(lambda: ran.append(1))
    now = timezone.now()
    assert len(schedule.run_due(now)) == 1
    assert schedule.run_due(now + timedelta(seconds=59)) == []
    assert len(schedule.run_due(now + timedelta(hours=5))) == 1
    assert ran == [1, 1]


def test_a_run_is_won_by_one_worker(jobs):
    job = schedule.Recurring("sweep", 60, lambda: None)
    now = timezone.now()
    assert schedule._won(job, now) is True
    Job.objects.update(due_at=now)
    stale = Job.objects.get()
    Job.objects.update(due_at=now + timedelta(seconds=60))
    assert not Job.objects.filter(pk=stale.pk, due_at=stale.due_at).update(due_at=now)
    assert schedule._won(job, now) is False


def test_a_failing_job_is_kept_with_its_reason_and_the_others_run(jobs):
    def breaks():
        raise RuntimeError("no disk")

    schedule.every(seconds=60)(breaks)
    schedule.every(seconds=60)(lambda: None)
    assert len(schedule.run_due()) == 2
    assert Job.objects.get(name="breaks").failure == "RuntimeError: no disk"
    assert Job.objects.get(name="breaks").finished_at is None


def test_the_jobs_of_the_platform_run(admin_person, operator):
    audit.record("operator.changed", operator, by=admin_person)
    schedule.discover()
    assert {"heartbeat", "seal_leftovers", "prune_replies", "prune_tasks", "log_audit_heads"} <= set(
        schedule.run_due()
    )
    assert not Job.objects.exclude(failure="").exists()
    assert audit.verify(operator.pk) is None
