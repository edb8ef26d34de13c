"""The lists of a schematic on their way into a well document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wells.engine.document import copied
from wells.engine.rules.survey import PATH_STATUSES
from wells.imports.esv.log import stations_of
from wells.imports.ledger import Ledger
from wells.imports.merge import known, new_document, put, state
from wells.imports.names import slug
from wells.imports.report import Answers, Document, Finding
from wells.imports.units import UNITS, to_si

#: A log that ends this much short of the hole by the elevation of its rotary table counts from mean sea level.
SAME_DEPTH_M = 1.0
#: A casing that begins above this hangs in the wellhead.
WELLHEAD_M = 200.0

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Datum:
    """Elevation of the rotary table, and what must be added to the log's depths to count from it."""

    rkb_m: float | None
    log_m: float | None
    because: str


class Schematic:
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
            "stations": stations_of(rows, add_m),
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
