"""The small forms of a what-if: begin one, submit it, decide on it."""

from django import forms

from wells.forms.fields import DayField


class NewScenarioForm(forms.Form):
    use_required_attribute = False
    name = forms.CharField(
        max_length=120,
        label="What if …",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "placeholder": "the tubing leaks at the side pocket?"}
        ),
        error_messages={"required": "Give it a name: what if …?"},
    )
    why = forms.CharField(
        max_length=2000,
        required=False,
        label="Why you ask",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SubmitForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(
        max_length=2000,
        label="Why the well should be changed",
        help_text="Goes into its revision.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Say why the well should be changed: the reason goes into its revision."},
    )
    true_since = DayField(
        required=False,
        label="True in the well since",
        help_text="For what you added without a day of its own. Empty: from the beginning.",
    )


class DecideForm(forms.Form):
    """`sha256`: of the document that was read."""

    sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)
    remark = forms.CharField(
        max_length=2000, required=False, label="Remark", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
