"""The one function over the record: a well on a day, by rules and evidence, to what that means.

    assess(document, day=…)        what is computed, whole
    Assessed.summary               what lists and pages show of it, small
    Assessed.result_sha256         what a replay must meet, over everything that was computed
    answers(lines)                 the same over a stream of requests, for an engine of its own process

Pure: no database, no clock. The document is the dated one, station lists written out. The evidence is what people
decided about the well beside its document: the candidates that were set aside.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from integrity.engine.answer import aside_dict, pascals, result_sha256
from integrity.engine.aside import decisions_of, holding, items_of
from integrity.engine.limits import LimitSet, assess_limits
from integrity.engine.result import LimitResult, SetAside
from integrity.engine.rules import pack_of
from integrity.engine.version import ENGINE_VERSION
from wells.engine.canonical import sha256
from wells.engine.document import at


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """What a well means on a day: its limits by regime."""

    day: str | None
    input_sha256: str
    limits: tuple[LimitSet, ...]

    @cached_property
    def summary(self) -> dict[str, Any]:
        """The state, number and governing element of every annulus, by regime."""
        return {
            "engine_version": ENGINE_VERSION,
            "regimes": {
                found.regime: [summary_of(result) for result in found.results] for found in self.limits
            },
        }

    @cached_property
    def result_sha256(self) -> str:
        """Hash of every candidate and substituted value, numbers at 9 significant digits."""
        return result_sha256([found.to_dict() for found in self.limits])


def assess(
    document: Mapping[str, Any],
    *,
    day: str | None,
    pack: Mapping[str, Any] | None = None,
    evidence: Iterable[SetAside] = (),
) -> Assessed:
    """Everything that is computed of a well on a day (`YYYY-MM-DD`; None: what has no end).

    `pack`: the rule pack in force, as it is written; None where the operator has none.
    `evidence`: what was decided about the well; what does not hold on the day has no effect. Without any the input
    hashes as it did before there was evidence.
    """
    decided = items_of(evidence)
    model = at(dict(document), day)
    rules = None if pack is None else pack_of(pack)
    return Assessed(
        day=day,
        input_sha256=sha256(
            {"document": dict(document), "day": day, "rule_pack": pack}
            | ({"evidence": decided} if decided else {})
        ),
        limits=(assess_limits(model, pack=rules, set_aside=holding(decisions_of(decided), day)),),
    )


def summary_of(result: LimitResult) -> dict[str, Any]:
    """A limit as lists show it: whole pascals, what governs, how much is missing."""
    governing = result.governing
    return {
        "annulus": result.annulus,
        "outer": list(result.outer_ids),
        "status": result.status,
        "reason": result.reason,
        "limit_pa": pascals(result.limit_pa),
        "unrounded_pa": pascals(result.unrounded_pa),
        "upper_trigger_pa": pascals(result.upper_trigger_pa),
        "governing": None
        if governing is None
        else {"id": governing.id, "element": governing.element, "label": governing.label},
        "missing": [item.what for item in result.missing],
        **aside_dict(result),
    }


#: Fields that say from when, or until when, something is so, or on which day it was shown.
DAYS = ("valid_from", "valid_to", "logged_on", "performed_on")


def turning_days(document: Any) -> list[str]:
    """Every day named as the first or last of something in a document, in order: what may change the answer.

    >>> turning_days({"strings": [{"valid_from": "2011-05-02", "valid_to": "2019-01-01"}]})
    ['2011-05-02', '2019-01-01']
    """
    return sorted(set(_days(document)))


def _days(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key in DAYS:
                if isinstance(item, str):
                    yield item
            else:
                yield from _days(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _days(item)


def answers(lines: Iterable[str]) -> Iterator[str]:
    """For each line of JSON (`document`, `day`, `rule_pack`, maybe `evidence`) a line with the hashes and the summary.

    A request that cannot be computed is answered with `error`: the stream goes on.
    """
    for line in lines:
        request = json.loads(line)
        try:
            found = assess(
                request["document"],
                day=request["day"],
                pack=request["rule_pack"],
                evidence=decisions_of(request.get("evidence", ())),
            )
            answer = {
                "input_sha256": found.input_sha256,
                "result_sha256": found.result_sha256,
                "summary": found.summary,
            }
        except Exception as error:  # any fault of an old engine is an answer, and is told as one
            answer = {"error": f"{type(error).__name__}: {error}"}
        yield json.dumps(answer, ensure_ascii=False)
