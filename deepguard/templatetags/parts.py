"""Tags of the parts every page is made of: form fields, states, hashes. docs/look.md shows their use."""

from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone

register = template.Library()


@register.inclusion_tag("_field.html")
def field(bound, label=None, placeholder=None, autofocus=False, hint=True):
    """A form field with its label, its unit where it has one, its errors or else its help."""
    attrs = {"class": widget_class(bound), "aria-describedby": f"{bound.auto_id}-note"}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if placeholder:
        attrs["placeholder"] = placeholder
    if autofocus:
        attrs["autofocus"] = True
    kind = input_type(bound)
    return {
        "bound": bound,
        "widget": bound.as_widget(attrs=attrs),
        "label": label or bound.label,
        "unit": getattr(bound.field, "unit_label", None),
        "is_check": kind == "checkbox",
        "is_hidden": bound.is_hidden,
        "hint": hint,
    }


def widget_class(bound) -> str:
    """The class the widget was given, and the one of its kind."""
    own = bound.field.widget.attrs.get("class", "")
    kind = {"select": "form-select", "checkbox": "", "radio": ""}.get(input_type(bound), "form-control")
    return f"{own} {kind}".strip()


def input_type(bound) -> str:
    kind = getattr(bound.field.widget, "input_type", "text")
    return "checkbox" if kind == "checkbox" else kind


@register.simple_tag(takes_context=True)
def clock(context) -> str:
    """The time on the reader's clock, with the name of the zone."""
    zone = getattr(getattr(context.get("request"), "user", None), "time_zone", "UTC")
    return f"{timezone.now().astimezone(ZoneInfo(zone)):%H:%M %Z}"


@register.filter
def short_hash(value) -> str:
    """A SHA-256 as people compare it: the first eight and the last four digits."""
    text = str(value or "")
    return text if len(text) <= 14 else f"{text[:4]} {text[4:8]} … {text[-4:]}"


@register.filter
def skip_operator(name: str, operators) -> bool:
    """Whether a filter field can be left out: the operator, for somebody who has only one."""
    return name == "operator" and len(operators or ()) < 2


@register.filter
def spaced(word) -> str:
    """A word of the document as people write it: not_determinable -> not determinable."""
    return str(word or "").replace("_", " ")


@register.filter
def state_class(word: str) -> str:
    """The ground of a state's chip: what is proven, in doubt, missing, contradictory, or beside the point."""
    return STATES.get(str(word), ("nv", "question-mark"))[0]


@register.filter
def state_icon(word: str) -> str:
    return STATES.get(str(word), ("nv", "question-mark"))[1]


@register.filter
def state_word(word: str) -> str:
    return str(word or "unknown").replace("_", " ")


STATES = {
    "determined": ("info", "check"),
    "counted": ("ok", "check"),
    "created": ("ok", "plus"),
    "done": ("ok", "check"),
    "accepted": ("ok", "check"),
    "approved": ("ok", "check"),
    "to_approve": ("info", "alert-circle"),
    "no_limit": ("nv", "question-mark"),
    "by_state": ("info", "ruler-2"),
    "entered": ("nv", "pencil"),
    "moved": ("deg", "alert-triangle"),
    "verified": ("ok", "check"),
    "sheet": ("info", "file-text"),
    "unverified": ("deg", "alert-triangle"),
    "outlier": ("fail", "x"),
    "provisional": ("deg", "alert-triangle"),
    "set_aside": ("deg", "minus"),
    "warning": ("deg", "alert-triangle"),
    "changed": ("info", "pencil"),
    "running": ("info", "clock-hour-4"),
    "waiting": ("info", "clock-hour-4"),
    "in_force": ("info", "check"),
    "planned": ("info", "calendar-event"),
    "was_in_force": ("nv", "minus"),
    "not_activated": ("nv", "circle-dashed"),
    "private": ("nv", "eye-off"),
    "shared": ("info", "users"),
    "submitted": ("info", "git-pull-request"),
    "merged": ("ok", "check"),
    "discarded": ("nv", "trash"),
    "not_determinable": ("nv", "question-mark"),
    "unknown": ("nv", "question-mark"),
    "not_applicable": ("nv", "minus"),
    "unchanged": ("nv", "equal"),
    "refused": ("fail", "x"),
    "invalid": ("fail", "x"),
    "error": ("fail", "x"),
    "failed": ("fail", "x"),
}
