"""The calculators as pages: a request in, its answer with the derivation out; nothing is stored."""

import json

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from integrity.engine.calculators import CALCULATORS, InputFaults
from integrity.engine.version import ENGINE_VERSION
from integrity.pages.calculators import limit_of, tables_of
from integrity.services.calculations import UnknownCalculation, answer, calculator
from wells.documents import MAX_BYTES, Unreadable, read


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
    context = {
        "calculator": chosen,
        "crumbs": [("Calculators", reverse("calculators")), (chosen.title, None)],
        "text": json.dumps(chosen.example, indent=1, ensure_ascii=False),
        "engine_version": ENGINE_VERSION,
    }
    if request.method != "POST":
        return render(request, "integrity/calculator_page.html", context)
    context |= _answered(request, chosen)
    status = 422 if context.get("faults") or context.get("unreadable") else 200
    return render(request, "integrity/calculator_page.html", context, status=status)


def _answered(request, chosen) -> dict:
    """The text that was sent, with its answer or with what is wrong with it."""
    data, kind = _sent(request)
    text = data.decode("utf-8", "replace")
    try:
        body = read(data, kind)
        found = answer(chosen, body)
    except Unreadable as error:
        return {"text": text, "unreadable": str(error)}
    except InputFaults as error:
        return {"text": text, "faults": error.faults}
    letters, derivation = limit_of(chosen, body, request.POST.get("annulus", ""), request.user.units)
    return {
        "text": text,
        "answer": found,
        "answer_json": json.dumps(found, indent=1, ensure_ascii=False),
        "tables": tables_of(found),
        "letters": letters,
        "derivation": derivation,
        "limit": derivation.limit if derivation else None,
    }


def _sent(request) -> tuple[bytes, str]:
    """The file, where one was chosen, else the text; text that begins like JSON is read as JSON."""
    file = request.FILES.get("file")
    if file:
        return file.read(MAX_BYTES + 1), file.name
    text = request.POST.get("text", "")
    return text.encode(), "json" if text.lstrip().startswith("{") else "yaml"
