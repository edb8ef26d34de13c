"""One well of FactPages as a dated well document: header, datum, wellbores, strings, tests, annuli.

The well is FactPages' well name; its wellbores hang under their parent where the parent is known and the
kick-off is stated, else they stand on their own. A re-entry is its own wellbore along the same hole.
Cement, weights, grades and tubing are not in the tables and stay unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wells.engine.document import copied
from wells.engine.rules.depths import ROUNDING_M
from wells.imports.ledger import Ledger
from wells.imports.merge import by_id, current_fact, fill, known, new_document, put, state
from wells.imports.names import slug, well_key
from wells.imports.report import Document
from wells.imports.sodir.annuli import Period, periods
from wells.imports.sodir.records import Bore, Casing, Mud, Sheets
from wells.imports.sodir.shoes import ShoeTest, judged_in, shoe_above
from wells.imports.sodir.stages import HOLES, Stage, String, Strings, size, stage_of, string_in
from wells.imports.units import FOOT, UNITS, to_si

TITLE = "Norwegian FactPages"
#: TVD is taken for MD where a wellbore's TD and TVD differ by no more.
VERTICAL_FRACTION = 0.01

STATUS = {
    "P&A": "abandoned", "PLUGGED": "abandoned", "JUNKED": "abandoned", "BLOWOUT": "abandoned",
    "PRODUCING": "operating", "INJECTING": "operating", "CLOSED": "shut_in", "SUSPENDED": "suspended",
    "PREDRILLED": "suspended", "DRILLING": "drilling",
}  # fmt: skip
KIND = {
    "PRODUCTION": "producer", "INJECTION": "injector", "OBSERVATION": "observation",
    "WILDCAT": "exploration", "APPRAISAL": "exploration",
}  # fmt: skip
FLUID = {
    "OIL": "oil", "OIL/GAS": "oil", "OIL/GAS/CONDENSATE": "oil", "GAS": "gas", "WATER": "water",
    "GAS/CONDENSATE": "gas_condensate", "WATER/GAS": "gas_and_water", "CO2": "co2",
}  # fmt: skip
WORDS = {"conductor": "conductor", "surface_casing": "surface casing", "intermediate_casing": "intermediate casing",
         "production_casing": "production casing"}  # fmt: skip


def stated(table: str, wellbore: str) -> dict[str, str]:
    return {"document": f"{TITLE}: {table}", "page": wellbore, "confidence": "medium"}


def assumed(what: str) -> dict[str, str]:
    return {"document": f"Assumed on import of {TITLE}: {what}", "confidence": "low"}


class Well:
    """Rows of one well on their way into its document."""

    def __init__(self, key: str, before: Document | None, ledger: Ledger, sheets: Sheets):
        self.key, self.before, self.ledger, self.sheets = key, before, ledger, sheets
        self.bores: list[Bore] = []
        self.casings: list[Casing] = []
        self.muds: list[Mud] = []
        self.shoes: list[ShoeTest] = []

    def build(self) -> Document:
        """The document with the rows in it; tests of shoes go to `shoes`."""
        self.shoes = []
        name = self.bores[0].well_name if self.bores else self.key
        self.document = copied(self.before) if self.before else new_document(id=slug(self.key), name=name)
        self.stages = self._stages()
        self._wellbores()
        self._header()
        self._refuse_below_td()
        strings = [string_in(item, self.stages[0].id) for item in self.document.get("strings") or []]
        self.strings = Strings(
            self.stages, [string for string in strings if string], self.ledger, self.sheets
        )
        self._write_strings()
        self._holes()
        self.periods = periods(self.stages, self.strings.all)
        self._annuli()
        self._tests()
        return self.document

    # wellbores

    def _stages(self) -> list[Stage]:
        known_bores = {
            well_key(item.get("name") or ""): item for item in self.document.get("wellbores") or []
        }
        records = (*self.bores, *self.casings, *self.muds)
        keys = dict.fromkeys([*known_bores, *(record.wellbore for record in records)])
        stages = {key: stage_of(key, known_bores.get(key, {})) for key in keys}
        for bore in self.bores:
            stages[bore.wellbore].bore = bore
        for casing in self.casings:
            stages[casing.wellbore].casings.append(casing)
        for mud in self.muds:
            stages[mud.wellbore].muds.append(mud)
        return sorted(stages.values(), key=lambda stage: stage.order)

    def _wellbores(self) -> None:
        ids = {stage.key: stage.id for stage in self.stages}
        for number, stage in enumerate(self.stages):
            records = [record for record in (stage.bore, *stage.casings, *stage.muds) if record]
            if not records:
                continue
            bore = stage.bore
            name = bore.bore_name if bore else stage.key
            facts = {"id": stage.id, "name": name, "source": stated("wellbores", name)}
            if bore:
                facts |= {
                    "total_depth_md_m": bore.td_m,
                    "kick_off_md_m": bore.kick_off_m,
                    "abandoned_on": bore.ended,
                }
                facts |= {
                    "parent_id": self._parent(stage, bore, ids),
                    "valid_from": bore.entered if number else None,
                }
                self.ledger.touch(bore.place, self.key, "wellbores", stage.id)
            elif stage.known:
                continue
            item = put(self.document, "wellbores", facts)
            if bore:
                self._assume_vertical(item, bore)

    def _parent(self, stage: Stage, bore: Bore, ids: dict[str, str]) -> str | None:
        """The parent's id, for a sidetrack with a kick-off inside it; a re-entry has none."""
        parent = ids.get(bore.parent or "")
        mother = next((other for other in self.stages if other.id == parent), None)
        if mother is None or mother is stage or bore.kick_off_m is None or self._descends(mother, stage, ids):
            return None
        if mother.td_m is not None and bore.kick_off_m > mother.td_m + 1.0:
            self._warn(bore, "kick_off_m", "kick-off-below-td", f"The kick-off at {bore.kick_off_m:g} m is below the total depth of {bore.parent}, {mother.td_m:g} m.", "The wellbore stands on its own until one of them is corrected.")  # fmt: skip
            return None
        return parent

    def _descends(self, stage: Stage, ancestor: Stage, ids: dict[str, str]) -> bool:
        seen: set[str] = set()
        while stage.bore and stage.bore.parent in ids and stage.key not in seen:
            seen.add(stage.key)
            stage = next(other for other in self.stages if other.key == stage.bore.parent)
            if stage is ancestor:
                return True
        return False

    def _assume_vertical(self, item: dict[str, Any], bore: Bore) -> None:
        """Two stations straight down, where TD and TVD differ by at most 1 % and there is no survey."""
        run_id = (
            "assumed-vertical" if item is self.document["wellbores"][0] else f"assumed-vertical-{item['id']}"
        )
        others = [run for run in item.get("survey_runs") or [] if run["id"] != run_id]
        td, tvd = bore.td_m, bore.tvd_m
        if others or td is None or tvd is None or td - tvd > VERTICAL_FRACTION * td:
            return
        depths = [td] if item.get("parent_id") else [0.0, td]
        run = {
            "id": run_id,
            "name": "Assumed vertical",
            "type": "unknown",
            "stations": [{"md_m": md, "inclination_deg": 0.0, "azimuth_deg": 0.0} for md in depths],
            "source": assumed("TD and TVD differ by 1 % or less, so TVD is taken as MD"),
            "remarks": f"TD {td:g} m MD, {tvd:g} m TVD.",
        }
        item["survey_runs"] = [run]

    # header and datum

    def _header(self) -> None:
        if not self.bores:
            return
        bores = {bore.wellbore: bore for bore in self.bores}
        ordered = [bores[stage.key] for stage in self.stages if stage.key in bores]
        first, header = ordered[0], self.document["header"]
        facts = {
            "uwi": first.npdid if self.stages[0].bore is first else header.get("uwi"),
            "operator": _latest(bore.operator for bore in ordered),
            "field": _latest(bore.field for bore in ordered),
            "facility": _latest(bore.facility for bore in ordered),
            "environment": _environment(ordered),
            "position": _position(first),
            "source": stated("wellbores", first.bore_name),
        }
        state(header, facts)
        for key, value in (
            ("kind", _latest(KIND.get((bore.purpose or "").upper()) for bore in ordered)),
            ("fluid", _latest(FLUID.get((bore.content or "").upper()) for bore in ordered)),
        ):
            current_fact(header, key, value, None)
        last = ordered[-1]
        status = STATUS.get(last.status or "")
        begun = last.ended if status == "abandoned" else last.completed
        current_fact(header, "status", status, begun)
        self._datum(first)
        for bore in ordered:
            self.ledger.touch(bore.place, self.key, "header")

    def _datum(self, bore: Bore) -> None:
        current = next((item for item in self.document.get("datum") or [] if not item.get("valid_to")), None)
        ground = None if bore.water_m is None else -bore.water_m
        facts = {"rkb_elevation_m": bore.kb_m, "ground_elevation_m": ground}
        if bore.kb_m is None and ground is None:
            return
        item = put(self.document, "datum", {"id": current["id"] if current else "datum", **facts, "source": stated("wellbores", bore.bore_name)})  # fmt: skip
        fill(item, "annulus_gauge_elevation_m", bore.kb_m, assumed("the annulus gauges stand at the RKB"))
        self.ledger.touch(bore.place, self.key, "datum", item["id"])

    # strings and holes

    def _refuse_below_td(self) -> None:
        """Nothing lies below the total depth of its wellbore, which is rounded to the metre."""
        for stage in self.stages:
            for row in stage.casings:
                depths = (("shoe_md_m", row.shoe_md_m), ("hole_md_m", row.hole_md_m))
                for column, depth_m in depths:
                    if depth_m and stage.td_m and depth_m > stage.td_m + ROUNDING_M:
                        noun = "hole" if row.kind in HOLES or column == "hole_md_m" else "shoe"
                        what = f"The {noun} at {depth_m:g} m is below the total depth of {row.wellbore}, {stage.td_m:g} m."
                        mend = f"Is it in feet ({depth_m * FOOT:.0f} m)? Otherwise correct one of the two depths."
                        self.ledger.find(
                            self.sheets.finding(row, "error", column, f"{noun}-below-td", what, mend)
                        )
                        break

    def _write_strings(self) -> None:
        for string in self.strings.all:
            item = by_id(self.document.get("strings"), string.id)
            if string.row is None:
                if item is not None and string.valid_to != item.get("valid_to"):
                    item["valid_to"] = string.valid_to
                continue
            put(self.document, "strings", self._string_item(string, item))
        for row in self.casings:
            string = self.strings.of_row.get(row.place)
            if string is not None:
                self.ledger.touch(row.place, self.key, "strings", string.id)

    def _string_item(self, string: String, item: dict[str, Any] | None) -> dict[str, Any]:
        assert string.row is not None
        sections = copied((item or {}).get("sections") or [{"id": "s1"}])
        if len(sections) == 1 and string.od_in is not None:
            sections[0]["od_m"] = to_si(string.od_in, UNITS["in"])
        word = WORDS.get(string.kind, string.kind)
        sources = {}
        if string.assumed_day:
            sources = {
                "valid_from": assumed("the day it was run is not stated; the completion of its wellbore")
            }
        return known(
            {
                "id": string.id,
                "name": f"{size(string.od_in)} in {word}",
                "wellbore_id": string.bore_id,
                "kind": string.kind,
                "shoe_md_m": string.shoe_md_m,
                "sections": sections,
                "valid_from": string.valid_from,
                "valid_to": string.valid_to,
                "source": stated("wellbore_casing_and_lot", string.row.wellbore),
                "sources": sources,
            }
        )

    def _holes(self) -> None:
        for stage in self.stages:
            used: set[str] = set()
            for row in sorted(stage.casings, key=lambda row: row.shoe_md_m or 0.0):
                if not self.ledger.is_refused(row.place):
                    self._hole(stage, row, used)

    def _hole(self, stage: Stage, row: Casing, used: set[str]) -> None:
        is_hole = row.kind in HOLES
        base = row.hole_md_m or (row.shoe_md_m if is_hole else None)
        if base is None or (row.hole_in is None and row.kind == ""):
            return
        word = "pilot hole" if row.kind == "PILOT HOLE" else "hole"
        stem = slug(f"{word} {size(row.hole_in) if row.hole_in else 'unknown'} {stage.suffix}")
        name, number = stem, 1
        while name in used:
            number += 1
            name = f"{stem}-{number}"
        used.add(name)
        item = {
            "id": name,
            "wellbore_id": stage.id,
            "base_md_m": base,
            "diameter_m": to_si(row.hole_in, UNITS["in"]) if row.hole_in else None,
            "source": stated("wellbore_casing_and_lot", row.wellbore),
            "remarks": "Pilot hole." if row.kind == "PILOT HOLE" else None,
        }
        put(self.document, "holes", known(item))
        self.ledger.touch(row.place, self.key, "holes", name)

    # annuli and fluids

    def _annuli(self) -> None:
        if not (self.casings or self.muds):
            return
        groups: list[list[Period]] = []
        open_groups: dict[tuple[str, str], list[Period]] = {}
        for period in self.periods:
            name = (period.outer.id, period.letter)
            group = open_groups.get(name)
            if group is None or group[-1].end != period.start:
                group = open_groups[name] = []
                groups.append(group)
            group.append(period)
        used: set[str] = set()
        for group in groups:
            self._annulus(group, used)

    def _annulus(self, group: list[Period], used: set[str]) -> None:
        first, last = group[0], group[-1]
        theirs = next(
            (
                item
                for item in self.document.get("annuli") or []
                if item.get("outer_string_id") == first.outer.id and item.get("letter") == first.letter
            ),
            None,
        )
        name = _unused(theirs["id"] if theirs else f"annulus-{first.letter.lower()}-{first.outer.id}", used)
        columns = (theirs or {}).get("columns") or []
        by_hand = any(not column["id"].startswith("mud-below-") for column in columns)
        item = put(
            self.document,
            "annuli",
            known(
                {
                    "id": name,
                    "letter": first.letter,
                    "outer_string_id": first.outer.id,
                    "valid_from": first.start,
                    "valid_to": last.end,
                }
            ),
        )
        if first.letter == "A" and all(string.kind != "tubing" for string in self.strings.all):
            fill(
                item, "bottom", "open", assumed("no tubing, packer or plug is listed; the bore is open below")
            )
        if not by_hand:
            self._columns(item, group, used)

    def _columns(self, item: dict[str, Any], group: list[Period], used: set[str]) -> None:
        columns: list[dict[str, Any]] = []
        for period in group:
            if period.mud is None:
                continue
            column = self._column(period, columns, used)
            for mud in period.measured:
                self.ledger.touch(mud.place, self.key, "annuli", item["id"], "columns", column["id"])
        if columns:
            item["columns"] = columns

    def _column(self, period: Period, columns: list[dict[str, Any]], used: set[str]) -> dict[str, Any]:
        assert period.mud is not None
        layer = {
            "fluid": _mud_name(period.mud.fluid),
            "phase": "liquid",
            "density_kg_m3": period.mud.density_kg_m3,
        }
        source = assumed(
            f"the heaviest mud measured below {period.shoe.id} and above the next shoe was left behind"
        )
        remarks = f"At {period.mud.md_m:g} m MD in {period.mud.wellbore}."
        facts = {"layers": [layer], "source": source, "remarks": remarks}
        if columns and columns[-1].get("valid_to") == period.start and period.start is not None:
            previous = {key: columns[-1].get(key) for key in facts}
            if previous == facts:
                columns[-1].pop("valid_to")
                columns[-1].update(known({"valid_to": period.end}))
                return columns[-1]
        column = known(
            {
                "id": _unused(f"mud-below-{period.shoe.id}", used),
                "valid_from": period.start,
                "valid_to": period.end,
                **facts,
            }
        )
        columns.append(column)
        return column

    # formation tests

    def _tests(self) -> None:
        strengths: dict[str, list[dict[str, Any]]] = {}
        self._stage_of_test: dict[str, int] = {}
        for number, stage in enumerate(self.stages):
            rows = [row for row in stage.casings if row.emw_kg_m3]
            rows.sort(key=lambda row: (row.emw_kg_m3 or 0.0, row.row))
            for row in rows:
                self._test(number, stage, row, strengths)
        for items in strengths.values():
            for item in items:
                put(self.document, "formation_strength", item)

    def _test(
        self, number: int, stage: Stage, row: Casing, strengths: dict[str, list[dict[str, Any]]]
    ) -> None:
        if self.ledger.is_refused(row.place):
            return
        string = self.strings.of_row.get(row.place)
        if string is None and row.kind == "":
            own = [
                s
                for s in self.strings.all
                if s.stage <= number and s.stands_on(stage.begun if number else None)
            ]
            string = shoe_above(row, own)
        if string is None and row.kind != "":
            self._warn(row, "emw", "test-without-shoe", "A formation test on an open-hole row: its shoe is not stated.", "Enter the test at its shoe by hand.")  # fmt: skip
            self._shoe(row, missing="the shoe of the test is not stated")
            return
        item = self._strength(number, stage, row, string, strengths)
        self.ledger.touch(row.place, self.key, "formation_strength", item["id"])
        if string is None:
            self._shoe(row, strength=item["id"], missing="the test was run in open hole, not at a shoe")
            return
        period = judged_in(string, number, self.periods)
        if period is None:
            self._shoe(row, string=string, strength=item["id"], missing="no day is known on which it was the exposed shoe of an annulus")  # fmt: skip
        else:
            self._shoe(row, string=string, strength=item["id"], letter=period.letter, day=period.last_day)

    def _strength(
        self, number: int, stage: Stage, row: Casing, string: String | None,
        strengths: dict[str, list[dict[str, Any]]],
    ) -> dict[str, Any]:  # fmt: skip
        """The test as an item; a later stage's test ends what an earlier one said of the same shoe."""
        kind = self._test_kind(row, string)
        where = f"below {string.id}" if string else f"at {row.shoe_md_m:g} m {stage.suffix}"
        group = strengths.setdefault(where, [])
        facts = {
            "kind": kind,
            "shoe_of": string.id if string else None,
            "md_m": None if string and row.kind else row.shoe_md_m,
            "emw_kg_m3": row.emw_kg_m3,
            "emw_datum_elevation_m": stage.bore.kb_m if stage.bore else None,
        }
        for item in group:
            if all(item.get(key) == value for key, value in facts.items() if value is not None):
                return item
        begun = stage.begun if number and string and string.stage < number else None
        for item in group:
            if begun and self._stage_of_test[item["id"]] < number and "valid_to" not in item:
                item["valid_to"] = begun
        name = slug(f"test {where}" + (f" {len(group) + 1}" if group else ""))
        item = known(
            {
                "id": name,
                **facts,
                "valid_from": begun or (string.valid_from if string else None),
                "source": stated("wellbore_casing_and_lot", row.wellbore),
            }
        )
        group.append(item)
        self._stage_of_test[name] = number
        return item

    def _test_kind(self, row: Casing, string: String | None) -> str:
        """As stated; else as the document has it of the same test; else FIT, the weaker claim."""
        if row.test in ("LOT", "FIT", "XLOT"):
            return row.test.lower()
        for item in (self.before or {}).get("formation_strength") or []:
            if string and item.get("shoe_of") == string.id and item.get("emw_kg_m3") == row.emw_kg_m3:
                return str(item["kind"])
        if self.sheets.has(row.sheet, "test"):
            self._warn(row, "test", "test-kind", "LOT or FIT is not stated.", "Taken as FIT, a lower bound.")
        return "fit"

    def _shoe(
        self, row: Casing, *, string: String | None = None, strength: str | None = None,
        letter: str | None = None, day: str | None = None, missing: str | None = None,
    ) -> None:  # fmt: skip
        self.shoes.append(
            ShoeTest(
                sheet=row.sheet,
                row=row.row,
                wellbore=row.wellbore,
                well_key=self.key,
                emw_kg_m3=row.emw_kg_m3,
                shoe_md_m=row.shoe_md_m,
                string_id=string.id if string else None,
                strength_id=strength,
                letter=letter,
                day=day,
                missing=missing,
            )
        )

    def _warn(self, record: Bore | Casing, column: str, code: str, what: str, mend: str) -> None:
        self.ledger.find(self.sheets.finding(record, "warning", column, code, what, mend))


def _mud_name(fluid: str | None) -> str:
    if fluid is None or fluid.upper() == "DUMMY":
        return "Drilling mud"
    return fluid if "mud" in fluid.lower() else f"{fluid} mud"


def _unused(wanted: str, used: set[str]) -> str:
    name, number = wanted, 1
    while name in used:
        number += 1
        name = f"{wanted}-{number}"
    used.add(name)
    return name


def _latest(values: Iterable[str | None]) -> str | None:
    return next((value for value in reversed(list(values)) if value), None)


def _environment(bores: list[Bore]) -> str | None:
    """Subsea as stated; a fixed platform drills its own wells dry; of the rest nothing is said."""
    if any(bore.subsea for bore in bores):
        return "subsea"
    return "platform" if any(bore.subsea is False and bore.fixed_rig for bore in bores) else None


def _position(bore: Bore) -> dict[str, Any] | None:
    if bore.crs != "ED50" or bore.latitude is None or bore.longitude is None:
        return None
    return {"latitude_deg": bore.latitude, "longitude_deg": bore.longitude, "crs": "EPSG:4230"}
