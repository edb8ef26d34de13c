"""Well names, so that 'NO 15/9-F-12', '15/9-F-12' and 'F-12' find one another.

A key is the name in capitals without country code and doubled blanks. A short key ('F-12') also means
every well whose key ends in '-F-12'; where that leaves more than one, the importer asks.
"""

from __future__ import annotations

import re

_COUNTRY = re.compile(r"^[A-Z]{2}\s+(?=\d)")


def well_key(name: str) -> str:
    """
    >>> well_key(' NO 15/9-F-12 '), well_key('f-12')
    ('15/9-F-12', 'F-12')
    """
    return _COUNTRY.sub("", " ".join(str(name).upper().split()))


def matches(key: str, wanted: str) -> bool:
    """Is the well with this key meant by the wanted one?

    >>> matches('15/9-F-12', 'F-12'), matches('15/9-F-12', '15/9-F-1'), matches('15/9-F-12', '12')
    (True, False, False)
    """
    return key == wanted or (is_short(wanted) and key.endswith(f"-{wanted}"))


def is_short(key: str) -> bool:
    """A name with a slot but without block: letters, a hyphen and a number."""
    return re.fullmatch(r"[A-Z]+-\d+", key) is not None


def ending(key: str) -> str | None:
    """The short name a longer key ends in.

    >>> ending('15/9-F-12'), ending('F-12'), ending('15/9-12')
    ('F-12', None, None)
    """
    found = re.search(r"-([A-Z]+-\d+)$", key)
    return found and found[1]


def split_wellbore(name: str) -> tuple[str, str]:
    """Well name and what makes it this wellbore; Norwegian names part at the first blank.

    >>> split_wellbore('15/9-F-1 C'), split_wellbore('F-15D'), split_wellbore('15/9-F-12')
    (('15/9-F-1', 'C'), ('F-15', 'D'), ('15/9-F-12', ''))
    """
    key = well_key(name)
    first, _, rest = key.partition(" ")
    glued = re.fullmatch(r"([A-Z]+-\d+)([A-Z]+\d*)", first)
    if glued:
        first, rest = glued[1], f"{glued[2]} {rest}".strip()
    return first, rest


def slug(text: str) -> str:
    """An id the document takes.

    >>> slug('15/9-F-12'), slug('13 3/8')
    ('15-9-f-12', '13-3-8')
    """
    return re.sub(r"[^a-z0-9]+", "-", str(text).lower()).strip("-") or "x"
