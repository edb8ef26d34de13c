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
from wells.imports.merge import by_id, current_fact, fill, known, new_document, put, state
from wells.imports.names import slug, well_key
from wells.imports.report import Document
from wells.imports.sodir.annuli import periods
from wells.imports.sodir.columns import Annuli
from wells.imports.sodir.entry import Entry
from wells.imports.sodir.formation_tests import FormationTests
from wells.imports.sodir.records import Bore, Casing
from wells.imports.sodir.sources import assumed, stated
from wells.imports.sodir.stages import HOLES, Stage, String, Strings, size, stage_of, string_in
from wells.imports.units import FOOT, UNITS, to_si

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


class Well(Entry):
    """Rows of one well, and how they become its document."""

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
        Annuli(self).write()
        FormationTests(self).write()
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
            self.warn(bore, "kick_off_m", "kick-off-below-td", f"The kick-off at {bore.kick_off_m:g} m is below the total depth of {bore.parent}, {mother.td_m:g} m.", "The wellbore stands on its own until one of them is corrected.")  # fmt: skip
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
