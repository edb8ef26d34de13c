"""What a grade as people write it says: the steel, what its name promises, and the connection written behind it.

Only a grade of API 5CT or 5L carries its least yield in its name. A maker's name (`VM 125 HC`, `P110-ICY`)
does not: its yield stays unknown until a data sheet says it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wells.engine.constants import PSI_PA
from wells.engine.tubular.grades import GRADES, grade_named

API, HIGH_COLLAPSE, PROPRIETARY = "api", "high_collapse", "proprietary"
#: Least yield of API 5CT grades [ksi]: the present table, and two older names that filings still use.
YIELD_KSI = {name: round(grade.yield_pa / PSI_PA / 1000) for name, grade in GRADES.items()} | {
    "C75": 75,
    "C95": 95,
}
#: Grades of line pipe (API 5L): the number is the least yield in ksi.
LINE_PIPE = ("42", "46", "52", "56", "60", "65", "70", "80")

_MAKERS = re.compile(
    r"^(?:(?:USS|VST|VMS|V&M|VALLOUREC|TENARIS|NIPPON|EVRAZ|JFE(?= Q)|API 5L|API 5CT|API) ?)+"
)
_SPELLED = re.compile(r"^(?P<before>HC ?)?(?P<letter>[HJKMCNLRTPQX]) ?(?P<figures>\d{2,3})(?P<rest>.*)$")
_HARMLESS = re.compile(r"\b(?:API 5CT|API|TYPE 1|PE|PIPE)\b")
_DELIVERED = re.compile(r"^[QMNR]\b")
_HIGH_COLLAPSE = re.compile(r"^ ?(?:HCE?|IC)\b ?")
_CONNECTION = re.compile(
    r"\b(?:SLIJ|WEDG|W ?\d{3}\b|TSH\b|VAM\b|MAC ?II\b|WLS?F\b|SLS?F\b|SF\b|BTC\b|LTC\b|STC\b|[SH] ?90|XT ?\d|XL|GB\b|DQ\b|"
    r"M95\b|DWC\b|USS FJM|TEC\b).*$"
)


class Grade(NamedTuple):
    """A grade: its name, the least yield its name promises [Pa] (None: not known), its family, its connection."""

    name: str
    yield_pa: float | None
    family: str
    connection: str | None


def grade_of(text: str | None) -> Grade | None:
    """The grade that was written; None where nothing was.

    >>> [grade_of(text).name for text in ('P-110.', 'X  80', 'C- 110', 'N-8O', 'L-80 TYPE 1')]
    ['P110', 'X80', 'C110', 'N80', 'L80']
    >>> grade_of('X-80 S-90DME-CR').name, grade_of('X-80 S-90DME-CR').connection
    ('X80', 'S 90DME CR')
    >>> grade_of('HCQ-125').name, grade_of('VM 125 HC').yield_pa, grade_of('P110-ICY').family
    ('Q125 HC', None, 'proprietary')
    """
    told = _MAKERS.sub("", _told(text))
    if not told:
        return None
    found = _SPELLED.match(told)
    base = _base(found) if found else None
    named = grade_named(told)
    if found is None or base is None:
        if named is not None:
            return Grade(named.name, named.yield_pa, API, None)
        product, connection = _connection(told)
        return Grade(_joined(product) or told, None, PROPRIETARY, connection if product.strip() else None)
    name, ksi = base
    rest, connection = _connection(_HARMLESS.sub(" ", found["rest"]))
    if name.startswith("X"):
        rest = _DELIVERED.sub("", rest)
    marked = _HIGH_COLLAPSE.match(rest)
    left = (rest[marked.end() :] if marked else rest).split()
    if left and named is not None:
        return Grade(named.name, named.yield_pa, API, None)
    if left:
        return Grade(" ".join([name, *(["HC"] if marked else []), *left]), None, PROPRIETARY, connection)
    if marked or found["before"]:
        return Grade(f"{name} HC", ksi * 1000 * PSI_PA, HIGH_COLLAPSE, connection)
    return Grade(name, ksi * 1000 * PSI_PA, API, connection)


def _told(text: str | None) -> str:
    """Capitals, figures and single spaces; the letter O in a number is a nought."""
    bare = re.sub(r"[^A-Z0-9&]+", " ", (text or "").upper()).strip()
    return re.sub(r"(?<=\d)O\b", "0", bare)


def _joined(product: str) -> str:
    """A maker's name without the blanks people put between its letters and figures: VM 125 HC = VM125HC."""
    return "".join(product.split()) if len(product) <= 14 else " ".join(product.split())


def _base(found: re.Match[str]) -> tuple[str, int] | None:
    letter, figures = found["letter"], found["figures"]
    if letter == "X" and figures in LINE_PIPE:
        return f"X{figures}", int(figures)
    name = f"{letter}{figures}"
    return (name, YIELD_KSI[name]) if name in YIELD_KSI else None


def _connection(rest: str) -> tuple[str, str | None]:
    found = _CONNECTION.search(rest)
    if found is None:
        return rest, None
    return rest[: found.start()], " ".join(found[0].split())
