"""Believable wells for tests: plain functions."""

from copy import deepcopy
from functools import cache
from pathlib import Path

from tests.factories import make_member, make_operator
from wells.documents import read
from wells.models import Door
from wells.services.documents import create_well

CONTRACT = Path(__file__).parent.parent / "contract"
EXAMPLES = sorted(path.stem for path in CONTRACT.glob("*.yaml"))


@cache
def _example(name, folder):
    path = CONTRACT / folder / f"{name}.yaml"
    return read(path.read_bytes(), path.name)


def example(name="onshore-liner", *, folder="dated"):
    """A fresh copy of a contract example; folder "" gives its draft shape."""
    return deepcopy(_example(name, folder))


def small_document(number=1, **header):
    """The least that is a well: one casing in one wellbore."""
    return {
        "schema": "deepguard.well/1",
        "id": f"tern-{number}",
        "header": {"name": f"Tern {number}", "status": [{"value": "operating"}]} | header,
        "wellbores": [{"id": "main", "total_depth_md_m": 2500.0}],
        "strings": [
            {
                "id": "casing-9-5-8",
                "kind": "production_casing",
                "top_md_m": 0,
                "shoe_md_m": 2400,
                "valid_from": "2011-05-02",
                "sections": [{"id": "s1", "od_m": 0.2445, "wall_m": 0.01199, "grade": "L80"}],
            }
        ],
    }


def make_well(document=None, *, of=None, by=None):
    """A well of the register, from a document or an example."""
    of = of or make_operator()
    by = by or make_member(of, "steward")
    return create_well(of, document or example(), by=by, reason="first entry", door=Door.COMMAND)
