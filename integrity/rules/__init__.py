"""Rule packs to begin from. Every rule of theirs stands from memory: nobody has checked one against its source."""

from functools import cache
from pathlib import Path

from integrity.engine.rules import RulePack, pack_of
from wells.documents import read

FOLDER = Path(__file__).parent
STARTERS = {
    "conservative-start": "What an operator states for all wells, the careful choice where sources differ",
    "us-ocs-casing-pressure": "Thresholds of 30 CFR 250 for casing pressure, to take into a pack of your own",
}
FIRST = "conservative-start"


@cache
def starter(key: str) -> RulePack:
    """A shipped pack. Errors: KeyError for a key that is not in STARTERS."""
    if key not in STARTERS:
        raise KeyError(key)
    path = FOLDER / f"{key}.yaml"
    return pack_of(read(path.read_bytes(), path.name))
