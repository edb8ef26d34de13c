"""Every part of a well as a resource of its own, generated from the registry of nouns.

/wells/{key}/strings                             list, add
/wells/{key}/strings/{uid}                       read, change, end or take out
/wells/{key}/strings/{uid}/sections/{section}    and what it owns, the same way
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import path
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.response import Response

from deepguard.api.etag import tag, unchanged
from deepguard.api.openapi import IDEMPOTENCY_KEY, IF_MATCH, REASON
from deepguard.errors import RuleViolation
from wells.api.base import BOTH, WellView
from wells.api.examples import example_of
from wells.api.media import PATCH_BODIES, JsonBody
from wells.engine.document import shown
from wells.record.nouns import ITEMS, Noun
from wells.serializers import part_serializer
from wells.services.parts import NoSuchPart, add_part, change_part, end_part, part, parts, take_out

AS_OF = OpenApiParameter(
    "as_of", date, description="As it was in the well on that day, at most today; absent: the present."
)
KNOWN_AT = OpenApiParameter(
    "known_at", str, description="As known then: a day of the facility, to its end, or a moment; absent: now."
)
ENDING = [
    OpenApiParameter("valid_to", date, description="The day it ended: it was there until then."),
    OpenApiParameter("mistake", bool, description="true: it never was there; take it out of the document."),
]
WRITE = [IF_MATCH, IDEMPOTENCY_KEY, REASON]


@dataclass(frozen=True)
class Kind:
    """A list of a document by the lists that lead to it, e.g. ("strings", "sections")."""

    lists: tuple[str, ...]
    noun: Noun

    @property
    def route(self) -> str:
        """`strings/<str:strings>/sections`."""
        *owners, last = self.lists
        return "".join(f"{name}/<str:{name}>/" for name in owners) + last

    @property
    def name(self) -> str:
        return "-".join(self.lists)

    @property
    def dated(self) -> bool:
        return "valid_to" in self.noun.schema["properties"]

    def address(self, captured: dict[str, str]) -> tuple[str, ...]:
        """The address of the list, ids of its owners filled in."""
        *owners, last = self.lists
        return (*(step for name in owners for step in (name, captured[name])), last)


def kinds() -> Iterator[Kind]:
    """Every list whose items have an id, owners before what they own."""
    of: dict[str, list[Kind]] = {}
    for noun in ITEMS:
        places = [place for place in noun.places if noun.has_uid and len(place.path) == 1]
        of[noun.name] = [
            Kind((*before, place.path[0]), noun)
            for place in places
            for before in ([()] if place.owner == "well" else [kind.lists for kind in of[place.owner]])
        ]
        yield from of[noun.name]


class PartsView(WellView):
    """The parts of one list in the order of the document, with the days they were there."""

    kind: Kind
    acts = {"GET": "well.view", "POST": "well.edit"}
    clocks_taken = BOTH
    parser_classes = (JsonBody,)

    def get(self, request, **captured):
        revision = self.revision()
        if found := unchanged(request, revision.sha256):
            return found
        document, day = self.document(), self.clocks.day
        _refuse_absent(document, self.kind.address(captured)[:-1], day)
        items = _found(parts, document, self.kind.address(captured))
        there = [item for item in items if day is None or shown(self.kind.lists[-1], item, day)]
        return self.answer(there, revision)

    def post(self, request, **captured):
        based_on, address = self.matched(), self.kind.address(captured)
        document = self.document()
        _found(parts, document, address)
        _refuse_verdict(self.kind, request.data)
        uid, saved = add_part(
            self.well, document, address, request.data, by=request.user, based_on=based_on, reason=self.reason
        )
        revision = saved.revisions[0]
        return self.answer(
            part(self.document(), (*address, uid)), revision, status=201, Location=f"{request.path}/{uid}"
        )


class PartView(WellView):
    """One part, with everything it owns."""

    kind: Kind
    acts = {"GET": "well.view", "PATCH": "well.edit", "DELETE": "well.edit"}
    clocks_taken = BOTH
    parser_classes = PATCH_BODIES

    def address(self) -> tuple[str, ...]:
        return (*self.kind.address(self.kwargs), self.kwargs["uid"])

    def get(self, request, **captured):
        revision = self.revision()
        if found := unchanged(request, revision.sha256):
            return found
        document = self.document()
        _refuse_absent(document, self.address(), self.clocks.day)
        return self.answer(_found(part, document, self.address()), revision)

    def patch(self, request, **captured):
        """Change some facts: null takes one away, lists are given whole (RFC 7396)."""
        based_on, document = self.matched(), self.document()
        _found(part, document, self.address())
        _refuse_verdict(self.kind, request.data)
        how = {"by": request.user, "based_on": based_on, "reason": self.reason}
        saved = change_part(self.well, document, self.address(), request.data, **how)
        revision = saved.revisions[0] if saved.revisions else based_on
        return self.answer(part(self.document(), self.address()), revision)

    def delete(self, request, **captured):
        """Say when it ended (`valid_to`), or that it was entered by mistake (`mistake=true`)."""
        based_on, document = self.matched(), self.document()
        _found(part, document, self.address())
        how = {"by": request.user, "based_on": based_on, "reason": self.reason}
        if request.query_params.get("mistake") == "true":
            saved = take_out(self.well, document, self.address(), **how)
        else:
            saved = end_part(self.well, document, self.address(), valid_to=self._day(), **how)
        revision = saved.revisions[0] if saved.revisions else based_on
        return Response(status=204, headers={"ETag": tag(revision.sha256)})

    def _day(self) -> str:
        day = self.request.query_params.get("valid_to")
        if day and self.kind.dated:
            return day
        how = "?valid_to=2026-03-31 says when it ended, " if self.kind.dated else ""
        raise RuleViolation(
            f"Say what is meant: {how}?mistake=true takes it out of the document.", "ending", status=422
        )


def _found(look, document, address):
    try:
        return look(document, address)
    except NoSuchPart:
        raise Http404("no such part") from None


def _refuse_absent(document, address, day: str | None) -> None:
    """404 for a part, or one whose owner, was not there on the day."""
    for end in range(2, len(address) + 1, 2) if day else ():
        if not shown(address[end - 2], _found(part, document, address[:end]), day):
            raise Http404("no such part on that day")


#: A survey is accepted or rejected by an act of its own, which asks who may and keeps who did.
VERDICTS = ("accepted", "rejected")


def _refuse_verdict(kind: Kind, sent: dict) -> None:
    if kind.noun.name == "survey_run" and sent.get("status") in VERDICTS:
        raise RuleViolation(
            f"A survey becomes {sent['status']} by POST to its address and /{sent['status'][:6]}.",
            code="survey_verdict",
            status=422,
        )


def _views(kind: Kind) -> tuple[type, type]:
    """Both views of a list, with what the description of the API says of them."""
    shape, label = part_serializer(kind.noun), kind.noun.label
    name = "".join(word.title().replace("_", "") for word in kind.lists)
    edit = "survey.edit" if kind.noun.name == "survey_run" else "well.edit"
    told = kind.noun.schema.get("description", "")
    common = {"tags": ["parts of a well"], "description": told, "examples": _examples(kind)}
    many = type(f"{name}View", (PartsView,), {"kind": kind, "acts": PartsView.acts | {"POST": edit}})
    one = type(
        f"{name}PartView",
        (PartView,),
        {"kind": kind, "acts": PartView.acts | {"PATCH": edit, "DELETE": edit}},
    )
    return (
        extend_schema_view(
            get=extend_schema(
                summary=f"List: {label}", responses=shape(many=True), parameters=[AS_OF, KNOWN_AT], **common
            ),
            post=extend_schema(
                summary=f"Add: {label}", request=shape, responses={201: shape}, parameters=WRITE, **common
            ),
        )(many),
        extend_schema_view(
            get=extend_schema(
                summary=f"Read: {label}", responses=shape, parameters=[AS_OF, KNOWN_AT], **common
            ),
            patch=extend_schema(
                summary=f"Change: {label}",
                request={body.media_type: shape for body in PATCH_BODIES},
                responses=shape,
                parameters=WRITE,
                **common,
            ),
            delete=extend_schema(
                summary=f"End or take out: {label}",
                responses={204: None},
                parameters=[*WRITE, *(ENDING if kind.dated else ENDING[1:])],
                **{**common, "examples": []},
            ),
        )(one),
    )


def _examples(kind: Kind) -> list[OpenApiExample]:
    found = example_of(kind.lists)
    return [OpenApiExample(kind.noun.label.capitalize(), found)] if found else []


def _routes() -> Iterator:
    for kind in kinds():
        many, one = _views(kind)
        yield path(f"wells/<int:key>/{kind.route}", many.as_view(), name=kind.name)
        yield path(f"wells/<int:key>/{kind.route}/<str:uid>", one.as_view(), name=f"{kind.name}-part")


routes = list(_routes())
