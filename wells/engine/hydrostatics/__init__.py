"""Pressure in static columns of liquid and gas, and the volume, heat and level of an annulus.

Depths are true vertical, from the top of the column, positive down, unless they say MD. Pressures are
gauge; gas is computed in absolute pressure, because the gas law knows no other.
"""

from .column import (
    Gas,
    LayerStep,
    Liquid,
    column_pressure_pa,
    column_steps,
    gas_pressure_pa,
    liquid_pressure_pa,
)
from .compliance import compliance_per_pa
from .fluid_level import level_by_collars_md_m, level_by_time_md_m
from .gas_column import GasColumn, gas_column
from .prepared import LiquidColumn
from .thermal import BRINES, Trapped, build_up_pa, greatest_cold_pressure_pa, sealed_pressure_rise_pa
from .volume import annular_capacity_m2, kick_tolerance_kg_m3, volume_m3

__all__ = [
    "BRINES",
    "Gas",
    "GasColumn",
    "LayerStep",
    "Liquid",
    "LiquidColumn",
    "Trapped",
    "annular_capacity_m2",
    "build_up_pa",
    "column_pressure_pa",
    "column_steps",
    "compliance_per_pa",
    "gas_column",
    "gas_pressure_pa",
    "greatest_cold_pressure_pa",
    "kick_tolerance_kg_m3",
    "level_by_collars_md_m",
    "level_by_time_md_m",
    "liquid_pressure_pa",
    "sealed_pressure_rise_pa",
    "volume_m3",
]
