"""The levers of a what-if as forms: one assumption each, with what it acts on and its figure."""

from collections.abc import Iterator

from django import forms

from deepguard.forms import QuantityField, UnitsMixin
from wells.engine import whatif
from wells.forms.fields import NumberField
from wells.forms.references import told
from wells.record import schema

Document = dict
#: Strings whose wall parts two spaces, those that leak first in front.
WALLS = (
    "tubing",
    "tieback",
    "liner",
    "production_casing",
    "intermediate_casing",
    "surface_casing",
    "conductor",
)
EVERY = "all"


class LeverForm(UnitsMixin, forms.Form):
    """Takes the document, for what can be chosen, and the reader's units. `picks` is the field of the thing it
    acts on: without anything to pick the lever is not offered."""

    use_required_attribute = False
    key, title, act = "", "", "Assume it"
    picks = ""

    def __init__(self, document: Document, *, units: str, data=None):
        super().__init__(data, units=units, prefix=self.key)
        self.document = document
        if self.picks:
            self.fields[self.picks].choices = list(self.things())
        for name, value in self.offered().items():
            self.fields[name].initial = value

    @property
    def is_offered(self) -> bool:
        return not self.picks or bool(self.fields[self.picks].choices)

    def things(self) -> Iterator[tuple[str, str]]:
        """What it can act on: id and name."""
        yield from ()

    def offered(self) -> dict:
        """What stands in the boxes before anything is typed."""
        return {}

    def changed(self, document: Document, *, day: str, mint) -> Document:
        raise NotImplementedError

    def listed(self, name: str) -> Iterator[Document]:
        """Items of a list that are there now."""
        return (one for one in self.document.get(name) or () if one.get("valid_to") is None and one.get("id"))


class OnStrings(LeverForm):
    string_id = forms.ChoiceField(label="String")
    picks = "string_id"

    def things(self):
        found = [one for one in self.listed("strings") if one.get("kind") in WALLS]
        for one in sorted(found, key=lambda one: WALLS.index(one["kind"])):
            yield one["id"], told("strings", one)


class Leak(OnStrings):
    key, title, act = "leak", "A string leaks", "Leak it"
    md_m = QuantityField("md_m", label="at MD", required=False, min_si=0)

    def changed(self, document, *, day, mint):
        facts = self.cleaned_data
        return whatif.leaking(document, through=facts["string_id"], md_m=facts["md_m"], day=day, mint=mint)


class Wall(OnStrings):
    key, title, act = "wall", "A wall is less", "Wear it"
    loss_fraction = QuantityField("loss_fraction", label="less by")

    def offered(self):
        return {"loss_fraction": 0.15}

    def clean_loss_fraction(self):
        loss = self.cleaned_data["loss_fraction"]
        if not 0 < loss < 1:
            raise forms.ValidationError("Give more than 0 and less than 100 %.")
        return loss

    def changed(self, document, *, day, mint):
        facts = self.cleaned_data
        loss = facts["loss_fraction"]
        return whatif.thinner(document, string_id=facts["string_id"], loss=loss, day=day, mint=mint)


class Fluid(LeverForm):
    key, title, act = "fluid", "An annulus holds another fluid", "Fill it"
    annulus_id = forms.ChoiceField(label="Annulus")
    density_kg_m3 = QuantityField("density_kg_m3", label="of density", min_si=0, max_si=3000)
    picks = "annulus_id"

    def things(self):
        for one in sorted(self.listed("annuli"), key=lambda one: one.get("letter") or ""):
            yield one["id"], f"{one.get('letter')} annulus"

    def changed(self, document, *, day, mint):
        facts = self.cleaned_data
        density = facts["density_kg_m3"]
        return whatif.filled(
            document, annulus_id=facts["annulus_id"], density_kg_m3=density, day=day, mint=mint
        )


class Packer(LeverForm):
    key, title, act = "packer", "A packer or plug fails", "Fail it"
    component_id = forms.ChoiceField(label="Element")
    picks = "component_id"

    def things(self):
        found = [one for one in self.listed("components") if one.get("kind") in whatif.CLOSING]
        for one in sorted(found, key=lambda one: whatif.CLOSING.index(one["kind"])):
            yield one["id"], told("components", one)

    def changed(self, document, *, day, mint):
        return whatif.failed(document, component_id=self.cleaned_data["component_id"], day=day, mint=mint)


class Reservoir(LeverForm):
    key, title, act = "reservoir", "A formation is at another pressure", "Set it"
    formation_id = forms.ChoiceField(label="Formation")
    pressure_pa = QuantityField("pressure_pa", label="at", min_si=0)
    picks = "formation_id"

    def things(self):
        for one in self.listed("formations"):
            if one.get("pressures"):
                yield one["id"], told("formations", one)

    def changed(self, document, *, day, mint):
        facts = self.cleaned_data
        formation, pressure_pa = facts["formation_id"], facts["pressure_pa"]
        return whatif.depleted(document, formation_id=formation, pressure_pa=pressure_pa, day=day, mint=mint)


class Factor(LeverForm):
    key, title, act = "factor", "A design factor is another", "Set it"
    name = forms.ChoiceField(label="Factor")
    factor = NumberField(label="at", max_length=10)
    picks = "name"

    def things(self):
        if any(True for _ in self.listed("rules")):
            yield EVERY, "every design factor"
            yield from ((name, schema.label(name)) for name in whatif.FACTORS)

    def clean_factor(self):
        factor = self.cleaned_data["factor"]
        if not 0 < factor <= 10:
            raise forms.ValidationError("Give more than 0 and at most 10.")
        return factor

    def changed(self, document, *, day, mint):
        facts = self.cleaned_data
        names = whatif.FACTORS if facts["name"] == EVERY else (facts["name"],)
        return whatif.factored(document, names=names, factor=facts["factor"], day=day, mint=mint)


class Bore(LeverForm):
    key, title, act = "bore", "The bore is empty", "Empty it"

    def changed(self, document, *, day, mint):
        return whatif.evacuated(document, day=day, mint=mint)


LEVERS = {form.key: form for form in (Leak, Wall, Fluid, Packer, Reservoir, Factor, Bore)}
