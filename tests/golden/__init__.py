"""The golden cases: inputs and answers from published sources, each with its own tolerance."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def cases(topic: str) -> list[dict[str, Any]]:
    """The cases of a topic that may be asserted; a misprint that is kept as a warning may not."""
    found = json.loads((HERE / f"{topic}.json").read_text(encoding="utf-8"))["cases"]
    return [case for case in found if not case.get("do_not_assert")]


def case(topic: str, name: str) -> dict[str, Any]:
    """One case by its id."""
    return next(item for item in cases(topic) if item["id"] == name)


def name_of(item: dict[str, Any]) -> str:
    """What a parametrised test is called."""
    return str(item["id"])
