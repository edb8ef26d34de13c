"""Tags of the editing pages."""

from django import template

from deepguard.templatetags.parts import widget_class

register = template.Library()


@register.inclusion_tag("wells/_edit_cell.html")
def edit_cell(bound):
    """A field in a cell: its label is the head of the column, said again for those who cannot see it."""
    attrs = {
        "class": widget_class(bound),
        "aria-label": bound.label,
        "aria-describedby": f"{bound.auto_id}-note",
    }
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return {
        "bound": bound,
        "widget": bound.as_widget(attrs=attrs),
        "unit": getattr(bound.field, "unit_label", None),
        "long": len(bound.errors) > 0,
    }


@register.filter
def unit_name(bound) -> str:
    """The unit a field is typed in, empty where it has none."""
    return getattr(bound.field, "unit_label", "")
