"""Table, document and serializer of a part have the same fields, so that none can drift."""

import pytest

from wells.record.nouns import NOUNS
from wells.serializers import field_names, part_serializer

KEYS = {"schema"}


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.name)
def test_a_serializer_has_the_fields_of_its_noun(noun):
    named = field_names(part_serializer(noun)) - {(key,) for key in KEYS}
    assert named == {field.path for field in noun.fields}


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.name)
def test_a_table_has_a_column_for_each_field(noun):
    assert {field.column for field in noun.fields} <= set(noun.columns)
