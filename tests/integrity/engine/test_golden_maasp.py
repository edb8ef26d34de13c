"""What the golden limits say beside their figures; the figures are in `tests/integrity/test_verification.py`."""

from integrity.engine.calculators import calculate
from integrity.verification.limits import ISO, layered_well, packer_well
from tests.golden import case
from tests.integrity.engine.wells import STRONG_PA, limits, well


def test_layers_are_summed_to_the_pascal():
    document = layered_well(case("maasp", "MAASP-D6"))
    answer = calculate("maasp", {"well": document, "regime": ISO, "annuli": ["B"]})
    assert answer["results"][0]["governing"] == {"id": "B1", "element": "intermediate"}
    assert answer["results"][0]["maasp_pa"] == 6_717_555


def test_the_result_is_not_derated_once_more():
    limit = limits(packer_well(case("maasp", "MAASP-D12")), letters=["A"]).results[0]
    assert limit.governing.id == "A9" and limit.limit_pa == 25_000_000


def test_strong_pipe_never_governs_a_plain_well():
    assert limits(well(), letters=["A"]).results[0].limit_pa <= STRONG_PA
