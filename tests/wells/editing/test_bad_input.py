"""What is typed wrongly is told beside its field; what breaks a rule stays in the draft and is not published."""

import re

import pytest

from tests.wells.editing.forms import add, address, edit, open_page, publish
from wells.engine.constants import PSI_PA
from wells.engine.tubular import collapse
from wells.services import drafts

SHOE = "strings/casing-9-5-8"


def text(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1,234", "can mean 1234 or 1.234"),
        ("deep", "is no number"),
        ("3000 psi", "does not fit here"),
        ("-5", "must be at least 0 m"),
    ],
)
def test_a_depth_that_is_none_is_asked_beside_its_field(desk, well, steward, typed, said):
    response = edit(desk, well, SHOE, shoe_md_m=typed)
    assert response.status_code == 422
    page = text(response)
    assert said in page and f'value="{typed}"' in page
    assert drafts.of(well, steward) is None


def stopped(desk, well, steward, said):
    """The draft is kept, the fault is told on the page, publishing is refused, the well stands."""
    page = text(open_page(desk, well))
    response = publish(desk, well)
    assert response.status_code == 422
    assert said in page + text(response), page
    well.refresh_from_db()
    assert well.head == 1 and drafts.of(well, steward) is not None


def test_a_shoe_below_total_depth(desk, well, steward):
    response = edit(desk, well, SHOE, shoe_md_m="5000")
    assert "edit=strings%2Fcasing-9-5-8" in response.url
    assert "below the total depth" in text(desk.get(response.url))
    stopped(desk, well, steward, "below the total depth")


def test_the_total_depth_is_offered_and_taken(desk, well, steward):
    page = text(desk.get(edit(desk, well, SHOE, shoe_md_m="5000").url))
    assert "The wellbore ends at" in page
    desk.post(address("draft_use", well), {"use": f"{SHOE}|shoe_md_m|4020"})
    document = drafts.document(drafts.of(well, steward))
    assert document["strings"][3]["shoe_md_m"] == 4020


def test_a_string_wider_than_its_bore(desk, well, steward):
    edit(desk, well, "strings/tubing-5-1-2", **{"item/sections/0-od_m": "13 3/8"})
    stopped(desk, well, steward, "is wider than")


def test_sections_that_overlap(desk, well, steward):
    edit(desk, well, SHOE, **{"item/sections/1-top_md_m": "1000"})
    stopped(desk, well, steward, "overlap")


def test_hole_sections_that_overlap(desk, well, steward):
    edit(desk, well, "holes/hole-17-1-2", part="holes", top_md_m="600")
    stopped(desk, well, steward, "overlap")


def test_a_leak_off_test_of_21_g_cm3(desk, well, steward):
    strength = drafts.published(well, 1)["formation_strength"][0]["id"]
    edit(desk, well, f"formation_strength/{strength}", part="strength", emw_kg_m3="21 g/cm3")
    stopped(desk, well, steward, "is the unit or the decimal point right?")


def test_cement_above_its_string(desk, well, steward):
    edit(desk, well, "cement/cement-9-5-8", part="cement", top_md_m="3400")
    stopped(desk, well, steward, "below the shoe")


def test_a_string_without_its_kind_is_asked(desk, well, steward):
    response = add(desk, well, "strings", name="Tie-back")
    assert response.status_code == 422
    assert drafts.of(well, steward) is None


def test_errors_are_counted_on_the_segment_of_their_part(desk, well, steward):
    edit(desk, well, SHOE, shoe_md_m="5000")
    page = text(open_page(desk, well, part="gaps"))
    assert 'Strings <span class="n edit-n">' in page


def test_an_item_that_is_not_there(desk, well):
    response = desk.post(address("draft_save", well), {"at": "strings/none"})
    assert response.status_code == 404


@pytest.mark.parametrize(
    "at", ["strings", "schema", "strings/casing-9-5-8/sections/s1", "", "header/status/0"]
)
def test_an_address_that_is_no_item_of_a_list(desk, well, at):
    assert desk.post(address("draft_save", well), {"at": at}).status_code == 404


def test_a_rating_typed_in_psi_as_kpa_is_asked_about_and_its_figure_offered(desk, well, steward):
    section = drafts.published(well, 1)["strings"][3]["sections"][0]
    formula_psi = round(
        collapse(**{name: section[name] for name in ("od_m", "wall_m", "yield_pa")}).pressure_pa / PSI_PA
    )
    page = text(
        desk.get(
            edit(desk, well, SHOE, **{"item/sections/0-connection.collapse_pa": f"{formula_psi} kPa"}).url
        )
    )
    assert "was it psi taken for kPa?" in page
    key = re.search(rf'name="use" value="({SHOE}/sections/[\w-]+\|connection\.collapse_pa\|[\d.e+]+)"', page)
    desk.post(address("draft_use", well), {"use": key[1]})
    document = drafts.document(drafts.of(well, steward))
    meant_pa = document["strings"][3]["sections"][0]["connection"]["collapse_pa"]
    assert meant_pa == pytest.approx(formula_psi * PSI_PA)
