"""Tags of the pages of a well: days and values as the document holds them. `{% load well_parts %}`"""

from datetime import date

from django import template

from deepguard import formatting
from wells.pages.values import shown_pair

register = template.Library()


@register.filter
def document_day(text):
    """A day of a document, `2026-11-09`, as people write it."""
    return formatting.NOT_KNOWN if not text else formatting.day(date.fromisoformat(text))


@register.simple_tag(takes_context=True)
def dls(context, value):
    """Dogleg severity in the unit the page names."""
    return formatting.number(value * context["severity"].factor, 2)


@register.simple_tag(takes_context=True)
def fact_values(context, fact):
    """What a fact was and is, in the reader's units and words; “–” where there is none."""
    return shown_pair(fact, context["request"].user.units)
