"""The field lists of schema and tables are one: neither has a fact the other lacks."""

import pytest

from wells.engine import model as engine
from wells.models.base import Row
from wells.record import schema
from wells.record.nouns import BESIDE, ITEMS, NOUNS, WELL, noun, noun_of

#: Columns of a well that are no fact of its document.
OF_WELL = {
    "operator_id", "asset_id", "hub_id", "facility_id", "head", "revised_at",
    "kind", "fluid", "lift", "status", "flow_potential", "total_depth_md_m",
}  # fmt: skip


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.name)
def test_a_table_has_a_column_for_each_field_and_no_other(kind):
    fixed = {column for place in kind.places for column, _ in place.fixed}
    beside = set(BESIDE) | set(kind.keys) | fixed | (OF_WELL if kind is WELL else set())
    assert set(kind.columns) - beside == {field.column for field in kind.fields}


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.name)
def test_words_of_a_column_are_those_of_the_schema(kind):
    for field in kind.fields:
        column = kind.model._meta.get_field(field.column)
        if field.words and kind.name != "fact":
            assert tuple(value for value, _ in column.choices) == field.words, field.name
        assert not (field.required and len(field.path) == 1 and column.null), field.name


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.name)
def test_columns_are_of_the_kind_the_schema_says(kind):
    expected = {
        "number": {"FloatField"},
        "integer": {"PositiveBigIntegerField"},
        "flag": {"BooleanField"},
        "day": {"DateField"},
        "word": {"CharField"},
        "text": {"TextField", "CharField"},
        "json": {"JSONText"},
    }
    for field in kind.fields:
        assert type(kind.model._meta.get_field(field.column)).__name__ in expected[field.kind], field.name


def test_every_noun_of_the_schema_has_a_table_or_stands_inside_one():
    facts = {f"{name}_fact" for name in ("status", "kind", "fluid", "lift", "flow_potential")}
    inside = {"id", "source", "header", "connection", "rating_override", "ratings", "control_line"}
    values = {"station", "temperature_point"}
    named = {kind.name for kind in ITEMS} - {"fact"}
    assert named | facts | inside | values == set(schema.schema()["$defs"])


def test_every_table_of_items_is_registered():
    def leaves(model):
        return {leaf for sub in model.__subclasses__() for leaf in leaves(sub)} or {model}

    tables = {model for model in leaves(Row) if not model._meta.abstract}
    assert tables == {kind.model for kind in ITEMS}


def test_a_noun_is_found_by_name_and_by_table():
    assert noun_of(noun("string").model) is noun("string")
    assert noun("section").field("connection_burst_pa").name == "connection.burst_pa"
    assert noun("component").field("kind").required


def test_the_engine_knows_the_same_lists():
    lists = {path[0] for path, _, _ in WELL.lists if len(path) == 1}
    assert lists <= set(engine.WellModel.__dataclass_fields__)
