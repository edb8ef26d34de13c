"""The calculators in a browser: the form answers while one types, with and without script; every width, nothing
cut off, a silent console. And the API's description."""

import json

import pytest

from integrity.engine.calculators import CALCULATORS
from tests.browser.helpers import assert_holds, every_theme, every_width

THREE = ("tubular-rating", "hydrostatics", "trajectory")


@every_width
@pytest.mark.parametrize("name", CALCULATORS)
def test_an_example_is_answered_and_read_whole(signed_in, live_server, width, name):
    page = signed_in("engineer", width=width)
    page.goto(f"{live_server.url}/calculators/{name}/")
    page.locator("#calc-examples").click()
    page.get_by_role("link", name="Example of the API").click()
    page.get_by_role("heading", name="The answer as JSON").wait_for()
    page.locator("#calc-go").click()
    page.get_by_role("heading", name="The answer as JSON").wait_for()
    assert_holds(page)


@every_theme
@every_width
@pytest.mark.parametrize("name", THREE)
def test_faults_are_read_whole(signed_in, live_server, width, theme, name):
    page = signed_in("engineer", width=width, theme=theme, expected=(422,))
    page.goto(f"{live_server.url}/calculators/{name}/")
    page.locator("#calc-go").click()
    page.locator(".calc-note .dg-err").first.wait_for()
    assert_holds(page)


@every_width
@pytest.mark.parametrize("name", CALCULATORS)
def test_the_json_is_answered(signed_in, live_server, width, name):
    page = signed_in("engineer", width=width)
    page.goto(f"{live_server.url}/calculators/{name}/?view=json")
    page.locator("#calc-go").click()
    page.get_by_role("heading", name="The answer as JSON").wait_for()
    assert_holds(page)


def test_the_answer_moves_while_one_types_and_nothing_typed_is_lost(signed_in, live_server):
    page = signed_in("engineer")
    page.goto(f"{live_server.url}/calculators/gas-properties/")
    page.locator("#in-pressure_pa").fill("20")
    page.locator("#in-temperature_k").fill("36.85")
    page.get_by_text("Still needed:").wait_for()
    page.locator("#in-gas_specific_gravity").fill("0.7")
    page.keyboard.press("Tab")
    page.keyboard.type("1.28")
    page.get_by_role("heading", name="Derivation").wait_for()
    assert page.locator("#in-heat_capacity_ratio").input_value() == "1.28"
    page.keyboard.press("Tab")
    page.locator("#steps").get_by_text("c = sqrt(k Z R T / M)").wait_for()
    assert page.locator("#in-pressure_pa").input_value() == "20"


def test_a_fault_comes_and_goes_while_one_types(signed_in, live_server):
    page = signed_in("engineer")
    page.goto(f"{live_server.url}/calculators/gas-properties/?example=own")
    page.locator("#in-pressure_pa").fill("1,234")
    page.keyboard.press("Tab")
    page.locator("#in-pressure_pa-note").get_by_text("can mean 1234 or 1.234").wait_for()
    page.locator("#in-pressure_pa").fill("1234 psi")
    page.keyboard.press("Tab")
    page.get_by_role("heading", name="Derivation").wait_for()
    assert page.locator("#in-pressure_pa-note").inner_text() == ""


def test_enter_computes_and_the_caret_stays(signed_in, live_server):
    page = signed_in("engineer", expected=(422,))
    page.goto(f"{live_server.url}/calculators/tubular-rating/")
    page.locator("#in-od_m").fill("9 5/8")
    page.keyboard.press("Enter")
    page.locator("#in-wall_m-note").get_by_text("This is needed").wait_for()
    assert page.evaluate("document.activeElement.id") == "in-od_m"
    assert page.locator("#in-od_m").input_value() == "9 5/8"


def test_the_keyboard_goes_from_field_to_field_and_meets_the_help(signed_in, live_server):
    page = signed_in("engineer")
    page.goto(f"{live_server.url}/calculators/tubular-rating/")
    page.locator("#in-method").focus()
    for name in ("od_m", "wall_m", "wall_factor", "grade", "yield_pa"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == f"in-{name}"
    page.locator("#in-od_m").focus()
    words = page.locator("#in-od_m-help")
    assert words.is_visible() and "Symbol D." in words.inner_text() and "More than 0 in" in words.inner_text()
    assert not page.locator("#in-wall_m-help").is_visible()


def test_rows_are_added_filled_and_taken_out(signed_in, live_server):
    page = signed_in("engineer")
    page.goto(f"{live_server.url}/calculators/trajectory/?example=own")
    page.locator("#in-stations-add").click()
    for name, text in (("md_m", "900"), ("inclination_deg", "14"), ("azimuth_deg", "45")):
        page.locator(f"#in-stations-3-{name}").fill(text)
    page.keyboard.press("Tab")
    page.locator("#answer tbody").first.get_by_text("900").wait_for()
    page.locator("#in-stations-0-out").click()
    page.locator("#in-stations-3-md_m").wait_for(state="detached")
    assert page.locator("#in-stations-0-md_m").input_value() == "500"


def test_other_units_carry_what_was_typed(signed_in, live_server):
    page = signed_in("engineer")
    page.goto(f"{live_server.url}/calculators/gas-properties/?example=own")
    page.locator("#calc-units").select_option("field")
    page.locator(".dg-field:has(#in-pressure_pa) .u").get_by_text("psi").wait_for()
    assert page.locator("#in-pressure_pa").input_value() == "20 bar"


def test_the_form_goes_to_json_and_back(signed_in, live_server):
    page = signed_in("engineer")
    page.goto(f"{live_server.url}/calculators/hydrostatics/?example=own")
    page.locator("#calc-as-json").click()
    page.locator("#text").wait_for()
    assert json.loads(page.locator("#text").input_value()) == CALCULATORS["hydrostatics"].example
    page.locator("#calc-to-form").click()
    page.locator("#in-layers-1-density_kg_m3").wait_for()
    assert page.locator("#in-layers-1-density_kg_m3").input_value() == "1.03"


def test_another_annulus_is_chosen_by_a_button(signed_in, live_server):
    page = signed_in("engineer")
    page.goto(f"{live_server.url}/calculators/maasp/?example=own")
    page.get_by_role("button", name="B", exact=True).click()
    page.get_by_role("heading", name="B annulus").wait_for()
    assert "Governs." in page.locator("#candidates").inner_text()


def test_on_paper_the_answer_stands_without_the_form(signed_in, live_server):
    page = signed_in("engineer")
    page.goto(f"{live_server.url}/calculators/tubular-rating/?example=own")
    page.emulate_media(media="print")
    assert not page.locator(".calc-fields").is_visible() and not page.locator(".calc-bar").is_visible()
    assert page.locator("#steps").is_visible()
    assert page.get_by_role("cell", name="9.625 in").is_visible()


def test_the_description_is_drawn_without_a_word_on_the_console(signed_in, live_server):
    page = signed_in("engineer")
    page.goto(f"{live_server.url}/api/v1/docs/")
    page.get_by_role("heading", name="hierarchy").click()
    page.locator(".opblock-summary").first.click()
    page.locator(".opblock-body .responses-wrapper").first.wait_for()
