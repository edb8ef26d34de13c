"""A desk for each noun of the well document, made from the registry so that none is missing."""

from django.contrib import admin

from wells.admin.publishing import KEPT, OwnedInline, PublishingAdmin
from wells.record.nouns import ITEMS, Noun, Place

#: Facts that lists of a noun show beside its name, where it has them.
SHOWN = ("kind", "letter", "od_m", "shoe_md_m", "top_md_m", "base_md_m", "md_m", "emw_kg_m3", "value",
         "valid_from", "valid_to")  # fmt: skip
#: Long lists that come from files.
FROM_FILES = ("stations", "stations_sha256")
MOST_SHOWN = 5


def columns(noun: Noun) -> list[str]:
    """The columns a steward writes, in the order of the schema."""
    return [field.column for field in noun.fields if field.column != "uid" and field.column not in FROM_FILES]


def kept(noun: Noun) -> list[str]:
    """The columns that are shown and not written: identity, owner, place, what has no column of its own."""
    named = {field.name for field in noun.model._meta.concrete_fields}
    owners = [key.removesuffix("_id") for key in noun.keys]
    fixed = [name for place in noun.places for name, _ in place.fixed]
    from_files = [name for name in FROM_FILES if name in named]
    return [name for name in dict.fromkeys((*KEPT, *owners, *fixed, *from_files)) if name in named]


def inline_of(noun: Noun, place: Place) -> type:
    """What stands in a list of another noun, on the desk of that one."""
    facts = {
        "model": noun.model,
        "fk_name": place.key.removesuffix("_id"),
        "fields": ["uid", *columns(noun)] if noun.has_uid else columns(noun),
        "readonly_fields": ["uid"] if noun.has_uid else [],
    }
    return type(f"{noun.model.__name__}Inline", (OwnedInline,), facts)


def desk_of(noun: Noun) -> type:
    """The desk of a noun."""
    shown = [name for name in SHOWN if name in columns(noun)][:MOST_SHOWN]
    facts = {
        "list_display": ["__str__", "well", *(["present"] if noun.has_uid else []), *shown],
        "list_filter": ["present"] if noun.has_uid else [],
        "list_select_related": ["well__operator"],
        "search_fields": ["well__name", *(["uid"] if noun.has_uid else [])],
        "readonly_fields": kept(noun),
        "fields": [*kept(noun), *columns(noun), "why", "based_on"],
        "inlines": [inline_of(inner, place) for _, inner, place in noun.lists],
    }
    return type(f"{noun.model.__name__}Admin", (PublishingAdmin,), facts)


for one in ITEMS:
    admin.site.register(one.model, desk_of(one))
