"""A formula as the candidates write it, read into a tree: numbers, symbols, sums, products, brackets, calls.

`P_rating/SF - (sum(rho_ann*g*h) - p_inner)` becomes a sum of a product and a bracket. Square brackets count
nothing below zero. What cannot be read is no tree: then the formula is shown as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple


class Number(NamedTuple):
    value: float


class Symbol(NamedTuple):
    name: str


class Sum(NamedTuple):
    """Parts with their signs, `+` or `-`."""

    parts: tuple[tuple[str, Node], ...]


class Product(NamedTuple):
    """Factors with what stands before them, `*` or `/`."""

    parts: tuple[tuple[str, Node], ...]


class Bracket(NamedTuple):
    """`(`: what is in it; `[`: the same, but not below zero."""

    inner: Node
    kind: str


class Call(NamedTuple):
    """`min(…)`, `max(…)`, or `sum(…)` over the layers of a column."""

    name: str
    arguments: tuple[Node, ...]


Node = Number | Symbol | Sum | Product | Bracket | Call


class Unreadable(ValueError):
    """The formula is not written in this small language."""


def read(text: str, symbols: Iterable[str] = ()) -> Node:
    """The tree of a formula; `symbols` are names that hold signs of their own, as `D_SH,EMW`.

    >>> read("P_WH/SF")
    Product(parts=(('*', Symbol(name='P_WH')), ('/', Symbol(name='SF'))))
    """
    reader = _Reader(_words(text, symbols))
    tree = reader.sum()
    if reader.word:
        raise Unreadable(f"{reader.word!r} is left over in {text!r}")
    return tree


def _words(text: str, symbols: Iterable[str]) -> list[str]:
    own = "|".join(re.escape(name) for name in sorted(symbols, key=lambda name: (-len(name), name)))
    pattern = rf"\s*((?:{own})(?!\w)|\d+(?:\.\d+)?|[^\W\d]\w*|[-+*/()\[\],])" if own else _PLAIN
    words, at = [], 0
    while at < len(text.rstrip()):
        found = re.compile(pattern).match(text, at)
        if found is None:
            raise Unreadable(f"{text[at:]!r} cannot be read")
        words.append(found.group(1))
        at = found.end()
    return words


_PLAIN = r"\s*(\d+(?:\.\d+)?|[^\W\d]\w*|[-+*/()\[\],])"


class _Reader:
    def __init__(self, words: list[str]) -> None:
        self._words, self._at = words, 0

    @property
    def word(self) -> str:
        return self._words[self._at] if self._at < len(self._words) else ""

    def _take(self, *wanted: str) -> str:
        word = self.word
        if not word or (wanted and word not in wanted):
            raise Unreadable(f"{' or '.join(wanted) or 'more'} is expected, not {word!r}")
        self._at += 1
        return word

    def sum(self) -> Node:
        sign = self._take() if self.word in ("+", "-") else "+"
        parts = [(sign, self._product())]
        while self.word in ("+", "-"):
            parts.append((self._take(), self._product()))
        return parts[0][1] if len(parts) == 1 and sign == "+" else Sum(tuple(parts))

    def _product(self) -> Node:
        parts = [("*", self._factor())]
        while self.word in ("*", "/"):
            parts.append((self._take(), self._factor()))
        return parts[0][1] if len(parts) == 1 else Product(tuple(parts))

    def _factor(self) -> Node:
        word = self._take()
        if word in ("(", "["):
            inner = self.sum()
            self._take(")" if word == "(" else "]")
            return Bracket(inner, word)
        if word[0].isdigit():
            return Number(float(word))
        if not (word[0].isalpha() or word[0] == "_"):
            raise Unreadable(f"{word!r} stands where a value should")
        return self._call(word) if self.word == "(" else Symbol(word)

    def _call(self, name: str) -> Node:
        self._take("(")
        arguments = [self.sum()]
        while self.word == ",":
            self._take()
            arguments.append(self.sum())
        self._take(")")
        return Call(name, tuple(arguments))
