"""The small forms of the editing page: take something out, publish the draft."""

from django import forms
from django.core.exceptions import ValidationError

from wells.forms.fields import DayField

PULLED, MISTAKE = "pulled", "mistake"


class RemovalForm(forms.Form):
    """Pulled or replaced on a day, or never true."""

    use_required_attribute = False
    how = forms.ChoiceField(
        choices=[
            (PULLED, "Pulled or replaced: it was true until then"),
            (MISTAKE, "Entered by mistake: it was never true"),
        ],
        widget=forms.RadioSelect,
        initial=PULLED,
        label="Why it goes",
        error_messages={"required": "Say whether it was pulled or entered by mistake."},
    )
    day = DayField(
        required=False, label="Pulled or replaced on", help_text="First day it was no longer there."
    )
    with_carried = forms.BooleanField(required=False, initial=True, label="and what it carries")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("how") == PULLED and not cleaned.get("day") and "day" not in self.errors:
            raise ValidationError({"day": "Give the day it was pulled or replaced."})
        return cleaned


class PublishForm(forms.Form):
    """From draft to revision."""

    use_required_attribute = False
    true_since = DayField(
        required=False,
        label="True in the well since",
        help_text="For what you added without a day of its own. Empty: from the beginning.",
    )
    reason = forms.CharField(
        max_length=2000,
        label="Why",
        help_text="Stays with the revision for good.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Say why: the reason stays with the revision."},
    )
    evidence = forms.FileField(
        required=False, label="Evidence", help_text="Report, log or data sheet; kept under Documents."
    )
