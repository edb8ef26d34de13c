"""A mapping to JSON or YAML text that `read` gives back unchanged, also through readers of YAML 1.1."""

import json
from typing import Any

import yaml

from wells.documents.scalars import RESOLVERS

WIDTH = 110


def to_json(document: dict[str, Any]) -> str:
    """Indented JSON, keys in the order of the document."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def to_yaml(document: dict[str, Any]) -> str:
    """YAML with small mappings on one line; text that any reader might take for a number or date is quoted."""
    return yaml.dump(
        document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=None
    )


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Quotes what YAML 1.1 or 1.2 would not read as text, and writes no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


for _tag, _pattern, _first in RESOLVERS:
    _Dumper.add_implicit_resolver(_tag, _pattern, _first)
