"""What a report stands on: one limit of one well under one regime, its document, and the pack that filled it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from integrity.engine.answer import choices_list, limit_dict, mawop_dict, result_sha256
from integrity.engine.aside import idle
from integrity.engine.limits import assess_limits
from integrity.engine.regimes import KINDS, Kind, Regime, limit_under, regime_of
from integrity.engine.result import LimitResult, SetAside
from integrity.engine.rules import Provenance, RulePack, filled, rows_of
from integrity.engine.version import ENGINE_VERSION
from wells.engine.model import WellModel


@dataclass(frozen=True, kw_only=True)
class Stand:
    """`stated`: the well as its document states it; `model`: with what it leaves unstated filled from the
    pack; `rules`: where each rule came from. `document_sha256`: of the revision; `as_of`, `known_at`: the days
    asked for, empty where none was. `aside`: what was set aside in the well then."""

    stated: WellModel
    pack: RulePack | None
    model: WellModel
    rules: tuple[Provenance, ...]
    regime: Regime
    limit: LimitResult
    document_sha256: str
    as_of: str = ""
    known_at: str = ""
    aside: tuple[SetAside, ...] = ()

    @property
    def kind(self) -> Kind:
        return KINDS[self.regime.kind]

    @property
    def result(self) -> dict[str, Any]:
        """The limit as the calculator answers it."""
        return limit_dict(self.limit) if self.kind.key == "maasp" else mawop_dict(self.limit)

    @property
    def result_sha256(self) -> str:
        """Hash of the result at 9 significant digits: the same from page, API, command and file."""
        return result_sha256(self.result)

    @property
    def idle(self) -> tuple[tuple[SetAside, str], ...]:
        """What was set aside of this annulus and changes nothing, each with the reason."""
        return idle(self.limit, self.aside)

    @property
    def filled_by(self) -> str | None:
        """Name and version of the pack that filled a rule; None where the document states all that is stated."""
        return next((one.pack for one in self.rules if one.pack is not None), None)

    @property
    def name(self) -> str:
        """What a file of it is called, without its ending."""
        return f"{self.model.id}-{self.limit.annulus}-{self.kind.key}"

    @property
    def command(self) -> str:
        """How anybody redoes it from the exported document."""
        default = self.regime.name == self.kind.regimes[0]
        asked = [
            "" if default else f"--regime {self.regime.name}",
            "--rules pack.yaml" if self.filled_by else "",
            f"--annulus {self.limit.annulus}",
            f"--as-of {self.as_of}" if self.as_of else "",
            "--format text",
        ]
        words = " ".join(word for word in asked if word)
        return f"manage.py calculate {self.kind.key} {self.model.id}.yaml {words}"

    @property
    def told(self) -> dict[str, str]:
        """Of the places that the pack fills: which pack, and what its figure stands on."""
        return {
            one.rule.place: ", ".join(
                part for part in (f"rule pack {one.pack}", one.source, one.clause) if part
            )
            for one in self.rules
            if one.pack is not None and one.rule.place is not None
        }


def stand_of(
    model: WellModel,
    *,
    kind: str,
    letter: str,
    document_sha256: str,
    regime: str = "",
    pack: RulePack | None = None,
    as_of: str = "",
    known_at: str = "",
    set_aside: Iterable[SetAside] = (),
) -> Stand | None:
    """The limit of an annulus with what it stands on, unstated rules filled from the pack, without the candidates
    that are set aside; None where the well has no such annulus, or the kind no such regime."""
    chosen = regime or KINDS[kind].regimes[0]
    if chosen not in KINDS[kind].regimes:
        return None
    found, complete = regime_of(chosen), filled(model, pack)
    aside = tuple(one for one in set_aside if one.regime in ("", chosen))
    limit = limit_under(complete.model, found, letter, aside)
    if limit is None:
        return None
    return Stand(
        stated=model,
        pack=pack,
        model=complete.model,
        rules=complete.provenance,
        regime=found,
        limit=limit,
        document_sha256=document_sha256,
        as_of=as_of,
        known_at=known_at,
        aside=aside,
    )


def answer_of(stand: Stand) -> dict[str, Any]:
    """The JSON form: the limit with every candidate, formula and substituted value, and its hash."""
    if stand.kind.key == "maasp":
        regime, letters = stand.regime.name, [stand.limit.annulus]
        limits = assess_limits(
            stand.stated, regime=regime, letters=letters, pack=stand.pack, set_aside=stand.aside
        )
        body = limits.to_dict() | {"choices": choices_list(stand.limit)}
    else:
        body = {
            "regime": stand.regime.name,
            "engine_version": ENGINE_VERSION,
            "well_id": stand.model.id,
            "rules": rows_of(stand.rules),
        }
    return body | {"results": [stand.result], "result_sha256": stand.result_sha256}
