"""Licences of public data that importers meet, with the words their owners ask to be credited with."""

from __future__ import annotations

from wells.imports.report import Answers

NLOD = (
    "Norwegian Licence for Open Government Data (NLOD) 1.0",
    "Contains data under the Norwegian licence for Open Government data (NLOD) distributed by "
    "the Norwegian Offshore Directorate.",
)
VOLVE = (
    "Equinor terms and conditions for licence to data, Volve",
    "Data from the Volve data set, courtesy of Equinor and the former Volve licence partners "
    "(ExxonMobil Exploration and Production Norway, Bayerngas Norge). The data may not be sold.",
)
KNOWN = {"nlod": NLOD, "volve": VOLVE}


def licence_of(answers: Answers | None) -> tuple[str, str]:
    """Licence and attribution as answered: a known name, or any words; empty where nobody said."""
    answers = answers or {}
    said = answers.get("licence", "")
    licence, attribution = KNOWN.get(said.lower(), (said, ""))
    return licence, answers.get("attribution", attribution)
