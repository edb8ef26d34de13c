"""Every golden case of pipe strength through each door: the engine's calculator, HTTP and the command."""

import io
import json
from itertools import accumulate
from math import pi

import pytest
from django.core.management import call_command

from integrity.engine.calculators import calculate
from tests.golden import cases
from wells.engine.constants import INCH_M, PSI_PA

pytestmark = pytest.mark.django_db
METHOD = "api-tr-5c3:2018"
DOORS = ("engine", "http", "command")


@pytest.fixture(params=DOORS)
def ask(request, tmp_path):
    """The calculator behind a door: a body to its answer."""

    def over_http(body):
        answer = request.getfixturevalue("post")("tubular-rating", body)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def by_command(body):
        file, out = tmp_path / "request.json", io.StringIO()
        file.write_text(json.dumps(body))
        call_command("calculate", "tubular-rating", str(file), stdout=out)
        return json.loads(out.getvalue())

    doors = {
        "http": over_http,
        "command": by_command,
        "engine": lambda body: calculate("tubular-rating", body),
    }
    return doors[request.param]


def pipe(inputs, **more):
    """A request for the pipe of a case; sizes in inches, yield in psi."""
    return {
        "method": METHOD,
        "od_m": inputs["od_in"] * INCH_M,
        "wall_m": inputs["wall_in"] * INCH_M,
        "yield_pa": inputs["yield_psi"] * PSI_PA,
        "wall_factor": 0.875,
    } | more


def rows(answer, step):
    found = next(one for one in answer["derivation"] if one["id"] == step)
    return {row["symbol"]: row["value"] for row in found["substitution"]}


def within(case, printed, computed_pa):
    tolerance = case["tolerance"]
    allowed = max(tolerance.get("abs_psi", 0), tolerance.get("rel", 0) * printed)
    return abs(computed_pa / PSI_PA - printed) <= allowed


def by_kind(topic, start=""):
    return [case for case in cases(topic) if case["id"].startswith(start)]


def test_published_and_recalled_ratings(ask):
    found = 0
    for case in by_kind("tubular_ratings"):
        rated = ask(pipe(case["inputs"]))["nominal"]
        for way, printed in case["expected"].items():
            assert within(case, printed, rated[way.replace("_psi", "_pa")]), case["id"]
            found += 1
        assert rated["collapse_regime"] == case.get("regime", rated["collapse_regime"]), case["id"]
    assert found > 120


def test_constants_of_collapse(ask):
    symbols = {
        "A": "A", "B": "B", "C_psi": "C_psi", "F": "F", "G": "G", "dt_yield_plastic": "x_yield_plastic",
        "dt_plastic_transition": "x_plastic_transition", "dt_transition_elastic": "x_transition_elastic",
    }  # fmt: skip
    for case in by_kind("collapse_coefficients"):
        found = rows(ask(pipe(case["inputs"] | {"od_in": 7, "wall_in": 0.408})), "collapse")
        for name, printed in case["expected"].items():
            tolerance = case["tolerance"]["dt" if name.startswith("dt_") else name]
            assert found[symbols[name]] == pytest.approx(printed, abs=tolerance), (case["id"], name)


def area_m2(inputs):
    outer, wall = inputs["od_in"] * INCH_M, inputs["wall_in"] * INCH_M
    return pi * wall * (outer - wall)


@pytest.mark.parametrize("edition", ["api-5c3-biaxial", "tr-5c3-2018"])
def test_collapse_under_axial_load(ask, edition):
    for case in by_kind("collapse_axial_triaxial", "AX"):
        inputs, expected, rel = case["inputs"], case["expected"], case["tolerance"]["rel"]
        force_n = inputs["axial_stress_psi"] * PSI_PA * area_m2(inputs)
        answer = ask(
            pipe(
                inputs,
                axial_force_n=force_n,
                axial_collapse=edition,
                internal_pressure_pa=inputs["internal_pressure_psi"] * PSI_PA,
            )
        )
        capped = "equivalent_yield_capped_psi" in expected
        collapse = expected["collapse_zero_load_psi" if capped else "collapse_differential_psi"]
        assert answer["nominal"]["collapse_pa"] / PSI_PA == pytest.approx(
            expected["collapse_zero_load_psi"], rel=rel
        )
        assert answer["rated"]["collapse_pa"] / PSI_PA == pytest.approx(collapse, rel=rel)
        assert answer["external"]["external_pa"] / PSI_PA == pytest.approx(
            collapse if capped else expected["allowable_external_psi"], rel=rel
        )
        left = next(one for one in answer["derivation"] if one["id"] == "axial")["result_pa"] / PSI_PA
        named = "equivalent_yield_capped_psi" if capped else "equivalent_yield_psi"
        assert left == pytest.approx(expected[named], rel=rel)
        assert answer["rated"]["collapse_regime"] == expected["regime"]


def test_triaxial_stress(ask):
    for case in by_kind("collapse_axial_triaxial", "TRI"):
        expected, rel = case["expected"], case["tolerance"]["rel"]
        inputs = case["inputs"] | {"wall_in": (case["inputs"]["od_in"] - case["inputs"]["id_in"]) / 2}
        load = {
            "internal_pressure_pa": inputs["p_int_psi"] * PSI_PA,
            "external_pressure_pa": inputs["p_ext_psi"] * PSI_PA,
            "axial_force_n": inputs["axial_stress_psi"] * PSI_PA * area_m2(inputs),
        }
        answer = ask(pipe(inputs, triaxial=load))
        found, (inner, outer) = answer["triaxial"], answer["triaxial_walls"]
        psi = {
            "hoop_inner_psi": inner["hoop_pa"],
            "radial_inner_psi": inner["radial_pa"],
            "vme_inner_psi": inner["von_mises_pa"],
            "vme_outer_psi": outer["von_mises_pa"],
        }
        for name, value_pa in psi.items():
            assert value_pa / PSI_PA == pytest.approx(expected[name], rel=rel, abs=1e-3), (case["id"], name)
        assert found["safety_factor"] == pytest.approx(expected["triaxial_sf"], rel=rel)


def test_yield_at_temperature(ask):
    for case in by_kind("temperature_derating"):
        grade, at = case["inputs"].get("grade", "__DEFAULT__"), case["inputs"]["temperature_C"]
        left = case["expected"]["yield_factor"]
        linear = grade == "__DEFAULT__"
        rule = (
            {"temperature_derating": "linear"}
            if linear
            else {"temperature_derating": "by_grade", "grade": grade}
        )
        printed = list(accumulate(left if isinstance(left, list) else [left], min))
        for temperature_c, factor in zip(at if isinstance(at, list) else [at], printed, strict=True):
            body = pipe({"od_in": 7, "wall_in": 0.408, "yield_psi": 80_000}, **rule)
            answer = ask(body | {"temperature_k": temperature_c + 273.15})
            assert rows(answer, "yield")["f_T"] == pytest.approx(factor, abs=1e-6), (
                case["id"],
                temperature_c,
            )
            cold, hot = answer["nominal"]["burst_pa"], answer["rated"]["burst_pa"]
            assert hot == pytest.approx(cold * factor, rel=1e-6)
