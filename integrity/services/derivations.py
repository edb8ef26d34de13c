"""The derivation of limits from a file, as text: the report that the page gives, made again from the document."""

from typing import Any

from integrity.engine.calculators import Fault, InputFaults
from integrity.engine.calculators.limits import model_of, rule_pack_of
from integrity.engine.regimes import KINDS, letters_of
from integrity.reports import as_text, sheet_of, stand_of
from integrity.services.calculations import WELL, answer, calculator, request_of
from wells.engine.document import dated, is_dated, sha256
from wells.record.blobs import folded


def derive_file(
    name: str,
    data: bytes,
    kind: str,
    *,
    annulus: str | None = None,
    units: str = "metric",
    as_of: str | None = None,
    regime: str | None = None,
    rule_pack: dict[str, Any] | None = None,
) -> str:
    """The text of one annulus, or of all of them one after the other. Errors as of `calculate_file`."""
    chosen = calculator(name)
    body = request_of(chosen, data, kind, as_of=as_of, regime=regime, rule_pack=rule_pack)
    if name not in KINDS:
        raise InputFaults([Fault("", "format", f"only {' and '.join(KINDS)} have a derivation as text")])
    answer(chosen, body)
    model, pack, known = model_of(body), rule_pack_of(body), document_sha256(body[WELL])
    letters = [annulus] if annulus else body.get("annuli") or letters_of(model)
    stands = [
        stand_of(
            model,
            kind=name,
            letter=letter,
            regime=body["regime"],
            pack=pack,
            document_sha256=known,
            as_of=body.get("as_of") or "",
        )
        for letter in letters
    ]
    if not stands or None in stands:
        raise InputFaults(
            [Fault("", "annulus", f"the well has no annulus {annulus or ''} that is described")]
        )
    return "\n\n".join(as_text(sheet_of(stand, units)) for stand in stands if stand)


def document_sha256(document: dict[str, Any]) -> str:
    """The hash that the record gives a document: of its dated form, long station lists named by their hash."""
    whole = document if is_dated(document) else dated(document)
    return sha256(folded(whole)[0])
