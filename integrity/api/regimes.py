"""The limits of a well side by side: under every regime, and in every state of the well."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema

from integrity import gather
from integrity.api.limits import TAGS, Assessed
from integrity.engine.answer import aside_list, pascals
from integrity.engine.limits import METHODS, LimitSet, assess_limits, limits_by_state
from integrity.engine.maasp import ISO_16530_1
from integrity.engine.mawop import METHODS as MAWOP
from integrity.engine.result import LimitResult
from integrity.serializers import RegimesSerializer
from wells.api.parts import AS_OF, KNOWN_AT


class RegimesView(Assessed):
    @extend_schema(
        tags=TAGS,
        summary="Limits of a well by regime and by state",
        responses=RegimesSerializer,
        parameters=[AS_OF, KNOWN_AT],
    )
    def get(self, request, key):
        """Every described annulus under each regime, and its MAASP in each described state of the well. A regime
        is part of its number: limits of two regimes are never mixed. `unknown` is the lowest of all states."""
        revision, model, limits = self.assessed()
        stand = self.stand(revision, limits)
        del stand["regime"], stand["rules"]
        times = self.clocks
        pack = gather.pack_in_force(self.well.operator_id, as_of=times.as_of, known_at=times.known_until)
        aside = gather.set_asides_of(self.well, as_of=times.as_of, known_at=times.known_until)
        states = limits_by_state(model, regime=ISO_16530_1, pack=pack, set_aside=aside)
        body = stand | {
            "regimes": [
                _of_regime(assess_limits(model, regime=regime, pack=pack, set_aside=aside))
                for regime in METHODS
            ],
            "states": [{"well_state": state, **_of_regime(found)} for state, found in states.items()],
        }
        return self.computed(body)


def _of_regime(limits: LimitSet) -> dict[str, Any]:
    kind = "mawop" if limits.regime in MAWOP else "maasp"
    return {
        "regime": limits.regime,
        "kind": kind,
        "limits": [_limit(result) for result in limits.results],
    }


def _limit(result: LimitResult) -> dict[str, Any]:
    governing = result.governing
    return {
        "annulus": result.annulus,
        "status": result.status,
        "reason": result.reason,
        "limit_pa": pascals(result.limit_pa),
        "governing": None if governing is None else {"id": governing.id, "element": governing.element},
        "missing": [item._asdict() for item in result.missing],
        "set_aside": aside_list(result.set_aside),
    }


routes = [path("wells/<int:key>/regimes", RegimesView.as_view(), name="regimes")]
