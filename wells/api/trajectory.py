"""Where the hole goes, and the verdict on the surveys that say so."""

from math import isfinite

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework import serializers

from deepguard.api.openapi import IDEMPOTENCY_KEY, IF_MATCH
from deepguard.errors import RuleViolation
from wells.api.base import BOTH, WellView
from wells.api.parts import AS_OF, KNOWN_AT
from wells.engine.trajectory import Path, SurveyError, path_of
from wells.gather import models_of
from wells.models import Door
from wells.serializers import RevisionSerializer, TrajectorySerializer
from wells.services.surveys import accept_survey, reject_survey

TAGS = ["trajectory"]


class TrajectoryView(WellView):
    clocks_taken = BOTH

    @extend_schema(
        tags=TAGS,
        summary="Trajectory",
        responses=TrajectorySerializer,
        parameters=[
            OpenApiParameter("wellbore", str, description="Id of a wellbore; absent: the main one."),
            OpenApiParameter(
                "at_md_m", OpenApiTypes.DOUBLE, many=True, description="Measured depths to place on the path."
            ),
            AS_OF,
            KNOWN_AT,
        ],
    )
    def get(self, request, key):
        """Stations with positions by minimum curvature. A path that is not known is a state with its reason."""
        revision = self.revision()
        model = models_of({0: revision}, as_of=self.clocks.day)[0]
        wellbore = request.query_params.get("wellbore") or self._main(model)
        depths_m = [_depth(text) for text in request.query_params.getlist("at_md_m")]
        return self.answer(_told(model, wellbore, depths_m), revision)

    @staticmethod
    def _main(model) -> str | None:
        return model.wellbores[0].id if model.wellbores else None


def _told(model, wellbore: str | None, depths_m: list[float]) -> dict:
    found, reason = _path(model, wellbore)
    return {
        "wellbore": wellbore,
        "status": "determined" if found else "not_determinable",
        "reason": reason,
        "stations": [row._asdict() for row in found.rows] if found else [],
        "at": [found.at(md_m)._asdict() for md_m in depths_m] if found else [],
    }


def _path(model, wellbore: str | None) -> tuple[Path | None, str | None]:
    try:
        found = path_of(model, wellbore)
    except SurveyError as error:
        return None, str(error)
    return found, None if found else "no accepted survey of this wellbore, or of its parent, is known"


def _depth(text: str) -> float:
    try:
        depth_m = float(text)
    except ValueError:
        depth_m = -1.0
    if not (isfinite(depth_m) and depth_m >= 0):
        raise RuleViolation(
            f"at_md_m={text[:40]} is no measured depth: metres below RKB, as 2450.5.", "at_md_m", status=400
        )
    return depth_m


class VerdictSerializer(serializers.Serializer):
    reason = serializers.CharField(
        required=False, default="", allow_blank=True, help_text="Needed to reject."
    )


class VerdictView(WellView):
    acts = {"POST": "survey.accept"}
    judge = staticmethod(accept_survey)

    @extend_schema(
        tags=TAGS,
        summary="Accept or reject a survey",
        request=VerdictSerializer,
        responses=RevisionSerializer,
        parameters=[IF_MATCH, IDEMPOTENCY_KEY],
    )
    def post(self, request, key, wellbores, uid):
        """Let the run make the path of its wellbore, or keep it out; the document names who decided."""
        form = VerdictSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        based_on = self.matched()
        made = self.judge(
            self.well,
            uid,
            by=request.user,
            based_on=based_on.number,
            reason=form.validated_data["reason"],
            door=Door.API,
        )
        revision = made or based_on
        return self.answer(RevisionSerializer(revision).data, revision)


SURVEY = "wells/<int:key>/wellbores/<str:wellbores>/survey_runs/<str:uid>"
routes = [
    path("wells/<int:key>/trajectory", TrajectoryView.as_view(), name="trajectory"),
    path(f"{SURVEY}/accept", VerdictView.as_view(), name="survey-accept"),
    path(f"{SURVEY}/reject", VerdictView.as_view(judge=staticmethod(reject_survey)), name="survey-reject"),
]
