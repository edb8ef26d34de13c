"""Where the liquid stands in an annulus, from an echo.

Lengths are along the annulus: measured depth, never TVD.
"""

from __future__ import annotations


def level_by_time_md_m(*, gun_md_m: float, travel_time_s: float, sound_speed_m_s: float) -> float:
    """Measured depth of the liquid level [m], from the time of the sound down and back.

        MD = MD_gun + c t / 2

    c is the mean speed in the gas above. Source: R14, from memory.

    >>> level_by_time_md_m(gun_md_m=10, travel_time_s=2, sound_speed_m_s=400)
    410.0
    """
    return gun_md_m + sound_speed_m_s * travel_time_s / 2


def level_by_collars_md_m(*, gun_md_m: float, collars: float, average_joint_length_m: float) -> float:
    """Measured depth of the liquid level [m], from the collars that were counted above it.

        MD = MD_gun + n L

    Parts of a joint below the last collar are estimated from the trace, so that n need not be whole.
    Source: R14, from memory.

    >>> level_by_collars_md_m(gun_md_m=10, collars=40.5, average_joint_length_m=10)
    415.0
    """
    return gun_md_m + collars * average_joint_length_m
