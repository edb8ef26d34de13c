"""Derivations and sensitivity over HTTP."""

import pytest

from integrity.engine.regimes import KINDS
from tests.wells.factories import example, make_well

pytestmark = pytest.mark.django_db
FORMS = (".txt", ".pdf", "/sensitivity")


@pytest.mark.parametrize("kind", KINDS)
def test_text_and_pdf_say_what_the_page_says(operator, caller, kind):
    well = make_well(example("platform-oil-gas-lift"), of=operator)
    text = caller.get(f"wells/{well.pk}/annuli/A/{kind}.txt")
    assert text["Content-Type"].startswith("text/plain") and text["ETag"]
    assert f"annulus A: {KINDS[kind].word} " in text.content.decode()
    pdf = caller.get(f"wells/{well.pk}/annuli/A/{kind}.pdf")
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
    assert pdf.content == caller.get(f"wells/{well.pk}/annuli/A/{kind}.pdf").content


def test_what_moves_a_limit(operator, caller):
    well = make_well(example("platform-oil-gas-lift"), of=operator)
    body = caller.get(f"wells/{well.pk}/annuli/A/maasp/sensitivity").json()
    density = next(one for one in body["inputs"] if one["path"] == "annuli/A/layers/0/density_kg_m3")
    assert (density["value"], density["step"], density["by_share"]) == (1080, 10.8, True)
    assert density["lowered"]["change_pa"] == 278241 == -density["raised"]["change_pa"]
    assert density["lowered"]["governs_from"]["governing"] == {"id": "A9", "element": "annulus-a"}
    assert body["next"]["id"] == "A3b" and body["tried"] > len(body["inputs"])
    assert (body["regime"], body["revision"]) == ("iso-16530-1:2017", 1)


def test_an_annulus_is_named_by_its_id_too(well, caller):
    uid = next(row["id"] for row in caller.get(f"wells/{well.pk}/annuli").json() if row["letter"] == "A")
    for form in FORMS:
        by_letter = caller.get(f"wells/{well.pk}/annuli/A/maasp{form}")
        assert caller.get(f"wells/{well.pk}/annuli/{uid}/maasp{form}").content == by_letter.content


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_there(well, foreign, caller, nobody, form):
    assert caller.get(f"wells/{well.pk}/annuli/Q/maasp{form}").status_code == 404
    assert caller.get(f"wells/{well.pk}/annuli/A/maasp{form}?regime=none").status_code == 404
    refused = caller.get(f"wells/{foreign.pk}/annuli/A/maasp{form}")
    assert refused.status_code == 404 and b"detail" in refused.content
    assert nobody.get(f"/api/v1/wells/{well.pk}/annuli/A/maasp{form}").status_code == 401
