"""JSON and YAML bytes to a mapping, strictly: nothing is guessed, nothing is read twice.

Refused: other encodings than UTF-8, duplicate keys, NaN and infinity, YAML aliases and foreign tags, more than
one document, nesting without end, and more than `MAX_BYTES`.
"""

import json
from collections.abc import Iterator
from math import isfinite
from typing import Any

import yaml

from wells.documents.scalars import BOOL, FLOAT, INT, NULL, RESOLVERS, STR

#: Ten thousand survey stations take half of it.
MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 40
MAX_DIGITS = 300
#: Tags that say what the value is anyway.
SCALAR_TAGS = (None, "!", STR)
COLLECTION_TAGS = (None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Unreadable(ValueError):
    """The bytes are no document; the message says where and why."""


class TooLarge(Unreadable):
    """More bytes than a document may have."""


class UnknownFormat(Unreadable):
    """Neither JSON nor YAML by its content type or file name."""


def read(data: bytes, kind: str) -> dict[str, Any]:
    """The mapping in the bytes; `kind` is a content type (`application/json`) or a file name (`well.yaml`)."""
    if len(data) > MAX_BYTES:
        raise TooLarge(f"the document has {len(data)} bytes; the most is {MAX_BYTES}")
    value = _parser(kind)(_decoded(data))
    if not isinstance(value, dict):
        raise Unreadable("a document is a mapping of names to values, not a list or a single value")
    return value


def _parser(kind: str) -> Any:
    kind = kind.split(";")[0].strip().lower()
    if kind.endswith("json"):
        return _json
    if kind.endswith(("yaml", "yml")):
        return _yaml
    raise UnknownFormat(f"'{kind}' is neither JSON nor YAML")


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"byte {error.start} is not UTF-8; save the file as UTF-8") from error


def _json(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_unique,
            parse_constant=_no_number,
            parse_float=_finite,
            parse_int=_integer,
        )
    except json.JSONDecodeError as error:
        raise Unreadable(f"line {error.lineno}, column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise Unreadable("the document is nested too deep") from error
    except ValueError as error:
        raise error if isinstance(error, Unreadable) else Unreadable(str(error)) from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable(f"the key '{twice}' stands twice in one mapping")
    return mapping


def _no_number(word: str) -> Any:
    raise Unreadable(f"{word} is no number; leave out what is not known")


def _finite(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise Unreadable(f"the number {text[:30]} is too large")
    return value


def _yaml(text: str) -> Any:
    """Events, not nodes: depth is counted and aliases are met before anything is built."""
    events = yaml.parse(text, Loader=_PARSER)
    try:
        return _document(events)
    except yaml.MarkedYAMLError as error:
        raise Unreadable(f"{_line(error.problem_mark)}{error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise Unreadable(f"not YAML: {error}") from error


def _document(events: Iterator[yaml.Event]) -> Any:
    value, documents = None, 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise Unreadable(f"{_line(event.start_mark)}a second document begins; send one")
            value = _value(next(events), events, 0)
    return value


def _value(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Any:
    if isinstance(event, yaml.AliasEvent):
        raise Unreadable(f"{_line(event.start_mark)}aliases are not read; write the value out")
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if depth > MAX_DEPTH:
        raise Unreadable(f"{_line(event.start_mark)}the document is nested too deep")
    if event.tag not in COLLECTION_TAGS:
        raise Unreadable(f"{_line(event.start_mark)}the tag {event.tag} is not read")
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(events, depth)
    return _mapping(events, depth)


def _sequence(events: Iterator[yaml.Event], depth: int) -> list[Any]:
    items = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_value(event, events, depth + 1))
    return items


def _mapping(events: Iterator[yaml.Event], depth: int) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        if not isinstance(event, yaml.ScalarEvent):
            raise Unreadable(f"{_line(event.start_mark)}a key is a word")
        if event.value in mapping:
            raise Unreadable(f"{_line(event.start_mark)}the key '{event.value}' stands twice in one mapping")
        mapping[event.value] = _value(next(events), events, depth + 1)
    return mapping


def _scalar(event: yaml.ScalarEvent) -> Any:
    """Quoted text is text; a plain word is what JSON would read, and text otherwise."""
    text, plain = event.value, event.implicit[0]
    if event.tag not in SCALAR_TAGS:
        raise Unreadable(f"{_line(event.start_mark)}the tag {event.tag} is not read")
    if not plain or event.tag == STR:
        return text
    tag = next((tag for tag, pattern, _ in RESOLVERS if pattern.match(text)), STR)
    try:
        return _READERS[tag](text)
    except Unreadable as error:
        raise Unreadable(f"{_line(event.start_mark)}{error}") from error


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise Unreadable(f"the number {text[:30]}… has too many digits")
    return int(text)


_READERS: dict[str, Any] = {
    NULL: lambda text: None,
    BOOL: lambda text: text == "true",
    INT: _integer,
    FLOAT: _finite,
    STR: str,
}


def _line(mark: Any) -> str:
    return f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
