"""Tags of the editing pages."""

from django import template

from deepguard.templatetags.deepguard import quantity
from deepguard.templatetags.parts import widget_class
from wells.engine.field_words import hint as fact_hint

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


@register.simple_tag(takes_context=True)
def fact_value(context, value, hint):
    """A fact in the reader's unit; lists and objects in short."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)) and hint and fact_hint(hint):
        return quantity(context, value, hint)
    if isinstance(value, list):
        return f"{len(value)} rows"
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if not isinstance(part, (dict, list)))
    return str(value)
