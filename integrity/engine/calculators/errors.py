"""What a calculator refuses: faults that point into the body as it was sent."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """One fault: RFC 6901 pointer into the body, a code, and what is wrong with how to mend it."""

    pointer: str
    code: str
    detail: str


class InputFaults(ValueError):
    """The body cannot be calculated as it stands; `faults` lists everything that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.pointer or '/'}: {fault.detail}" for fault in faults))
        self.faults = faults
