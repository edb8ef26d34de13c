"""Which well each name of a file means, so that one well named in two ways stays one well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wells.imports.names import ending, slug
from wells.imports.report import Answers, Finding

NEW = "new"


@dataclass(frozen=True, slots=True)
class Names:
    """Names of a file, in capitals, with the well each means; and what to say at the rows of the others."""

    means: Mapping[str, str]
    refused: Mapping[str, Finding]
    said: tuple[Finding, ...]


def names(named: Sequence[str], known: Iterable[str], new: Iterable[str], answers: Answers) -> Names:
    """Each name to a well of the register, else of the file. 'F-12' means the one well ending so.

    Between several it is asked ('well:F-12'); two names that would make two wells of one id are refused.
    """
    known = set(known)
    longer: dict[str | None, set[str]] = {}
    for key in (*known, *named):
        longer.setdefault(ending(key), set()).add(key)
    means: dict[str, str] = {}
    refused: dict[str, Finding] = {}
    said: list[Finding] = []
    for name in named:
        others = sorted(longer.get(name, ()))
        answer = answers.get(f"well:{name}")
        if name in known or not others or answer == NEW:
            means[name] = name
        elif answer in others:
            means[name] = answer
        elif len(others) == 1:
            means[name] = others[0]
            said.append(_taken(name, others[0], known))
        else:
            refused[name] = _asked(name, others)
    refused |= _twins([name for name in new if means.get(name) == name and name not in known])
    return Names(means, refused, tuple(said))


def _twins(new: Iterable[str]) -> dict[str, Finding]:
    """New wells, but the first, whose names make the same id."""
    first: dict[str, str] = {}
    return {
        name: _twin(name, first[slug(name)]) for name in new if first.setdefault(slug(name), name) != name
    }


def _taken(name: str, key: str, known: set[str]) -> Finding:
    whose = "the register" if key in known else "the file"
    return Finding(
        severity="warning",
        code="well-by-short-name",
        well=key,
        what=f"“{name}” is taken for {key}: it is the only well of {whose} whose name ends so.",
        mend="Answer “new” if it is another well.",
        ask=f"well:{name}",
        options=(key, NEW),
    )


def _asked(name: str, others: list[str]) -> Finding:
    return Finding(
        severity="question",
        code="ambiguous-well",
        what=f"“{name}” can be {', '.join(others)}.",
        mend="Say which well it is.",
        ask=f"well:{name}",
        options=(*others, NEW),
    )


def _twin(name: str, first: str) -> Finding:
    return Finding(
        severity="error",
        code="same-well",
        what=f"“{name}” and “{first}” would be two wells of one id, {slug(name)}.",
        mend="Write the name of a well in one way.",
    )
