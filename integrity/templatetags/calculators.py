"""Tags of the forms of the calculators. `{% load calculators %}`"""

from django import template

from deepguard.templatetags.parts import widget_class

register = template.Library()


@register.simple_tag
def box_widget(box, row=""):
    """The control of a field, with its help and its faults named to those who cannot see them.

    `row`: the words of the row it stands in, where its label is the head of a column.
    """
    note = f"{row}-note" if row else f"{box.name}-note"
    attrs = {"class": widget_class(box.bound), "aria-describedby": note}
    if row:
        number = next(step for step in row.split("-") if step.isdecimal())
        attrs["aria-label"] = f"{box.label}, row {int(number) + 1}"
        attrs["title"] = box.help
    elif box.help:
        attrs["aria-describedby"] += f" {box.name}-help"
    if box.errors:
        attrs["aria-invalid"] = "true"
    return box.bound.as_widget(attrs=attrs)
