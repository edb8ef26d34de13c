"""Small values inside one computation: made by the hundred for every well, and gone with its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """A class of named fields that nobody changes: the type checker refuses it, the machine does not look.

    A named tuple takes twice as long to make, a frozen dataclass four times. What is kept or handed out is one of
    those two.
    """
    return dataclass(slots=True)(cls)
