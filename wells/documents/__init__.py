"""Well documents at the door: bytes to mapping, mapping to bytes, and what is wrong with one.

    read(data, kind)     JSON or YAML bytes to a mapping; `kind` is a content type or a file name
    check(document)      schema faults and broken rules, with pointers into what was sent
    to_yaml, to_json     text that `read` gives back unchanged

Dates, snapshots, hashes are `wells.engine.document`; this package knows yaml and jsonschema, the engine does not.
"""

from wells.documents.checking import SCHEMAS, Fault, check, refusals
from wells.documents.reading import MAX_BYTES, TooLarge, UnknownFormat, Unreadable, read
from wells.documents.writing import to_json, to_yaml

__all__ = [
    "MAX_BYTES",
    "SCHEMAS",
    "Fault",
    "TooLarge",
    "UnknownFormat",
    "Unreadable",
    "check",
    "read",
    "refusals",
    "to_json",
    "to_yaml",
]
