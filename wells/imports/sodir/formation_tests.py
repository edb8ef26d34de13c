"""Formation tests of one well, and the annulus each of them is judged in."""

from __future__ import annotations

from typing import Any

from wells.imports.merge import known, put
from wells.imports.names import slug
from wells.imports.sodir.entry import Entry
from wells.imports.sodir.records import Casing
from wells.imports.sodir.shoes import ShoeTest, judged_in, shoe_above
from wells.imports.sodir.sources import stated
from wells.imports.sodir.stages import Stage, String


class FormationTests:
    """The rows with a LOT or FIT on their way into the document."""

    def __init__(self, well: Entry):
        self.well = well

    def write(self) -> None:
        strengths: dict[str, list[dict[str, Any]]] = {}
        self._stage_of_test: dict[str, int] = {}
        for number, stage in enumerate(self.well.stages):
            rows = [row for row in stage.casings if row.emw_kg_m3]
            rows.sort(key=lambda row: (row.emw_kg_m3 or 0.0, row.row))
            for row in rows:
                self._test(number, stage, row, strengths)
        for items in strengths.values():
            for item in items:
                put(self.well.document, "formation_strength", item)

    def _test(
        self, number: int, stage: Stage, row: Casing, strengths: dict[str, list[dict[str, Any]]]
    ) -> None:
        if self.well.ledger.is_refused(row.place):
            return
        string = self.well.strings.of_row.get(row.place)
        if string is None and row.kind == "":
            own = [
                s
                for s in self.well.strings.all
                if s.stage <= number and s.stands_on(stage.begun if number else None)
            ]
            string = shoe_above(row, own)
        if string is None and row.kind != "":
            self.well.warn(row, "emw", "test-without-shoe", "A formation test on an open-hole row: its shoe is not stated.", "Enter the test at its shoe by hand.")  # fmt: skip
            self._shoe(row, missing="the shoe of the test is not stated")
            return
        item = self._strength(number, stage, row, string, strengths)
        self.well.ledger.touch(row.place, self.well.key, "formation_strength", item["id"])
        if string is None:
            self._shoe(row, strength=item["id"], missing="the test was run in open hole, not at a shoe")
            return
        period = judged_in(string, number, self.well.periods)
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
        for item in (self.well.before or {}).get("formation_strength") or []:
            if string and item.get("shoe_of") == string.id and item.get("emw_kg_m3") == row.emw_kg_m3:
                return str(item["kind"])
        if self.well.sheets.has(row.sheet, "test"):
            self.well.warn(
                row, "test", "test-kind", "LOT or FIT is not stated.", "Taken as FIT, a lower bound."
            )
        return "fit"

    def _shoe(
        self, row: Casing, *, string: String | None = None, strength: str | None = None,
        letter: str | None = None, day: str | None = None, missing: str | None = None,
    ) -> None:  # fmt: skip
        self.well.shoes.append(
            ShoeTest(
                sheet=row.sheet,
                row=row.row,
                wellbore=row.wellbore,
                well_key=self.well.key,
                emw_kg_m3=row.emw_kg_m3,
                shoe_md_m=row.shoe_md_m,
                string_id=string.id if string else None,
                strength_id=strength,
                letter=letter,
                day=day,
                missing=missing,
            )
        )
