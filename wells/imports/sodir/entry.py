"""One well of FactPages under way: its rows, and the document so far."""

from __future__ import annotations

from wells.imports.ledger import Ledger
from wells.imports.report import Document
from wells.imports.sodir.annuli import Period
from wells.imports.sodir.records import Bore, Casing, Mud, Sheets
from wells.imports.sodir.shoes import ShoeTest
from wells.imports.sodir.stages import Stage, Strings


class Entry:
    """What every part of a well's entry reads and writes."""

    document: Document
    stages: list[Stage]
    strings: Strings
    periods: list[Period]

    def __init__(self, key: str, before: Document | None, ledger: Ledger, sheets: Sheets):
        self.key, self.before, self.ledger, self.sheets = key, before, ledger, sheets
        self.bores: list[Bore] = []
        self.casings: list[Casing] = []
        self.muds: list[Mud] = []
        self.shoes: list[ShoeTest] = []

    def warn(self, record: Bore | Casing, column: str, code: str, what: str, mend: str) -> None:
        self.ledger.find(self.sheets.finding(record, "warning", column, code, what, mend))
