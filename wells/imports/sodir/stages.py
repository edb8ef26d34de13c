"""The wellbores of a well as stages, in the order they were drilled, and the strings standing in each.

FactPages lists for each wellbore the strings as they stood while it was drilled: a sidetrack repeats
some of its mother's, leaves others out, and gives no day for any. What follows from the tables:

- a string listed again at the same depth (within 2 m) is the same string;
- a string of a sidetrack that is as wide as, or wider than, one of its mother's cannot stand beside it in one
  wellhead: the mother's had left, at the latest on the day the sidetrack was entered;
- a liner of the mother that reaches below the kick-off is plugged back with its hole on that day;
- a liner is run last: with no day of its own it is dated to the completion of its wellbore, a day earlier for
  each liner below it, marked as assumed, so that the shoe above it can be judged on the day before.

Two strings of one size in one wellbore, and a sidetrack that replaces strings on an unknown day, are refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from wells.imports.ledger import Ledger
from wells.imports.names import slug, split_wellbore
from wells.imports.sodir.records import Bore, Casing, Mud, Sheets
from wells.imports.units import INCH

KINDS = {
    "CONDUCTOR": "conductor",
    "SURF.COND.": "surface_casing",
    "INTERM.": "intermediate_casing",
    "PROD.": "production_casing",
    "LINER": "liner",
    "TIE-BACK": "tieback",
    "TUBING": "tubing",
    "SCREEN": "screen",
}
HOLES = ("OPEN HOLE", "PILOT HOLE", "")
SAME_SHOE_M = 2.0
SAME_SIZE_IN = 0.01


@dataclass(slots=True, kw_only=True)
class String:
    """A string of the well, from the file or from the document as it is."""

    id: str
    kind: str
    od_in: float | None
    shoe_md_m: float
    bore_id: str
    valid_from: str | None = None
    valid_to: str | None = None
    assumed_day: bool = False
    stage: int = 0
    row: Casing | None = None

    @property
    def is_liner(self) -> bool:
        return self.kind == "liner"

    @property
    def at_wellhead(self) -> bool:
        return self.kind not in ("liner", "screen", "structural")

    def stands_on(self, start: str | None) -> bool:
        """Is it in the well at the beginning of a period (None = from the beginning)?"""
        begun = self.valid_from is None or (start is not None and self.valid_from <= start)
        return begun and (self.valid_to is None or start is None or start < self.valid_to)


@dataclass(slots=True, kw_only=True)
class Stage:
    """One wellbore: its rows, and the days that are known of it."""

    key: str
    id: str
    suffix: str
    bore: Bore | None = None
    known: dict[str, Any] = field(default_factory=dict)
    casings: list[Casing] = field(default_factory=list)
    muds: list[Mud] = field(default_factory=list)

    @property
    def begun(self) -> str | None:
        return (self.bore.entered if self.bore else None) or self.known.get("valid_from")

    @property
    def completed(self) -> str | None:
        return self.bore.completed if self.bore else None

    @property
    def td_m(self) -> float | None:
        stated = self.bore.td_m if self.bore else None
        return stated or self.known.get("total_depth_md_m")

    @property
    def kick_off_m(self) -> float | None:
        stated = self.bore.kick_off_m if self.bore else None
        return stated or self.known.get("kick_off_md_m")

    @property
    def order(self) -> tuple[bool, str, str]:
        return self.suffix not in ("", "S"), self.begun or self.completed or "9999", self.key


def stage_of(key: str, known: dict[str, Any]) -> Stage:
    suffix = split_wellbore(key)[1]
    return Stage(
        key=key, id=known.get("id") or f"wellbore-{slug(suffix or 'main')}", suffix=suffix, known=known
    )


class Strings:
    """Every string of a well over its stages; `of_row` names the string a casing row speaks of."""

    def __init__(self, stages: list[Stage], existing: list[String], ledger: Ledger, sheets: Sheets):
        self.stages, self.ledger, self.sheets = stages, ledger, sheets
        self.all = list(existing)
        self.of_row: dict[tuple[str, int], String] = {}
        self._ids = {string.id for string in existing}
        numbers = {stage.id: number for number, stage in enumerate(stages)}
        for string in existing:
            string.stage = numbers.get(string.bore_id, 0)
        for number, stage in enumerate(stages):
            self._set(number, stage)

    def _set(self, number: int, stage: Stage) -> None:
        claimed: list[String] = []
        rows = [row for row in stage.casings if self._is_string(row)]
        rows.sort(key=lambda row: (row.shoe_md_m or 0.0, -(row.od_in or 0.0)))
        fresh = [row for row in rows if not self._claim(number, row, claimed)]
        for row in fresh:
            if not self._claim(number, row, claimed, again=True):
                self._run(number, stage, row, claimed)
        self._plug_back(number, stage, claimed)
        after = self.stages[number + 1].begun if number + 1 < len(self.stages) else None
        _date_liners(stage, claimed, after)

    def _is_string(self, row: Casing) -> bool:
        if row.kind in HOLES or self.ledger.is_refused(row.place):
            return False
        if row.kind not in KINDS:
            self._refuse(
                row, "kind", "casing-type", f"“{row.kind}” is no known casing type.", "Correct the type."
            )
        elif row.od_in is None:
            self._refuse(
                row,
                "od",
                "no-size",
                "The string has no size.",
                "Give its diameter: annuli are nested by it.",
            )
        return not self.ledger.is_refused(row.place)

    def _claim(self, number: int, row: Casing, claimed: list[String], *, again: bool = False) -> bool:
        """Is the row about a string that is known already? A second one of its size is refused."""
        alike = [string for string in self._standing(number) if _alike(string, row)]
        mine = next((string for string in alike if string in claimed), None)
        if mine is not None:
            if mine.shoe_md_m != row.shoe_md_m:
                self._refuse_second(row, mine)
            else:
                self.of_row[row.place] = mine
            return True
        if again:
            return False
        for string in alike:
            same_bore = string.bore_id == self.stages[number].id
            if same_bore or abs(string.shoe_md_m - (row.shoe_md_m or 0.0)) <= SAME_SHOE_M:
                if same_bore:
                    string.shoe_md_m, string.kind, string.row = row.shoe_md_m or 0.0, KINDS[row.kind], row
                claimed.append(string)
                self.of_row[row.place] = string
                return True
        return False

    def _run(self, number: int, stage: Stage, row: Casing, claimed: list[String]) -> None:
        """A new string, in the order strings are run, when what stood in its way can be dated out."""
        if self._out_of_order(row, claimed):
            return
        inner = [
            string
            for string in self._standing(number)
            if string not in claimed and string.bore_id != stage.id and _in_the_way(string, row)
        ]
        if inner and stage.begun is None:
            self._refuse(
                row,
                "shoe_md_m",
                "undated-sidetrack",
                f"It replaces {inner[0].id} of another wellbore on an unknown day.",
                "Import the wellbore's own row first: its entry date says when.",
            )
            return
        for string in inner:
            string.valid_to = stage.begun
        string = String(
            id=self._mint(stage, row),
            kind=KINDS[row.kind],
            od_in=row.od_in,
            shoe_md_m=row.shoe_md_m or 0.0,
            bore_id=stage.id,
            valid_from=stage.begun if number else None,
            stage=number,
            row=row,
        )
        claimed.append(string)
        self.all.append(string)
        self.of_row[row.place] = string

    def _out_of_order(self, row: Casing, claimed: list[String]) -> bool:
        """A wider string does not hang below a narrower one."""
        for string in claimed:
            wider = (string.od_in or 0.0) - (row.od_in or 0.0)
            deeper = string.shoe_md_m - (row.shoe_md_m or 0.0)
            if wider * deeper > 0:
                self._refuse(
                    row,
                    "shoe_md_m",
                    "string-order",
                    f"{size(row.od_in)} in at {row.shoe_md_m:g} m and {size(string.od_in)} in at "
                    f"{string.shoe_md_m:g} m: the wider string hangs deeper.",
                    "Correct a size or a depth.",
                )
                return True
        return False

    def _refuse_second(self, row: Casing, first: String) -> None:
        self._refuse(
            row,
            "od",
            "same-size-string",
            f"A second {size(row.od_in)} in string, at {row.shoe_md_m:g} m beside {first.shoe_md_m:g} m: "
            "two of one size do not hang in one well.",
            "Keep the row that is right.",
        )

    def _plug_back(self, number: int, stage: Stage, claimed: list[String]) -> None:
        kick_off = stage.kick_off_m
        if not number or kick_off is None or stage.begun is None:
            return
        for string in self._standing(number):
            mother = string not in claimed and string.bore_id != stage.id
            if mother and string.is_liner and string.shoe_md_m > kick_off:
                string.valid_to = stage.begun

    def _standing(self, number: int) -> list[String]:
        """What stands in the well when a stage is drilled; its own strings, also those that left later."""
        stage = self.stages[number]
        return [
            string
            for string in self.all
            if string.stage <= number
            and (
                string.valid_to is None
                or string.bore_id == stage.id
                or (stage.begun is not None and string.valid_to > stage.begun)
            )
        ]

    def _mint(self, stage: Stage, row: Casing) -> str:
        kind = KINDS[row.kind]
        noun = kind if kind in ("liner", "tieback", "tubing", "screen") else "casing"
        stem = slug(f"{noun} {size(row.od_in)} {stage.suffix}")
        name, number = stem, 1
        while name in self._ids:
            number += 1
            name = f"{stem}-{number}"
        self._ids.add(name)
        return name

    def _refuse(self, row: Casing, column: str, code: str, what: str, mend: str) -> None:
        self.ledger.find(self.sheets.finding(row, "error", column, code, what, mend))


def _alike(string: String, row: Casing) -> bool:
    same = string.od_in is not None and abs(string.od_in - (row.od_in or 0.0)) < SAME_SIZE_IN
    return same and string.is_liner == (row.kind == "LINER")


def _in_the_way(string: String, row: Casing) -> bool:
    """Nothing is run through, or past, a string that is no wider."""
    return (string.od_in or 0.0) <= (row.od_in or 0.0)


def _date_liners(stage: Stage, claimed: list[String], after: str | None) -> None:
    """Liners on the last days of their wellbore, the deepest last, and before the next one is entered."""
    liners = [string for string in claimed if string.is_liner and string.bore_id == stage.id]
    liners.sort(key=lambda string: string.shoe_md_m)
    if stage.completed is None:
        return
    end = date.fromisoformat(stage.completed)
    if after is not None and after <= stage.completed:
        end = date.fromisoformat(after) - timedelta(days=1)
    for place, liner in enumerate(liners):
        day = (end - timedelta(days=len(liners) - 1 - place)).isoformat()
        if liner.row is not None and (stage.begun is None or day > stage.begun):
            liner.valid_from, liner.assumed_day = day, True


def size(od_in: float | None) -> str:
    """A diameter as it is said.

    >>> size(13.375), size(7.0), size(9.66)
    ('13 3/8', '7', '9.66')
    """
    if od_in is None:
        return "?"
    whole, rest = divmod(od_in, 1)
    part = Fraction(rest).limit_denominator(64)
    if abs(part - Fraction(rest)) > Fraction(1, 10_000) or part.denominator not in (1, 2, 4, 8, 16, 32, 64):
        return f"{od_in:g}"
    return " ".join(text for text in (f"{whole:.0f}" if whole else "", f"{part}" if part else "") if text)


def string_in(item: dict[str, Any], only_bore: str | None) -> String | None:
    """A string of the document as it is; None where its shoe is not known."""
    sections = item.get("sections") or [{}]
    od_m = sections[0].get("od_m")
    if item.get("shoe_md_m") is None:
        return None
    return String(
        id=item["id"],
        kind=item["kind"],
        od_in=None if od_m is None else round(od_m / INCH, 6),
        shoe_md_m=item["shoe_md_m"],
        bore_id=item.get("wellbore_id") or only_bore or "",
        valid_from=item.get("valid_from"),
        valid_to=item.get("valid_to"),
    )
