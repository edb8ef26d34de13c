"""Tags of the editing pages."""

from django import template

from deepguard.templatetags.parts import widget_class
from wells.engine.field_words import hint as fact_hint
from wells.pages.values import shown_value

register = template.Library()


@register.inclusion_tag("wells/_edit_cell.html")
def edit_cell(bound):
    """A field in a cell: its label is the head of the column, said again for those who cannot see it."""
    attrs = {"class": widget_class(bound), "aria-label": bound.label}
    if bound.errors:
        attrs |= {"aria-invalid": "true", "aria-describedby": f"{bound.auto_id}-note"}
    return {
        "bound": bound,
        "widget": bound.as_widget(attrs=attrs),
        "unit": getattr(bound.field, "unit_label", None),
    }


@register.simple_tag(takes_context=True)
def in_words(context, value, hint=""):
    """A value of a fact in the reader's units and words."""
    return shown_value(value, fact_hint(hint or ""), context["request"].user.units)


@register.filter
def says_more(bound) -> bool:
    """Whether the help of a field tells more than its label."""
    return str(bound.help_text).strip(" .").lower() != str(bound.label).lower()
