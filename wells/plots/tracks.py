"""What the trajectory views draw: the wellbores as lines of positions, and the marks along one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from wells.engine.model import Wellbore, WellModel
from wells.engine.trajectory import PATH_STATUSES, Path, Position, path_of
from wells.schematic.course import Course, component_wellbore, course
from wells.schematic.inches import inches

#: Points a line is drawn with, beside its stations.
POINTS = 160
#: How a stretch of hole is known, by the method of its positions.
KNOWN_BY = {"arc": "surveyed", "tie_in": "above", "extrapolated": "beyond"}
ASSUMED = "assumed-vertical"


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of a line that is known in one way: surveyed, above (the first station) or beyond (the last)."""

    known_by: str
    points: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """A wellbore as a line. The chosen one runs from the wellhead, the others from their kick-off."""

    uid: str
    name: str
    chosen: bool
    assumed: bool
    legs: tuple[Leg, ...]
    stations: tuple[Position, ...]

    @property
    def points(self) -> tuple[Position, ...]:
        return tuple(point for leg in self.legs for point in leg.points)

    @property
    def end(self) -> Position:
        return self.legs[-1].points[-1]


@dataclass(frozen=True, slots=True)
class Mark:
    """A named point of the hole. `kind`: wellhead, shoe, packer, kick_off or td."""

    kind: str
    words: str
    at: Position
    uid: str = ""


def tracks(model: WellModel, chosen: str | None = None) -> tuple[Track, ...]:
    """A line for each wellbore whose path is known, the chosen one last. Errors: SurveyError."""
    wanted = chosen or default_wellbore(model)
    found = [track for bore in model.wellbores or () if (track := _track(model, bore, bore.id == wanted))]
    return tuple(sorted(found, key=lambda track: track.chosen))


def default_wellbore(model: WellModel) -> str | None:
    """The wellbore in use: the last that is not abandoned and has something in it."""
    bore = course(model).wellbore
    return bore.id if bore else None


def is_assumed(bore: Wellbore) -> bool:
    """Whether the path of a wellbore is only assumed to be straight down."""
    runs = [run for run in bore.survey_runs or () if run.status in PATH_STATUSES]
    return bool(runs) and all(run.id.startswith(ASSUMED) for run in runs)


def marks(model: WellModel, all_tracks: tuple[Track, ...], chosen: str | None = None) -> tuple[Mark, ...]:
    """Wellhead, shoes, packers and kick-off along the chosen wellbore, and the end of every one."""
    wanted = chosen or default_wellbore(model)
    path = path_of(model, wanted)
    if path is None or not all_tracks:
        return ()
    drawn = course(model, wanted)
    ends = (Mark("td", f"TD {track.name}", track.end, track.uid) for track in all_tracks)
    found = (*_shoes(model, drawn, path), *_packers(model, drawn, path), *_kick_off(drawn, path), *ends)
    return (Mark("wellhead", "Wellhead", path.at(0.0)), *found)


def _track(model: WellModel, bore: Wellbore, chosen: bool) -> Track | None:
    path = path_of(model, bore.id)
    if path is None:
        return None
    start_m = 0.0 if chosen or bore.parent_id is None else bore.kick_off_md_m or 0.0
    end_m = max(bore.total_depth_md_m or 0.0, path.last_md_m)
    points = [path.at(md_m) for md_m in _depths(path, start_m, end_m)]
    stations = tuple(path.at(row.md_m) for row in path.rows if row.md_m >= start_m)
    legs = tuple(_legs(points))
    return Track(bore.id, bore.name or bore.id, chosen, is_assumed(bore), legs, stations)


def _depths(path: Path, start_m: float, end_m: float) -> list[float]:
    """Evenly spaced depths, and every station between."""
    even = (start_m + (end_m - start_m) * number / POINTS for number in range(POINTS + 1))
    return sorted({*even, *(row.md_m for row in path.rows if start_m <= row.md_m <= end_m)})


def _legs(points: list[Position]) -> Iterator[Leg]:
    """Stretches of one method; each begins where the one before it ends."""
    last: tuple[Position, ...] = ()
    for known_by, group in groupby(points, key=lambda point: KNOWN_BY[point.method]):
        here = tuple(group)
        yield Leg(known_by, last + here)
        last = here[-1:]


def _shoes(model: WellModel, drawn: Course, path: Path) -> Iterator[Mark]:
    for string in model.strings or ():
        md_m = string.shoe_md_m
        if string.kind == "tubing" or md_m is None or drawn.refusal(string.wellbore_id, md_m):
            continue
        od_m = next((section.od_m for section in string.sections or () if section.od_m), None)
        words = f"{inches(od_m)} shoe" if od_m else f"{string.name or string.kind} shoe"
        yield Mark("shoe", words, path.at(md_m), string.id)


def _packers(model: WellModel, drawn: Course, path: Path) -> Iterator[Mark]:
    for component in model.components or ():
        md_m = component.md_m if component.md_m is not None else component.top_md_m
        if component.kind != "packer" or md_m is None:
            continue
        if not drawn.refusal(component_wellbore(component, model), md_m):
            yield Mark("packer", "Packer", path.at(md_m), component.id)


def _kick_off(drawn: Course, path: Path) -> Iterator[Mark]:
    bore = drawn.wellbore
    if bore is not None and bore.parent_id and bore.kick_off_md_m is not None:
        yield Mark("kick_off", "Kick-off", path.at(bore.kick_off_md_m))
