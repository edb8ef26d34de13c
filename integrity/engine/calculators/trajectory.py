"""The calculator of a well path: positions of stations and of any depth between them."""

from __future__ import annotations

from integrity.engine.calculators.base import Body, Calculator, choice, header, listing, number, shape
from integrity.engine.calculators.errors import Fault, InputFaults
from wells.engine.model import Station
from wells.engine.trajectory import Path, Position, SurveyError, SurveyRow, path

METHOD = "minimum-curvature"
PLACES = 6
"""Decimals of metres and degrees: below what any survey knows, enough to check the arithmetic."""


def trajectory(body: Body) -> Body:
    """TVD, north, east, dogleg and dogleg severity of stations; positions along the arcs."""
    line = _path(body)
    positions = [line.at(md_m) for md_m in body.get("at_md_m") or ()]
    return {
        **header("trajectory", body, method=body["method"]),
        "stations": [_station(row) for row in line.rows],
        "at": [_position(position) for position in positions],
        "warnings": [warning for position in positions for warning in _warnings(line, position)],
    }


def _path(body: Body) -> Path:
    depths = [station["md_m"] for station in body["stations"]]
    faults = [
        Fault(
            f"/stations/{index}/md_m", "rule-6", f"{depths[index]:g} m MD is not below the station above it"
        )
        for index in range(1, len(depths))
        if depths[index] <= depths[index - 1]
    ]
    if faults:
        raise InputFaults(faults)
    try:
        return path([Station(**station) for station in body["stations"]])
    except SurveyError as fault:
        raise InputFaults([Fault("/stations", "rule-6", str(fault))]) from fault


def _station(item: SurveyRow) -> Body:
    return {
        "md_m": item.md_m,
        "tvd_m": round(item.tvd_m, PLACES),
        "north_m": round(item.north_m, PLACES),
        "east_m": round(item.east_m, PLACES),
        "dogleg_deg": round(item.dogleg_deg, PLACES),
        "dls_deg_30m": round(item.dls_deg_30m, PLACES),
    }


def _position(item: Position) -> Body:
    return {
        "md_m": item.md_m,
        "tvd_m": round(item.tvd_m, PLACES),
        "north_m": round(item.north_m, PLACES),
        "east_m": round(item.east_m, PLACES),
        "method": item.method,
    }


def _warnings(line: Path, item: Position) -> list[str]:
    if item.method == "extrapolated":
        beyond_m = item.md_m - line.last_md_m
        return [f"{item.md_m:g} m MD lies {beyond_m:g} m below the last station: straight line"]
    if item.method == "tie_in":
        return [f"{item.md_m:g} m MD lies above the first station: vertical"]
    return []


TRAJECTORY = Calculator(
    name="trajectory",
    title="Well path",
    summary="Minimum curvature from stations; positions between them lie on the arc, beyond them on a line.",
    schema=shape(
        ["method", "stations"],
        method=choice("Method.", METHOD),
        azimuth_reference={
            "type": "string",
            "enum": ["grid", "true", "magnetic"],
            "description": "Echo only.",
        },
        stations=listing(
            shape(
                ["md_m", "inclination_deg", "azimuth_deg"],
                md_m=number("Measured depth", "m", minimum=0),
                inclination_deg=number("Inclination", "deg", minimum=0, maximum=180),
                azimuth_deg=number("Azimuth", "deg", minimum=0, maximum=360),
            ),
            "Stations with strictly increasing MD.",
        ),
        at_md_m=listing(number("Measured depth", "m", minimum=0), "Depths to place on the path.", least=0),
    ),
    example={
        "method": METHOD,
        "azimuth_reference": "grid",
        "stations": [
            {"md_m": 0, "inclination_deg": 0, "azimuth_deg": 0},
            {"md_m": 500, "inclination_deg": 0, "azimuth_deg": 0},
            {"md_m": 800, "inclination_deg": 12, "azimuth_deg": 45},
        ],
        "at_md_m": [650, 820],
    },
    compute=trajectory,
)
