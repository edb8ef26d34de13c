"""Pipe strength: published ratings, collapse constants, axial load, triaxial stress, heat."""

from __future__ import annotations

from collections.abc import Iterator

from integrity.verification.case import Ask, Case, Check, Topic, Value, tolerance
from wells.engine.constants import INCH_M, PSI_PA
from wells.engine.tubular import body_area_m2

METHOD = "api-tr-5c3:2018"
CONSTANTS = {
    "A": "A",
    "B": "B",
    "C_psi": "C_psi",
    "F": "F",
    "G": "G",
    "dt_yield_plastic": "x_yield_plastic",
    "dt_plastic_transition": "x_plastic_transition",
    "dt_transition_elastic": "x_transition_elastic",
}


def pipe(case: Case, **more: float | str) -> dict[str, float | str]:
    """The request about a pipe of a case: nominal wall, a seventh eighth of it for burst."""
    inputs = case["inputs"]
    return {
        "method": METHOD,
        "od_m": inputs.get("od_in", 9.625) * INCH_M,
        "wall_m": inputs.get("wall_in", 0.472) * INCH_M,
        "yield_pa": inputs.get("yield_psi", 80_000) * PSI_PA,
        "wall_factor": 0.875,
        **more,
    }


def _step(answer: dict[str, Value], name: str) -> dict:
    return next(step for step in answer["derivation"] if step["id"] == name)


def _rows(step: dict) -> dict[str, Value]:
    return {row["symbol"]: row["value"] for row in step["substitution"]}


def ratings_expected(case: Case) -> Iterator[Check]:
    for name, printed in case["expected"].items():
        yield Check(name, printed, tolerance(case, printed))
    if "regime" in case and "collapse_psi" in case["expected"]:
        yield Check("regime", case["regime"])


def ratings(case: Case, ask: Ask) -> dict[str, Value]:
    rated = ask("tubular-rating", pipe(case))["rated"]
    return {
        "burst_psi": rated["burst_pa"] / PSI_PA,
        "collapse_psi": rated["collapse_pa"] / PSI_PA,
        "regime": rated["collapse_regime"],
    }


def constants_expected(case: Case) -> Iterator[Check]:
    for name, printed in case["expected"].items():
        yield Check(name, printed, case["tolerance"]["dt" if name.startswith("dt_") else name])


def constants(case: Case, ask: Ask) -> dict[str, Value]:
    """Any pipe of that yield shows the constants of its collapse."""
    rows = _rows(_step(ask("tubular-rating", pipe(case)), "collapse"))
    return {name: rows[symbol] for name, symbol in CONSTANTS.items()}


def axial_expected(case: Case) -> Iterator[Check]:
    """Compression raises the yield in the formula; it is not credited, so the capped figures are ours."""
    expected = case["expected"]
    capped = "equivalent_yield_capped_psi" in expected
    names = {
        "equivalent_yield_psi": "equivalent_yield_capped_psi" if capped else "equivalent_yield_psi",
        "collapse_psi": "collapse_zero_load_psi" if capped else "collapse_differential_psi",
    }
    for name, printed in names.items():
        yield Check(name, expected[printed], tolerance(case, expected[printed]))
    yield Check("regime", expected["regime"])


def axial(case: Case, ask: Ask) -> dict[str, Value]:
    inputs = case["inputs"]
    body = pipe(case)
    area_m2 = body_area_m2(od_m=float(body["od_m"]), wall_m=float(body["wall_m"]))
    load = {
        "axial_force_n": inputs["axial_stress_psi"] * PSI_PA * area_m2,
        "internal_pressure_pa": inputs["internal_pressure_psi"] * PSI_PA,
        "axial_collapse": "tr-5c3-2018",
    }
    answer = ask("tubular-rating", body | load)
    return {
        "equivalent_yield_psi": _step(answer, "axial")["result_pa"] / PSI_PA,
        "collapse_psi": answer["rated"]["collapse_pa"] / PSI_PA,
        "regime": answer["rated"]["collapse_regime"],
    }


WHOLE_PA_PSI = 1 / PSI_PA
"""A printed zero has no relative tolerance; answers are whole pascals, so that one is allowed."""


def triaxial_expected(case: Case) -> Iterator[Check]:
    for name, printed in case["expected"].items():
        yield Check(name, printed, tolerance(case, printed) or WHOLE_PA_PSI)


def triaxial(case: Case, ask: Ask) -> dict[str, Value]:
    """Stresses at both walls, and the factor of the worse."""
    inputs = case["inputs"]
    od_m, wall_m = inputs["od_in"] * INCH_M, (inputs["od_in"] - inputs["id_in"]) / 2 * INCH_M
    load = {
        "internal_pressure_pa": inputs["p_int_psi"] * PSI_PA,
        "external_pressure_pa": inputs["p_ext_psi"] * PSI_PA,
        "axial_force_n": inputs["axial_stress_psi"] * PSI_PA * body_area_m2(od_m=od_m, wall_m=wall_m),
    }
    answer = ask("tubular-rating", pipe(case) | {"od_m": od_m, "wall_m": wall_m, "triaxial": load})
    inside, outside = answer["triaxial_walls"]
    return {
        "hoop_inner_psi": inside["hoop_pa"] / PSI_PA,
        "radial_inner_psi": inside["radial_pa"] / PSI_PA,
        "vme_inner_psi": inside["von_mises_pa"] / PSI_PA,
        "vme_outer_psi": outside["von_mises_pa"] / PSI_PA,
        "triaxial_sf": answer["triaxial"]["safety_factor"],
    }


def heat_expected(case: Case) -> Iterator[Check]:
    """The printed shares; one that rises above a colder column is not credited."""
    least = 1.0
    for name, printed in _at(case):
        least = min(least, printed)
        yield Check(name, least, case["tolerance"]["abs"])


def heat(case: Case, ask: Ask) -> dict[str, Value]:
    """The share of yield that is left: by the row of the grade, or by the linear loss."""
    grade = case["inputs"].get("grade", LINEAR)
    how = {"temperature_derating": "linear"}
    if grade != LINEAR:
        how = {"temperature_derating": "by_grade", "grade": grade}
    found = {}
    for name, _ in _at(case):
        kelvin = float(name.removesuffix(" degC")) + 273.15
        answer = ask("tubular-rating", pipe(case, temperature_k=kelvin, **how))
        found[name] = _rows(_step(answer, "yield"))["f_T"]
    return found


LINEAR = "__DEFAULT__"


def _at(case: Case) -> list[tuple[str, float]]:
    degrees, factors = case["inputs"]["temperature_C"], case["expected"]["yield_factor"]
    pairs = zip(degrees, factors, strict=True) if isinstance(degrees, list) else [(degrees, factors)]
    return [(f"{degree:g} degC", factor) for degree, factor in pairs]


PIPES = [
    Topic(
        file="tubular_ratings",
        title="Ratings of casing and tubing",
        door="tubular-rating",
        expected=ratings_expected,
        compute=ratings,
    ),
    Topic(
        file="collapse_coefficients",
        title="Constants of collapse",
        door="tubular-rating",
        expected=constants_expected,
        compute=constants,
    ),
    Topic(
        file="collapse_axial_triaxial",
        title="Collapse under axial load",
        door="tubular-rating",
        expected=axial_expected,
        compute=axial,
        takes=lambda case: case["id"].startswith("AX"),
    ),
    Topic(
        file="collapse_axial_triaxial",
        title="Triaxial stress",
        door="tubular-rating",
        expected=triaxial_expected,
        compute=triaxial,
        takes=lambda case: case["id"].startswith("TRI"),
    ),
    Topic(
        file="temperature_derating",
        title="Yield left by heat",
        door="tubular-rating",
        expected=heat_expected,
        compute=heat,
    ),
]
