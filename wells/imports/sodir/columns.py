"""Annuli of one well and what stands in them: the heaviest mud left behind, period by period."""

from __future__ import annotations

from typing import Any

from wells.imports.merge import fill, known, put
from wells.imports.sodir.annuli import Period
from wells.imports.sodir.entry import Entry
from wells.imports.sodir.sources import assumed


class Annuli:
    """The periods of a well on their way into its document."""

    def __init__(self, well: Entry):
        self.well = well

    def write(self) -> None:
        if not (self.well.casings or self.well.muds):
            return
        groups: list[list[Period]] = []
        open_groups: dict[tuple[str, str], list[Period]] = {}
        for period in self.well.periods:
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
                for item in self.well.document.get("annuli") or []
                if item.get("outer_string_id") == first.outer.id and item.get("letter") == first.letter
            ),
            None,
        )
        name = unused(theirs["id"] if theirs else f"annulus-{first.letter.lower()}-{first.outer.id}", used)
        columns = (theirs or {}).get("columns") or []
        by_hand = any(not column["id"].startswith("mud-below-") for column in columns)
        item = put(
            self.well.document,
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
        if first.letter == "A" and all(string.kind != "tubing" for string in self.well.strings.all):
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
                self.well.ledger.touch(
                    mud.place, self.well.key, "annuli", item["id"], "columns", column["id"]
                )
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
                "id": unused(f"mud-below-{period.shoe.id}", used),
                "valid_from": period.start,
                "valid_to": period.end,
                **facts,
            }
        )
        columns.append(column)
        return column


def _mud_name(fluid: str | None) -> str:
    if fluid is None or fluid.upper() == "DUMMY":
        return "Drilling mud"
    return fluid if "mud" in fluid.lower() else f"{fluid} mud"


def unused(wanted: str, used: set[str]) -> str:
    """The name, numbered where it is used already."""
    name, number = wanted, 1
    while name in used:
        number += 1
        name = f"{wanted}-{number}"
    used.add(name)
    return name
