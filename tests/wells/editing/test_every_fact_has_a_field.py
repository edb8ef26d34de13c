"""Table, schema and form of each noun hold the same facts, so that none can be forgotten.

`HOLDERS` is open: a door that shows the facts of a noun in another way joins by one line.
"""

import pytest

from wells.forms.items import Desk, ItemForm
from wells.forms.shapes import READ_ONLY, Inline, nouns_edited, shape
from wells.record.nouns import ITEMS, NOUNS, noun

EMPTY = Desk({"schema": "deepguard.well/1", "id": "w", "header": {}}, "metric")


def of_schema(name):
    """Facts as the document names them, provenance as one fact."""
    return {field.name for field in noun(name).fields if (name, field.column) not in READ_ONLY} - {"id"}


def of_table(name):
    columns = {field.attname for field in noun(name).model._meta.concrete_fields}
    return {
        field.name
        for field in noun(name).fields
        if field.column in columns and (name, field.column) not in READ_ONLY
    } - {"id"}


def of_form(name):
    form = ItemForm(shape(name), {}, EMPTY)
    lists = {".".join(path) for path, inner in shape(name).lists if isinstance(inner.noun, Inline)}
    return {_as_one_source(field) for field in form.fields} | lists


def _as_one_source(name):
    owner = name.rpartition(".")[0]
    return owner if owner.split(".")[-1] == "source" else name


HOLDERS = {"table": of_table, "form": of_form}


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("name", [noun.name for noun in NOUNS])
def test_each_holds_the_facts_of_the_schema(name, holder):
    assert HOLDERS[holder](name) == of_schema(name)


def test_each_noun_is_edited_somewhere():
    assert nouns_edited() == {noun.name for noun in NOUNS}


@pytest.mark.parametrize("name", [noun.name for noun in ITEMS])
def test_each_fact_says_what_it_is_in_the_words_of_the_schema(name):
    form = ItemForm(shape(name), {}, EMPTY)
    told = {field.name: field.description for field in shape(name).fields}
    assert {key: field.help_text for key, field in form.fields.items()} == told
