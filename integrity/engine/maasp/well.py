"""A well made ready for its limits: strings nested, parts sorted, depths turned to TVD once."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from integrity.engine.maasp.heat import turns_md_m
from integrity.engine.maasp.leaks import Leaks, leaks_of
from integrity.engine.result import LimitResult, Missing, SetAside
from wells.engine.model import (
    Annulus,
    Communication,
    Component,
    DesignFactors,
    FluidsPolicy,
    Header,
    Rules,
    TubularString,
    Wellbore,
    WellModel,
)
from wells.engine.topology import name_of, topology
from wells.engine.topology_exposure import bottom_of_a, depth_md_m, top_parts
from wells.engine.trajectory import Path, path_of

SAME_DEPTH_M = 0.01
"""Depths nearer than this are the same depth: tallies and reports are rounded to the centimetre."""


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


class Survey:
    """The path of a wellbore with the depths already turned to TVD."""

    __slots__ = ("_bore", "_path", "_seen")

    def __init__(self, path: Path | None, bore: str | None) -> None:
        self._path, self._bore = path, bore
        self._seen: dict[float, tuple[float, bool]] = {}

    def at(self, md_m: float) -> tuple[float, bool]:
        """TVD below RKB, and whether it stands on a straight line where no survey is. Raises NotKnown."""
        found = self._seen.get(md_m)
        if found is None:
            found = self._seen[md_m] = self._read(md_m)
        return found

    def _read(self, md_m: float) -> tuple[float, bool]:
        if self._path is None:
            what = f"survey of wellbore {self._bore}: no TVD"
            raise NotKnown(Missing(f"wellbores/{self._bore}/survey_runs", what))
        position = self._path.at(md_m)
        return position.tvd_m, position.method == "extrapolated"


@lru_cache(maxsize=8_192)
def survey_of(wellbores: tuple[Wellbore, ...], bore: str | None) -> Survey:
    """The survey of a wellbore. Kept: a fleet is assessed again and again, its surveys seldom change."""
    carrier = WellModel(id="survey", header=Header(name="survey"), wellbores=wellbores)
    return Survey(path_of(carrier, bore), bore)


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
        self.top_parts = top_parts(model)
        self.placeless = [part for part in self.parts if part.string_id is None and part.mounted_on is None]
        self.first_bore = model.wellbores[0].id if model.wellbores else None
        self._surveys: dict[str | None, Survey] = {}
        self._less: dict[tuple[str, ...], Well] = {}
        self.known_limits: dict[tuple[str, tuple[SetAside, ...]], LimitResult] = {}

    def without(self, leak: Communication) -> Well:
        """The same well without one of its leaks. Kept by the leaks that are left: ways to them are many."""
        left = tuple(item for item in self.model.communications or () if item is not leak)
        key = tuple(item.id for item in left)
        if key not in self._less:
            self._less[key] = Well(replace(self.model, communications=left))
            self._less[key]._less = self._less
        return self._less[key]

    @cached_property
    def nominal(self) -> Well:
        """The same well with nominal pipe bodies: no wear, no temperature, no axial load."""
        rules = replace(
            self.rules,
            temperature_derating="none",
            axial_collapse="none",
            unmeasured_wall="nominal",
            missing_connection="pipe_body",
        )
        return Well(replace(self.model, rules=rules))

    @property
    def careful_backup(self) -> bool:
        """Whether a column outside backs up only down to the cement there; what is not chosen is careful."""
        return self.rules.backup_below_cement != "full_column"

    @property
    def own_spool(self) -> bool:
        """Whether only the wellhead section of the inner wall bounds an annulus at its top."""
        return self.rules.top_rating == "own_spool"

    @cached_property
    def leaks(self) -> Leaks:
        """The known leaks between its spaces."""
        return leaks_of(self.model, self.nest, self.bottom)

    @cached_property
    def temperature_turns_md_m(self) -> tuple[float, ...]:
        """Depths where a temperature profile bends; none where yield is not derated."""
        return turns_md_m(self.model.bore_contents or (), self.rules.temperature_derating)

    def _on_string(self) -> dict[str, list[Component]]:
        parts: dict[str, list[Component]] = {}
        for part in self.parts:
            if part.string_id is not None:
                parts.setdefault(part.string_id, []).append(part)
        return parts

    def carrier(self, part: Component) -> TubularString | None:
        """The string that carries a component."""
        return next((string for string in self.model.strings or () if string.id == part.string_id), None)

    def parts_on(self, string: TubularString) -> list[Component]:
        """What is fitted on or set in a string, in the document's order."""
        return self.on_string.get(string.id, [])

    def survey(self, wellbore_id: str | None) -> Survey:
        """The survey of a wellbore, the first where none is named."""
        bore = wellbore_id or self.first_bore
        survey = self._surveys.get(bore)
        if survey is None:
            survey = self._surveys[bore] = survey_of(self.model.wellbores or (), bore)
        return survey

    def tvd_m(self, md_m: float, wellbore_id: str | None = None) -> float:
        """TVD below RKB of a depth in a wellbore. Raises NotKnown without a survey."""
        return self.survey(wellbore_id).at(md_m)[0]


def set_depth_m(part: Component, string: TubularString | None = None) -> float:
    """Where a component is set, MD. Raises NotKnown, and Contradiction where that lies below its string."""
    md_m, name = depth_md_m(part), part.name or part.id
    if md_m is None:
        raise NotKnown(Missing(f"components/{part.id}/md_m", f"setting depth of {name}"))
    if string is not None and string.shoe_md_m is not None and md_m > string.shoe_md_m + SAME_DEPTH_M:
        end = f"{name_of(string)}, which ends at {string.shoe_md_m:g} m MD"
        raise Contradiction(f"{name} at {md_m:g} m MD lies below {end}")
    return md_m


def known(value: float | None, path: str, what: str) -> float:
    """The value, or NotKnown with its place and name."""
    if value is None:
        raise NotKnown(Missing(path, what))
    return value
