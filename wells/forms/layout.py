"""Which facts stand in front of a form; the others follow in groups, and provenance in a fold.

Only what is in front is named here, so that a new fact of the schema appears without being listed.
"""

FRONT = {
    "well": (
        "header.name", "header.uwi", "header.field", "header.environment", "header.operator", "header.asset",
        "header.hub", "header.facility", "header.sour",
    ),
    "fact": ("value", "valid_from", "valid_to"),
    "datum": (
        "name", "rkb_elevation_m", "ground_elevation_m", "annulus_gauge_elevation_m", "valid_from", "valid_to",
    ),
    "section": ("top_md_m", "base_md_m", "od_m", "wall_m", "linear_mass_kg_m", "grade", "yield_pa"),
    "wall_log": ("tool", "logged_on"),
    "interval": ("top_md_m", "base_md_m", "min_remaining_wall_m", "pattern"),
    "survey_run": ("name", "type", "status", "surveyed_on", "azimuth_reference", "tool"),
    "evaluation": ("verified_by", "quality", "valid_from"),
    "component": (
        "kind", "name", "string_id", "mounted_on", "md_m", "top_md_m", "base_md_m", "valid_from", "valid_to",
    ),
    "test": ("performed_on", "kind", "pressure_pa", "direction", "result", "fluid_density_kg_m3"),
    "gauge": ("tag", "elevation_m", "reference", "valid_from", "valid_to"),
    "column": ("as_left_on", "valid_from", "valid_to"),
    "layer": ("top_md_m", "fluid", "phase", "density_kg_m3", "lightest_density_kg_m3"),
    "formation_pressure": (
        "md_m", "lowest_credible_pa", "highest_credible_pa", "fluid_density_kg_m3", "valid_from",
    ),
}  # fmt: skip
#: Folded away in every form: where the facts come from.
PROVENANCE = ("source", "sources", "remarks")
WORDS = {
    "connection": "Connection",
    "rating_override": "Stated ratings, instead of the formula",
    "ratings": "Ratings",
    "control_line": "Control line",
    "design_factors": "Design factors",
    "position": "Surface position",
    "": "More",
}
LIST_WORDS = {
    "sections": "Sections",
    "wall_logs": "Wall logs",
    "intervals": "Intervals",
    "survey_runs": "Survey runs",
    "evaluations": "How it was verified",
    "tests": "Tests",
    "gauges": "Gauges",
    "columns": "Fluid columns",
    "layers": "Layers, from the top down",
    "pressures": "Pressures",
    "temperatures": "Temperatures",
    "status": "Status",
    "kind": "Purpose",
    "fluid": "Fluid",
    "lift": "Lift",
    "flow_potential": "Flow potential",
}


def front(noun: str, names: list[str]) -> list[str]:
    """Names that stand in front, in their order; without an entry all that is no object and no provenance."""
    if noun in FRONT:
        return [name for name in FRONT[noun] if name in names]
    return [name for name in names if "." not in name and name not in PROVENANCE]


def group_of(name: str) -> str:
    """The fold a fact stands in that is not in front: its object, `source`, or the nameless rest."""
    path = name.removeprefix("header.").split(".")
    if any(step in PROVENANCE for step in path):
        return "source"
    return path[0] if len(path) > 1 else ""
