"""Wells to begin from: the strings and components such a well usually has, and not one number.

Every depth, size and rating is unknown until somebody enters it.
"""

from pathlib import Path

from wells.documents import read

FOLDER = Path(__file__).parent
STARTERS = {
    "onshore-producer": "Onshore oil producer: conductor, surface and production casing, tubing with packer",
    "platform-producer": "Platform oil producer: four casings and a liner, tubing with safety valve and packer, dry tree",
    "subsea-producer": "Subsea oil producer: four casings and a liner, tubing with safety valve and packer, subsea tree",
    "water-injector": "Platform water injector: three casings and a liner, tubing with safety valve and packer",
}


def starter(key: str, *, uid: str, name: str) -> dict:
    """The document of a starter under its own id and name."""
    path = FOLDER / f"{key}.yaml"
    document = read(path.read_bytes(), path.name)
    return document | {"id": uid, "header": {"name": name} | document["header"]}
