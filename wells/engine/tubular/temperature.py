"""What heat leaves of yield. It acts on the yield, before any strength formula, and never after one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from wells.engine.constants import ROOM_TEMPERATURE_K
from wells.engine.tubular.grades import GradeName, parse_grade

LINEAR_DERATING_PER_K = 0.00054
"""Loss of yield per kelvin above room temperature: 0.03 % per degF (R6)."""

TABLE_K: tuple[float, ...] = (298.15, 373.15, 423.15, 473.15, 523.15)
"""Temperatures of the columns of the table [K]: 25, 100, 150, 200, 250 degC."""

ROWS: dict[str, tuple[float, ...]] = {
    "L80": (1, 0.95, 0.91, 0.88, 0.89),
    "P110": (1, 0.94, 0.90, 0.89, 0.88),
    "P110HC": (1, 0.95, 0.91, 0.88, 0.87),
    "13CR-80": (1, 0.93, 0.91, 0.89, 0.86),
    "13CR-95": (1, 0.93, 0.91, 0.89, 0.87),
    "SMSS-95": (1, 0.94, 0.92, 0.92, 0.90),
    "SMSS-110": (1, 0.91, 0.88, 0.86, 0.84),
    "SS-110": (1, 0.94, 0.90, 0.87, 0.84),
    "HCSS-110": (1, 0.94, 0.90, 0.87, 0.84),
    "Q125": (1, 0.94, 0.90, 0.87, 0.87),
    "SS-125": (1, 0.94, 0.89, 0.86, 0.84),
    "HCSS-125": (1, 0.94, 0.89, 0.86, 0.84),
    "HC-125": (1, 0.94, 0.89, 0.86, 0.84),
    "SDSS-125": (1, 0.94, 0.89, 0.86, 0.84),
}
"""Share of yield left, by grade, as printed in the SCORE material catalogue of 2019-02-14 (R6)."""

DEFAULT_ROW = "default"


class Derating(NamedTuple):
    """Share of yield left at a temperature, and the row of the table it was read from."""

    factor: float
    row: str


class OutsideTable(ValueError):
    """The table has no figure for this grade or temperature; the message says which."""


def yield_factor_linear(*, temperature_k: float) -> float:
    """Share of the room-temperature yield left at a temperature, linear; no credit below 25 degC.

        f = 1 - 0.00054 (T - 298.15)

    It acts on the yield before any strength formula. The catalogue prints it to 250 degC; the line goes on
    beyond. Source: R6.

    >>> round(yield_factor_linear(temperature_k=373.15), 4)
    0.9595
    """
    return 1 - LINEAR_DERATING_PER_K * max(0.0, temperature_k - ROOM_TEMPERATURE_K)


def yield_factor_by_grade(*, grade: str, temperature_k: float) -> Derating:
    """Share of the room-temperature yield left at a temperature, by the grade's row of the table.

    Linear between columns, never above a colder column (one row is printed with a last figure that rises),
    no credit below 25 degC. A carbon-steel grade without a row of its own has the catalogue's
    default row, which is the linear loss. Above 250 degC, and for other grades without a row, there is no
    figure: OutsideTable. Source: R6.

    >>> yield_factor_by_grade(grade="L-80", temperature_k=523.15)
    Derating(factor=0.88, row='L80')
    >>> round(yield_factor_by_grade(grade="P110", temperature_k=398.15).factor, 6)
    0.92
    """
    row = row_of(parse_grade(grade))
    if row is None:
        raise OutsideTable(f"the table of yield by temperature has no row for grade {grade}")
    if temperature_k > TABLE_K[-1]:
        raise OutsideTable(
            f"{temperature_k - 273.15:.0f} °C is beyond the table of yield by temperature, which ends at 250 °C"
        )
    if row == DEFAULT_ROW:
        return Derating(yield_factor_linear(temperature_k=temperature_k), row)
    return Derating(_read(ROWS[row], temperature_k), row)


def row_of(name: GradeName) -> str | None:
    """The row of the table that a grade has; None where it has none.

    >>> row_of(parse_grade("13CR80")), row_of(parse_grade("N-80")), row_of(parse_grade("S95"))
    ('13CR-80', 'default', None)
    """
    for row in (name.derating, name.api):
        if row in ROWS:
            return row
    return DEFAULT_ROW if name.alloy == "carbon" else None


def _read(row: Sequence[float], temperature_k: float) -> float:
    """The running minimum of a row, linear between its columns."""
    shares = list(accumulate(row, min))
    if temperature_k <= TABLE_K[0]:
        return shares[0]
    for (low_k, high_k), (low, high) in zip(pairwise(TABLE_K), pairwise(shares), strict=True):
        if temperature_k <= high_k:
            return low + (high - low) * (temperature_k - low_k) / (high_k - low_k)
    raise OutsideTable("beyond the last column")
