"""Rule 6: survey stations."""

from __future__ import annotations

from collections.abc import Iterator

from wells.engine.rules.violation import (
    Mapping,
    Place,
    Violation,
    broken,
    coexisting,
    listed,
    m,
    named,
    number,
    text,
)  # fmt: skip

#: Statuses of runs that make the path of a wellbore.
PATH_STATUSES = (None, "accepted")


def stations_increase(document: Mapping) -> Iterator[Violation]:
    """Rule 6: stations of a run in strictly increasing MD, angles in range."""
    for place, run in _runs(document):
        above = None
        for inner, station in listed(run, "stations", place):
            md = number(station, "md_m")
            if md is not None and above is not None and md <= above:
                detail = f"survey run {named(run)}: the station at {m(md)} MD follows one at {m(above)}"
                yield broken(6, (*inner, "md_m"), f"{detail}; MD must increase from station to station")
            above = md if md is not None else above
            yield from _angles_in_range(inner, station, named(run))


def runs_do_not_overlap(document: Mapping) -> Iterator[Violation]:
    """Rule 6: the runs that make a wellbore's path follow one another in MD."""
    for place, wellbore in listed(document, "wellbores"):
        runs = (
            pair for pair in listed(wellbore, "survey_runs", place) if pair[1].get("status") in PATH_STATUSES
        )
        for first_place, first, second_place, second in coexisting(runs):
            yield from _apart(first_place, first, second_place, second)


def sidetracks_begin_below_kick_off(document: Mapping) -> Iterator[Violation]:
    """Rule 6: a sidetrack's first station lies below its kick-off."""
    for place, wellbore in listed(document, "wellbores"):
        kick_off = number(wellbore, "kick_off_md_m")
        if text(wellbore, "parent_id") is None or kick_off is None:
            continue
        for run_place, run in listed(wellbore, "survey_runs", place):
            first = next((number(station, "md_m") for _, station in listed(run, "stations")), None)
            if first is not None and first <= kick_off and run.get("status") in PATH_STATUSES:
                detail = f"the first station of {named(run)} at {m(first)} MD is not below the kick-off of {named(wellbore)}"
                detail += f" at {m(kick_off)}; above it the path is the parent's"
                yield broken(6, (*run_place, "stations", 0, "md_m"), detail)


def _runs(document: Mapping) -> Iterator[tuple[Place, Mapping]]:
    for place, wellbore in listed(document, "wellbores"):
        yield from listed(wellbore, "survey_runs", place)


def _angles_in_range(place: Place, station: Mapping, run: str) -> Iterator[Violation]:
    for field, greatest in (("inclination_deg", 180), ("azimuth_deg", 360)):
        angle = number(station, field)
        if angle is not None and not 0 <= angle <= greatest:
            detail = f"survey run {run}: {field} {angle:g} is not between 0 and {greatest}"
            yield broken(6, (*place, field), detail)


def _apart(first_place: Place, first: Mapping, second_place: Place, second: Mapping) -> Iterator[Violation]:
    """Of two runs the deeper one begins below the last station of the shallower."""
    one, other = _extent(first), _extent(second)
    if one is None or other is None:
        return
    runs = sorted([(one, first_place, first), (other, second_place, second)], key=lambda run: run[0])
    ((_, upper_end), _, upper), ((lower_start, _), place, lower) = runs
    if lower_start <= upper_end:
        detail = f"survey run {named(lower)} begins at {m(lower_start)} MD, not below the last station of "
        detail += f"{named(upper)} at {m(upper_end)}; mark one of them superseded or cut it"
        yield broken(6, (*place, "stations", 0, "md_m"), detail)


def _extent(run: Mapping) -> tuple[float, float] | None:
    depths = [md for _, station in listed(run, "stations") if (md := number(station, "md_m")) is not None]
    return (min(depths), max(depths)) if depths else None
