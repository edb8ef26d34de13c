"""A well schematic as JSON lists: casings, holes, cement, completion, position log and picks.

The shape of the public Volve F-10 example. Casings, holes and cement are metres MD below RKB with diameters in
inches; the position log and the picks may count from mean sea level, which the picks, the hole and the log
itself give away: then the elevation of the rotary table is added to both MD and TVD. The log holds
positions, not angles; `tangents` finds those whose path goes through the positions.

The file refuses as a whole: a completion that does not go into its casing keeps the well out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot
from pathlib import PurePath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wells.engine.document import copied
from wells.engine.rules.survey import PATH_STATUSES
from wells.engine.trajectory import ratio_factor
from wells.imports import reading
from wells.imports.blame import blame
from wells.imports.ledger import Ledger
from wells.imports.licences import licence_of
from wells.imports.merge import known, new_document, put, state
from wells.imports.names import matches, slug, well_key
from wells.imports.reading import File
from wells.imports.report import (
    Answers,
    ColumnMapping,
    Document,
    Existing,
    Finding,
    Plan,
    refuse_file,
)
from wells.imports.units import UNITS, to_si

NAME = "esv"
TABLES = ("casings", "holesize", "cement", "cementSqueeze", "completion", "poslog", "picks")
#: A log that ends this much short of the hole by the elevation of its rotary table counts from mean sea level.
SAME_DEPTH_M = 1.0
#: A casing that begins above this hangs in the wellhead.
WELLHEAD_M = 200.0
#: The path of a log stays this close to its TVD, in at most this many rounds.
TVD_DRIFT_M, ROUNDS = 0.02, 40
#: Weight of smoothness against positions in the tangents of a log.
SMOOTHING = 1e-3

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Datum:
    """Elevation of the rotary table, and what must be added to the log's depths to count from it."""

    rkb_m: float | None
    log_m: float | None
    because: str


def plan(files: Sequence[File], existing: Existing, answers: Answers | None = None) -> Plan:
    """The dry run. Answers: 'well' (a name), 'poslog' (msl | rkb), 'leave-out' (completion)."""
    said = dict(answers or {})
    ledger = Ledger()
    tables = {name: rows for name, rows in map(_table, files) if name != said.get("leave-out")}
    for name, rows in tables.items():
        for number in range(1, len(rows) + 1):
            ledger.read((name, number))
    name = _well_name(tables, said)
    if name is None:
        ledger.find(_ask_well(tables))
        return _plan(ledger, tables, {}, {}, said)
    key = well_key(name)
    found = existing([key])
    key = key if key in found else next((other for other in found if matches(other, key)), key)
    before = found.get(key)
    schematic = _Schematic(key, name, before, tables, ledger, said)
    document = schematic.build()
    out = {"ask": "leave-out", "options": ("completion",)} if "completion" in tables else {}
    blame(document, before, key=key, ledger=ledger, **out)
    return _plan(ledger, tables, {key: before}, {key: document}, said)


def _table(file: File) -> tuple[str, list[Row]]:
    reading.check_size(file)
    name = PurePath(file.name).stem
    try:
        rows = json.loads(reading.text(file))
    except json.JSONDecodeError as error:
        raise refuse_file("json", f"{file.name} is no JSON: {error}.", "Export it again.") from None
    if name not in TABLES or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise refuse_file(
            "other-table",
            f"{file.name} is not one of {', '.join(TABLES)}, as a list of objects.",
            "Name the file by what it holds.",
        )
    return name, rows


def _well_name(tables: Mapping[str, list[Row]], answers: Answers) -> str | None:
    stated = {row.get("uniqueWellboreIdentifier") for row in tables.get("picks", ())} - {None}
    if "well" in answers:
        return answers["well"]
    return str(stated.pop()) if len(stated) == 1 else None


def _ask_well(tables: Mapping[str, list[Row]]) -> Finding:
    sheet = next(iter(tables), "")
    return Finding(
        severity="question",
        code="which-well",
        sheet=sheet,
        row=1 if tables.get(sheet) else None,
        what="The files do not name one well.",
        mend="Name the well.",
        ask="well",
    )


class _Schematic:
    """The tables on their way into the document."""

    def __init__(
        self, key: str, name: str, before: Document | None, tables: Mapping[str, list[Row]],
        ledger: Ledger, answers: Answers,
    ):  # fmt: skip
        self.key, self.tables, self.ledger, self.answers = key, tables, ledger, answers
        self.document = copied(before) if before else new_document(id=slug(key), name=name)
        self.strings: dict[str, str] = {}

    def build(self) -> Document:
        self.datum = self._datum()
        self._wellbore()
        self._casings()
        self._completion()
        self._holes()
        self._cement()
        if self.datum.log_m is not None:
            self._log(self.datum.log_m)
            self._picks(self.datum.log_m)
        return self.document

    # datum

    def _datum(self) -> Datum:
        current = next((item for item in self.document.get("datum") or [] if not item.get("valid_to")), {})
        stated = next((row for row in self.tables.get("picks", ()) if row.get("depthReferenceElevation")), {})
        rkb_m = stated.get("depthReferenceElevation") or current.get("rkb_elevation_m")
        datum = self._log_datum(rkb_m, stated)
        if rkb_m is not None and current.get("rkb_elevation_m") is None:
            put(
                self.document,
                "datum",
                {"id": current.get("id", "datum"), "rkb_elevation_m": rkb_m, "source": _source("picks")},
            )
        return datum

    def _log_datum(self, rkb_m: float | None, stated: Row) -> Datum:
        """Does the log count from mean sea level or from the rotary table?"""
        log, said = self.tables.get("poslog", []), self.answers.get("poslog")
        if not log or said == "rkb":
            return Datum(rkb_m, 0.0, "as answered" if said else "")
        bottom = max((row["end"] for row in self.tables.get("holesize", ())), default=None)
        short = None if bottom is None else bottom - log[-1]["md"]
        if said == "msl" and rkb_m is not None:
            return Datum(rkb_m, rkb_m, "as answered")
        if short is not None and abs(short) <= SAME_DEPTH_M:
            return Datum(rkb_m, 0.0, "it ends where the hole ends")
        by_picks = stated.get("depthReferenceDatum") == "MSL"
        by_depth = rkb_m is not None and short is not None and abs(short - rkb_m) <= SAME_DEPTH_M
        if rkb_m is not None and by_picks and by_depth:
            self._say_msl(rkb_m, log, bottom or 0.0)
            return Datum(rkb_m, rkb_m, "the picks say so and it ends that much above the bottom of the hole")
        self._ask_datum(log, bottom, rkb_m)
        return Datum(rkb_m, None, "")

    def _say_msl(self, rkb_m: float, log: list[Row], bottom: float) -> None:
        self.ledger.find(
            Finding(
                severity="warning",
                code="rkb-or-msl",
                sheet="poslog",
                column="md",
                well=self.key,
                what=f"The position log ends at {log[-1]['md']:g} m and the hole at {bottom:g} m: {rkb_m:g} m less, "
                "the elevation of the rotary table. It counts from mean sea level, the casings from RKB.",
                mend=f"{rkb_m:g} m is added to its MD and TVD. Answer “rkb” if it is below RKB already.",
                ask="poslog",
                options=("msl", "rkb"),
            )
        )

    def _ask_datum(self, log: list[Row], bottom: float | None, rkb_m: float | None) -> None:
        self.ledger.find(
            Finding(
                severity="question",
                code="rkb-or-msl",
                sheet="poslog",
                row=len(log),
                column="md",
                well=self.key,
                what=f"The position log ends at {log[-1]['md']:g} m, the hole at "
                f"{'an unknown depth' if bottom is None else f'{bottom:g} m'}; the rotary table stands at "
                f"{'an unknown elevation' if rkb_m is None else f'{rkb_m:g} m'}.",
                mend="Say whether the log counts from mean sea level or from RKB.",
                ask="poslog",
                options=("msl", "rkb"),
            )
        )

    # wellbore, strings, holes, cement

    def _wellbore(self) -> None:
        bores = self.document.get("wellbores") or []
        name = self.document["header"]["name"]
        facts: Row = {"id": bores[0]["id"] if bores else "wellbore-main"}
        if not bores:
            facts |= {"name": name, "source": _source("holesize")}
        self.bore = put(self.document, "wellbores", facts)
        bottom = max((row["end"] for row in self.tables.get("holesize", ())), default=None)
        if self.bore.get("total_depth_md_m") is None:
            state(self.bore, {"total_depth_md_m": bottom})

    def _casings(self) -> None:
        numbered = list(enumerate(self.tables.get("casings", ()), start=1))
        groups = _joined([(number, row) for number, row in numbered])
        hung = [group for group in groups if group[0][1]["start"] <= WELLHEAD_M]
        for group in groups:
            kind = _casing_kind(group, hung)
            self._string("casings", group, kind)
            for number, row in group:
                for window in row.get("windows") or ():
                    self._window(number, row, window)

    def _completion(self) -> None:
        numbered = list(enumerate(self.tables.get("completion", ()), start=1))
        for kind in ("tubing", "screen"):
            group = [(number, row) for number, row in numbered if row.get("kind") == kind]
            if group:
                self._string("completion", group, kind)

    def _string(self, table: str, group: list[tuple[int, Row]], kind: str) -> None:
        first, last = group[0][1], group[-1][1]
        name = kind if kind in ("tubing", "screen") else slug(f"{'liner' if kind == 'liner' else 'casing'} {first['diameter']:g}")  # fmt: skip
        item = {
            "id": name,
            "name": f"{first['diameter']:g} in {kind.replace('_', ' ')}",
            "wellbore_id": self.bore["id"],
            "kind": kind,
            "top_md_m": first["start"],
            "shoe_md_m": last["end"],
            "sections": [
                _section(number, row) for number, row in enumerate((row for _, row in group), start=1)
            ],
            "source": _source(table),
        }
        if kind not in ("tubing", "screen"):
            item["sources"] = {
                "kind": {"document": "Guessed on import from size and depth", "confidence": "low"}
            }
        put(self.document, "strings", item)
        for place, (number, row) in enumerate(group, start=1):
            self.strings[row["id"]] = name
            self.ledger.touch((table, number), self.key, "strings", name, "sections", f"s{place}")

    def _window(self, number: int, row: Row, window: Row) -> None:
        item = {
            "id": slug(window["id"]),
            "name": "Casing window",
            "kind": "other",
            "string_id": self.strings[row["id"]],
            "top_md_m": window["start"],
            "base_md_m": window["end"],
            "source": _source("casings"),
        }
        put(self.document, "components", item)
        self.ledger.touch(("casings", number), self.key, "components", item["id"])

    def _holes(self) -> None:
        for number, row in enumerate(self.tables.get("holesize", ()), start=1):
            item = {
                "id": slug(f"hole {row['diameter']:g}"),
                "wellbore_id": self.bore["id"],
                "top_md_m": row["start"],
                "base_md_m": row["end"],
                "diameter_m": to_si(row["diameter"], UNITS["in"]),
                "source": _source("holesize"),
            }
            put(self.document, "holes", item)
            self.ledger.touch(("holesize", number), self.key, "holes", item["id"])

    def _cement(self) -> None:
        shoes = {item["id"]: item.get("shoe_md_m") for item in self.document.get("strings") or []}
        for number, row in enumerate(self.tables.get("cement", ()), start=1):
            self._cement_item("cement", number, row, "primary", row["toc"], None, shoes)
        for number, row in enumerate(self.tables.get("cementSqueeze", ()), start=1):
            self._cement_item("cementSqueeze", number, row, "squeeze", row["top"], row["bottom"], shoes)

    def _cement_item(
        self, table: str, number: int, row: Row, kind: str, top: float, base: float | None, shoes: Row
    ) -> None:
        behind = next((self.strings[name] for name in row["referenceIds"] if name in self.strings), None)
        if behind is None:
            self.ledger.find(
                Finding(
                    severity="error",
                    code="no-string",
                    sheet=table,
                    row=number,
                    column="referenceIds",
                    well=self.key,
                    what=f"{row['id']} lies behind {', '.join(row['referenceIds'])}, which is no casing of the file.",
                    mend="Give the casing, or leave the cement out.",
                )
            )
            return
        item = {
            "id": slug(f"{kind} cement {behind}"),
            "behind": behind,
            "kind": kind,
            "top_md_m": top,
            "base_md_m": base if base is not None else shoes.get(behind),
            "source": _source(table),
        }
        put(self.document, "cement", known(item))
        self.ledger.touch((table, number), self.key, "cement", item["id"])

    # log and picks

    def _log(self, add_m: float) -> None:
        rows = self.tables.get("poslog", [])
        if len(rows) < 2:
            return
        runs = self.bore.setdefault("survey_runs", [])
        for run in runs:
            if run["id"].startswith("assumed-vertical"):
                run["status"] = "superseded"
        measured = any(run["id"] != "position-log" and run.get("status") in PATH_STATUSES for run in runs)
        run = {
            "id": "position-log",
            "name": "Position log",
            "type": "unknown",
            "file": "poslog.json",
            "status": "received" if measured else None,
            "azimuth_reference": "grid",
            "stations": _stations(rows, add_m),
            "source": _source("poslog"),
            "remarks": "Angles derived from positions."
            + (f" {add_m:g} m added to depths below mean sea level." if add_m else ""),
        }
        put({"runs": runs}, "runs", run)
        for number in range(1, len(rows) + 1):
            self.ledger.touch(
                ("poslog", number), self.key, "wellbores", self.bore["id"], "survey_runs", run["id"]
            )

    def _picks(self, add_m: float) -> None:
        """The tops of the first observation of each formation; bases close the interval."""
        for number, row in enumerate(self.tables.get("picks", ()), start=1):
            name, _, end = str(row.get("pickIdentifier") or "").rpartition(" ")
            field = {"Top": "top_md_m", "Base": "base_md_m"}.get(end)
            if field is None or row.get("obsNo") != 1 or row.get("md") is None:
                continue
            depth = round(row["md"] + (add_m if row.get("depthReferenceDatum") == "MSL" else 0.0), 3)
            identity = slug(f"formation {name}")
            existing = next((item for item in self.document.get("formations") or [] if item["id"] == identity), {})  # fmt: skip
            facts = {"id": identity, "name": name, "wellbore_id": self.bore["id"], field: depth, "source": _source("picks")}  # fmt: skip
            whole = {**existing, **facts}
            if (whole.get("base_md_m") or float("inf")) < whole.get("top_md_m", 0.0):
                continue
            put(self.document, "formations", facts)
            self.ledger.touch(("picks", number), self.key, "formations", identity)


def _source(table: str) -> dict[str, str]:
    return {"document": f"Well schematic, {table}.json", "confidence": "medium"}


def _section(number: int, row: Row) -> Row:
    section = {
        "id": f"s{number}",
        "top_md_m": row["start"],
        "base_md_m": row["end"],
        "od_m": to_si(row["diameter"], UNITS["in"]),
        "id_m": to_si(row["innerDiameter"], UNITS["in"]) if row.get("innerDiameter") else None,
    }
    return known(section)


def _joined(rows: list[tuple[int, Row]]) -> list[list[tuple[int, Row]]]:
    """Rows that go on where the one above ends, without a shoe between, are one string."""
    groups: list[list[tuple[int, Row]]] = []
    for number, row in rows:
        above = groups[-1][-1][1] if groups else None
        if above is not None and not above.get("hasShoe") and above["end"] == row["start"]:
            groups[-1].append((number, row))
        else:
            groups.append([(number, row)])
    return groups


def _casing_kind(group: list[tuple[int, Row]], hung: list[list[tuple[int, Row]]]) -> str:
    """By place: not at the wellhead a liner; else the first a conductor, the last the production casing."""
    if group not in hung:
        return "liner"
    place = hung.index(group)
    if place == 0:
        return "conductor"
    if place == len(hung) - 1:
        return "production_casing"
    return "surface_casing" if place == 1 else "intermediate_casing"


def _stations(rows: list[Row], add_m: float) -> list[dict[str, float]]:
    """Stations whose path by minimum curvature goes through the positions."""
    points = [(row["tvd"], row["northing"], row["easting"]) for row in rows]
    stations = []
    for row, (down, north, east) in zip(rows, tangents([row["md"] for row in rows], points), strict=True):
        across = hypot(north, east)
        azimuth = degrees(atan2(east, north)) % 360.0 if across > 1e-9 else 0.0
        stations.append(
            {
                "md_m": round(row["md"] + add_m, 4),
                "inclination_deg": round(degrees(atan2(across, down)), 6),
                "azimuth_deg": round(azimuth, 6) % 360.0,
            }
        )
    return stations


def tangents(depths: Sequence[float], points: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """Unit tangents at points of a path, from measured depths and positions (down, north, east).

    Minimum curvature says of two stations  t1 + t2 = 2 dP / (dMD RF),  one equation fewer than there are
    tangents; of all that fulfil it the smoothest are taken (least squares with a little weight on the second
    difference), because the one that zigzags is no well. A smooth path is a little shorter than the wiggling
    hole, and would run ahead of the log by some 1e-4 of its length: the drift in TVD is fed back until it
    stays below TVD_DRIFT_M; what remains lies in the horizontal.
    """
    steps = np.diff(np.asarray(points, dtype=float), axis=0) / np.diff(depths)[:, None]
    bands, aim = _normal_equations(len(depths)), steps.copy()
    found = best = _smoothest(bands, aim, np.ones(len(steps)))
    least = float("inf")
    for _ in range(ROUNDS):
        factor = _ratio_factors(found)
        made = (found[:-1] + found[1:]) * factor[:, None] / 2.0
        behind = (steps[:, 0] - made[:, 0]) * np.diff(depths)
        drift = float(np.max(np.abs(np.cumsum(behind))))
        if drift < least:
            least, best = drift, found
        if drift < TVD_DRIFT_M:
            break
        aim[:, 0] += _averaged(behind) / np.diff(depths)
        found = _smoothest(bands, aim, factor)
    return best


def _smoothest(
    bands: NDArray[np.float64], aim: NDArray[np.float64], factor: NDArray[np.float64]
) -> NDArray[np.float64]:
    right = np.zeros((len(aim) + 1, 3))
    right[:-1] += 2.0 * aim / factor[:, None]
    right[1:] += 2.0 * aim / factor[:, None]
    found = _solved(bands, right)
    return found / np.linalg.norm(found, axis=1)[:, None]


def _ratio_factors(found: NDArray[np.float64]) -> NDArray[np.float64]:
    cosines = np.clip(np.sum(found[:-1] * found[1:], axis=1), -1.0, 1.0)
    return np.array([ratio_factor(float(beta)) for beta in np.arccos(cosines)])


def _averaged(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """A running mean over 21 intervals: the drift, without the rounding of single points."""
    width = min(21, len(values))
    kernel = np.ones(width)
    return np.convolve(values, kernel, "same") / np.convolve(np.ones(len(values)), kernel, "same")


def _normal_equations(count: int) -> NDArray[np.float64]:
    """Upper bands of A'A for rows (1 1) on neighbours and SMOOTHING (1 -2 1) on three."""
    bands = np.zeros((3, count))
    for weight, row in ((1.0, (1.0, 1.0)), (SMOOTHING, (1.0, -2.0, 1.0))):
        for start in range(count - len(row) + 1):
            for one in range(len(row)):
                for other in range(one, len(row)):
                    bands[2 - (other - one), start + other] += weight * row[one] * row[other]
    return bands


def _solved(bands: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """x of A x = right for a symmetric positive definite A with two bands above its diagonal (L D L')."""
    count = bands.shape[1]
    low, diagonal, x = np.zeros((count, 2)), np.zeros(count), right.copy()
    for i in range(count):
        if i > 1:
            low[i, 1] = bands[0, i] / diagonal[i - 2]
        if i > 0:
            carried = low[i, 1] * diagonal[i - 2] * low[i - 1, 0] if i > 1 else 0.0
            low[i, 0] = (bands[1, i] - carried) / diagonal[i - 1]
        diagonal[i] = bands[2, i]
        for step in range(min(i, 2)):
            diagonal[i] -= low[i, step] ** 2 * diagonal[i - 1 - step]
            x[i] -= low[i, step] * x[i - 1 - step]
    x /= diagonal[:, None]
    for i in range(count - 1, -1, -1):
        for step in range(min(count - 1 - i, 2)):
            x[i] -= low[i + 1 + step, step] * x[i + 1 + step]
    return x


def _plan(
    ledger: Ledger, tables: Mapping[str, list[Row]], before: dict[str, Document | None],
    after: dict[str, Document | None], answers: Answers,
) -> Plan:  # fmt: skip
    return ledger.plan(
        NAME,
        before,
        after,
        licence=licence_of(answers),
        mapping=tuple(_mapping(tables)),
        tables=tuple((name, len(rows)) for name, rows in tables.items()),
    )


def _mapping(tables: Mapping[str, list[Row]]) -> Iterable[ColumnMapping]:
    units = {"diameter": "in", "innerDiameter": "in", "start": "m RKB", "end": "m RKB", "toc": "m RKB", "top": "m RKB", "bottom": "m RKB"}  # fmt: skip
    for name, rows in tables.items():
        for heading in rows[0] if rows and name != "picks" else ():
            yield ColumnMapping(
                sheet=name,
                column=heading,
                heading=heading,
                field=heading,
                unit=units.get(heading),
                because="schematic JSON",
            )
