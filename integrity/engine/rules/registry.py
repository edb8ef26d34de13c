"""Every rule there is: its id, what its value may be, what it means, and where in the well document it lands.

A rule that lands in the document (`rules`, `fluids_policy`) fills what a well leaves unstated. One that lands
nowhere is kept for what reads it by its id; `read_by` says what does, and is empty while nothing does yet.
"""

from __future__ import annotations

from dataclasses import dataclass

from integrity.engine.rules.kinds import Choice, Kind, Named, Number, Table
from integrity.engine.rules.predicates import signatures

#: What holds where neither the document nor a pack states a rule.
UNKNOWN, CONSERVATIVE, NONE = "unknown", "conservative", "none"
LIMITS = "limits"
FACTOR = Number(unit="1", least=1.0, greatest=5.0)
FRACTION = Number(unit="1", above=0.0, greatest=1.0)
DAYS = Number(unit="d", above=0.0, greatest=36_600.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry of the registry. `path`: fields from the well model down to the value, empty where none."""

    id: str
    group: str
    meaning: str
    kind: Kind
    path: tuple[str, ...] = ()
    absent: str = UNKNOWN
    read_by: str = ""

    @property
    def place(self) -> str | None:
        """The place in the document, as derivations name it."""
        return "/".join(self.path) or None

    @property
    def taken_when_absent(self) -> str | bool | None:
        """The conservative option where that is what an absent choice means; None for what stays unknown."""
        is_choice = isinstance(self.kind, Choice) and self.absent == CONSERVATIVE
        return self.kind.conservative if is_choice and isinstance(self.kind, Choice) else None


def _factor(name: str, meaning: str) -> Rule:
    return Rule(
        id=f"design_factor.{name}",
        group="Design factors",
        meaning=meaning,
        kind=FACTOR,
        path=("rules", "design_factors", name),
        read_by=LIMITS,
    )


def _rule(name: str, group: str, meaning: str, kind: Kind, *, absent: str = UNKNOWN) -> Rule:
    return Rule(
        id=name, group=group, meaning=meaning, kind=kind, path=("rules", name), absent=absent, read_by=LIMITS
    )


def _fluid(name: str, meaning: str, *options: str) -> Rule:
    return Rule(
        id=f"fluids.{name}",
        group="Fluids",
        meaning=meaning,
        kind=Choice(options=options),
        path=("fluids_policy", name),
        absent=CONSERVATIVE,
        read_by=LIMITS,
    )


def _kept(name: str, group: str, meaning: str, kind: Kind) -> Rule:
    """A rule that no calculation reads yet."""
    return Rule(id=name, group=group, meaning=meaning, kind=kind)


_ENTRIES = (
    _factor("casing_burst", "internal yield of casing, liner and tie-back is divided by it"),
    _factor("casing_collapse", "collapse of casing, liner and tie-back is divided by it"),
    _factor("tubing_burst", "internal yield of tubing is divided by it"),
    _factor("tubing_collapse", "collapse of tubing is divided by it"),
    _factor("equipment", "ratings of packers, valves, hangers and wellhead are divided by it"),
    _rule("wall_factor", "Steel", "share of the nominal wall that internal yield counts", FRACTION),
    _rule(
        "unmeasured_wall",
        "Steel",
        "wall of pipe that no log covers",
        Choice(options=("unknown", "nominal")),
        absent=CONSERVATIVE,
    ),
    _rule(
        "missing_connection",
        "Steel",
        "what a connection without a rating leaves of the limit",
        Choice(options=("provisional", "pipe_body")),
        absent=CONSERVATIVE,
    ),
    _rule(
        "temperature_derating",
        "Steel",
        "how yield falls with temperature",
        Choice(options=("by_grade", "linear", "none")),
    ),
    _rule(
        "axial_collapse",
        "Steel",
        "how axial load acts on collapse",
        Choice(options=("tr-5c3-2018", "api-5c3-biaxial", "none")),
    ),
    _rule(
        "backup_below_cement",
        "Limits",
        "what backs up a string below the top of cement outside it",
        Choice(options=("pore_pressure", "full_column")),
        absent=CONSERVATIVE,
    ),
    _rule(
        "top_rating",
        "Limits",
        "which wellhead sections bound an annulus at its top",
        Choice(options=("both_spools", "own_spool")),
        absent=CONSERVATIVE,
    ),
    _rule(
        "test_fluid_correction",
        "Limits",
        "whether an annulus test is corrected for the fluid then and now",
        Choice(options=(True, False)),
    ),
    _rule(
        "rounding_pa",
        "Limits",
        "limits are rounded down to a multiple of it",
        Number(unit="Pa", above=0.0, greatest=1e7),
    ),
    _rule("upper_trigger_fraction", "Limits", "share of the limit at which to act", FRACTION, absent=NONE),
    _rule(
        "lower_trigger_pa",
        "Limits",
        "pressure below which a loss of pressure would not be seen",
        Number(unit="Pa", least=0.0, greatest=1e8),
        absent=NONE,
    ),
    _rule(
        "mawop_explicit_fraction",
        "Limits",
        "share of the derated rating that the explicit method of API RP 90-2 allows",
        FRACTION,
    ),
    _fluid(
        "rated_annulus",
        "density of the annulus that is rated, for burst and collapse",
        "heaviest",
        "lightest",
    ),
    _fluid(
        "formation_check",
        "density of the annulus that is rated, for formation strength",
        "heaviest",
        "lightest",
    ),
    _fluid("backup", "column outside the outer string", "lightest", "none"),
    _fluid("outermost_backup", "what stands outside the last string", "none", "seawater"),
    _fluid(
        "inner",
        "content of the bore against annulus A",
        "least_state",
        "evacuated",
        "flowing",
        "shut_in",
        "gas_lift",
        "injecting",
        "suspended",
    ),
    Rule(
        id="fluids.seawater_density_kg_m3",
        group="Fluids",
        meaning="density of sea water",
        kind=Number(unit="kg/m3", above=0.0, greatest=1300.0),
        path=("fluids_policy", "seawater_density_kg_m3"),
        absent=NONE,
        read_by=LIMITS,
    ),
    _kept(
        "evidence.annulus_test",
        "Evidence",
        "when an annulus test proves the walls it loaded",
        Named(signatures=signatures("test_newer_than_last_change")),
    ),
    _kept(
        "evidence.shoe",
        "Evidence",
        "when a shoe counts as closed, or as known",
        Named(signatures=signatures("cement_proven", "shoe_strength_tested")),
    ),
    _kept(
        "casing_pressure.diagnostic_above_pa",
        "Sustained pressure",
        "casing pressure above which a diagnostic test is due; the pressure itself is not above it",
        Number(unit="Pa", least=0.0, greatest=1e8),
    ),
    _kept(
        "casing_pressure.diagnostic_within_d", "Sustained pressure", "days in which that test is done", DAYS
    ),
    _kept(
        "casing_pressure.monitoring",
        "Sustained pressure",
        "how often casing pressure is read, by kind of well",
        Table(
            keys=("fixed_platform", "subsea", "hybrid", "manned_under_request", "unmanned_under_request"),
            cell=Choice(options=("daily", "weekly", "monthly")),
        ),
    ),
    _kept(
        "casing_pressure.repeat_rise_pa",
        "Sustained pressure",
        "rise over the last diagnostic test at which it is repeated",
        Number(unit="Pa", above=0.0, greatest=1e8),
    ),
    _kept(
        "casing_pressure.repeat_share",
        "Sustained pressure",
        "share of minimum internal yield above which the test is repeated at intervals",
        Table(keys=("annulus_a", "outer_annuli"), cell=FRACTION),
    ),
    _kept(
        "casing_pressure.repeat_months",
        "Sustained pressure",
        "months between those repeats",
        Table(keys=("annulus_a", "outer_annuli"), cell=Number(unit="months", above=0.0, greatest=600.0)),
    ),
)

RULES: dict[str, Rule] = {rule.id: rule for rule in _ENTRIES}
#: Those that fill what a document leaves unstated, in the order derivations list them.
FILLING = tuple(rule for rule in _ENTRIES if rule.path)
GROUPS = tuple(dict.fromkeys(rule.group for rule in _ENTRIES))
