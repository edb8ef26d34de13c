"""What a form may know of wells: their names, and the document of one. The engine room stays outside."""

from __future__ import annotations

from typing import Any, Protocol


class NoWell(LookupError):
    """There is no such well for this reader, or nothing to take of it; `is_of_pack`: it has no rule pack."""

    def __init__(self, words: str, *, is_of_pack: bool = False):
        super().__init__(words)
        self.is_of_pack = is_of_pack


class Wells(Protocol):
    @property
    def names(self) -> list[str]: ...

    def named(self, text: str, day: str | None, with_pack: bool) -> dict[str, Any]:
        """`well`, and `rule_pack` where it was asked for. Errors: NoWell."""
        ...
