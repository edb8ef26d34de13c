"""A well made ready for its limits: strings nested, parts sorted, depths turned to TVD once."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from integrity.engine.result import Missing
from wells.engine.model import (
    Annulus,
    Component,
    DesignFactors,
    FluidsPolicy,
    Rules,
    TubularString,
    WellModel,
)
from wells.engine.topology import topology
from wells.engine.topology_exposure import bottom_of_a, depth_md_m
from wells.engine.trajectory import Path, path_of


class NotKnown(Exception):
    """An input of a candidate is missing: the candidate is unknown."""

    def __init__(self, *missing: Missing) -> None:
        super().__init__(missing)
        self.missing = missing


class Contradiction(Exception):
    """Inputs of a candidate exclude each other: the candidate is invalid."""


class Policy(NamedTuple):
    """The fluid choices in force; an absent one is the conservative first of its list."""

    rated_annulus: str
    formation_check: str
    backup: str
    outermost_backup: str
    inner: str


def policy_of(stated: FluidsPolicy | None) -> Policy:
    """The choices of a document with the conservative one where it makes none."""
    stated = stated or FluidsPolicy()
    return Policy(
        stated.rated_annulus or "heaviest",
        stated.formation_check or "heaviest",
        stated.backup or "lightest",
        stated.outermost_backup or "none",
        stated.inner or "least_state",
    )


class Well:
    """One model with what every annulus of it needs, computed once."""

    def __init__(self, model: WellModel) -> None:
        self.model = model
        self.nest = topology(model)
        self.policy = policy_of(model.fluids_policy)
        self.rules = model.rules or Rules()
        self.factors = self.rules.design_factors or DesignFactors()
        self.parts = model.components or ()
        self.annuli: dict[str, Annulus] = {item.letter: item for item in model.annuli or ()}
        self.bottom = bottom_of_a(model, self.nest)
        self.on_string = self._on_string()
        self.first_bore = model.wellbores[0].id if model.wellbores else None
        self._paths: dict[str | None, Path | None] = {}
        self._tvds: dict[tuple[str | None, float], float] = {}

    @cached_property
    def temperature_turns_md_m(self) -> tuple[float, ...]:
        """Depths where a temperature profile bends; none where yield is not derated."""
        if self.rules.temperature_derating != "linear":
            return ()
        contents = self.model.bore_contents or ()
        return tuple(point.md_m for content in contents for point in content.temperatures or ())

    def _on_string(self) -> dict[str, list[Component]]:
        parts: dict[str, list[Component]] = {}
        for part in self.parts:
            if part.string_id is not None:
                parts.setdefault(part.string_id, []).append(part)
        return parts

    def parts_on(self, string: TubularString) -> list[Component]:
        """What is fitted on or set in a string, in the document's order."""
        return self.on_string.get(string.id, [])

    def path(self, wellbore_id: str | None) -> Path | None:
        bore = wellbore_id or self.first_bore
        if bore not in self._paths:
            self._paths[bore] = path_of(self.model, bore)
        return self._paths[bore]

    def tvd_m(self, md_m: float, wellbore_id: str | None = None) -> float:
        """TVD below RKB of a depth in a wellbore. Raises NotKnown without a survey."""
        key = (wellbore_id, md_m)
        tvd_m = self._tvds.get(key)
        if tvd_m is None:
            path = self.path(wellbore_id)
            if path is None:
                bore = wellbore_id or self.first_bore
                raise NotKnown(Missing(f"wellbores/{bore}/survey_runs", f"survey of wellbore {bore}: no TVD"))
            tvd_m = self._tvds[key] = path.tvd_m(md_m)
        return tvd_m

    def extrapolated(self, md_m: float, wellbore_id: str | None) -> bool:
        """Whether a depth lies where no survey is: its TVD stands on a straight line."""
        path = self.path(wellbore_id)
        if path is None:
            return False
        if md_m > path.last_md_m:
            return True
        return path.extrapolated_from_m is not None and path.at(md_m).method == "extrapolated"


def set_depth_m(part: Component) -> float:
    """Where a component is set, MD. Raises NotKnown."""
    md_m = depth_md_m(part)
    if md_m is None:
        raise NotKnown(Missing(f"components/{part.id}/md_m", f"setting depth of {part.name or part.id}"))
    return md_m


def known(value: float | None, path: str, what: str) -> float:
    """The value, or NotKnown with its place and name."""
    if value is None:
        raise NotKnown(Missing(path, what))
    return value
