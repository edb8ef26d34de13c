"""The calculators as pages: a form or JSON in, the answer with its derivation out; nothing is stored.

Both tabs are one form: whichever button sends it, what was typed comes along, so that the request of the form
can be read as JSON, and JSON be filled into the form where it fits.
"""

import json

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from deepguard.htmx import render_page
from deepguard.models import UnitSystem
from integrity.engine.calculators import CALCULATORS, InputFaults
from integrity.engine.version import ENGINE_VERSION
from integrity.forms.calculators import (
    CalculatorForm,
    Misfits,
    blank,
    carried,
    typed_of,
    with_row,
    without_row,
)
from integrity.pages.calculator_answer import answer_of, example_body, offered, request_of
from integrity.pages.calculator_wells import OwnWells
from integrity.services.calculations import UnknownCalculation, answer, calculator
from wells.documents import MAX_BYTES, Unreadable, read

FORM, JSON = "form", "json"
PAGE, PART, LIVE = (
    f"integrity/{name}.html" for name in ("calculator_page", "_calculator", "_calculator_live")
)


@require_safe
def calculators(request):
    context = {"calculators": CALCULATORS.values(), "crumbs": [("Calculators", None)]}
    return render(request, "integrity/calculators_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request, name):
    try:
        chosen = calculator(name)
    except UnknownCalculation as error:
        raise Http404(str(error)) from error
    desk = Desk(request, chosen)
    if request.method != "POST":
        desk.open()
    elif "text" in request.POST:
        desk.take_json()
    else:
        desk.take_form()
    if desk.is_live and request.htmx:
        return render(request, LIVE, desk.context)
    return render_page(request, PAGE, PART, desk.context, status=desk.status)


class Desk:
    """One request to a page of a calculator, step by step; `context` is what its templates show."""

    def __init__(self, request, chosen):
        self.request, self.chosen = request, chosen
        sent = request.POST
        self.view = self._of(sent.get("_view") or request.GET.get("view"), (FORM, JSON), FORM)
        self.units = self._of(sent.get("units"), UnitSystem.values, request.user.units)
        self.were = self._of(sent.get("units_were"), UnitSystem.values, self.units)
        moved = any(sent.get(act) for act in ("_add", "_remove")) or self.units != self.were
        #: While somebody is still typing, what is missing is listed and not marked.
        self.is_live = sent.get("_live") == "1"
        self.is_gentle = self.is_live or moved or self.view == JSON
        self.status = 200
        self.wells = OwnWells(request.user) if chosen.holds_well else None
        self.context = {
            "calculator": chosen,
            "crumbs": [("Calculators", reverse("calculators")), (chosen.title, None)],
            "engine_version": ENGINE_VERSION,
            "view": self.view,
            "shown_units": self.units,
            "unit_systems": UnitSystem.choices,
            "examples": offered(chosen),
            "wells": self.wells,
        }

    @staticmethod
    def _of(word, known, otherwise):
        return word if word in known else otherwise

    # --- what came in ---

    def open(self):
        """A fresh page: empty, or filled with an example and answered."""
        key = self.request.GET.get("example", "")
        body = example_body(self.chosen, key) if key else None
        if key and body is None:
            raise Http404(f"There is no example {key[:40]}.")
        if self.view == JSON:
            self._show_text(json.dumps(body or self.chosen.example, indent=1, ensure_ascii=False))
            if body:
                self._compute(body)
        elif body:
            self._fill(body)
        else:
            self.context["form"] = self._form(blank(self.chosen) | self._well_asked())

    def take_form(self):
        """A form that was sent: answered, or shown again with its faults and all that was typed."""
        form = self._form(self._typed())
        if self.view == JSON:
            self._show_text(json.dumps(form.body, indent=1, ensure_ascii=False))
            if not form.is_read:
                self.context["left_behind"] = [form.label_of(name) for name in form.errors]
        else:
            self._answer(form)

    def take_json(self):
        """A text or file that was sent: answered, or filled into the form where it fits."""
        data, kind = _sent(self.request)
        text = data.decode("utf-8", "replace")
        try:
            body = read(data, kind)
        except Unreadable as error:
            self._refuse(text, unreadable=str(error))
            return
        if self.request.POST.get("_view") == FORM:
            try:
                self._fill(body)
            except Misfits as error:
                self._refuse(text, faults=error.faults, does_not_fit=True)
        else:
            self.context["view"] = self.view = JSON
            self._show_text(text)
            self._compute(body)

    # --- what goes out ---

    def _form(self, typed) -> CalculatorForm:
        return CalculatorForm(self.chosen, typed, units=self.units, wells=self.wells)

    def _typed(self) -> dict:
        sent = self.request.POST
        typed = {name: sent[name] for name in sent if name.startswith(("in-", "well_name", "with_pack"))}
        if self.units != self.were:
            typed = carried(self.chosen, typed, were=self.were, units=self.units)
        if sent.get("_add"):
            return with_row(typed, sent["_add"])
        return without_row(typed, sent["_remove"]) if sent.get("_remove") else typed

    def _well_asked(self) -> dict:
        """The well an address names: `?well=17`."""
        well = self.request.GET.get("well", "")
        return {"well_name": well} if self.wells is not None and well else {}

    def _fill(self, body):
        """The form with a request typed into it, answered."""
        self.context["view"] = self.view = FORM
        self.is_gentle = True
        self._answer(self._form(typed_of(self.chosen, body, self.units)))

    def _answer(self, form):
        faults = form.schema_faults()
        found = None
        if form.is_read:
            try:
                found = answer(self.chosen, form.body)
            except InputFaults as error:
                faults = error.faults
        form.take(faults, gently=self.is_gentle)
        self.context |= {"form": form, "fault_count": form.fault_count, "readings": list(form.readings())}
        if form.body and form.is_read:
            self.context |= request_of(
                self.chosen, form.body, self.request.build_absolute_uri("/").rstrip("/")
            )
        if found is not None:
            self.context |= self._told(form.body, found, form.field_at)
        elif not self.is_gentle:
            self.status = 422

    def _compute(self, body):
        try:
            found = answer(self.chosen, body)
        except InputFaults as error:
            self.context["faults"] = error.faults
            self.status = 422
            return
        self.context |= request_of(self.chosen, body, self.request.build_absolute_uri("/").rstrip("/"))
        self.context |= self._told(body, found)

    def _told(self, body, found, field_at=lambda place: "") -> dict:
        letter = self.request.POST.get("annulus", "")
        return answer_of(self.chosen, body, found, letter=letter, system=self.units, field_at=field_at)

    def _show_text(self, text):
        self.context["text"] = text

    def _refuse(self, text, **why):
        self.context |= {"view": JSON, "text": text} | why
        self.view, self.status = JSON, 422


def _sent(request) -> tuple[bytes, str]:
    """The file, where one was chosen, else the text; text that begins like JSON is read as JSON."""
    file = request.FILES.get("file")
    if file:
        return file.read(MAX_BYTES + 1), file.name
    text = request.POST.get("text", "")
    return text.encode(), "json" if text.lstrip().startswith("{") else "yaml"
