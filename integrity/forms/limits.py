"""Forms of limits: propose, approve, end."""

import json
from datetime import date

from django import forms
from django.utils import timezone

from deepguard.forms import QuantityField, UnitsMixin
from deepguard.units import display_unit
from integrity.engine.result import PROVISIONAL
from wells.forms.fields import DayField

WHY = {"required": "Say why: the reason stays with the limit."}


class ProposeForm(UnitsMixin, forms.Form):
    """The computed limit of an annulus put to a second person, with the triggers below it."""

    use_required_attribute = False
    upper_trigger_pa = QuantityField(
        "pressure_pa", required=False, min_si=0, label="Upper trigger", help_text="Empty: as computed."
    )
    lower_trigger_pa = QuantityField(
        "pressure_pa", required=False, min_si=0, label="Lower trigger", help_text="Empty: none."
    )
    reason = forms.CharField(
        max_length=2000,
        label="Reason, stays with the limit",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=WHY,
    )


class ApproveForm(forms.Form):
    """The limit in force from a day; a provisional one with each unknown accepted, and until when."""

    use_required_attribute = False
    valid_from = DayField(label="In force from")
    reason = forms.CharField(
        max_length=2000, required=False, label="Reason, stays with the limit",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    read = forms.BooleanField(
        label="I have read the governing derivation",
        error_messages={"required": "Read the derivation of what governs, then tick this."},
    )

    def __init__(self, *args, proposal, user, **options):
        super().__init__(*args, **options)
        self.unit = display_unit("pressure_pa", user.units).symbol
        self.fields["valid_from"].initial = timezone.localdate().isoformat()
        if proposal.status == PROVISIONAL:
            unknowns = json.loads(proposal.unknowns)
            self.fields["accepted"] = forms.MultipleChoiceField(
                choices=[(what, what) for what in unknowns],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                label="I accept that this is not known",
            )
            self.fields["accepted_until"] = DayField(required=False, label="Accepted until")

    @property
    def facts(self) -> dict:
        """What the service takes."""
        given = self.cleaned_data
        until = given.get("accepted_until")
        return {
            "unit": self.unit,
            "valid_from": date.fromisoformat(given["valid_from"]),
            "reason": given["reason"],
            "accepted": tuple(given.get("accepted", ())),
            "accepted_until": date.fromisoformat(until) if until else None,
        }


class EndForm(forms.Form):
    """Reject a proposal, or take one's own back."""

    use_required_attribute = False
    reason = forms.CharField(
        max_length=2000,
        label="Why not",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why: the reason stays with the decision."},
    )


class RetractForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(
        max_length=2000,
        label="Why it was never true",
        help_text="Stays with the record. The fact itself stays in older revisions.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why: the reason stays with the record."},
    )
