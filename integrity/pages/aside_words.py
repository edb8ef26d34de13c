"""How a number says that it rests on candidates set aside."""

from typing import Any


def words_of(limit: Any) -> str:
    """`1 set aside until 2027-03-01` of anything that says how many and until when; empty where none is."""
    return f"{limit.aside} set aside until {limit.set_aside_until}" if limit.aside else ""
