"""The forms of rule packs: send one, put one in force."""

from django import forms

from wells.documents import MAX_BYTES

REASON = {"required": "Say why, in a few words."}


class SendPackForm(forms.Form):
    """A file, or the same as text; the cleaned `sent` is bytes and what they are."""

    file = forms.FileField(
        required=False,
        label="YAML or JSON",
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml,.json"}),
    )
    text = forms.CharField(
        required=False,
        strip=False,
        max_length=MAX_BYTES,
        label="or its text",
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "dg-mono"}),
    )
    reason = forms.CharField(required=False, max_length=500, label="Why this version")

    def clean(self):
        facts = super().clean()
        file, text = facts.get("file"), facts.get("text") or ""
        if not file and not text.strip():
            raise forms.ValidationError("Choose a file, or paste its text.")
        if file:
            facts["sent"] = file.read(MAX_BYTES + 1), file.name
        else:
            facts["sent"] = text.encode(), "json" if text.lstrip().startswith("{") else "yaml"
        return facts


class ActivateForm(forms.Form):
    """From which day, and why. `supersedes` names the activation that was seen as the last one."""

    valid_from = forms.DateField(
        label="In force from",
        help_text="The first day on which it holds, in UTC.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        max_length=500, label="Reason", widget=forms.Textarea(attrs={"rows": 3}), error_messages=REASON
    )
    supersedes = forms.UUIDField(required=False, widget=forms.HiddenInput)
