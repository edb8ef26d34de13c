"""The doors to the calculators: bytes in, the answer as a value out, nothing stored. API, command and page
call the same function, so that all three give the same answer and the same faults."""

from collections.abc import Iterable
from typing import Any

from integrity.engine.calculators import CALCULATORS, Calculator, Fault, InputFaults
from integrity.engine.calculators.shape import faults_of
from wells.documents import read, refusals

WELL = "well"


class UnknownCalculation(LookupError):
    """No calculator has this name."""

    def __init__(self, name: str):
        super().__init__(f"There is no calculation “{name}”. Known: {', '.join(CALCULATORS)}.")


def calculator(name: str) -> Calculator:
    """The calculator of that name. Errors: UnknownCalculation."""
    if name not in CALCULATORS:
        raise UnknownCalculation(name)
    return CALCULATORS[name]


def calculate_file(
    name: str,
    data: bytes,
    kind: str,
    *,
    as_of: str | None = None,
    regime: str | None = None,
    rule_pack: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The answer to a request in a file; `kind` is its name or content type. A bare well document becomes
    the request about it, under the first regime the calculator knows; `rule_pack` fills its unstated rules.

    Errors: UnknownCalculation; Unreadable for bytes that are no JSON or YAML object; InputFaults.
    """
    chosen = calculator(name)
    return answer(chosen, request_of(chosen, data, kind, as_of=as_of, regime=regime, rule_pack=rule_pack))


def request_of(
    chosen: Calculator,
    data: bytes,
    kind: str,
    *,
    as_of: str | None = None,
    regime: str | None = None,
    rule_pack: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The request that a file is, or that is made of the well document in it."""
    body = read(data, kind)
    if chosen.holds_well and "header" in body and WELL not in body:
        asked: dict[str, Any] = {"as_of": as_of} if as_of else {}
        asked |= {"rule_pack": rule_pack} if rule_pack is not None else {}
        regimes = chosen.schema["properties"]["regime"]["enum"]
        body = {"regime": regime or regimes[0], WELL: body} | asked
    return body


def answer(chosen: Calculator, body: dict[str, Any]) -> dict[str, Any]:
    """The answer to a body. Errors: InputFaults with every fault, a well document's under `/well`."""
    faults = list(faults_of(body, chosen.schema, ""))
    if chosen.holds_well and isinstance(body.get(WELL), dict):
        faults += _of_well(body[WELL])
    if faults:
        raise InputFaults(faults)
    try:
        return chosen.compute(body)
    except ArithmeticError as error:
        raise InputFaults(
            [Fault("", "range", f"the numbers lead beyond what can be computed: {error}")]
        ) from error


def _of_well(document: dict[str, Any]) -> Iterable[Fault]:
    return [
        Fault(f"/{WELL}{fault.pointer}", fault.code, fault.detail.rstrip(".")) for fault in refusals(document)
    ]
