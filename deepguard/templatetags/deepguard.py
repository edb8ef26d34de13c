"""Tags and filters of every template: units, numbers, days, icons. Always loaded."""

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html

from deepguard import formatting
from deepguard.acts import may
from deepguard.models import UnitSystem
from deepguard.units import UNITS, display_unit, quantity_of

register = template.Library()


@register.simple_tag(takes_context=True)
def quantity(context, value, hint, limit=False):
    """`{% quantity value "pressure_pa" %}`: the number in the reader's unit, the unit small behind it."""
    system = _system(context)
    if value is None or value == "":
        return format_html('<span class="dg-unknown">{}</span>', formatting.NOT_KNOWN)
    if quantity_of(hint).shown(system).unit == "in":
        return formatting.inches(value)
    label = UNITS[quantity_of(hint).shown(system).unit].label
    figure = formatting.figure(value, hint, system, limit=limit)
    space = "" if label in ("°", "") else formatting.THIN_SPACE
    return format_html('{}<span class="dg-unit">{}{}</span>', figure, space, label)


@register.simple_tag(takes_context=True)
def limit(context, value, hint="pressure_pa"):
    """`{% limit value %}`: a limit, cut to whole units downwards."""
    return quantity(context, value, hint, limit=True)


@register.simple_tag(takes_context=True)
def figure(context, value, hint, limit=False):
    """The number alone, for columns whose head names the unit."""
    if value is None or value == "":
        return formatting.NOT_KNOWN
    return formatting.figure(value, hint, _system(context), limit=limit)


@register.simple_tag(takes_context=True)
def unit(context, hint):
    """`{% unit "pressure_pa" %}`: the reader's unit of a quantity."""
    return display_unit(hint, _system(context)).label


@register.simple_tag
def icon(name, label="", extra=""):
    """`{% icon "check" %}`: an icon of the sprite, hidden from readers unless it has a label."""
    reference = f"{static('vendor/icons.svg')}#i-{name}"
    classes = f"i {extra}".strip()
    if label:
        shown = '<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>'
        return format_html(shown, classes, label, reference)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, reference)


@register.simple_tag(takes_context=True)
def may_do(context, act, thing=None):
    """`{% may_do "well.edit" well as allowed %}`: whether to offer an act."""
    return may(context["request"].user, act, thing)


@register.filter
def day(value):
    """9 Nov 2026"""
    return formatting.day(value)


@register.simple_tag(takes_context=True)
def moment(context, value):
    """`{% moment event.at %}`: day and time on the reader's clock."""
    return formatting.moment(value, _zone(context))


@register.filter
def age(value):
    """How long ago a moment was: 2 d 14 h."""
    return formatting.NOT_KNOWN if value is None else formatting.age(timezone.now() - value)


@register.filter
def counted(number):
    """How many there are, as every number is written: 20,402."""
    return formatting.number(number, 0)


@register.filter
def signed_percent(fraction):
    """A difference as a percentage with its sign: +0.4 %."""
    text = formatting.number(fraction * 100, 1)
    return f"{'' if text.startswith(formatting.MINUS) else '+'}{text}{formatting.THIN_SPACE}%"


@register.filter
def or_dash(value):
    """“–” for what does not apply."""
    return formatting.NOT_APPLICABLE if value in (None, "") else value


@register.filter
def or_not_known(value):
    return formatting.NOT_KNOWN if value in (None, "") else value


@register.filter
def size(octets):
    return formatting.size(octets)


def _reader(context):
    return getattr(context.get("request"), "user", None)


def _system(context) -> str:
    """The units of the page where it has a choice of its own (`shown_units`), else those of the reader."""
    return context.get("shown_units") or getattr(_reader(context), "units", UnitSystem.METRIC)


def _zone(context) -> str:
    return getattr(_reader(context), "time_zone", "UTC")
