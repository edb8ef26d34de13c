"""What a schema cannot say about a well document: numbered rules, one function a rule.

`violations(document)` takes the dated form and names every place that breaks a rule, with the figures. An
`error` keeps the document out of the record; a `warning` is shown and kept. docs/well-document.md lists the
rules in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from wells.engine.rules import bores, dates, depths, facts, identity, pipes, ratings, survey
from wells.engine.rules.violation import Violation

__all__ = ["RULES", "Violation", "errors", "violations"]

#: The checks of each rule. Rule 7 (beyond the last station) is a property of the answer, not of the document.
RULES: dict[int, tuple[Callable[[dict[str, Any]], Iterator[Violation]], ...]] = {
    1: (identity.ids_are_unique, identity.one_annulus_a_letter, identity.one_content_a_state),
    2: (identity.references_exist, identity.wellbores_form_a_tree),
    3: (identity.wellbores_are_named,),
    4: (
        depths.tops_are_above_bases,
        depths.sections_join,
        depths.holes_do_not_overlap,
        depths.layers_are_in_order,
    ),
    5: (pipes.diameters_agree,),
    6: (survey.stations_increase, survey.runs_do_not_overlap, survey.sidetracks_begin_below_kick_off),
    8: (facts.discs_state_how_they_open,),
    9: (dates.ends_follow_beginnings,),
    10: (dates.one_tubing_and_tree, dates.one_gauge_an_annulus),
    11: (facts.components_have_a_place, facts.components_leave_with_their_string),
    12: (ratings.overrides_agree_or_are_proven, ratings.connections_are_in_their_unit),
    13: (depths.nothing_below_total_depth,),
    14: (bores.strings_fit,),
    15: (facts.densities_are_credible,),
    16: (depths.cement_is_behind_its_string,),
    17: (dates.facts_do_not_overlap,),
    18: (facts.least_is_not_above_greatest,),
    19: (ratings.steel_goes_with_h2s,),
}


def violations(document: dict[str, Any]) -> list[Violation]:
    """Every violation in a dated document, in the order of the rules."""
    return [found for checks in RULES.values() for check in checks for found in check(document)]


def errors(document: dict[str, Any]) -> list[Violation]:
    """The violations that keep the document out of the record."""
    return [found for found in violations(document) if found.severity == "error"]
