"""Grades of casing and tubing: what a spelling means, what API 5CT says of it, and whether it goes with H2S.

A grade is known by its spelling only as far as this table goes. A high-collapse or proprietary grade is
recognised as such and has no figures here: its data sheet has them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from wells.engine.constants import PSI_PA

TENSILE = "API 5CT tensile table as transcribed publicly (R9)"
SOUR = "sour service from memory, to be checked against ISO 15156-2 (R10)"

ALWAYS, ABOVE, LIMITED = "always", "above", "limited"


class Sour(NamedTuple):
    """Whether a grade goes with H2S: always, only above a temperature [K], or within limits of its own."""

    when: str
    above_k: float | None = None
    words: str = ""
    source: str = SOUR


class Grade(NamedTuple):
    """A grade of API 5CT: yield between two bounds, tensile strength [Pa], greatest hardness, sour service."""

    name: str
    yield_pa: float
    greatest_yield_pa: float
    tensile_pa: float
    hardness_hrc: float | None
    sour: Sour
    source: str = TENSILE


class GradeName(NamedTuple):
    """What a spelling of a grade says: the grade of API 5CT, or a family and strength of its own."""

    spelling: str
    api: str | None
    """Name in `GRADES`; None where the grade is not of API 5CT."""
    alloy: str
    """`carbon`, `9cr`, `13cr`, `other`; `other` also where the spelling does not say."""
    derating: str | None
    """Name of its row in the table of yield by temperature, where that differs from the API name."""
    high_collapse: bool = False
    line_pipe: bool = False

    @property
    def is_api(self) -> bool:
        """Whether API 5CT or 5L defines the grade, so that the collapse formula describes it."""
        return self.api is not None or self.line_pipe


def _grade(name: str, ksi: tuple[int, int, int], hardness_hrc: float | None, sour: Sour) -> Grade:
    least, greatest, tensile = (value * 1000 * PSI_PA for value in ksi)
    return Grade(name, least, greatest, tensile, hardness_hrc, sour)


GOES = Sour(ALWAYS)
QUALIFIED = Sour(ALWAYS, words="where the mill has qualified it")
SOME_13CR = Sour(LIMITED, words="13Cr takes a little H2S only, by its partial pressure and pH")
SOME_9CR = Sour(LIMITED, words="9Cr takes a little H2S only, by its partial pressure and pH")
SOME_95 = Sour(LIMITED, words="95 ksi steel that is not made for sour service takes a little H2S only")

GRADES: dict[str, Grade] = {
    grade.name: grade
    for grade in (
        _grade("H40", (40, 80, 60), None, GOES),
        _grade("J55", (55, 80, 75), None, GOES),
        _grade("K55", (55, 80, 95), None, GOES),
        _grade("M65", (65, 85, 85), 22, GOES),
        _grade("N80", (80, 110, 100), None, Sour(ABOVE, 353.15)),
        _grade("N80-1", (80, 110, 100), None, Sour(ABOVE, 353.15)),
        _grade("N80Q", (80, 110, 100), None, Sour(ABOVE, 338.15)),
        _grade("L80", (80, 95, 95), 23, GOES),
        _grade("L80-9Cr", (80, 95, 95), 23, SOME_9CR),
        _grade("L80-13Cr", (80, 95, 95), 23, SOME_13CR),
        _grade("C90", (90, 105, 100), 25.4, GOES),
        _grade("R95", (95, 110, 105), None, SOME_95),
        _grade("T95", (95, 110, 105), 25.4, GOES),
        _grade("C110", (110, 120, 115), 30, QUALIFIED),
        _grade("P110", (110, 140, 125), None, Sour(ABOVE, 353.15)),
        _grade("Q125", (125, 150, 135), None, Sour(ABOVE, 380.15)),
    )
}
"""Every grade of API 5CT; N80 without its type is taken at the stricter of the two."""

#: Spellings of API 5CT, cleaned, and the name of the grade. C95 is what R95 was called.
_API = {name.upper().replace("-", ""): name for name in GRADES}
_API |= {"N801": "N80-1", "L801": "L80", "C95": "R95", "13CR80": "L80-13Cr", "13CRL80": "L80-13Cr"}
_API |= {"CR1380": "L80-13Cr", "9CR80": "L80-9Cr", "9CRL80": "L80-9Cr"}
_ALLOYS = {"L80-9Cr": "9cr", "L80-13Cr": "13cr"}
#: Families of grades beyond API 5CT that have rows in the table of yield by temperature.
_FAMILIES = {
    "13CR": "13CR",
    "CR13": "13CR",
    "SMSS": "SMSS",
    "SM13CRS": "SMSS",
    "S13CR": "SMSS",
    "SUPER13CR": "SMSS",
    "SS": "SS",
    "HCSS": "HCSS",
    "HC": "HC",
    "SDSS": "SDSS",
}
_STRENGTH = re.compile(rf"({'|'.join(_FAMILIES)})(\d{{2,3}})")
#: Line pipe of API 5L, of which conductors are often made: carbon steel, rated by the same formulas.
_LINE_PIPE = re.compile(r"X(?:42|46|52|56|60|65|70|80)")
_HIGH_COLLAPSE = re.compile(r"HC|^S\d{2,3}$")


def grade_named(spelling: str) -> Grade | None:
    """The row of API 5CT for a grade as people spell it; None where it is not of API 5CT.

    >>> grade_named("P 110").name, grade_named("13CR80").name, grade_named("HC95")
    ('P110', 'L80-13Cr', None)
    """
    api = parse_grade(spelling).api
    return None if api is None else GRADES[api]


@lru_cache(maxsize=4_096)
def parse_grade(spelling: str) -> GradeName:
    """What a grade as people spell it is. Case, blanks, hyphens, slashes and a trailing "ksi" do not count.

    >>> parse_grade("N-80").api, parse_grade("L80-13Cr").api, parse_grade("l 80 type 1").api
    ('N80', 'L80-13Cr', 'L80')
    >>> parse_grade("P110HC").high_collapse, parse_grade("S-95").is_api
    (True, False)
    """
    clean = re.sub(r"KSI|TYPE|GRADE|[^A-Z0-9]", "", spelling.upper())
    api = _API.get(clean)
    if api is not None:
        alloy = _ALLOYS.get(api, "carbon")
        return GradeName(spelling, api, alloy, "13CR-80" if alloy == "13cr" else None)
    if _LINE_PIPE.fullmatch(clean):
        return GradeName(spelling, None, "carbon", None, line_pipe=True)
    return GradeName(spelling, None, _alloy(clean), _row(clean), _is_high_collapse(clean))


def _alloy(clean: str) -> str:
    found = re.search(r"13CR|CR13|9CR", clean)
    if found is None or re.search(r"SUPER|SM13|S13", clean):
        return "other"
    return "9cr" if found[0] == "9CR" else "13cr"


def _row(clean: str) -> str | None:
    """The row of the table of yield by temperature of a grade that is not of API 5CT."""
    if clean in ("P110HC", "HCP110", "HC110"):
        return "P110HC"
    parts = _STRENGTH.fullmatch(clean)
    return None if parts is None else f"{_FAMILIES[parts[1]]}-{parts[2]}"


def _is_high_collapse(clean: str) -> bool:
    return _HIGH_COLLAPSE.search(clean) is not None


def sour_warning(grade: str | None, sour: bool | None, temperature_k: float | None = None) -> str | None:
    """The sentence for pipe that does not go with H2S, or is not known to; None where there is nothing to say.

    `temperature_k` is the coldest the pipe ever gets under sour fluid; None where that is not known, which
    earns no credit. A well that is not stated to be sour has nothing to say here. Source: R10, from memory.

    >>> sour_warning("P110", True, 373.15)
    >>> sour_warning("P110", True)
    'grade P110 goes with H2S only above 80 °C, and the coldest it gets is not known'
    >>> sour_warning("L-80", True)
    """
    if not sour:
        return None
    if not grade or not grade.strip():
        return "the grade is not known, so that nothing shows that it goes with H2S"
    known = grade_named(grade)
    if known is None:
        return f"grade {grade} is not of API 5CT: only its data sheet can show that it goes with H2S"
    rule = known.sour
    if rule.when == LIMITED:
        return f"grade {grade} does not go with H2S without proof: {rule.words}"
    if rule.above_k is None or (temperature_k is not None and temperature_k >= rule.above_k):
        return None
    told = "and the coldest it gets is not known"
    if temperature_k is not None:
        told = f"and it gets as cold as {temperature_k - 273.15:.0f} °C"
    return f"grade {grade} goes with H2S only above {rule.above_k - 273.15:.0f} °C, {told}"
