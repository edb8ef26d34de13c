"""Addresses under /api/v1/ of what a well is."""

from wells.api import (
    attachments,
    catalogue,
    hierarchy,
    imports,
    measurements,
    parts,
    revisions,
    scenarios,
    schemas,
    schematic,
    trajectory,
    wells,
)

urlpatterns = [
    *wells.routes,
    *revisions.routes,
    *scenarios.routes,
    *schematic.routes,
    *trajectory.routes,
    *attachments.routes,
    *measurements.routes,
    *parts.routes,
    *hierarchy.routes,
    *imports.routes,
    *catalogue.routes,
    *schemas.routes,
]
