"""What a calculator refuses: faults that point into the body as it was sent."""

from __future__ import annotations

from integrity.engine.fault import Fault

__all__ = ["Fault", "InputFaults"]


class InputFaults(ValueError):
    """The body cannot be calculated as it stands; `faults` lists everything that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.pointer or '/'}: {fault.detail}" for fault in faults))
        self.faults = faults
