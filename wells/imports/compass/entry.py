"""One listing on its way into a well document: datum, wellbore, survey run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wells.engine.document import copied
from wells.engine.rules.survey import PATH_STATUSES
from wells.imports.compass.listing import Line, Listing
from wells.imports.ledger import Ledger
from wells.imports.merge import by_id, known, new_document, put, state
from wells.imports.names import slug, split_wellbore
from wells.imports.report import (
    Document,
    Finding,
)

#: Elevations nearer than this are the same rotary table.
SAME_ELEVATION_M = 0.01


def begin(key: str, before: Document | None, one: Listing) -> Document:
    if before is not None:
        return copied(before)
    document = new_document(id=slug(key), name=one.header["WELL NAME"])
    facts = {
        "operator": one.header.get("COMPANY"),
        "field": one.header.get("FIELD"),
        "source": _source(one),
    }
    state(document["header"], facts)
    return document


def _source(one: Listing) -> dict[str, str]:
    return {"document": f"COMPASS survey listing {one.file}", "confidence": "high"}


class Entry:
    """One listing on its way into its document."""

    def __init__(
        self, one: Listing, key: str, document: Document, ledger: Ledger, answers: Mapping[str, str]
    ):
        self.one, self.key, self.document, self.ledger, self.answers = one, key, document, ledger, answers

    def write(self) -> str:
        """The id of the wellbore the survey went to."""
        header = self.document["header"]
        if header.get("position") is None:
            state(header, {"position": self.one.position})
        shift_m = self._datum()
        wellbore = self._wellbore()
        self._survey(wellbore, shift_m)
        return str(wellbore["id"])

    def _datum(self) -> float:
        """The datum of the document, and by how much the listing's depths are moved to it."""
        kb_m, water_m = self.one.metres("KB-MSL"), self.one.metres("Water Depth")
        ground = None if water_m is None else -water_m
        current = next((item for item in self.document.get("datum") or [] if not item.get("valid_to")), None)
        name = self.one.header.get("Datum Name", "").split("(")[0].strip() or None
        if current is None:
            facts = {"id": "datum", "name": name, "rkb_elevation_m": kb_m, "ground_elevation_m": ground}
            put(self.document, "datum", {**facts, "source": _source(self.one)})
            return 0.0
        theirs = current.get("rkb_elevation_m")
        if kb_m is None or theirs is None or abs(theirs - kb_m) <= SAME_ELEVATION_M:
            return 0.0
        return self._other_datum(current, kb_m, theirs)

    def _other_datum(self, current: dict[str, Any], kb_m: float, theirs: float) -> float:
        ask = f"datum:{self.key}"
        answer = self.answers.get(ask)
        if answer is None and not self.document.get("strings") and not _surveyed(self.document):
            answer = "replace"
        if answer == "replace":
            state(current, {"rkb_elevation_m": kb_m, "source": _source(self.one)})
            if current.get("annulus_gauge_elevation_m") == theirs:
                current["annulus_gauge_elevation_m"] = kb_m
        severity = "warning" if answer else "question"
        self.ledger.find(
            Finding(
                severity=severity,
                code="other-datum",
                sheet=self.one.file,
                row=self.one.lines[0].row if self.one.lines and not answer else None,
                well=self.key,
                what=f"The listing counts from a rotary table at {kb_m:g} m, the well from one at {theirs:g} m.",
                mend="Shift the listing to the well's datum, or replace the well's elevation.",
                ask=ask,
                options=("shift", "replace"),
            )
        )
        return theirs - kb_m if answer == "shift" else 0.0

    def _wellbore(self) -> dict[str, Any]:
        one = self.one
        found = self._bore_of(one.suffix)
        if found is None:
            name = one.header["WELLBORE NAME"]
            found = put(
                self.document,
                "wellbores",
                {"id": self._free_id(), "name": name, "source": _source(one)},
            )
        if one.planned:
            return found
        facts: dict[str, Any] = {"total_depth_md_m": self._deeper(found)}
        parent = self._bore_of(one.parent) if one.parent is not None else None
        if parent is not None and parent is not found:
            facts |= {"parent_id": parent["id"], "kick_off_md_m": one.metres("Kick Off Depth")}
        elif one.parent is not None:
            facts["remarks"] = (
                f"Drilled from {one.drilled_from} at {one.header.get('Kick Off Depth', '?')}, which is not here."
            )
        state(found, facts)
        return found

    def _deeper(self, wellbore: dict[str, Any]) -> float | None:
        """The total depth as known, unless the survey goes deeper."""
        stated, last = wellbore.get("total_depth_md_m"), self.one.lines[-1].md_m if self.one.lines else None
        bottom = max((depth for depth in (self.one.metres("Bottom Hole MD"), last) if depth), default=None)
        return bottom if stated is None or (bottom is not None and bottom > stated) else stated

    def _bore_of(self, suffix: str) -> dict[str, Any] | None:
        return next(
            (
                item
                for item in self.document.get("wellbores") or []
                if split_wellbore(item.get("name") or "")[1] == suffix
            ),
            None,
        )

    def _free_id(self) -> str:
        wanted = f"wellbore-{slug(self.one.suffix or 'main')}"
        taken = {item["id"] for item in self.document.get("wellbores") or []}
        return wanted if wanted not in taken else f"{wanted}-{len(taken) + 1}"

    def _survey(self, wellbore: dict[str, Any], shift_m: float) -> None:
        stations = self._stations(wellbore, shift_m)
        runs = wellbore.setdefault("survey_runs", [])
        same = next((run for run in runs if self._is_same(run, stations)), None)
        run_id = same["id"] if same else self._run_id(runs)
        if same is None and stations:
            run = self._run(run_id, stations)
            if not self.one.planned and not self._supersede(runs, run):
                run["status"] = "received"
            put({"runs": runs}, "runs", known(run))
        for line in self.one.lines:
            self.ledger.touch(
                (self.one.file, line.row), self.key, "wellbores", wellbore["id"], "survey_runs", run_id
            )
        if not runs:
            wellbore.pop("survey_runs")

    def _is_same(self, run: dict[str, Any], stations: list[dict[str, float]]) -> bool:
        """The same stations, both as drilled or both as planned."""
        return run.get("stations") == stations and (run.get("status") == "planned") == self.one.planned

    def _run_id(self, runs: list[dict[str, Any]]) -> str:
        """The id of this survey; unique over the wellbores of the well, the same when read again."""
        name = f"survey-{slug(self.one.header.get('Survey Name') or self.one.file)}"
        if by_id(runs, name):
            return name
        everywhere = {
            run["id"] for item in self.document["wellbores"] for run in item.get("survey_runs") or []
        }
        return name if name not in everywhere else f"{name}-{slug(self.one.suffix or 'main')}"

    def _run(self, run_id: str, stations: list[dict[str, float]]) -> dict[str, Any]:
        one = self.one
        return {
            "id": run_id,
            "name": one.header.get("Survey Name"),
            "type": _type(one.program),
            "tool": "; ".join(one.program) or None,
            "owner": one.header.get("COMPANY"),
            "file": one.file,
            "status": "planned" if one.planned else None,
            "surveyed_on": one.surveyed_on,
            "azimuth_reference": one.north,
            "stations": stations,
            "source": _source(one),
        }

    def _stations(self, wellbore: dict[str, Any], shift_m: float) -> list[dict[str, float]]:
        kick_off = wellbore.get("kick_off_md_m") if wellbore.get("parent_id") else None
        lines: Iterable[Line] = self.one.lines
        if kick_off is not None and not self.one.planned:
            lines = [line for line in lines if line.md_m > kick_off]
        return [
            {
                "md_m": round(line.md_m + shift_m, 4),
                "inclination_deg": line.inclination_deg,
                "azimuth_deg": line.azimuth_deg,
            }
            for line in lines
        ]

    def _supersede(self, runs: list[dict[str, Any]], run: dict[str, Any]) -> bool:
        """Does the new survey make the path? An assumed one gives way, a measured one only when asked."""
        others = [
            other
            for other in runs
            if other["id"] != run["id"] and other.get("status") in PATH_STATUSES and _overlap(other, run)
        ]
        measured = [other for other in others if not other["id"].startswith("assumed-vertical")]
        ask = f"survey:{self.key}:{run['id']}"
        answer = self.answers.get(ask)
        if measured and answer is None:
            self.ledger.find(
                Finding(
                    severity="question",
                    code="survey-overlap",
                    sheet=self.one.file,
                    row=self.one.lines[0].row,
                    well=self.key,
                    what=f"Survey {measured[0]['id']} already makes this path, with other stations.",
                    mend="Supersede it with this survey, or keep it and only register this one.",
                    ask=ask,
                    options=("supersede", "keep"),
                )
            )
        if measured and answer != "supersede":
            return False
        for other in others:
            other["status"] = "superseded"
        return True


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    (top, base), (other_top, other_base) = _extent(one), _extent(other)
    return top <= other_base and other_top <= base


def _extent(run: dict[str, Any]) -> tuple[float, float]:
    depths = [station["md_m"] for station in run.get("stations") or []]
    return (min(depths), max(depths)) if depths else (float("inf"), float("-inf"))


def _surveyed(document: Document) -> bool:
    return any(
        not run["id"].startswith("assumed-vertical")
        for item in document.get("wellbores") or []
        for run in item.get("survey_runs") or []
    )


def _type(program: tuple[str, ...]) -> str:
    """Kind of survey when the whole programme is of one kind; else unknown, the tools say more."""
    gyro = [("GYRO" in line.upper() or "KEEPER" in line.upper()) and "MWD" not in line.upper() for line in program]  # fmt: skip
    mwd = ["MWD" in line.upper() for line in program]
    if program and all(gyro):
        return "gyro"
    return "mwd" if program and all(mwd) else "unknown"
