"""When 30 CFR 250.523 asks for another casing diagnostic because of the pressure alone.

    P > 0.10 MIYP (A annulus, yearly),  P > 0.20 MIYP (outer annuli, every five years)

The rule says "greater than": a pressure at the share asks for nothing. Source: R20, paragraphs (f) and (g).
"""

from __future__ import annotations

SHARE_OF_A, SHARE_OUTSIDE = 0.10, 0.20


def diagnostic_is_due(*, letter: str, pressure_pa: float, miyp_pa: float) -> bool:
    """Whether a casing pressure [Pa, gauge] asks for the periodic diagnostic of its annulus.

    `miyp_pa` is the minimum internal yield pressure of the casing that is the annulus' outer wall.

    >>> diagnostic_is_due(letter="A", pressure_pa=820.0, miyp_pa=8160.0)
    True
    """
    return pressure_pa > (SHARE_OF_A if letter == "A" else SHARE_OUTSIDE) * miyp_pa
