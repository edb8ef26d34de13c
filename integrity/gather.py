"""Rows to limits, many wells at once: models from the record below, assessed under the regime in force.

Nothing is stored. The limits of a revision on a day never change, so the ones asked for last are kept by
each process; a new revision has another hash and is assessed anew.
"""

from integrity.engine.limits import LimitSet, assess_limits
from wells import gather
from wells.gather import Kept

#: Limits keep their derivations at hand: some 100 kB a well.
KEPT_LIMITS = 500
_kept = Kept(KEPT_LIMITS)


def limits(wells, *, as_of=None, known_at=None) -> dict[int, LimitSet]:
    """The limits of each well that was known then, by well key."""
    found = gather.revisions(wells, known_at=known_at)
    day = None if as_of is None else str(as_of)
    known = {key: _kept.get((revision.sha256, day)) for key, revision in found.items()}
    missing = {key: found[key] for key, result in known.items() if result is None}
    for key, model in gather.models_of(missing, as_of=as_of).items():
        known[key] = assess_limits(model)
        _kept.put((found[key].sha256, day), known[key])
    return known


def forget() -> None:
    """Drop what is kept: for measuring a first look."""
    _kept.clear()
