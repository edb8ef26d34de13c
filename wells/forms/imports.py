"""The form a file is sent by: any number of files of one kind, with the licence they come under."""

from django import forms

from wells.imports import File
from wells.services.imports.files import KINDS, refuse_too_large

OWN, OTHER = "", "other"
LICENCES = [(OWN, "our own data"), ("nlod", "NLOD (Norwegian open data)"), ("volve", "Volve terms"), (OTHER, "another")]  # fmt: skip
ENDINGS = {
    "tables": ".csv,.xlsx,.txt",
    "documents": ".json,.yaml,.yml",
    "sodir": ".csv,.xlsx",
    "compass": ".txt,.csv",
    "esv": ".json",
    "catalogue": ".csv,.xlsx",
    "bsee_casing": ".csv",
}


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """All files of one control; their sizes are added up before any is read."""

    widget = FilesInput

    def clean(self, data, initial=None):
        uploads = [super(FilesField, self).clean(one, initial) for one in data or [None]]
        refuse_too_large(sum(upload.size for upload in uploads))
        return [File(name=upload.name, data=upload.read()) for upload in uploads]


class UploadForm(forms.Form):
    """`kind` is one of `KINDS`; the cleaned `answers` are what is known before the check."""

    kind = forms.ChoiceField(choices=list(KINDS.items()), widget=forms.HiddenInput)
    well = forms.CharField(required=False, max_length=120, label="Well")
    catalogue = forms.CharField(
        required=False,
        max_length=120,
        label="Name of the catalogue",
        help_text="The name of one that is there gives it the next revision.",
    )
    licence = forms.ChoiceField(required=False, choices=LICENCES)
    licence_words = forms.CharField(required=False, max_length=300, label="Name of the licence")
    attribution = forms.CharField(required=False, max_length=500, label="Credited to")
    files = FilesField(error_messages={"required": "Choose a file.", "empty": "The file is empty."})

    def __init__(self, *args, kind="", **options):
        super().__init__(*args, prefix=options.pop("prefix", None), **options)
        self.fields["kind"].initial = kind
        self.fields["files"].widget.attrs["accept"] = ENDINGS.get(kind, "")
        self.fields["files"].label = "CSV or XLSX" if kind in ("tables", "catalogue") else "Files"

    def clean(self):
        facts = super().clean()
        chosen = facts.get("licence", OWN)
        answers = {
            "licence": facts.get("licence_words", "") if chosen == OTHER else chosen,
            "attribution": facts.get("attribution", ""),
            "well": facts.get("well", ""),
            "catalogue": facts.get("catalogue", ""),
        }
        facts["answers"] = {ask: answer for ask, answer in answers.items() if answer}
        return facts
