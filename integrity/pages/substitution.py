"""The formula of a candidate with its numbers put in, line by line, in a reader's units.

    P_rating/SF − (Σ ρ_ann·g·h − p_inner)
    = 345.9 bar / 1.10 − (0.10591 bar/m × 2,627.1 m − (0.00686 bar/m × 1,396.4 m + …))
    = 314.4 − (278.2 − 96.5) bar
    = 132.7 bar

Made from the formula's text and the rows of its derivation alone. The same tree is computed in SI, and the
numbers are written out only where that gives the candidate's result: a line that does not add up is no proof.
A density times gravity is shown as the gradient it makes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import floor, log10
from typing import NamedTuple

from deepguard import formatting
from deepguard.units import UNITS, from_si, quantity_of
from integrity.engine.result import Substitution
from integrity.pages.formula import Bracket, Call, Node, Number, Product, Sum, Symbol, Unreadable, read

PRESSURE, GRADIENT, LENGTH, PLAIN = "pressure_pa", "gradient_pa_m", "tvd_m", ""
HINTS = {"Pa": PRESSURE, "m": LENGTH, "kg/m3": "density_kg_m3", "m/s2": "gravity", "1": PLAIN}
#: Heights are rounded to the millimetre and pressures to the pascal before they are shown [Pa].
CLOSE_PA = 250.0
COLUMN = re.compile(r"rho_(\w+?)(\d*)")
#: Digits of a gradient: with fewer, its product over a deep well would not give the pressure beside it.
DIGITS = 5


class Value(NamedTuple):
    """A number of the derivation in SI with what it is a quantity of."""

    si: float
    hint: str


Bound = Value | Sum | Product | Bracket | Call


class Written(NamedTuple):
    """The formula to read, and the lines that follow it; `adds_up`: the rows alone make the result."""

    formula: str
    steps: tuple[str, ...]
    adds_up: bool = True

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.formula, *(f"= {step}" for step in self.steps))


def written(
    formula: str, rows: Sequence[Substitution], result_pa: float | None, *, letter: str, system: str
) -> Written:
    """The formula and its lines with numbers, for the annulus whose own column is `sum(…)`."""
    shown = readable(formula)
    if result_pa is None:
        return Written(shown, ())
    try:
        tree = _bound(read(formula, [row.symbol for row in rows]), _Rows(rows, letter))
        if abs(_si(tree) - result_pa) > max(CLOSE_PA, 1e-6 * abs(result_pa)):
            return Written(shown, (_pressure(result_pa, system),), False)
    except (Unreadable, ZeroDivisionError):
        return Written(shown, (_pressure(result_pa, system),), False)
    substituted, terms = _text(tree, system), _terms(tree, system)
    steps = [substituted, terms, _pressure(result_pa, system)]
    return Written(shown, tuple(step for step in dict.fromkeys(steps) if step))


def readable(formula: str) -> str:
    """A formula with the signs people write.

    >>> readable("P_rating/SF - (sum(rho_ann*g*h) - p_inner)")
    'P_rating / SF − (Σ ρ_ann·g·h − p_inner)'
    """
    text = re.sub(r"\bsum\(([^()]*)\)", r"Σ \1", formula)
    text = re.sub(r"\brho_", "ρ_", text).replace("*", "·")
    text = re.sub(r"\s*/\s*", " / ", text)
    return re.sub(r" - ", f" {formatting.MINUS} ", text)


# symbols to values


class _Rows:
    """The rows of a derivation by their symbols, and the columns they make."""

    def __init__(self, rows: Sequence[Substitution], letter: str) -> None:
        self._rows = {row.symbol: row for row in rows if isinstance(row.value, int | float)}
        self._letter = letter

    def value(self, symbol: str) -> Value | None:
        row = self._rows.get(symbol)
        return None if row is None else Value(float(row.value), HINTS.get(row.unit, row.unit))

    def own(self) -> Bound:
        """The column of the annulus that is rated."""
        return _added([self._layer(symbol) for symbol, mark in self._densities() if mark == self._letter])

    def opposing(self) -> Bound:
        """Whatever pushes back: pressures at its top, and its column."""
        tops: list[Bound] = [
            Value(float(row.value), PRESSURE)
            for row in self._rows.values()
            if row.symbol.startswith("p_") and row.unit == "Pa"
        ]
        layers = [self._layer(symbol) for symbol, mark in self._densities() if mark != self._letter]
        return _added(tops + layers)

    def _densities(self) -> list[tuple[str, str]]:
        found = [(symbol, COLUMN.fullmatch(symbol)) for symbol in self._rows]
        return [(symbol, match.group(1)) for symbol, match in found if match is not None]

    def _layer(self, symbol: str) -> Bound:
        """A layer: gradient times height; a column without a height of its own reaches the depth checked."""
        height = self.value(symbol.replace("rho_", "h_", 1)) or self.value("D_TVD")
        density, gravity = self.value(symbol), self.value("g")
        if height is None or density is None or gravity is None:
            raise Unreadable(f"the height of {symbol} is not among the rows")
        return Product((("*", Value(density.si * gravity.si, GRADIENT)), ("*", height)))


def _added(parts: Sequence[Bound]) -> Bound:
    if not parts:
        return Value(0.0, PRESSURE)
    return parts[0] if len(parts) == 1 else Sum(tuple(("+", part) for part in parts))  # type: ignore[arg-type]


def _bound(node: Node, rows: _Rows) -> Bound:
    if isinstance(node, Number):
        return Value(node.value, PLAIN)
    if isinstance(node, Symbol):
        return rows.value(node.name) or _unnamed(node.name, rows)
    if isinstance(node, Call):
        if node.name == "sum":
            return rows.own()
        if node.name not in ("min", "max"):
            raise Unreadable(f"{node.name} is not known")
        return Call(node.name, tuple(_bound(one, rows) for one in node.arguments))
    if isinstance(node, Bracket):
        return Bracket(_bound(node.inner, rows), node.kind)
    parts = tuple((sign, _bound(part, rows)) for sign, part in node.parts)
    return Sum(parts) if isinstance(node, Sum) else _gradients(parts)


def _unnamed(name: str, rows: _Rows) -> Bound:
    """A pressure that no row names is what the opposing rows make together."""
    if not name.lower().startswith("p_"):
        raise Unreadable(f"no row gives {name}")
    return rows.opposing()


def _gradients(parts: tuple[tuple[str, Bound], ...]) -> Product:
    """A product in which density and gravity have become the gradient they make."""
    hints = [part.hint if isinstance(part, Value) else None for _, part in parts]
    if "density_kg_m3" not in hints or "gravity" not in hints:
        return Product(parts)
    density, gravity = hints.index("density_kg_m3"), hints.index("gravity")
    gradient = Value(parts[density][1].si * parts[gravity][1].si, GRADIENT)
    kept = [("*", gradient) if at == density else part for at, part in enumerate(parts) if at != gravity]
    return Product(tuple(kept))


def _si(tree: Bound) -> float:
    if isinstance(tree, Value):
        return tree.si
    if isinstance(tree, Bracket):
        inner = _si(tree.inner)
        return max(0.0, inner) if tree.kind == "[" else inner
    if isinstance(tree, Call):
        values = [_si(one) for one in tree.arguments]
        return min(values) if tree.name == "min" else max(values)
    if isinstance(tree, Sum):
        return sum(_si(part) if sign == "+" else -_si(part) for sign, part in tree.parts)
    value = 1.0
    for sign, part in tree.parts:
        value = value * _si(part) if sign == "*" else value / _si(part)
    return value


# values to text


def _text(tree: Bound, system: str) -> str:
    """The whole tree with every number in it."""
    if isinstance(tree, Value):
        return number(tree.si, tree.hint, system)
    if isinstance(tree, Bracket):
        return _in_bracket(tree, _text(tree.inner, system))
    if isinstance(tree, Call):
        return f"{tree.name}({', '.join(_text(one, system) for one in tree.arguments)})"
    return _joined(tree, [_text(part, system) for _, part in tree.parts])


def _terms(tree: Bound, system: str) -> str:
    """Every product as the one pressure it makes, the unit once at the end; nothing for a single product."""
    if not isinstance(tree, Sum | Call):
        return ""
    label = UNITS[quantity_of(PRESSURE).shown(system).unit].label
    return f"{_term(tree, system)} {label}"


def _term(tree: Bound, system: str) -> str:
    if isinstance(tree, Value | Product):
        return formatting.figure(_si(tree), PRESSURE, system)
    if isinstance(tree, Bracket):
        return _in_bracket(tree, _term(tree.inner, system))
    if isinstance(tree, Call):
        return f"{tree.name}({', '.join(_term(one, system) for one in tree.arguments)})"
    parts = [_one_term(part, system) for _, part in tree.parts]
    return _joined(tree, parts)


def _one_term(part: Bound, system: str) -> str:
    """A column inside a sum is one figure."""
    is_column = isinstance(part, Sum)
    return formatting.figure(_si(part), PRESSURE, system) if is_column else _term(part, system)


def _in_bracket(tree: Bracket, inner: str) -> str:
    return f"({inner})" if tree.kind == "(" else f"[{inner}]"


SIGNS = {"+": " + ", "-": f" {formatting.MINUS} ", "*": " × ", "/": " / "}


def _joined(tree: Sum | Product, texts: list[str]) -> str:
    out = ""
    for (sign, part), text in zip(tree.parts, texts, strict=True):
        grouped = f"({text})" if isinstance(part, Sum) and " + " in text else text
        lead = SIGNS[sign] if out else (formatting.MINUS if sign == "-" else "")
        out += f"{lead}{grouped}"
    return out


def _pressure(value_pa: float, system: str) -> str:
    return number(value_pa, PRESSURE, system)


def number(value: float, hint: str, system: str) -> str:
    """A number of a formula with its unit: factors with two decimals or more, gradients with five digits.

    >>> number(10591.18, GRADIENT, "metric"), number(1.1, "", "metric"), number(13_268_099, PRESSURE, "field")
    ('0.10591 bar/m', '1.10', '1,924 psi')
    """
    if hint == PLAIN:
        plain = f"{value:.6g}"
        return plain if len(plain.partition(".")[2]) >= 2 or "e" in plain else f"{value:.2f}"
    if hint == GRADIENT:
        unit = UNITS[quantity_of(GRADIENT).shown(system).unit]
        shown = from_si(value, unit.symbol)
        decimals = max(0, DIGITS - 1 - floor(log10(abs(shown)))) if shown else 0
        return f"{formatting.number(shown, decimals)} {unit.label}"
    try:
        return formatting.quantity(value, hint, system).replace(formatting.THIN_SPACE, " ")
    except ValueError:
        return f"{value:g} {hint}"
