"""What is wrong with something that was sent, and where."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """One fault: RFC 6901 pointer into what was sent, a code, and what is wrong with how to mend it."""

    pointer: str
    code: str
    detail: str
