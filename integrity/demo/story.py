"""The demo wells, and how some of them became known: wells/demo and wells/demo/history (docs/decisions/0008)."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from wells import documents
from wells.engine.document import copied

FOLDER = Path(documents.__file__).parent.parent / "demo"


@dataclass(frozen=True)
class Step:
    """The document as it was known at one time, and why it became so."""

    reason: str
    by: str
    document: dict


def document(uid: str) -> dict:
    """The well of today."""
    path = FOLDER / f"{uid}.yaml"
    return documents.read(path.read_bytes(), path.name)


def history(uid: str) -> list[Step]:
    """How the well became known, oldest first; the last step is the well of today."""
    path = FOLDER / "history" / f"{uid}.yaml"
    today = document(uid)
    if not path.exists():
        return [Step("Entered for the demo field.", "engineer", today)]
    steps = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Step(step["reason"], step["by"], earlier(today, step)) for step in steps]


def earlier(today: dict, step: dict) -> dict:
    """Today's document `without` what was not yet known, and with what `was` stated otherwise (None: not stated)."""
    result = copied(today)
    for path in step.get("without", ()):
        _leave_out(result, path.split("/"))
    for path, value in step.get("was", {}).items():
        _state(result, path.split("/"), copied(value))
    return result


def _leave_out(document: dict, path: list[str]) -> None:
    """Take an item out of its list; an emptied list goes too, because empty would say “known to be none”."""
    owner, key, name = _follow(document, path[:-2]), path[-2], path[-1]
    kept = [item for item in owner[key] if item["id"] != name]
    if len(kept) == len(owner[key]):
        raise LookupError("/".join(path))
    owner[key] = kept
    if not kept:
        del owner[key]


def _state(document: dict, path: list[str], value) -> None:
    owner = _follow(document, path[:-1])
    if value is None:
        del owner[path[-1]]
    else:
        owner[path[-1]] = value


def _follow(value, path: list[str]):
    for name in path:
        value = value[name] if isinstance(value, dict) else next(item for item in value if item["id"] == name)
    return value
