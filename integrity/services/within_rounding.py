"""Whether an engine's answer on this machine meets a hash that another machine recorded.

    python -I within_rounding.py engine.zip < requests        a line of JSON for each line of JSON

Results are hashed at 9 significant digits. The last bits of a number depend on the processor and the build of
the libraries; where they decide the ninth digit, the same result has another hash. Such numbers stand on an edge
of rounding: those that a change of 1e-12 of themselves rounds otherwise. If the recorded hash is met with some of
them on the other side, the two results agree to 1e-12, and so to the 1e-9 that replay asks for.

Stands alone: it runs in the interpreter that replays, which has the engine's zip and no code of ours beside it.
"""

import json
import sys
from collections.abc import Callable, Iterator
from itertools import combinations

#: Relative change that a processor or a build may make: thousands of last bits.
NOISE = 1e-12
#: Numbers on an edge that are tried on both sides; a result rarely has one.
MOST = 8


def met(result, sha256: str, hashed: Callable[[object], str]) -> bool:
    """Whether the result has this hash with some of its numbers on the other side of an edge.

    >>> met({"pa": 1.2345678949999999}, "1.23456790", lambda answer: f"{answer['pa']:.8f}")
    True
    """
    near = list(edges(result))[:MOST]
    for count in range(len(near) + 1):
        for chosen in combinations(near, count):
            if hashed(_moved(result, dict(chosen))) == sha256:
                return True
    return False


def edges(value, place: tuple = ()) -> Iterator[tuple[tuple, float]]:
    """Place and other side of every number on an edge of rounding to 9 digits."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from edges(item, (*place, key))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from edges(item, (*place, index))
    elif isinstance(value, float):
        sides = {float(f"{value * (1 + noise):.9g}") for noise in (-NOISE, 0.0, NOISE)}
        yield from ((place, side) for side in sides - {float(f"{value:.9g}")})


def _moved(value, to: dict, place: tuple = ()):
    if place in to:
        return to[place]
    if isinstance(value, dict):
        return {key: _moved(item, to, (*place, key)) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_moved(item, to, (*place, index)) for index, item in enumerate(value)]
    return value


def answers(lines) -> Iterator[str]:
    from integrity.engine.answer import result_sha256
    from integrity.engine.assess import assess

    for line in lines:
        asked = json.loads(line)
        found = assess(asked["document"], day=asked["day"], pack=asked["rule_pack"], **_evidence(asked))
        whole = [limits.to_dict() for limits in found.limits]
        yield json.dumps({"met": met(whole, asked["result_sha256"], result_sha256)})


def _evidence(asked: dict) -> dict:
    """What was decided beside the document; an engine from before there was any is not asked about it."""
    if not asked.get("evidence"):
        return {}
    from integrity.engine.aside import decisions_of

    return {"evidence": decisions_of(asked["evidence"])}


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    for answer in answers(sys.stdin):
        print(answer, flush=True)
