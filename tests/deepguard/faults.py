"""A fault as the readers of documents report them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    pointer: str
    code: str
    detail: str
