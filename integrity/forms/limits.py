"""Forms of limits: propose, approve, end."""

import json
from datetime import date

from django import forms
from django.utils import timezone

from deepguard import numbers
from deepguard.formatting import quantity
from deepguard.forms import QuantityField, UnitsMixin
from deepguard.units import display_unit, unit_of
from integrity.engine.result import PROVISIONAL
from integrity.quantities import ENTERED, KINDS, WELL_STATES, Quantity, as_typed
from integrity.services.limits.standing import Computed
from wells.forms.fields import DayField
from wells.pages.attachment_form import size_help, within_size

WHY = {"required": "Say why: the reason stays with the limit."}


class ReasonField(forms.CharField):
    """Why a limit is proposed or approved."""

    def __init__(self, **options):
        super().__init__(
            max_length=2000,
            label="Reason, stays with the limit",
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages=WHY,
            **options,
        )


class DocumentsForm(UnitsMixin, forms.Form):
    """The end of every proposal: the files it rests on, of those beside the well or a new one."""

    use_required_attribute = False
    documents = forms.MultipleChoiceField(
        required=False, label="Documents it rests on", widget=forms.CheckboxSelectMultiple
    )
    upload = forms.FileField(required=False, label="A new document")

    def __init__(self, *args, kept, **options):
        super().__init__(*args, **options)
        self.kept = {str(one.attachment.uid): one for one in kept}
        self.fields["documents"].choices = [
            (uid, f"{one} – {one.remarks}" if one.remarks else str(one)) for uid, one in self.kept.items()
        ]
        self.fields["upload"].help_text = size_help()
        self.order_fields([name for name in self.fields if name not in DocumentsForm.base_fields])

    def clean_upload(self):
        return within_size(self.cleaned_data["upload"])

    @property
    def chosen(self) -> list:
        """The files chosen of those beside the well."""
        return [self.kept[uid] for uid in self.cleaned_data["documents"]]

    @property
    def facts(self) -> dict:
        """What the service takes, but for the documents."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in DocumentsForm.base_fields
        }


class ProposeForm(DocumentsForm):
    """The computed limit of an annulus put to a second person, with the triggers below it."""

    upper_trigger_pa = QuantityField(
        "pressure_pa", required=False, min_si=0, label="Upper trigger", help_text="Empty: as computed."
    )
    lower_trigger_pa = QuantityField(
        "pressure_pa", required=False, min_si=0, label="Lower trigger", help_text="Empty: none."
    )
    reason = ReasonField()


class StateForm(ProposeForm):
    """The computed limit of one annulus in one state; `computed` are the limits that can be put forward."""

    place = forms.ChoiceField(
        label="Computed limit", error_messages={"required": "Say which annulus, and in which state."}
    )

    def __init__(self, *args, computed: list[Computed], **options):
        super().__init__(*args, **options)
        self.numbers = {f"{one.annulus_uid}|{one.well_state}": one for one in computed}
        system = options["units"]
        self.fields["place"].choices = [
            ("", "choose"),
            *((key, self._line(one, system)) for key, one in self.numbers.items()),
        ]
        self.order_fields(["place"])

    @staticmethod
    def _line(one: Computed, system: str) -> str:
        state = one.well_state.replace("_", " ") or "every state"
        most = "at most " if one.status == PROVISIONAL else ""
        return f"{one.letter}, {state}: {most}{quantity(one.limit_pa, 'pressure_pa', system, limit=True)}"

    @property
    def facts(self) -> dict:
        given = super().facts
        one = self.numbers[given.pop("place")]
        return given | {"annulus_uid": one.annulus_uid, "well_state": one.well_state}


class EnterForm(DocumentsForm):
    """An entered limit of one quantity, which decides on units, sides and whether there is an annulus to choose."""

    quantity = forms.ChoiceField(choices=[(one, one.label) for one in ENTERED], widget=forms.HiddenInput)
    annulus_uid = forms.ChoiceField(
        label="Annulus", error_messages={"required": "This quantity belongs to an annulus: say which."}
    )
    well_state = forms.ChoiceField(
        required=False,
        label="Holds while the well is",
        choices=[("", "in any state"), *((one, one.replace("_", " ")) for one in WELL_STATES)],
    )
    limit = QuantityField("pressure", required=False, label="High limit")
    upper_trigger = QuantityField("pressure", required=False, label="Upper trigger")
    lower_trigger = QuantityField("pressure", required=False, label="Lower trigger")
    low_limit = QuantityField("pressure", required=False, label="Low limit")
    reason = ReasonField()

    NUMBERS = ("limit", "upper_trigger", "lower_trigger", "low_limit")

    def __init__(self, *args, quantity: str, annuli: list[tuple[str, str]], **options):
        super().__init__(*args, initial={"quantity": quantity}, **options)
        self.asked, kind = Quantity(quantity), KINDS[quantity]
        for name in self.NUMBERS:
            self.fields[name].hint = kind.hint
        if not kind.has_low:
            del self.fields["lower_trigger"], self.fields["low_limit"]
            self.fields["limit"].label, self.fields["limit"].required = "Limit", True
        if not kind.of_annulus:
            del self.fields["annulus_uid"]
        else:
            self.fields["annulus_uid"].choices = [("", "choose"), *annuli]

    @property
    def facts(self) -> dict:
        """Every number in one unit: the one its limit was written in."""
        given, unit = super().facts, self._unit()
        numbers = {name: given.get(name) for name in self.NUMBERS}
        return (
            given
            | {name: None if value is None else as_typed(value, unit) for name, value in numbers.items()}
            | {"unit": unit}
        )

    def _unit(self) -> str:
        written = [self[name].data for name in self.NUMBERS if name in self.fields and self[name].data]
        named = unit_of(numbers.with_unit(written[0])[1] or "") if written else None
        return (named or self.fields["limit"].unit).symbol


class ApproveForm(forms.Form):
    """The limit in force from a day; a provisional one with each unknown accepted, and until when.

    A pressure comes into force in the approver's unit, anything else in the one it was entered in.
    """

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
        is_pressure = proposal.kind.dimension == "pressure"
        self.unit = display_unit("pressure_pa", user.units).symbol if is_pressure else ""
        if not proposal.is_computed:
            self.fields["read"].label = "I have read the reason and the documents"
            self.fields["read"].error_messages["required"] = "Read what it rests on, then tick this."
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
