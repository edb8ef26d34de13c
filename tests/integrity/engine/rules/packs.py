"""Rule packs for tests: plain mappings, and a strategy that draws any pack."""

from typing import Any

from hypothesis import strategies as st

from integrity.engine.rules import RULES, RulePack, pack_of
from integrity.engine.rules.kinds import Choice, Named, Number, Table


def stated(name: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"id": name, "value": value, "source": "Company standard 12", "checked": "never"} | more


def mapping(*rules: dict[str, Any], **head: Any) -> dict[str, Any]:
    facts = {"schema": "deepguard.rules/1", "name": "Test pack", "version": "1", "rules": list(rules)}
    return facts | head


def pack(**values: Any) -> RulePack:
    """A pack of values by rule id, with `__` for the point: `design_factor__casing_burst=1.1`."""
    return pack_of(mapping(*(stated(name.replace("__", "."), value) for name, value in values.items())))


#: Every rule a limit can need, with figures that a plain well stands on.
WHOLE = {
    "design_factor.casing_burst": 1.1,
    "design_factor.casing_collapse": 1,
    "design_factor.tubing_burst": 1.1,
    "design_factor.tubing_collapse": 1.1,
    "design_factor.equipment": 1,
    "wall_factor": 0.875,
    "temperature_derating": "none",
    "axial_collapse": "none",
    "test_fluid_correction": False,
    "upper_trigger_fraction": 0.8,
    "rounding_pa": 10_000,
    "unmeasured_wall": "nominal",
    "missing_connection": "pipe_body",
    "backup_below_cement": "full_column",
    "top_rating": "both_spools",
}


def whole_pack(**changed: Any) -> RulePack:
    return pack_of(mapping(*(stated(name, value) for name, value in (WHOLE | changed).items())))


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value that a kind takes."""
    if isinstance(kind, Number):
        least = kind.least if kind.least is not None else (kind.above or 0.0) + 1e-6
        return st.floats(least, kind.greatest, allow_nan=False)
    if isinstance(kind, Choice):
        return st.sampled_from(kind.options)
    if isinstance(kind, Table):
        return st.fixed_dictionaries({key: values_of(kind.cell) for key in kind.keys})
    assert isinstance(kind, Named)
    return st.sampled_from(kind.signatures).flatmap(_call)


def _call(signature: Any) -> st.SearchStrategy[Any]:
    name, parameters = signature
    drawn = st.fixed_dictionaries({word: values_of(kind) for word, kind in parameters})
    return drawn.map(lambda given: {"predicate": name} | ({"parameters": given} if given else {}))


CHECKS = st.one_of(st.just("never"), st.just({"by": "Ingrid Haugen", "on": "2026-03-31", "edition": "2017"}))


def _rules(names: list[str]) -> st.SearchStrategy[list[Any]]:
    return st.tuples(*(_one(name) for name in names)).map(list)


def _one(name: str) -> st.SearchStrategy[Any]:
    return st.builds(
        lambda value, checked: stated(name, value, clause="5.4", checked=checked),
        values_of(RULES[name].kind),
        CHECKS,
    )


PACKS = (
    st.lists(st.sampled_from(sorted(RULES)), unique=True).flatmap(_rules).map(lambda rules: mapping(*rules))
)
