"""What the trajectory page shows: register, stations, side and plan view, for one wellbore on one day."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.text import slugify

from deepguard.units import UNITS, display_unit, from_si
from wells.engine.document import items, there
from wells.engine.trajectory import COURSE_M, Path, SurveyError, path_of
from wells.plots.tracks import ASSUMED, default_wellbore, is_assumed, marks, tracks
from wells.plots.trajectory import plan_view, section_azimuth, side_view
from wells.schematic import FEET, METRES

PAGE = 50
#: Length that dogleg severity is given over in field units.
COURSE_FT = 100 * UNITS["ft"].factor
TYPES = {"gtl": "GTL", "gyro": "gyro", "mwd": "MWD", "unknown": "unknown"}


@dataclass(frozen=True)
class Severity:
    """How dogleg severity is shown: the unit, and what a figure in deg/30 m is multiplied by."""

    unit: str
    factor: float


METRIC_SEVERITY = Severity("°/30 m", 1.0)
FIELD_SEVERITY = Severity("°/100 ft", COURSE_FT / COURSE_M)


@dataclass(frozen=True)
class Run:
    """A line of the survey register, from the document: runs without stations stand in it too."""

    wellbore: str
    facts: dict

    @property
    def type_word(self):
        return TYPES.get(self.facts.get("type"), "not known")

    @property
    def is_assumed(self):
        return self.facts["id"].startswith(ASSUMED)

    @property
    def counts(self):
        """Whether its stations make the path."""
        return self.facts.get("status") in (None, "accepted") and bool(self.facts.get("stations"))

    @property
    def count(self):
        return len(self.facts.get("stations") or ())

    @property
    def top_md_m(self):
        return self.facts["stations"][0]["md_m"] if self.count else None

    @property
    def base_md_m(self):
        return self.facts["stations"][-1]["md_m"] if self.count else None

    @property
    def judged(self):
        return self.facts.get("status") in ("accepted", "rejected")


def trajectory(model, document, clocks, *, units, wanted=None, page=None) -> dict:
    """Everything the page shows beside the header. `wanted` is the wellbore asked for, where it is there."""
    bores = {bore.id: bore for bore in (model.wellbores if model else None) or ()}
    chosen = wanted if wanted in bores else (default_wellbore(model) if bores else None)
    facts = {
        "wellbores": [bores[uid] for uid in bores],
        "chosen": bores.get(chosen),
        "runs": register(document, clocks.day) if document else [],
        "severity": severity(units),
    }
    path, trouble = _path(model, chosen) if chosen else (None, "")
    if path is None:
        return facts | {"trouble": trouble}
    shown = Paginator(path.rows, PAGE).get_page(page)
    return facts | {
        "path": path,
        "page_obj": shown,
        "page_numbers": shown.paginator.get_elided_page_range(shown.number, on_each_side=1, on_ends=1),
        "end": path.at(max(bores[chosen].total_depth_md_m or 0.0, path.last_md_m)),
        "beyond_m": _beyond(bores[chosen], path),
        "assumed": is_assumed(bores[chosen]),
        **_views(model, chosen, units),
    }


def register(document, day) -> list[Run]:
    """Survey runs of every wellbore that are there on the day, by number and name."""
    found = [
        Run(bore.get("name") or bore["id"], run)
        for bore in items(document, "wellbores")
        for run in items(bore, "survey_runs")
        if there(run, day) and there(bore, day)
    ]
    return sorted(found, key=lambda run: (run.facts.get("number") is None, run.facts.get("number") or 0))


def severity(units) -> Severity:
    return FIELD_SEVERITY if display_unit("md_m", units).symbol == "ft" else METRIC_SEVERITY


def export(path: Path, units) -> tuple[list[str], list[list]]:
    """Heads with units and rows of figures in the reader's units."""
    length, angle = display_unit("length", units), display_unit("deg", units)
    bend = severity(units)
    heads = [f"{word} ({length.label})" for word in ("MD", "TVD", "North", "East")]
    heads[1:1] = [f"Inclination ({angle.label})", f"Azimuth ({angle.label})"]
    heads += [f"Dogleg ({angle.label})", f"DLS ({bend.unit})"]
    return heads, [_exported(row, length.symbol, bend) for row in path.rows]


def _exported(row, unit, bend) -> list[float]:
    depths = [round(from_si(value, unit), 3) for value in (row.md_m, row.tvd_m, row.north_m, row.east_m)]
    bends = [round(row.dogleg_deg, 4), round(row.dls_deg_30m * bend.factor, 4)]
    return [depths[0], row.inclination_deg, row.azimuth_deg, *depths[1:], *bends]


def file_name(well, bore) -> str:
    return slugify(f"{well.name} {bore.name or bore.id} survey")


def _path(model, chosen) -> tuple[Path | None, str]:
    """The path, or why there is none."""
    try:
        return path_of(model, chosen), ""
    except SurveyError as error:
        return None, str(error)


def _beyond(bore, path) -> float:
    """Length of hole below the last station."""
    return max(0.0, (bore.total_depth_md_m or 0.0) - path.last_md_m)


def _views(model, chosen, units) -> dict:
    unit = FEET if display_unit("md_m", units).symbol == "ft" else METRES
    lines = tracks(model, chosen)
    points = marks(model, lines, chosen)
    azimuth_deg = section_azimuth(lines[-1])
    return {
        "azimuth_deg": azimuth_deg,
        "side": side_view(lines, points, azimuth_deg=azimuth_deg, units=unit),
        "plan": plan_view(lines, points, units=unit),
        "lines": lines,
    }
