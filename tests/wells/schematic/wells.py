"""Wells the drawing is tested with: the examples of the contract, and wells made up to be awkward."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from wells.engine.document import at
from wells.engine.document import dated as to_dated
from wells.engine.model import WellModel, build
from wells.schematic.words import COMPONENTS

CONTRACT = Path(__file__).resolve().parents[2] / "contract"
EXAMPLES = sorted(path.stem for path in CONTRACT.glob("*.yaml"))
INCH_M = 0.0254
CASINGS = (
    ("conductor", 30.0, 200.0),
    ("surface_casing", 20.0, 700.0),
    ("intermediate_casing", 13.375, 1900.0),
    ("production_casing", 9.625, 3200.0),
)


class Loader(yaml.SafeLoader):
    """YAML in which dates stay text."""


Loader.yaml_implicit_resolvers = {
    key: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def example(name: str) -> WellModel:
    """An example of the contract, as it is today."""
    document = yaml.load((CONTRACT / f"{name}.yaml").read_text(encoding="utf-8"), Loader)
    return at(to_dated(document))


def string(id_: str, kind: str, od_in: float | None, top: float | None, shoe: float | None) -> dict[str, Any]:
    """A string of one section."""
    return {
        "id": id_,
        "kind": kind,
        "top_md_m": top,
        "shoe_md_m": shoe,
        "sections": [{"id": "s1", "od_m": od_in * INCH_M}] if od_in else None,
    }


def well(**nouns: Any) -> WellModel:
    """A well of four casings, a liner and tubing, with what a test adds."""
    strings = [string(kind, kind, od, 20.0, shoe) for kind, od, shoe in CASINGS]
    strings += [string("liner", "liner", 7.0, 3000.0, 3900.0), string("tubing", "tubing", 4.5, 20.0, 2950.0)]
    return build({"id": "w", "header": {"name": "W-1", "fluid": "oil"}, "strings": strings, **nouns})


def component(id_: str, kind: str, string_id: str, md_m: float | None, **more: Any) -> dict[str, Any]:
    """A component at a depth."""
    return {"id": id_, "kind": kind, "string_id": string_id, "md_m": md_m, **more}


@st.composite
def crowded(draw: st.DrawFn) -> WellModel:
    """Up to fifty components, most of them in one short interval, with long and odd names."""
    depths = st.one_of(st.floats(2400, 2440), st.floats(21, 2940), st.just(2420.0))
    kinds = st.sampled_from(sorted(set(COMPONENTS) - {"tubing_hanger", "casing_hanger"}))
    parts = draw(st.lists(st.tuples(kinds, depths, st.text(max_size=40)), max_size=50))
    return well(
        components=[
            component(f"c{index}", kind, "tubing", md_m, name=name or None)
            for index, (kind, md_m, name) in enumerate(parts)
        ],
        formations=[
            {"id": f"f{index}", "name": f"Sand {index}", "top_md_m": md_m}
            for index, md_m in enumerate(draw(st.lists(depths, max_size=8)))
        ],
        cement=[
            {
                "id": "k",
                "behind": "production_casing",
                "top_md_m": draw(st.none() | depths),
                "base_md_m": 3200,
            }
        ],
    )
