"""The page of one limit: its stand, its derivation with links, its chart, and what else there is to open."""

from __future__ import annotations

from collections.abc import Iterable

from integrity.engine.regimes import letters_of
from integrity.engine.result import SetAside
from integrity.engine.rules import RulePack
from integrity.engine.version import ENGINE_VERSION
from integrity.pages.addresses import address_of, own_address, regimes
from integrity.pages.chart import chart_svg
from integrity.pages.derivation import derivation_of
from integrity.pages.names import names_of
from integrity.pages.rules import shown_rules
from integrity.pages.sources import Origins
from integrity.reports import Stand, stand_of

FORMS = (("pdf", "PDF", "file-text"), ("txt", "Text", "list-details"), ("json", "JSON", "file-code"))


def stand_on(
    context: dict,
    *,
    kind: str,
    letter: str,
    regime: str = "",
    pack: RulePack | None = None,
    set_aside: Iterable[SetAside] = (),
) -> Stand | None:
    """The limit that the page of a well asks for, under the pack in force then and without what was set aside then;
    None where nothing is known of it, or the well has no such annulus."""
    model, times = context["model"], context["clocks"]
    if model is None:
        return None
    return stand_of(
        model,
        kind=kind,
        letter=letter,
        regime=regime,
        pack=pack,
        set_aside=set_aside,
        document_sha256=context["revision"].sha256,
        as_of=times.day or "",
        known_at=dict(times.asked).get("known_at", ""),
    )


def limit_page(context: dict, stand: Stand, system: str) -> dict:
    """What the page of a limit shows besides the head of its well."""
    model, limit, pk = stand.model, stand.limit, context["well"].pk
    names, query, kind = names_of(model), context["clocks"].query, stand.kind
    origins = Origins(model, names, address_of(context), stand.told)
    own = f"integrity:{kind.key}"
    return {
        "limit": limit,
        "kind": kind,
        "regime": stand.regime,
        "regimes": regimes(pk, stand, query),
        "letters": [(letter, own_address(own, pk, stand, query, letter)) for letter in letters_of(model)],
        "forms": [(word, icon, own_address(f"{own}_{form}", pk, stand, query)) for form, word, icon in FORMS],
        "sensitivity_url": own_address(f"{own}_sensitivity", pk, stand, query),
        "derivation": derivation_of(limit, names, system=system, origins=origins),
        "chart": chart_svg(model, limit, system, word=kind.word, names=names),
        "inner_names": [names.get(uid, uid) for uid in limit.inner_ids],
        "outer_names": [names.get(uid, uid) for uid in limit.outer_ids],
        "upper_trigger_fraction": model.rules.upper_trigger_fraction if model.rules else None,
        "rule_pack": stand.filled_by,
        "rules_in_force": shown_rules(stand.rules, system),
        "command": stand.command,
        "engine_version": ENGINE_VERSION,
        "result_sha256": stand.result_sha256,
    }
