"""The facts that lists show of a well, read from the model of a past day instead of the cached columns of today."""

from wells.engine.model import WellModel

#: What changes in a well and stands in lists: a list of a past day is neither filtered nor sorted by it.
CHANGING = ("kind", "fluid", "lift", "status", "flow_potential")


def listed_at(model: WellModel) -> dict:
    """Name, kind, fluid, status and depth as the well had them on the day of the model; None for the unknown.

    Where the well hangs and who may see it are kept for the present only.
    """
    header = model.header
    depths = [bore.total_depth_md_m for bore in model.wellbores or () if bore.total_depth_md_m is not None]
    return {
        **{name: getattr(header, name) for name in ("name", "uwi", "field", "environment", *CHANGING)},
        "total_depth_md_m": max(depths, default=None),
    }
