"""A form sent back as it was shown changes nothing, whatever the reader's units."""

import re

import pytest
from django.http import QueryDict

from tests.wells.factories import EXAMPLES, example
from wells.forms.items import Desk, Editor
from wells.forms.shapes import shape, top_lists


def sent_back(editor):
    data = QueryDict(mutable=True)

    def write(one):
        for name, field in one.form.fields.items():
            value = field.prepare_value(one.form.initial.get(name))
            if value is not None:
                data.setlist(f"{one.prefix}-{name}", value if isinstance(value, list) else [value])
        for rows in one.lists:
            data[rows.count_name] = str(len(rows.rows))
            if rows.says_none:
                data[rows.none_name] = "on"
            for row in rows.rows:
                write(row)

    write(editor)
    return data


@pytest.mark.parametrize("units", ["metric", "field", "si"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_item_of_every_example(name, units):
    document = example(name)
    desk = Desk(document, units)
    items = [(top_lists()[key], item) for key in top_lists() for item in document.get(key) or ()]
    for one, item in [(shape("well"), document), *items]:
        editor = Editor(one, item, desk, data=sent_back(Editor(one, item, desk)))
        assert editor.is_valid(), editor.form.errors
        assert editor.item(lambda words, taken: pytest.fail(f"{words} needs no new id")) == item


def test_no_label_carries_a_unit_of_its_own():
    for one in (shape("well"), *top_lists().values()):
        editor = Editor(one, {}, Desk({"header": {}}, "metric"), new=True)
        for field in editor.form.fields.values():
            assert not re.search(r"_(pa|m|kg)\b", field.label), field.label
