"""The bytes a document is hashed by, so that the same facts always give the same hash.

Canonical form: every key whose value is null is dropped, then RFC 8785 (JSON Canonicalization Scheme):
UTF-8, keys sorted by UTF-16 code units, no blanks, numbers as ECMAScript prints them. So `1` and `1.0`,
absent and null, key order, YAML and JSON hash alike. The order of list items counts.
"""

from __future__ import annotations

import hashlib
import json
from math import isfinite
from typing import Any

#: Integers beyond this have no exact double, so that two documents could hash alike and differ.
GREATEST_EXACT_INTEGER = 2**53 - 1


class NotCanonical(ValueError):
    """The value has no canonical form: it is not JSON, or holds NaN, infinity or a number without exact double."""


def canonical(value: Any, *, digits: int | None = None) -> bytes:
    """Canonical bytes of a JSON value; with `digits`, of the value with its numbers at so many significant digits.

    >>> canonical({"b": 1.0, "a": None, "c": [None, -0.0, 1e21]})
    b'{"b":1,"c":[null,0,1e+21]}'
    >>> canonical([1.0000000001, 12345678901, "1.0000000001"], digits=9)
    b'[1,12345678900,"1.0000000001"]'
    """
    try:
        plain = _plain(value, digits)
        text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    except _Rare:
        text = _text(value if digits is None else _rounded(value, digits))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical("text holds half of a surrogate pair, which is not Unicode") from error


def sha256(value: Any, *, digits: int | None = None) -> str:
    """SHA-256 of the canonical bytes, lower-case hex."""
    return hashlib.sha256(canonical(value, digits=digits)).hexdigest()


class _Rare(Exception):
    """A number or key that the standard library prints or sorts otherwise than RFC 8785."""


def _plain(value: Any, digits: int | None) -> Any:
    """The value without nulls in mappings and with whole floats as integers, as json.dumps would print it."""
    if isinstance(value, float):
        if digits is not None:
            value = _number(value, digits)
        if value.is_integer() and abs(value) <= GREATEST_EXACT_INTEGER:
            return int(value)
        if not 1e-4 <= abs(value) <= GREATEST_EXACT_INTEGER:
            raise _Rare
        return value
    if isinstance(value, dict):
        return _plain_members(value, digits)
    if isinstance(value, (list, tuple)):
        return [_plain(item, digits) for item in value]
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, int) and abs(value) <= GREATEST_EXACT_INTEGER:
        return value if digits is None else _number(value, digits)
    raise _Rare


def _plain_members(mapping: dict[str, Any], digits: int | None) -> dict[str, Any]:
    """Texts, which most values are, are taken as they are."""
    plain = {}
    for key, item in mapping.items():
        if not (isinstance(key, str) and key.isascii()):
            raise _Rare
        if isinstance(item, str):
            plain[key] = item
        elif item is not None:
            plain[key] = _plain(item, digits)
    return plain


def _rounded(value: Any, digits: int) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(item, digits) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(item, digits) for item in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(value, digits)
    return value


def _number(value: int | float, digits: int) -> int | float:
    """A number at its significant digits; whole ones stay whole."""
    if isinstance(value, float):
        return float(f"{value:.{digits}g}")
    return value if abs(value) < 10**digits else int(float(f"{value:.{digits}g}"))


def _text(value: Any) -> str:
    if value is None or isinstance(value, (bool, str)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, dict):
        return "{" + ",".join(_members(value)) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join([_text(item) for item in value]) + "]"
    raise NotCanonical(f"{type(value).__name__} is not a JSON value")


def _members(mapping: dict[str, Any]) -> list[str]:
    known = [(key, value) for key, value in mapping.items() if value is not None]
    if not all(isinstance(key, str) for key, _ in known):
        raise NotCanonical("keys of a mapping are text")
    known.sort(key=lambda member: _utf16(member[0]))
    return [f"{json.dumps(key, ensure_ascii=False)}:{_text(value)}" for key, value in known]


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def number_text(value: int | float) -> str:
    """The number as ECMAScript prints it: shortest digits that read back, exponent below 1e-6 and from 1e21.

    >>> [number_text(v) for v in (1.0, -0.0, 1e-6, 1.5e-7, 123456789012345680000.0, 0.1)]
    ['1', '0', '0.000001', '1.5e-7', '123456789012345680000', '0.1']
    """
    if isinstance(value, int):
        return _integer_text(value)
    if not isfinite(value):
        raise NotCanonical(f"{value} is not a number that JSON knows")
    if value == 0:
        return "0"
    text = repr(value)
    if "e" not in text:
        return text.removesuffix(".0")
    return _exponent_text(text)


def _integer_text(value: int) -> str:
    if abs(value) > GREATEST_EXACT_INTEGER:
        raise NotCanonical(f"the integer {value} has no exact double")
    return str(value)


def _exponent_text(text: str) -> str:
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    mantissa, exponent = text.split("e")
    whole, _, fraction = mantissa.partition(".")
    digits, power = whole + fraction, int(exponent)
    if 0 <= power < 21:
        return sign + digits.ljust(power + 1, "0")
    if -7 < power < 0:
        return f"{sign}0.{'0' * (-power - 1)}{digits}"
    fraction = "." + fraction if fraction else ""
    return f"{sign}{whole}{fraction}e{power:+d}"
