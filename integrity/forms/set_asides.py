"""The form that asks for a candidate to be set aside."""

from datetime import date

from django import forms
from django.utils import timezone

from wells.forms.fields import DayField


class SetAsideForm(forms.Form):
    use_required_attribute = False
    valid_from = DayField(
        required=False, label="From", help_text="Empty: today. A day that is over is not changed."
    )
    until = DayField(
        label="Until",
        help_text="The first day it counts again, at most a year from today.",
        error_messages={"required": "State the day on which the candidate counts again."},
    )
    reason = forms.CharField(
        max_length=2000,
        label="Why it may be left out until then",
        help_text="Stays with the record. The second person reads it.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why: the reason stays with the record."},
    )

    @property
    def facts(self) -> dict:
        """What the service takes."""
        given = self.cleaned_data
        begins = given.get("valid_from")
        return {
            "reason": given["reason"],
            "until": date.fromisoformat(given["until"]),
            "valid_from": date.fromisoformat(begins) if begins else timezone.localdate(),
        }
