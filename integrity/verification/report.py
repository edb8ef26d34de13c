"""`docs/verification.md`: every golden case beside what we compute, by what the case proves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from math import floor, log10

from integrity.verification.case import Check, Outcome, Value, files, read
from integrity.verification.topics import MISPRINT, TOPICS

SHOWN = 4
"""A case with more figures shows the one nearest to its bound."""
KINDS = {
    "published": (
        "Published",
        "Inputs and result are both printed in the source. This is evidence, as far as the source is good.",
    ),
    "second_hand": (
        "Second hand",
        "A page restates a source that nobody here has opened. Regression data, not evidence.",
    ),
    "published_rule": (
        "Published rule",
        "The rule or threshold is printed; the scenario and the sums are ours.",
    ),
    "recalled": (
        "Recalled",
        "A named table restated from memory and kept where it agreed with the formula. Regression data, not"
        " evidence: rows that disagreed were left out when the set was made.",
    ),
    "derived": (
        "Derived",
        "Computed from the stated formula by hand or by another program. Proves that we do what we say, not"
        " that the formula is right.",
    ),
}
HEAD = """# Verification

Made by `manage.py verification --write`; a test fails when this page is not what the command makes, and when a
case leaves its tolerance. Every case stands in `tests/golden/` with its source and its own tolerance; the
engine, the API and `manage.py calculate` are each asked for those that a calculator answers. Engine {version}.

## How much this proves

| kind | cases | within tolerance | outside | not computed |
|---|---:|---:|---:|---:|
{counts}

Only the first line is evidence from outside, and some of it is weaker than it looks:

- The rule for pipe ratings (10 psi or 0.25 %) was fixed after looking at the data, and two published rows (9-5/8
  in 53.5 lb/ft C75 and P110) had their tolerance widened to fit: their agreement is by construction. Several
  rows repeat one pipe. Where a rating is printed without its wall, size and weight were inferred from the rating.
- Some cases called published are constants in the tests of public programs: somebody's figures, not a standard's.
- The clauses of API TR 5C3, ISO 16530-1 and API RP 90 were not read here ([references](references.md)); no
  worked example of those standards was available.
- A case of one point (a casing's burst) is computed as the smallest well in which that point governs; depths
  that a sheet does not print follow from the hydrostatic differences it does.
- One row of yield by heat (L-80) prints a share that rises above a colder column. It is not credited; the expected
  figure of that column is the lower one.
- Complete published well paths (ISCWSA) are tested beside the project and not part of it.

"Ours" is shown to a hundredth of the tolerance. A case with more than {shown} figures shows the one that comes nearest to
its bound; all are tested.
"""


def report(outcomes: Iterable[Outcome], version: str) -> str:
    """The page."""
    found = list(outcomes)
    parts = [HEAD.format(version=version, counts="\n".join(_counts(found)), shown=SHOWN).rstrip()]
    for kind, (title, meaning) in KINDS.items():
        of_kind = [one for one in found if one.case["kind"] == kind and one.found]
        if of_kind:
            parts.append(f"## {title}\n\n{meaning}\n\n" + "\n\n".join(_sections(of_kind)))
    parts += [_not_computed(found), _elsewhere()]
    return "\n\n".join(parts) + "\n"


def _counts(found: list[Outcome]) -> Iterator[str]:
    for kind in KINDS:
        of_kind = [one for one in found if one.case["kind"] == kind]
        yield _count_row(KINDS[kind][0].lower(), of_kind)
    yield _count_row("**all**", found)


def _count_row(name: str, found: list[Outcome]) -> str:
    computed = [one for one in found if one.found]
    held = sum(one.holds for one in computed)
    return f"| {name} | {len(found)} | {held} | {len(computed) - held} | {len(found) - len(computed)} |"


def _sections(found: list[Outcome]) -> Iterator[str]:
    for (title, door), group in groupby(found, key=lambda one: (one.title, one.door)):
        cases = list(group)
        sources = list(dict.fromkeys(one.case["source"] for one in cases))
        rows = [row for one in cases for row in _rows(one, sources.index(one.case["source"]) + 1)]
        listed = "\n".join(f"{number}. {_cell(source)}" for number, source in enumerate(sources, 1))
        head = "| case | figure | expected | ours | difference | tolerance | source |\n|---|---|---:|---:|---:|---:|---:|"
        yield f"### {title}\n\nThrough {_door(door)}. Sources:\n\n{listed}\n\n{head}\n" + "\n".join(rows)


def _door(door: str) -> str:
    return f"the function `{door}`" if "." in door else f"the calculator `{door}`"


def _rows(one: Outcome, source: int) -> Iterator[str]:
    shown = one.found
    if len(shown) > SHOWN:
        nearest = max(shown, key=lambda pair: (_used(*pair), _size(pair[0])))
        shown = (nearest,)
    for check, value in shown:
        figure = _cell(check.quantity)
        if "unit" in one.case and not isinstance(value, str):
            figure += f" [{one.case['unit']}]"
        if len(one.found) > SHOWN:
            figure += f" ({len(one.found)} figures)"
        mark = "" if one.holds else " **outside**"
        cells = (one.case["id"] + mark, figure, *_figures(check, value), str(source))
        yield "| " + " | ".join(cells) + " |"


def _used(check: Check, value: Value) -> float:
    """Share of the tolerance that is used, to the percent; words count as nothing or everything."""
    if not check.allowed or isinstance(value, str) or isinstance(check.expected, str):
        return 0.0 if value == check.expected else float("inf")
    return round(abs(value - check.expected) / check.allowed, 2)


def _size(check: Check) -> float:
    """Among equals the largest figure is shown: a zero says little."""
    return abs(check.expected) if isinstance(check.expected, (int, float)) else -1.0


def _figures(check: Check, value: Value) -> tuple[str, str, str, str]:
    if check.allowed is None or isinstance(value, str) or isinstance(check.expected, str):
        return (
            _cell(str(check.expected)),
            _cell(str(value)),
            "–" if value == check.expected else "differs",
            "exact",
        )
    decimals = _decimals(check.allowed, check.expected)
    ours = round(value, decimals)
    apart = round(ours - check.expected, decimals)
    least = min(decimals, 12)
    return (
        f"{check.expected:.12g}",
        _number(ours, least),
        "0" if apart == 0 else f"{apart:+.{max(least, 0)}f}",
        f"{check.allowed:.3g}",
    )


def _decimals(allowed: float, expected: float) -> int:
    """Decimals of a hundredth of the tolerance; noise of the last digits is never shown."""
    least = max(allowed / 100, abs(expected) * 1e-11, 1e-12)
    return max(0, -floor(log10(least)))


def _number(value: float, decimals: int) -> str:
    text = f"{value:.{max(decimals, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


def _not_computed(found: list[Outcome]) -> str:
    rows = [
        f"| {one.case['id']} | {one.case['kind'].replace('_', ' ')} | {_cell(one.reason)} |"
        for one in found
        if one.reason
    ]
    head = f"## Not computed\n\nNeither counted as held nor dropped; “{MISPRINT}” are figures a source prints wrongly or by another rule.\n\n| case | kind | why |\n|---|---|---|"
    return head + "\n" + "\n".join(rows)


def _elsewhere() -> str:
    covered = {topic.file for topic in TOPICS}
    rows = [f"| `tests/golden/{file}.json` | {len(read(file))} |" for file in files() if file not in covered]
    head = "## Files of later parts\n\nNothing of them is computed yet.\n\n| file | cases |\n|---|---:|"
    return head + "\n" + "\n".join(rows)
