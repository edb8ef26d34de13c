"""What the history page shows: revisions with the number of facts each changed."""

from dataclasses import dataclass

from django.core.paginator import Paginator

from wells.engine.compare import compare
from wells.gather import of_revisions
from wells.models import WellRevision
from wells.pages.reading import known_revisions

PAGE = 25


@dataclass(frozen=True)
class Step:
    """A revision and how many facts it changed; None for the first one, which changed nothing."""

    revision: WellRevision
    changed: int | None


def steps(well, *, known_until=None, page=None):
    """A page of revisions, newest first, as a paginator's page of `Step`s; three queries whatever their number."""
    shown = Paginator(known_revisions(well, known_until), PAGE).get_page(page)
    revisions = list(shown.object_list)
    before = revisions[-1].number - 1 if revisions else 0
    below = list(WellRevision.objects.filter(well=well, number=before)) if before else []
    documents = of_revisions({one.number: one for one in (*revisions, *below)})
    shown.object_list = [Step(one, _changed(documents, one.number)) for one in revisions]
    return shown


def _changed(documents, number) -> int | None:
    if number - 1 not in documents:
        return None
    return compare(documents[number - 1], documents[number]).count
