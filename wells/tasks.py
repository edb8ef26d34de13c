"""Background work of the worker: checks and commits of large imports."""

from django_tasks import task

from deepguard.models import User
from wells.models import ImportRun
from wells.services import imports


@task()
def check_import(uid: str) -> None:
    """The dry run of what was sent."""
    imports.check(ImportRun.objects.get(uid=uid))


@task()
def store_import(uid: str, token: str, person: int) -> None:
    """The commit of a run that `claim` took; why it failed stands with the run."""
    imports.finish(ImportRun.objects.get(uid=uid), token, by=User.objects.get(pk=person))
