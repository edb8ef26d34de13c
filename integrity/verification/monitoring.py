"""Cases of what a pressure means beside its limit: utilisation, and when a diagnostic test is due."""

from __future__ import annotations

from collections.abc import Iterator

from integrity.engine.maasp.utilisation import utilisation
from integrity.engine.mawop.bsee import diagnostic_is_due
from integrity.verification.case import Ask, Case, Check, Topic, Value
from wells.engine.constants import PSI_PA


def share(case: Case, ask: Ask) -> dict[str, Value]:
    inputs = case["inputs"]
    found = utilisation(
        pressure_pa=inputs["p_annulus"],
        limit_pa=inputs["maasp"],
        upper_trigger_pa=inputs["maasp"] * inputs["upper_trigger_pct"] / 100,
        lower_trigger_pa=inputs["lower_trigger_abs"],
    )
    return {"utilisation_pct": (found.fraction or 0.0) * 100, "state": found.state.upper()}


def share_expected(case: Case) -> Iterator[Check]:
    expected = case["expected"]
    yield Check("utilisation_pct", expected["utilisation_pct"], case["tolerance"]["abs"])
    yield Check("state", expected["state"])


def diagnostic(case: Case, ask: Ask) -> dict[str, Value]:
    inputs = case["inputs"]
    due = diagnostic_is_due(
        letter=inputs["annulus"],
        pressure_pa=inputs["pressure_psig"] * PSI_PA,
        miyp_pa=inputs["miyp_psi"] * PSI_PA,
    )
    return dict.fromkeys(case["expected"], due)


def diagnostic_expected(case: Case) -> Iterator[Check]:
    for name, printed in case["expected"].items():
        yield Check(name, printed)


MONITORING = [
    Topic(
        file="maasp",
        title="Utilisation",
        door="integrity.engine.maasp.utilisation",
        expected=share_expected,
        compute=share,
        asks=False,
        takes=lambda case: case["id"].startswith("UTIL"),
    ),
    Topic(
        file="mawop",
        title="Diagnostic test due",
        door="integrity.engine.mawop.bsee",
        expected=diagnostic_expected,
        compute=diagnostic,
        asks=False,
        takes=lambda case: case["id"].startswith("BSEE"),
    ),
]
