"""Everything a report of a derivation says, as words in a reader's units: text and PDF only lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from deepguard import formatting
from integrity.engine import result as states
from integrity.engine.version import ENGINE_VERSION
from integrity.pages.aside_words import words_of
from integrity.pages.chart import chart_svg
from integrity.pages.derivation import Derivation, Row, derivation_of
from integrity.pages.names import names_of
from integrity.pages.rules import shown_rules
from integrity.pages.sources import Origins
from integrity.reports.stand import Stand

Pair = tuple[str, str]
NOTHING = "–"
OPEN_BRACKET = "Square brackets count nothing below zero."
SHORT = "The rows below do not make this number by the formula alone; it is not written out."


@dataclass(frozen=True)
class Line:
    """One candidate of the table."""

    point: str
    what: str
    side: str
    where: str
    allows: str
    state: str
    governs: bool


@dataclass(frozen=True)
class Value:
    """One substituted value."""

    symbol: str
    value: str
    name: str
    source: str
    told: str


@dataclass(frozen=True)
class Part:
    """The derivation of one candidate."""

    title: str
    governs: bool
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    values: tuple[Value, ...]
    tried: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Sheet:
    title: str
    state: str
    sentence: str
    standing: str
    facts: tuple[Pair, ...]
    table: tuple[Line, ...]
    parts: tuple[Part, ...]
    unknown: tuple[tuple[str, str, str], ...]
    left_out: tuple[tuple[str, str, str], ...]
    missing: tuple[str, ...]
    assumptions: tuple[str, ...]
    rules: tuple[Pair, ...]
    proof: tuple[Pair, ...]
    command: str
    redone_from: str
    chart: str


def sheet_of(stand: Stand, system: str) -> Sheet:
    """The report of a limit in a system of units."""
    names = names_of(stand.model)
    origins = Origins(stand.model, names, lambda path: None, stand.told)
    derivation = derivation_of(stand.limit, names, system=system, origins=origins)
    writer = _Writer(stand, derivation, names, system)
    return Sheet(
        title=f"{stand.model.header.name}, annulus {stand.limit.annulus}: {limit_words(stand, system)}",
        state=stand.limit.status.replace("_", " "),
        sentence=writer.sentence(),
        standing=stand.regime.sentence,
        facts=writer.facts(),
        table=tuple(writer.line(row) for row in derivation.counted),
        parts=tuple(writer.part(row) for row in derivation.counted),
        unknown=tuple(writer.unknown(row) for row in derivation.unknown),
        left_out=tuple((row.candidate.id, what(row), row.candidate.note) for row in derivation.left_out),
        missing=tuple(dict.fromkeys(f"{item.what} ({item.path})" for item in stand.limit.missing)),
        assumptions=stand.limit.assumptions,
        rules=writer.rules(),
        proof=writer.proof(),
        command=stand.command,
        redone_from=_redone_from(stand),
        chart=chart_svg(stand.model, stand.limit, system, word=stand.kind.word, names=names),
    )


def _redone_from(stand: Stand) -> str:
    """What anybody needs to redo it."""
    pack = f"and the rule pack {stand.filled_by}" if stand.filled_by else "alone"
    if stand.limit.aside:
        return (
            f"From the exported document {pack}; the command knows no set-asides and counts every candidate:"
        )
    return f"The same digits and hashes on any machine, from the exported document {pack}:"


def limit_words(stand: Stand, system: str) -> str:
    """`MAASP at most 129 bar`, or `no MAASP, not determinable`."""
    limit, word = stand.limit, stand.kind.word
    if limit.limit_pa is None:
        return f"no {word}, {limit.status.replace('_', ' ')}"
    most = "at most " if limit.status == states.PROVISIONAL else ""
    aside = f", {words_of(limit)}" if limit.aside else ""
    return f"{word} {most}{plain(limit.limit_pa, 'pressure_pa', system, limit=True)}{aside}"


def plain(value: float | None, hint: str, system: str, *, limit: bool = False) -> str:
    """A number with its unit and an ordinary space between them."""
    return formatting.quantity(value, hint, system, limit=limit).replace(formatting.THIN_SPACE, " ")


def what(row: Row) -> str:
    """`5-1/2 in tubing, tubing collapse`."""
    return f"{row.name}, {row.candidate.label}"


class _Writer:
    def __init__(self, stand: Stand, derivation: Derivation, names: dict[str, str], system: str) -> None:
        self._stand, self._derivation, self._names, self._system = stand, derivation, names, system

    def _plain(self, value: float | None, hint: str, *, limit: bool = False) -> str:
        return NOTHING if value is None else plain(value, hint, self._system, limit=limit)

    def sentence(self) -> str:
        """What the limit says, as the page says it."""
        limit, governing = self._stand.limit, self._derivation.governing
        if limit.limit_pa is None or governing is None:
            return f"{_sentence(limit.reason or 'no limit')}."
        count = len(self._derivation.counted)
        least = f"Least of {count} candidate{'' if count == 1 else 's'}: {what(governing)}"
        depth = governing.candidate.depth
        if depth is not None and depth.md_m is not None:
            least += f", {self._plain(depth.md_m, 'md_m')} MD"
        unsure = ""
        if limit.status == states.PROVISIONAL:
            unsure = " An input is not known, so the true limit may be lower."
        aside = ""
        if limit.aside:
            aside = f" {words_of(limit)} by two people: without that decision the limit might be lower."
        return f"{least}. Gauge pressure at the annulus gauge.{unsure}{aside}"

    def facts(self) -> tuple[Pair, ...]:
        stand, limit = self._stand, self._stand.limit
        rows = [
            ("Well", f"{stand.model.header.name} ({stand.model.id})"),
            ("Annulus", limit.annulus),
            ("Regime", stand.regime.title),
            (stand.kind.word, limit_words(stand, self._system).removeprefix(f"{stand.kind.word} ")),
            ("State", limit.status.replace("_", " ")),
            ("Governed by", self._governing()),
            ("Before rounding down", self._plain(limit.unrounded_pa, "pressure_pa")),
            ("Rounded down to steps of", self._plain(limit.rounding_pa, "pressure_pa")),
            ("Upper trigger", self._plain(limit.upper_trigger_pa, "pressure_pa", limit=True)),
            ("Gauge below RKB", self._plain(limit.gauge_tvd_m, "tvd_m")),
            ("Inner wall", self._called(limit.inner_ids)),
            ("Outer wall", self._called(limit.outer_ids)),
            ("Well as of", stand.as_of or "the document as it stands"),
        ]
        rows += [
            ("Set aside, without effect", f"{one.candidate} of {one.element}: {why}")
            for one, why in stand.idle
        ]
        return tuple([*rows, *([("Record as known at", stand.known_at)] if stand.known_at else [])])

    def _governing(self) -> str:
        governing = self._derivation.governing
        return NOTHING if governing is None else f"{governing.candidate.id}, {what(governing)}"

    def _called(self, uids: tuple[str, ...]) -> str:
        return ", ".join(self._names.get(uid, uid) for uid in uids) or NOTHING

    def line(self, row: Row) -> Line:
        candidate = row.candidate
        state = "governs" if row.governs else candidate.status
        return Line(
            candidate.id,
            what(row),
            candidate.side,
            self._where(row),
            self._plain(candidate.result_pa, "pressure_pa"),
            "invalid" if candidate.status == states.INVALID else state,
            row.governs,
        )

    def _where(self, row: Row) -> str:
        depth = row.candidate.depth
        if depth is None:
            return "surface" if self._stand.kind.key == "maasp" else NOTHING
        if depth.md_m is None:
            return "surface"
        return f"{self._plain(depth.md_m, 'md_m')} MD, D {self._plain(depth.below_gauge_tvd_m, 'tvd_m')}"

    def part(self, row: Row) -> Part:
        candidate = row.candidate
        tried = candidate.evaluated_at if len(candidate.evaluated_at) > 1 else ()
        return Part(
            title=f"{candidate.id}  {what(row)}",
            governs=row.governs,
            lines=row.written.lines,
            notes=self._notes(row),
            values=tuple(
                Value(one.symbol, self._value(one), one.name, one.origin.path, one.origin.told)
                for one in row.substitution
            ),
            tried=tuple(
                (
                    "surface" if point.md_m is None else f"{self._plain(point.md_m, 'md_m')} MD",
                    self._plain(point.below_gauge_tvd_m, "tvd_m"),
                    self._plain(point.result_pa, "pressure_pa"),
                )
                for point in tried
            ),
        )

    def _notes(self, row: Row) -> tuple[str, ...]:
        notes = [] if row.written.adds_up else [SHORT]
        notes += [OPEN_BRACKET] if "[" in row.candidate.formula else []
        notes += [f"{_sentence(row.candidate.note)}."] if row.candidate.note else []
        return tuple(notes + [f"Assumed: {item.what} ({item.path})." for item in row.candidate.assumptions])

    def _value(self, one: Any) -> str:
        if one.hint:
            return self._plain(one.value, one.hint)
        unit = "" if one.unit in ("1", "") else f" {one.unit}"
        shown = f"{one.value:g}" if isinstance(one.value, float) and one.unit == "1" else str(one.value)
        return f"{shown}{unit}"

    def unknown(self, row: Row) -> tuple[str, str, str]:
        lacks = "; ".join(f"{item.what} ({item.path})" for item in row.candidate.missing)
        return row.candidate.id, what(row), lacks

    def rules(self) -> tuple[Pair, ...]:
        """Every rule in force with its value and where it came from."""
        return tuple(
            (row["meaning"].rstrip("."), f"{row['shown']}{_from(row)}")
            for row in shown_rules(self._stand.rules, self._system)
        )

    def proof(self) -> tuple[Pair, ...]:
        stand = self._stand
        return (
            ("Document sha256", stand.document_sha256),
            ("Result sha256", stand.result_sha256),
            ("Engine", f"{ENGINE_VERSION}, g 9.80665 m/s²"),
        )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _from(row: dict[str, Any]) -> str:
    """` (pack North sea 2, not checked)`; nothing where nobody states the rule."""
    if row["from"] == "absent":
        return ""
    told = f"pack {row['pack']}" if row["pack"] else row["source"] or "the well document"
    return f" ({', '.join(part for part in (told, row['standing']) if part)})"
