"""Pipe diameters as the field says them: 9⅝″, 13⅜″, 2¹⁄₁₆″."""

from __future__ import annotations

INCH_M = 0.0254
#: A stated diameter is taken for the fraction when it is this near to it.
TOLERANCE_IN = 0.003
EIGHTHS = ("", "⅛", "¼", "⅜", "½", "⅝", "¾", "⅞")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def inches(od_m: float) -> str:
    """A diameter [m] in inches: eighths as one sign, sixteenths as a fraction, all else with decimals.

    >>> inches(0.244475), inches(0.508), inches(0.0523875), inches(0.25019)
    ('9⅝″', '20″', '2¹⁄₁₆″', '9.85″')
    """
    value = od_m / INCH_M
    sixteenths = round(value * 16)
    if abs(value - sixteenths / 16) > TOLERANCE_IN:
        return f"{value:.3f}".rstrip("0").rstrip(".") + "″"
    whole, rest = divmod(sixteenths, 16)
    if rest % 2 == 0:
        fraction = EIGHTHS[rest // 2]
    else:
        fraction = f"{str(rest).translate(RAISED)}⁄₁₆"
    return f"{whole or ''}{fraction}″" if whole or fraction else "0″"
