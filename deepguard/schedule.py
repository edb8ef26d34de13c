"""Small recurring jobs, run by the worker: each due run happens once, however many workers there are.

An app declares its jobs in its module `jobs` with `@every(seconds=60)`. A run is won by moving `due_at` on
in one UPDATE that only one worker can win; missed runs are skipped, not caught up in a burst.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from deepguard.models import Job

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Recurring:
    name: str
    seconds: int
    act: Callable[[], object]


JOBS: dict[str, Recurring] = {}


def every(*, seconds: int):
    """Declare a function without arguments as a job."""

    def declare(act):
        JOBS[act.__name__] = Recurring(act.__name__, seconds, act)
        return act

    return declare


def discover() -> None:
    autodiscover_modules("jobs")


def run_due(now: datetime | None = None) -> list[str]:
    """Run what is due; the names of what ran. A job that fails is logged, kept and tried again when next due."""
    now = now or timezone.now()
    return [job.name for job in list(JOBS.values()) if _won(job, now) and _run(job)]


def _won(job: Recurring, now: datetime) -> bool:
    row, _ = Job.objects.get_or_create(name=job.name, defaults={"due_at": now})
    if row.due_at > now:
        return False
    later = now + timedelta(seconds=job.seconds)
    return bool(Job.objects.filter(pk=row.pk, due_at=row.due_at).update(due_at=later, started_at=now))


def _run(job: Recurring) -> bool:
    try:
        job.act()
    except Exception as error:  # the worker outlives a failing job; the failure stands in log and row
        log.exception("job.failed", job=job.name)
        Job.objects.filter(name=job.name).update(failure=f"{type(error).__name__}: {error}"[:2000])
    else:
        Job.objects.filter(name=job.name).update(finished_at=timezone.now(), failure="")
    return True
