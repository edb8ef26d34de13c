"""A report as plain text: UTF-8, 100 columns, the same sheet gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

from integrity.reports.sheet import Line, Part, Sheet

WIDTH = 100
#: Columns of the candidates: point and what take the room that is left; side, where, allows, state.
COLUMNS = (0, 0, 8, 16, 14, 11)
HEADS = ("Point", "What gives way", "Side", "Where", "Allows", "State")
VALUE_COLUMNS = (11, 18, 33, 34)


def as_text(sheet: Sheet) -> str:
    """The whole report."""
    blocks = [
        _head(sheet),
        _pairs(sheet.facts),
        _section("Candidates, least first", _table(sheet)),
        *(_part(part) for part in sheet.parts),
        _listed("Not known: each may be lower than the limit above", sheet.unknown),
        _listed("Left out, with the reason", sheet.left_out),
        _section("Missing", _bullets(sheet.missing)),
        _section("Assumed", _bullets(sheet.assumptions)),
        _section("Rules in force", _pairs(sheet.rules)),
        _section(
            "Check it yourself", [*_pairs(sheet.proof), "", *_folded(sheet.redone_from), f"  {sheet.command}"]
        ),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(sheet: Sheet) -> list[str]:
    return [
        *_folded(sheet.title),
        "=" * min(WIDTH, len(sheet.title)),
        *_folded(sheet.sentence),
        *_folded(sheet.standing),
        "Computed, not approved: nobody has put this limit in force.",
    ]


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return [title, "-" * len(title), *lines] if lines else []


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[str]:
    rows = list(pairs)
    wide = min(40, max((len(name) for name, _ in rows), default=0)) + 2
    return [line for name, text in rows for line in _columns((name, text), (wide, WIDTH - wide))]


def _bullets(items: Iterable[str]) -> list[str]:
    return [line for item in items for line in _folded(item, "- ", "  ")]


def _listed(title: str, rows: Sequence[tuple[str, str, str]]) -> list[str]:
    wide = max((len(point) for point, _, _ in rows), default=0) + 2
    lines = [line for row in rows for line in _columns(row, (wide, 38, WIDTH - wide - 38))]
    return _section(title, lines)


def _table(sheet: Sheet) -> list[str]:
    if not sheet.table:
        return ["No candidate could be computed."]
    wide = max(len(HEADS[0]), *(len(line.point) for line in sheet.table)) + 2
    widths = (wide, WIDTH - wide - sum(COLUMNS[2:]), *COLUMNS[2:])
    rows = [HEADS, *(_cells(line) for line in sheet.table)]
    return [text for row in rows for text in _columns(row, widths, right=(4,))]


def _cells(line: Line) -> tuple[str, ...]:
    where, _, below = line.where.partition(", ")
    return (
        line.point,
        line.what,
        line.side,
        f"{where}\n{below}" if below else where,
        line.allows,
        line.state,
    )


def _part(part: Part) -> list[str]:
    title = f"{part.title}{' (governs)' if part.governs else ''}"
    lines = [folded for line in part.lines for folded in _folded(line, "  ", "      ")]
    values = [
        text
        for value in part.values
        for text in _columns(
            (value.symbol, value.value, value.name, f"{value.source}\n{value.told}".rstrip()), VALUE_COLUMNS
        )
    ]
    tried = [
        text
        for row in (("Tried at", "D below gauge", "Allows"), *part.tried)
        for text in _columns(row, (18, 18, 18))
    ]
    return [
        *_folded(title),
        *lines,
        *(folded for note in part.notes for folded in _folded(note, "  ", "  ")),
        *(f"    {line}".rstrip() for line in values),
        *((f"    {line}".rstrip() for line in tried) if part.tried else ()),
    ]


def _folded(text: str, first: str = "", following: str = "") -> list[str]:
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=following) or [""]


def _columns(cells: Sequence[str], widths: Sequence[int], right: Sequence[int] = ()) -> list[str]:
    """One row of columns; a cell that is too long goes on below itself."""
    room = [width - 2 if at < len(widths) - 1 else width for at, width in enumerate(widths)]
    folded = [
        [part for line in cell.split("\n") for part in _cell(line, wide)]
        for cell, wide in zip(cells, room, strict=True)
    ]
    lines = []
    for row in range(max(len(cell) for cell in folded)):
        texts = [cell[row] if row < len(cell) else "" for cell in folded]
        padded = [
            (text.rjust(room[at]) if at in right else text.ljust(room[at])) for at, text in enumerate(texts)
        ]
        lines.append("  ".join(padded).rstrip())
    return lines


def _cell(line: str, wide: int) -> list[str]:
    """The lines of one cell; a place of the document breaks after a slash."""
    if " " in line or "/" not in line:
        return wrap(line, wide) or [""]
    lines = [""]
    for step in line.replace("/", "/\n").split("\n"):
        if lines[-1] and len(lines[-1]) + len(step) > wide:
            lines.append("")
        lines[-1] += step
    return [part for text in lines for part in wrap(text, wide, break_on_hyphens=False) or [""]]
