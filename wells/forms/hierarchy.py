"""Forms of the places wells hang at."""

from django import forms

from wells.models import Facility
from wells.models.hierarchy import Network


class NameForm(forms.Form):
    name = forms.CharField(max_length=120, label="Name")


class FacilityForm(forms.ModelForm):
    networks = forms.MultipleChoiceField(
        choices=Network.choices, required=False, widget=forms.CheckboxSelectMultiple, label="Networks"
    )

    class Meta:
        model = Facility
        fields = ["name", "kind", "time_zone", "networks"]
