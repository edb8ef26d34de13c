"""Two states of a well, or of two wells, compared: facts, limits, and what lies between."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema

from integrity.api.limits import summary
from integrity.pages.effects import Effect, effects_of_sides
from integrity.serializers import ComparisonSerializer
from wells.api.base import BOTH, WellView
from wells.api.parts import AS_OF, KNOWN_AT
from wells.pages.comparing import Between, Compared, between, compared
from wells.pages.sides import Side
from wells.serializers import DifferenceSerializer

STATE = "`now`, `day:2019-05-01`, `rev:3`, `rev:3@day:2019-05-01`, or one of another well: `well:17@rev:2`."
EXAMPLE = {
    "a": {"state": "day:2019-05-01", "title": "1 May 2019", "well": {"key": 7, "name": "Heron A-07"},
          "revision": 4, "as_of": "2019-05-01"},
    "b": {"state": "now", "title": "Now", "well": {"key": 7, "name": "Heron A-07"}, "revision": 4, "as_of": None},
    "count": 1,
    "facts": [{"kind": "changed", "noun": "strings", "uid": "casing-20", "path": ["strings", "casing-20", "shoe_md_m"],
               "words": "shoe MD", "before": 625.0, "after": 630.0}],
    "limits": [],
    "events": [{"day": "2019-09-12", "noun": "strings", "uid": "tubing-5-1-2", "words": "5-1/2 in tubing run"}],
    "revisions": [],
    "unmatched": {"a": [], "b": []},
}  # fmt: skip


class CompareView(WellView):
    acts = {"GET": "limit.view"}
    clocks_taken = BOTH

    @extend_schema(
        tags=["revisions"],
        summary="Compare two states",
        operation_id="wells_compare",
        responses=ComparisonSerializer,
        parameters=[
            OpenApiParameter("a", str, description=f"The state before: {STATE}"),
            OpenApiParameter("b", str, description=f"The state after: {STATE}"),
            AS_OF,
            KNOWN_AT,
        ],
        examples=[OpenApiExample("A shoe moved", EXAMPLE, response_only=True)],
    )
    def get(self, request, key):
        """Every fact that differs, the limits of both with what governs them, the events and revisions between.
        Items of two wells are matched by the part they play; what has no counterpart is named. Without states:
        the current revision and the one before it. `now` is what the clocks say."""
        self.revision()  # nothing known then: 404
        both = compared(self.well, request.query_params, self.clocks, request.user)
        lies = between(both) or Between([], [])
        body = {
            "a": _side(both.before),
            "b": _side(both.after),
            "count": both.found.count,
            "facts": DifferenceSerializer(both.found.facts, many=True).data,
            "limits": _limits(both),
            "events": [
                {"day": event.day, "noun": event.noun, "uid": event.uid, "words": event.words}
                for _, events in lies.days
                for event in events
            ],
            "revisions": [one.number for one in lies.revisions],
            "unmatched": dict(zip("ab", both.matched.alone if both.matched else ((), ()), strict=True)),
        }
        return self.computed(body)


def _side(side: Side) -> dict[str, Any]:
    return {
        "state": side.token,
        "title": side.title,
        "well": {"key": side.well.pk, "name": side.well.name},
        "revision": side.revision.number if side.revision else None,
        "as_of": side.day,
    }


def _limits(both: Compared) -> list[dict[str, Any]]:
    return [_limit(effect) for effect in effects_of_sides(both.before, both.after)]


def _limit(effect: Effect) -> dict[str, Any]:
    return {
        "annulus": effect.letter,
        "moves": effect.moves,
        "a": summary(effect.now) if effect.now else None,
        "b": summary(effect.draft) if effect.draft else None,
    }


routes = [path("wells/<int:key>/compare", CompareView.as_view(), name="compare")]
