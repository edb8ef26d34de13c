"""The example wells of the contract: as clients send them, and in the dated form of the record."""

from pathlib import Path
from typing import Any

from wells.documents import read

HERE = Path(__file__).parent
WELLS = sorted(path.stem for path in HERE.glob("*.yaml"))


def example(name: str) -> dict[str, Any]:
    """An example as it was sent: undated."""
    path = HERE / f"{name}.yaml"
    return read(path.read_bytes(), path.name)


def dated_example(name: str) -> dict[str, Any]:
    """The same well in the dated form."""
    path = HERE / "dated" / f"{name}.yaml"
    return read(path.read_bytes(), path.name)
