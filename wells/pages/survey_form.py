"""The form that enters a survey run: facts of the register, stations pasted or in a file."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from deepguard.formatting import size
from deepguard.units import UNITS, display_unit
from wells.imports.numbers import Unclear
from wells.imports.reading import File
from wells.imports.report import ImportRefused
from wells.imports.stations import stations_of
from wells.record import schema

EXAMPLE = "0\t0\t0\n174\t0.12\t166.21"


class SurveyForm(forms.Form):
    """`stations` in the cleaned data are those of the paste or of the file, in SI."""

    wellbore = forms.ChoiceField()
    name = forms.CharField(
        max_length=120, help_text="As in the register, e.g. “8½ in MWD, 1 510 to 3 480 m”."
    )
    number = forms.IntegerField(required=False, min_value=1, label="Number in the register")
    type = forms.ChoiceField(
        choices=[("gyro", "Gyro"), ("mwd", "MWD"), ("gtl", "GTL"), ("unknown", "Unknown")], initial="unknown"
    )
    tool = forms.CharField(required=False, max_length=200, label="Tool or error model")
    owner = forms.CharField(required=False, max_length=200, label="Run by")
    surveyed_on = forms.DateField(
        required=False, label="Day of the survey", widget=forms.DateInput(attrs={"type": "date"})
    )
    azimuth_reference = forms.ChoiceField(
        required=False,
        label="Azimuths from",
        choices=[
            ("", "not known"),
            *((word, f"{word} north") for word in schema.words("survey_run", "azimuth_reference")),
        ],
    )
    depth_unit = forms.ChoiceField(label="MD in", choices=[("m", "metres"), ("ft", "feet")])
    pasted = forms.CharField(
        required=False,
        strip=False,
        label="Stations",
        widget=forms.Textarea(
            attrs={"rows": 8, "spellcheck": "false", "class": "dg-mono", "placeholder": EXAMPLE}
        ),
        help_text="MD, inclination, azimuth: a station a line, cut by blanks, tabs, commas or semicolons.",
    )
    file = forms.FileField(
        required=False,
        label="Or a file",
        help_text="CSV, XLSX or a COMPASS listing, depths below the well's RKB.",
    )
    reason = forms.CharField(required=False, max_length=500, label="Remark for the history")

    def __init__(self, *args, model, units, **options):
        super().__init__(*args, **options)
        bores = (model.wellbores if model else None) or ()
        self.fields["wellbore"].choices = [(bore.id, bore.name or bore.id) for bore in bores] or [
            ("", "a new main wellbore")
        ]
        self.fields["wellbore"].required = bool(bores)
        self.fields["depth_unit"].initial = display_unit("md_m", units).symbol
        self.rkb_elevation_m = model.datum.rkb_elevation_m if model and model.datum else None

    def clean(self):
        facts = super().clean()
        pasted, file = facts.get("pasted", "").strip(), facts.get("file")
        if self.errors:
            return facts
        if bool(pasted) == bool(file):
            words = (
                "Give the stations once: pasted, or as a file."
                if file
                else "Paste the stations or choose a file."
            )
            raise ValidationError({"pasted": words})
        where = "file" if file else "pasted"
        try:
            facts["stations"] = stations_of(
                _bytes(file) if file else File(name="pasted.csv", data=pasted.encode()),
                metres=UNITS[facts["depth_unit"]].factor,
                rkb_elevation_m=self.rkb_elevation_m,
            )
        except (Unclear, ImportRefused) as error:
            raise ValidationError(
                {where: " ".join(filter(None, [str(error), getattr(error, "mend", "")]))}
            ) from None
        facts["file_name"] = file.name if file else None
        return facts


def _bytes(file) -> File:
    """The upload, read only where it is no larger than an upload may be."""
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise Unclear(
            "too-large", f"{file.name} is {size(file.size)}; up to {size(settings.UPLOAD_MAX_BYTES)} is read."
        )
    return File(name=file.name, data=file.read())
