"""The parts of a well in the order of the segments, each with the lists it holds and what one is called."""

from dataclasses import dataclass

from django.http import Http404


@dataclass(frozen=True)
class Listed:
    """A list of the document: title of its table, the word for one, what an empty one says."""

    name: str
    title: str
    one: str
    empty: str


@dataclass(frozen=True)
class Part:
    key: str
    word: str
    lists: tuple[Listed, ...]


def _part(key, word, *lists):
    return Part(key, word, lists)


PARTS = (
    _part("header", "Header and datum",
          Listed("datum", "Datum", "datum", "Without the elevation of RKB no depth can be compared with a gauge.")),
    _part("strings", "Strings",
          Listed("strings", "Strings and sections", "string", "Add casings, liners and tubing, or load a casing programme.")),
    _part("holes", "Holes",
          Listed("holes", "Hole sections", "hole section", "Bit sizes let the record refuse a string that cannot fit.")),
    _part("wellbores", "Wellbores",
          Listed("wellbores", "Wellbores and survey runs", "wellbore", "Strings and holes lie in a wellbore.")),
    _part("cement", "Cement",
          Listed("cement", "Cement", "cement interval", "Without cement every shoe counts as exposed.")),
    _part("components", "Components",
          Listed("components", "Components", "component", "Safety valves, packers, hangers, mandrels and valves.")),
    _part("wellhead", "Wellhead and tree",
          Listed("wellhead_sections", "Wellhead sections", "wellhead section", "An annulus ends above at the sections that hold its walls."),
          Listed("trees", "Trees", "tree", "The tree bounds the bore above.")),
    _part("annuli", "Annuli",
          Listed("annuli", "Annuli", "annulus", "An annulus that is not described has no limit.")),
    _part("bore", "Bore contents",
          Listed("bore_contents", "Bore contents", "bore content", "What stands in the bore in each state of the well.")),
    _part("strength", "Formation strength",
          Listed("formation_strength", "Formation strength", "strength", "Leak-off and integrity tests; without them the shoe has no limit.")),
    _part("formations", "Formations",
          Listed("formations", "Formations", "formation", "Formations with their pressures.")),
    _part("communications", "Communications",
          Listed("communications", "Communications", "communication", "A known leak through a string joins the spaces on both sides of it.")),
    _part("policy", "Policy and rules",
          Listed("fluids_policy", "Fluids policy", "fluids policy", "The conservative choice holds where none is written."),
          Listed("rules", "Operating rules", "set of rules", "Without rules no design factor and no trigger is taken.")),
    _part("gaps", "Gaps",
          Listed("gaps", "Known gaps", "gap", "Name what is known to be unknown: limits that stand on it are provisional.")),
)  # fmt: skip
OF_LIST = {listed.name: part for part in PARTS for listed in part.lists}


def part_or_404(key: str) -> Part:
    found = next((part for part in PARTS if part.key == key), None)
    if found is None:
        raise Http404("no such part of a well")
    return found


def part_of(address: str) -> Part:
    """The part an item is edited in, by its address."""
    return OF_LIST.get(address.split("/")[0], PARTS[0])
