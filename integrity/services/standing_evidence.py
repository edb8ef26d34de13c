"""Whether what is set aside in a well today is what its standing assessment was made with."""

import hashlib
from collections.abc import Iterable
from datetime import date

from integrity import gather
from integrity.engine.aside import NONE, text_of
from integrity.models import SetAsideRequest, Standing


def evidence_sha256(text: str) -> str:
    """The hash a standing keeps of its evidence; empty where there was none.

    >>> evidence_sha256("[]")
    ''
    """
    return "" if text == NONE else hashlib.sha256(text.encode()).hexdigest()


def moved(day: date, wells: Iterable[int] | None = None) -> list[int]:
    """Keys of the wells, of these or of all, of which something else is set aside on a day than they stand on.

    Two queries that find only what is rare, so that an agreement, an end, a first day and a last day are met alike.
    """
    held, stood = SetAsideRequest.objects.in_force(day), Standing.objects.exclude(evidence_sha256="")
    if wells is not None:
        keys = list(wells)
        held, stood = held.filter(well__in=keys), stood.filter(well__in=keys)
    now = {key: evidence_sha256(text_of(facts)) for key, facts in gather.facts_by_well(held).items()}
    then = dict(stood.values_list("well", "evidence_sha256"))
    return [key for key in now.keys() | then.keys() if now.get(key) != then.get(key)]
