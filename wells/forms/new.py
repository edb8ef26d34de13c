"""Ways to begin a well: one form with its casing programme, a starter, a well document."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from deepguard.forms import QuantityField, UnitsMixin
from wells.documents import MAX_BYTES, Unreadable, read
from wells.drafts.places import set_in
from wells.forms.fields import NOT_KNOWN
from wells.forms.naming import id_words
from wells.models import Facility, Well
from wells.record import schema
from wells.starters import STARTERS, starter

PROGRAMME_ROWS = 7
STRING_KINDS = [(word, schema.label(word)) for word in schema.words("string", "kind")]


def _words(fact: str):
    return [*NOT_KNOWN, *schema.choices(f"{fact}_fact", "value")]


class NewWellForm(UnitsMixin, forms.Form):
    """What every new well is asked: its name and where it hangs. Takes the operator and who asks."""

    use_required_attribute = False
    name = forms.CharField(max_length=200, label="Name", help_text="As the authority writes it.")
    facility = forms.ModelChoiceField(
        Facility.objects.none(), required=False, empty_label="not known yet", label="Facility"
    )

    def __init__(self, *args, operator, user, **options):
        super().__init__(*args, units=user.units, **options)
        self.operator = operator
        places = Facility.objects.visible_to(user).filter(hub__asset__operator=operator)
        self.fields["facility"].queryset = places.select_related("hub__asset")
        if operator.pk not in user.access.operators_for("well.create"):
            self.fields["facility"].required = True

    def clean_name(self):
        name = self.cleaned_data["name"]
        if Well.objects.filter(operator=self.operator, name=name).exists():
            raise ValidationError(
                f"The register has a well named {name} already. Edit that one, or give this one another name.",
                code="duplicate",
            )
        return name

    @property
    def uid(self) -> str:
        return free_uid(self.operator, self.cleaned_data["name"])

    def placed(self, document: dict) -> dict:
        """The document with the names of the places it hangs at."""
        facility = self.cleaned_data["facility"]
        if facility:
            document["header"] |= {
                "asset": facility.hub.asset.name,
                "hub": facility.hub.name,
                "facility": facility.name,
            }
        return document


class OneForm(NewWellForm):
    """Header and datum; the casing programme is a form set beside it."""

    kind = forms.ChoiceField(choices=_words("kind"), required=False, label="Purpose")
    fluid = forms.ChoiceField(choices=_words("fluid"), required=False)
    status = forms.ChoiceField(choices=_words("status"), required=False)
    environment = forms.ChoiceField(
        choices=[*NOT_KNOWN, *schema.choices("header", "environment")], required=False
    )
    rkb_elevation_m = QuantityField("length", required=False, label="RKB above MSL")
    ground_elevation_m = QuantityField(
        "length", required=False, label="Ground above MSL", help_text="At sea: the sea bed, with a minus."
    )
    total_depth_md_m = QuantityField("md_m", required=False, min_si=0, label="Total depth, MD")

    def document(self, programme) -> dict:
        facts = self.cleaned_data
        document = {"schema": "deepguard.well/1", "id": self.uid, "header": {"name": facts["name"]}}
        for name in ("kind", "fluid", "status"):
            if facts[name]:
                document["header"][name] = [{"value": facts[name]}]
        set_in(document, ("header", "environment"), facts["environment"] or None)
        datum = {
            name: facts[name] for name in ("rkb_elevation_m", "ground_elevation_m") if facts[name] is not None
        }
        if datum:
            document["datum"] = [{"id": "datum-1"} | datum]
        wellbore = {"id": "main"}
        set_in(wellbore, ("total_depth_md_m",), facts["total_depth_md_m"])
        document["wellbores"] = [wellbore]
        if strings := programme.strings():
            document["strings"] = strings
        return self.placed(document)


class StringRow(UnitsMixin, forms.Form):
    """One string of the casing programme."""

    use_required_attribute = False
    kind = forms.ChoiceField(choices=[("", "–"), *STRING_KINDS], required=False, label="String")
    od_m = QuantityField("od_m", required=False, min_si=0, label="OD")
    wall_m = QuantityField("wall_m", required=False, min_si=0, label="Wall")
    grade = forms.CharField(required=False, max_length=60, label="Grade")
    top_md_m = QuantityField("md_m", required=False, min_si=0, label="Top MD")
    shoe_md_m = QuantityField("md_m", required=False, min_si=0, label="Shoe MD")

    def clean(self):
        facts = super().clean()
        if self.has_changed() and not facts.get("kind") and "kind" not in self.errors:
            raise ValidationError({"kind": "Say which string it is."})
        return facts

    def string(self) -> dict:
        facts = self.cleaned_data
        section = {"id": "s1"}
        for name in ("od_m", "wall_m", "grade"):
            set_in(section, (name,), facts[name] or None)
        string = {"kind": facts["kind"], "sections": [section]}
        for name in ("top_md_m", "shoe_md_m"):
            set_in(string, (name,), facts[name])
        return string


class _Programme(forms.BaseFormSet):
    def strings(self) -> list[dict]:
        """The rows that were filled in, each under an id of its own."""
        rows = [form.string() for form in self.forms if form.has_changed()]
        taken: set[str] = set()
        result = []
        for row in rows:
            uid = stem = slugify(id_words("strings", row))
            number = 1
            while uid in taken:
                number += 1
                uid = f"{stem}-{number}"
            taken.add(uid)
            result.append({"id": uid} | row)
        return result


Programme = forms.formset_factory(StringRow, formset=_Programme, extra=PROGRAMME_ROWS, max_num=PROGRAMME_ROWS)


class StarterForm(NewWellForm):
    """A well as such wells usually are, without numbers."""

    starter = forms.ChoiceField(choices=list(STARTERS.items()), widget=forms.RadioSelect, label="Begin as")

    def document(self) -> dict:
        facts = self.cleaned_data
        return self.placed(starter(facts["starter"], uid=self.uid, name=facts["name"]))


class DocumentForm(forms.Form):
    """A file in JSON or YAML; `document` in the cleaned data is what it holds."""

    use_required_attribute = False
    file = forms.FileField(
        label="File", help_text="JSON or YAML, deepguard.well/1, dated or in the short form."
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(f"The file is larger than {MAX_BYTES // 2**20} MB.", code="too_large")
        try:
            self.document = read(file.read(), file.name)
        except Unreadable as error:
            raise ValidationError(f"{file.name} cannot be read: {error}.", code="unreadable") from error
        return file


def free_uid(operator, name: str) -> str:
    """An id for a new well of the operator, made of its name."""
    stem = slugify(name)[:70].strip("-") or "well"
    taken = set(Well.objects.filter(operator=operator, uid__startswith=stem).values_list("uid", flat=True))
    uid, number = stem, 1
    while uid in taken:
        number += 1
        uid = f"{stem}-{number}"
    return uid
