"""Constants of nature and of definition. SI; each appears here once."""

from typing import Final

STANDARD_GRAVITY_M_S2: Final = 9.80665
"""Standard acceleration of free fall [m/s2], exact by definition (R1)."""

STANDARD_ATMOSPHERE_PA: Final = 101_325.0
"""Standard atmosphere [Pa], exact by definition (R1); turns gauge into absolute pressure."""

GAS_CONSTANT_J_MOL_K: Final = 8.314462618
"""Molar gas constant [J/(mol K)] (R2)."""

AIR_MOLAR_MASS_KG_MOL: Final = 0.0289647
"""Molar mass of dry air [kg/mol] (R2); the specific gravity of a gas is its molar mass over this."""

PSI_PA: Final = 6_894.757293168361
"""One pound-force per square inch [Pa], from the international pound and inch (R1)."""

INCH_M: Final = 0.0254
"""One inch [m], exact by definition (R1)."""

ROOM_TEMPERATURE_K: Final = 298.15
"""Temperature at which specified yield strengths hold [K]; derating begins here."""
