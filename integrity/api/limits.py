"""The limits of annuli: of one well, of one annulus with its derivation, of the fleet."""

from typing import Any

from django.http import Http404
from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView

from deepguard.api.views import VisibleTo
from integrity import gather
from integrity.engine.answer import aside_list, choices_list, limit_dict, result_sha256
from integrity.engine.limits import LimitSet
from integrity.engine.result import LimitResult
from integrity.engine.version import ENGINE_VERSION
from integrity.pages.fleet import fleet_rows
from integrity.serializers import (
    FleetLimitsSerializer,
    LimitsSerializer,
    MaaspSerializer,
    ScenarioLimitsSerializer,
)
from wells.api.base import BOTH, WellView
from wells.api.parts import AS_OF, KNOWN_AT
from wells.engine.document import at
from wells.engine.model import WellModel
from wells.filters import WellFilter
from wells.gather import models_of
from wells.models import Well, WellRevision
from wells.pages.clocks import fleet_clocks
from wells.pages.what_if import scenario_or_404
from wells.services import scenarios
from wells.services.publishing import refuse_faults

TAGS = ["limits"]
SUMMARY = ("annulus", "walls", "status", "reason", "maasp_pa", "upper_trigger_pa", "governing")


def summary(result: LimitResult) -> dict[str, Any]:
    """A limit without its derivation."""
    whole = limit_dict(result)
    return {name: whole[name] for name in SUMMARY} | {"set_aside": aside_list(result.set_aside)}


class Assessed(WellView):
    acts = {"GET": "limit.view"}
    clocks_taken = BOTH

    def assessed(self) -> tuple[WellRevision, WellModel, LimitSet]:
        revision = self.revision()
        model = models_of({0: revision}, as_of=self.clocks.day)[0]
        times = self.clocks
        found = gather.limits_of(self.well, model, as_of=times.as_of, known_at=times.known_until)
        return revision, model, found

    def stand(self, revision: WellRevision, limits: LimitSet) -> dict[str, Any]:
        """What the answer stands on, so that anyone can redo it."""
        return {
            "well_id": limits.well_id,
            "revision": revision.number,
            "sha256": revision.sha256,
            "as_of": self.clocks.day,
            "regime": limits.regime,
            "engine_version": ENGINE_VERSION,
            "rules": limits.rules_in_force(),
        }


class LimitsView(Assessed):
    @extend_schema(
        tags=TAGS, summary="Limits of a well", responses=LimitsSerializer, parameters=[AS_OF, KNOWN_AT]
    )
    def get(self, request, key):
        """Every described annulus, inside out, with its walls, the state of its limit and what governs."""
        revision, _, limits = self.assessed()
        body = self.stand(revision, limits) | {
            "undescribed": list(limits.undescribed),
            "problems": [problem.what for problem in limits.problems],
            "limits": [summary(result) for result in limits.results],
        }
        return self.computed(body)


class MaaspView(Assessed):
    @extend_schema(
        tags=TAGS, summary="MAASP of an annulus", responses=MaaspSerializer, parameters=[AS_OF, KNOWN_AT]
    )
    def get(self, request, key, annulus):
        """The limit with every candidate, formula and substituted value; `annulus` is its letter or its id."""
        revision, model, limits = self.assessed()
        found = limits.limit(letter_of(model, annulus))
        if found is None:
            raise Http404("no such annulus")
        result = limit_dict(found)
        body = self.stand(revision, limits) | {
            "policy": limits.policy._asdict(),
            "result": result,
            "choices": choices_list(found),
            "result_sha256": result_sha256(result),
        }
        return self.computed(body)


def letter_of(model: WellModel, annulus: str) -> str:
    """The letter of an annulus by its letter or its id."""
    return next((one.letter for one in model.annuli or () if one.id == annulus), annulus)


class ScenarioLimitsView(WellView):
    acts = {"GET": "limit.view"}

    @extend_schema(tags=TAGS, summary="Limits of a what-if", responses=ScenarioLimitsSerializer)
    def get(self, request, key, uid):
        """Every annulus as recorded on its base and as the what-if says it; nothing is stored. 422 with the
        faults where they leave no well to compute."""
        scenario = scenario_or_404(request, self.well, uid)
        document = scenarios.document(scenario)
        refuse_faults([document])
        models = at(scenarios.base_document(scenario)), at(document)
        before, after = gather.limits_of_each(self.well, models)
        body = {
            "scenario": str(scenario.uid),
            "sha256": scenario.sha256,
            "base": scenario.based_on,
            "regime": after.regime,
            "engine_version": ENGINE_VERSION,
            "before": [summary(result) for result in before.results],
            "after": [summary(result) for result in after.results],
            "result_sha256": after.result_sha256,
        }
        return self.computed(body)


class FleetLimitsView(VisibleTo, ListAPIView):
    """Wells with the limits of their annuli, filtered and sorted as the fleet page."""

    queryset = Well.objects.for_fleet()
    serializer_class = FleetLimitsSerializer
    filterset_class = WellFilter
    acts = {"GET": "limit.view"}

    @extend_schema(
        tags=TAGS, summary="Limits of the fleet", operation_id="limits_list", parameters=[AS_OF, KNOWN_AT]
    )
    def get(self, request, *args, **kwargs):
        """With a clock turned back: the wells known then, as they were; places and access are those of today."""
        times = fleet_clocks(request, self.get_queryset())
        times.refuse_changing(request.query_params)
        known = self.get_queryset().known_by(times.moments)
        rows = fleet_rows(self.paginate_queryset(self.filter_queryset(known)), times)
        return self.get_paginated_response([_row(row.well, row.limits) for row in rows])


def _row(well: Well, limits: LimitSet | None) -> dict[str, Any]:
    return {
        "well": {"key": well.pk, "name": well.name},
        "id": well.uid,
        "revision": well.head,
        "limits": [summary(result) for result in limits.results] if limits else [],
    }


routes = [
    path("limits", FleetLimitsView.as_view(), name="fleet-limits"),
    path("wells/<int:key>/limits", LimitsView.as_view(), name="limits"),
    path("wells/<int:key>/scenarios/<uuid:uid>/limits", ScenarioLimitsView.as_view(), name="scenario-limits"),
    path("wells/<int:key>/annuli/<str:annulus>/maasp", MaaspView.as_view(), name="maasp"),
]
