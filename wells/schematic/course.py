"""Which hole is drawn in full: one wellbore with its parents above each kick-off. Others leave it as stubs."""

from __future__ import annotations

from dataclasses import dataclass

from wells.engine.model import Component, Wellbore, WellModel


@dataclass(frozen=True, slots=True)
class Course:
    """The drawn hole. `limits_m` gives, for each wellbore in it, the depth it is left at (None: never)."""

    wellbore: Wellbore | None
    limits_m: dict[str, float | None]
    stubs: tuple[Wellbore, ...]

    @property
    def total_depth_md_m(self) -> float | None:
        """Where the drawn hole ends."""
        return self.wellbore.total_depth_md_m if self.wellbore else None

    def refusal(self, wellbore_id: str | None, md_m: float | None) -> str | None:
        """Why something in a wellbore at a depth is not in the drawn hole; None where it is."""
        if wellbore_id is None or not self.limits_m:
            return None
        if wellbore_id not in self.limits_m:
            return f"in wellbore {self._name(wellbore_id)}, which is drawn as a stub"
        limit_m = self.limits_m[wellbore_id]
        if limit_m is not None and md_m is not None and md_m > limit_m:
            return f"below the kick-off at {limit_m:,.0f} m MD"
        return None

    def _name(self, wellbore_id: str) -> str:
        return next((bore.name or bore.id for bore in self.stubs if bore.id == wellbore_id), wellbore_id)


def course(model: WellModel, wellbore_id: str | None = None) -> Course:
    """The hole to draw: the one asked for, else the last that is not abandoned and has something in it."""
    bores = {bore.id: bore for bore in model.wellbores or ()}
    if not bores:
        return Course(None, {}, ())
    if wellbore_id is not None and wellbore_id not in bores:
        raise ValueError(f"wellbore {wellbore_id!r} is not in the document; it has {', '.join(bores)}")
    chosen = bores[wellbore_id] if wellbore_id else _current(model, tuple(bores.values()))
    limits_m: dict[str, float | None] = {}
    bore: Wellbore | None = chosen
    limit_m: float | None = None
    while bore and bore.id not in limits_m:
        limits_m[bore.id] = limit_m
        limit_m = bore.kick_off_md_m
        bore = bores.get(bore.parent_id) if bore.parent_id else None
    stubs = tuple(bore for bore in bores.values() if bore.id not in limits_m or _goes_on(bore, limits_m))
    return Course(chosen, limits_m, stubs)


def component_wellbore(component: Component, model: WellModel) -> str | None:
    """The wellbore of the string that carries a component."""
    strings = {string.id: string for string in model.strings or ()}
    string = strings.get(component.string_id) if component.string_id else None
    return string.wellbore_id if string else None


def _goes_on(bore: Wellbore, limits_m: dict[str, float | None]) -> bool:
    limit_m = limits_m[bore.id]
    return limit_m is not None and (bore.total_depth_md_m is None or bore.total_depth_md_m > limit_m)


def _current(model: WellModel, bores: tuple[Wellbore, ...]) -> Wellbore:
    filled = {one.wellbore_id for one in model.strings or ()} | {one.wellbore_id for one in model.holes or ()}
    open_bores = [bore for bore in bores if not bore.abandoned_on]
    with_content = [bore for bore in open_bores if bore.id in filled]
    return (with_content or open_bores or list(bores))[-1 if with_content else 0]
