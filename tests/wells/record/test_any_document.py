"""Laws of the record: any document the schema allows comes back from the tables as the same bytes."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_operator
from wells.engine.document import canonical
from wells.models import Well
from wells.record import schema
from wells.record.blobs import folded, keep, written_out
from wells.record.dump import dump_many
from wells.record.load import load_many
from wells.services.publishing import fill

pytestmark = pytest.mark.django_db
FREE_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
IDS = st.sampled_from(["main", "casing-7", "x"])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53) + 1, 2**53 - 1)
PRIVATE = st.dictionaries(
    FREE_TEXT.map(lambda text: f"x_{text}"),
    st.recursive(
        st.none() | st.booleans() | NUMBERS | FREE_TEXT,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(FREE_TEXT, inner, max_size=2),
        max_leaves=4,
    ),
    max_size=2,
)
#: Made by the record itself.
NOT_SENT = {"stations_sha256"}


@cache
def anything(noun):
    return of(schema.definition(noun))


def of(part):
    """A strategy for one part of the schema, null among its values where it may be."""
    part = schema.resolved(part)
    types = part.get("type", ())
    types = (types,) if isinstance(types, str) else types
    return known(part, types) | st.none() if "null" in types else known(part, types)


def known(part, types):
    if "const" in part:
        return st.just(part["const"])
    if "enum" in part:
        return st.sampled_from(part["enum"])
    if "object" in types:
        return st.deferred(lambda: mapping(part))
    if "array" in types:
        return st.lists(st.deferred(lambda: of(part["items"])), min_size=part.get("minItems", 0), max_size=2)
    if "boolean" in types:
        return st.booleans()
    if "integer" in types:
        return st.integers(1, 2**53 - 1)
    if "number" in types:
        return NUMBERS
    return text(part)


def text(part):
    if part.get("format") == "date":
        return st.dates().map(lambda day: day.isoformat())
    if part.get("pattern") == "^[A-Z]$":
        return st.sampled_from("ABC")
    return IDS if "pattern" in part else FREE_TEXT


def mapping(part):
    """Required keys, some of the others, and private ones where they may stand."""
    if "properties" not in part:
        return st.dictionaries(FREE_TEXT, of(part["additionalProperties"]), max_size=2)
    names = [name for name in part["properties"] if name not in NOT_SENT]
    required = {name: of(part["properties"][name]) for name in part.get("required", ())}
    optional = {name: of(part["properties"][name]) for name in names if name not in required}
    facts = st.fixed_dictionaries(required, optional=optional)
    return st.tuples(facts, PRIVATE).map(lambda pair: pair[0] | pair[1])


def numbered(value, count):
    """The same document with every id its own, as rule 1 asks, and ends after beginnings, as rule 9 does."""
    if isinstance(value, list):
        return [numbered(item, count) for item in value]
    if not isinstance(value, dict):
        return value
    renamed = {"id": f"id-{next(count)}"} if "id" in value and isinstance(value["id"], str) else {}
    first, last = value.get("valid_from"), value.get("valid_to")
    if first and last and last < first:
        renamed |= {"valid_from": last, "valid_to": first}
    return {
        key: item if key.startswith("x_") else numbered(item, count) for key, item in value.items()
    } | renamed


@st.composite
def documents(draw):
    document = numbered(draw(anything("well")), iter(range(10_000)))
    return document | {"id": "any-well"}


def store(well, document):
    kept, blobs = folded(document)
    keep(blobs)
    fill(well, kept)
    well.save()
    load_many({well: kept})


@given(st.lists(documents(), min_size=1, max_size=3))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_document_comes_back_whatever_stood_there_before(sequence):
    well = Well(operator=make_operator(), uid="any-well", name="any")
    well.save()
    for document in sequence:
        store(well, document)
        back = written_out(dump_many([well]))[well.pk]
        assert canonical(back) == canonical(document)


@given(documents(), documents())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_wells_loaded_together_do_not_mix(one, other):
    operator = make_operator()
    wells = [Well(operator=operator, uid=uid, name=uid) for uid in ("one", "other")]
    pairs = {}
    for well, document in zip(wells, (one, other), strict=True):
        document |= {"id": well.uid, "header": document["header"] | {"name": well.uid}}
        well.save()
        kept, blobs = folded(document)
        keep(blobs)
        fill(well, kept)
        well.save()
        pairs[well] = kept
    load_many(pairs)
    back = written_out(dump_many(wells))
    assert [canonical(back[well.pk]) for well in wells] == [canonical(one), canonical(other)]
