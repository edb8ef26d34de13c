"""Worked examples of the calculators with what their source prints: golden cases and pairs of the contract.

Both lie with the tests; where those are not installed, a calculator has its own example only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from integrity.engine.calculators import calculate
from integrity.verification.case import GOLDEN, Check, Topic, Value, read, within
from integrity.verification.topics import TOPICS, topic_of
from wells.engine.canonical import sha256

CONTRACT = GOLDEN.parent / "contract" / "calc"
#: Examples offered of one topic, and of one calculator.
OF_A_TOPIC, OFFERED = 2, 8
#: How much a kind of evidence proves, the best first.
KINDS = ("published", "published_rule", "second_hand", "derived", "recalled")
#: What the contract allows between two implementations.
PRESSURE_PA, LENGTH_M = 2_000, 0.00101
#: What a form keeps of a number that is typed in another unit than SI.
DIGITS = 12
#: Numbers of a contract's response that are shown beside ours.
FIGURES = 16


@dataclass(frozen=True)
class Example:
    """A request with its source and the figures that source gives: (check, what is found)."""

    key: str
    title: str
    source: str
    kind: str
    body: dict[str, Any]
    figures: tuple[tuple[Check, Value], ...]

    @property
    def sha256(self) -> str:
        return sha256(self.body)

    @property
    def holds(self) -> bool:
        return all(within(check, value) for check, value in self.figures)


@lru_cache(maxsize=32)
def examples_of(name: str) -> tuple[Example, ...]:
    """Examples of a calculator, those of the contract first, then golden cases, the strongest evidence first."""
    if not GOLDEN.is_dir():
        return ()
    golden = [one for topic in TOPICS if topic.door == name for one in _golden(topic)]
    golden.sort(key=lambda one: KINDS.index(one.kind) if one.kind in KINDS else len(KINDS))
    return tuple(replace(one, body=_typed(one.body)) for one in (*_contract(name), *golden)[:OFFERED])


def _golden(topic: Topic) -> list[Example]:
    found: list[Example] = []
    for case in read(topic.file):
        if topic_of(topic.file, case) is not topic or len(found) == OF_A_TOPIC:
            continue
        asked: list[tuple[str, dict[str, Any]]] = []

        def ask(name: str, body: dict[str, Any], asked: list[Any] = asked) -> dict[str, Any]:
            asked.append((name, deepcopy(body)))
            return calculate(name, body)

        values = topic.compute(case, ask)
        if len(asked) == 1 and asked[0][0] == topic.door:
            figures = tuple((check, values[check.quantity]) for check in topic.expected(case))
            title = f"{topic.title}, {case['id']}"
            found.append(Example(case["id"], title, case["source"], case["kind"], asked[0][1], figures))
    return found


def _contract(name: str) -> Iterator[Example]:
    for path in sorted(CONTRACT.glob(f"{name}*.request.json")):
        stem = path.name.removesuffix(".request.json")
        body = json.loads(path.read_text(encoding="utf-8"))
        printed = json.loads((CONTRACT / f"{stem}.response.json").read_text(encoding="utf-8"))
        ours = dict(_numbers(calculate(name, body), ""))
        figures = tuple(
            (Check(place, value, PRESSURE_PA if place.endswith("_pa") else LENGTH_M), ours[place])
            for place, value in _numbers(printed, "")
            if place in ours
        )
        title = f"Published contract, {stem.replace('-', ' ')}"
        yield Example(
            stem, title, f"tests/contract/calc/{stem}.response.json", "contract", body, figures[:FIGURES]
        )


def _numbers(value: Any, place: str) -> Iterator[tuple[str, float]]:
    """The numbers of an answer by their place, derivations and candidates left out."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in ("derivation", "candidates", "policy", "substitution"):
                yield from _numbers(item, f"{place}/{key}".strip("/"))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            named = item.get("annulus", index) if isinstance(item, dict) else index
            yield from _numbers(item, f"{place}/{named}")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield place, value


def _typed(value: Any) -> Any:
    """The numbers of a request as a form writes them: to 12 digits, so that 7 in stays 7 in, and whole numbers
    without a decimal point."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    if not isinstance(value, float):
        return value
    rounded = float(f"{value:.{DIGITS}g}")
    return int(rounded) if rounded.is_integer() else rounded
