"""The forms of the calculators: the contract's request comes out of what people type, and every fault stands at
its field. All of this is without script."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from rest_framework.test import APIClient

from deepguard.api.auth import tokens
from deepguard.api.json import dumps
from deepguard.units import to_si
from integrity.engine.calculators import CALCULATORS
from integrity.forms.calculators import CalculatorForm, Misfits, blank, carried, typed_of, without_row
from integrity.forms.calculators.fields import MeasureField
from integrity.pages.calculator_answer import OWN, example_body, offered
from integrity.pages.calculator_steps import references_of
from integrity.services.calculations import answer
from integrity.verification.examples import examples_of

pytestmark = pytest.mark.django_db

SYSTEMS = ("metric", "field", "si")
EXAMPLES = [(name, key) for name, one in CALCULATORS.items() for key, _, _ in offered(one)]


@pytest.fixture
def desk(engineer, client):
    client.force_login(engineer)
    return client


@pytest.fixture
def api(engineer):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens(engineer)['access']}")
    return client


def url(name):
    return f"/calculators/{name}/"


def sent(name, key=OWN, units="metric", **changes):
    """An example typed into the form, as the browser sends it."""
    one = CALCULATORS[name]
    return typed_of(one, example_body(one, key), units) | {"units": units, "units_were": units} | changes


def note(page, field):
    """What stands at a field."""
    text = page.content.decode()
    found = re.search(rf'id="{re.escape(field)}-note"[^>]*>(.*?)</div>(?=\s*(?:</div>|</td>|<div class="calc-grid))', text, re.S)  # fmt: skip
    assert found, f"no note of {field}"
    return re.sub(r"<[^>]+>", "", found[1]).strip()


# form -> request -> answer


@pytest.mark.parametrize("units", SYSTEMS)
@pytest.mark.parametrize(("name", "key"), EXAMPLES)
def test_an_example_filled_in_asks_what_the_api_is_asked(name, key, units):
    one = CALCULATORS[name]
    body = example_body(one, key)
    form = CalculatorForm(one, typed_of(one, body, units), units=units)
    assert form.is_read
    assert dumps(answer(one, form.body)) == dumps(answer(one, body))


@pytest.mark.parametrize("name", CALCULATORS)
def test_the_form_answers_with_the_bytes_of_the_api(desk, api, name):
    page = desk.post(url(name), sent(name, units="field"))
    assert page.status_code == 200
    reply = api.post(f"/api/v1/calculations/{name}", CALCULATORS[name].example, format="json")
    assert dumps(page.context["answer"]) == reply.content


@pytest.mark.parametrize("name", [name for name, one in CALCULATORS.items() if not one.holds_well])
def test_the_request_is_shown_as_it_is_sent(desk, name):
    page = desk.post(url(name), sent(name))
    assert json.loads(page.context["request_json"]) == CALCULATORS[name].example
    assert f"manage.py calculate {name} -" in page.context["command"]
    assert f"/api/v1/calculations/{name}" in page.context["curl"]


@pytest.mark.parametrize(("name", "key"), EXAMPLES)
def test_an_example_is_filled_in_by_a_link_with_its_source(desk, name, key):
    page = desk.get(url(name), {"example": key})
    assert page.status_code == 200 and page.context["answer"]
    found = [one for one in examples_of(name) if one.key == key]
    for one in found:
        shown = page.context["expected"]
        assert shown.source and shown.sha256 == one.sha256 and shown.holds


def test_a_changed_example_no_longer_claims_its_source(desk):
    typed = sent("tubular-rating", "tubular-rating", **{"in-wall_factor": "0.9"})
    page = desk.post(url("tubular-rating"), typed)
    assert page.context["answer"] and page.context["expected"] is None


def test_an_example_that_is_none(desk):
    assert desk.get(url("trajectory"), {"example": "nope"}).status_code == 404


def test_an_untouched_form_states_nothing():
    for one in CALCULATORS.values():
        form = CalculatorForm(one, blank(one), units="metric")
        assert set(form.body) <= {"method", "regime"}  # where there is one edition only


def test_an_empty_form_says_what_is_needed_at_each_field(desk):
    page = desk.post(url("tubular-rating"), blank(CALCULATORS["tubular-rating"]))
    assert page.status_code == 422
    assert note(page, "in-od_m") == "This is needed: give outside diameter in in."
    assert "Nominal wall" not in note(page, "in-od_m")
    assert note(page, "in-grade") == ""


@pytest.mark.parametrize("name", CALCULATORS)
def test_an_empty_form_is_no_error_of_the_server(desk, name):
    assert desk.get(url(name)).status_code == 200
    assert desk.post(url(name), {"_view": "form"}).status_code == 422


# bad input, kind by kind


@pytest.mark.parametrize(("name", "field", "typed", "said"), [
    ("hydrostatics", "in-surface_pressure_pa", "1,234", "can mean 1234 or 1.234"),
    ("hydrostatics", "in-surface_pressure_pa", "much", "is no number"),
    ("hydrostatics", "in-surface_pressure_pa", "20 sg", "does not fit here. Use one of: Pa, kPa"),
    ("hydrostatics", "in-surface_pressure_pa", "-2", "must be more than -1.01325 bar"),
    ("hydrostatics", "in-base_tvd_m", "100", "the column ends below the top of its last layer"),
    ("fluid-level", "in-annulus", "a1", "Write one capital letter"),
    ("fluid-level", "in-layer", "1.5", "no whole number"),
    ("fluid-level", "in-gas-heat_capacity_ratio", "3", "at most 2"),
    ("fluid-level", "in-average_joint_length_m", "30", "Read as 30 is above 16: is it in feet?"),
    ("tubular-rating", "in-method", "mine", "none of the choices"),
    ("tubular-rating", "in-wall_factor", "1.2", "at most 1"),
    ("tubular-rating", "in-wall_m", "20", "half the outside diameter"),
    ("tubular-rating", "in-grade", "X;1", "This does not fit. Grade as people write it: N-80"),
    ("thermal-build-up", "in-pipes-outer_gives", "perhaps", "none of the choices"),
    ("maasp", "in-as_of", "soon", "no day"),
    ("maasp", "in-well", "{", "cannot be read"),
    ("maasp", "in-rule_pack", "[1", "cannot be read"),
])  # fmt: skip
def test_what_is_wrong_stands_at_its_field_and_the_rest_is_kept(desk, name, field, typed, said):
    page = desk.post(url(name), sent(name, **{field: typed}))
    form = page.context["form"]
    assert page.status_code == 422 and said.lower() in note(page, field).lower()
    assert form.data[field] == typed
    assert all(form.data[key] == text for key, text in sent(name).items() if key.startswith("in-") and key != field)  # fmt: skip


def test_what_excludes_each_other_is_told_at_the_group(desk):
    page = desk.post(url("fluid-level"), sent("fluid-level", **{"in-sound_speed_m_s": "400"}))
    assert "State the speed of sound or the gas, not both" in note(page, "in-gas")


def test_faults_of_rows_stand_under_their_row(desk):
    page = desk.post(url("trajectory"), sent("trajectory", **{"in-stations-1-inclination_deg": "200"}))
    assert "Inclination. This must be at most 180" in note(page, "in-stations-1")
    assert note(page, "in-stations-0") == ""


def test_a_row_left_empty_is_no_row_and_shifts_no_fault(desk):
    typed = sent("trajectory", **{"in-stations-rows": "4", "in-stations-0-md_m": ""})
    typed |= {
        "in-stations-0-inclination_deg": "",
        "in-stations-0-azimuth_deg": "",
        "in-stations-3-md_m": "900",
    }
    page = desk.post(url("trajectory"), typed)
    assert page.status_code == 422
    assert "This is needed" in note(page, "in-stations-3") and note(page, "in-stations-2") == ""


def test_all_faults_are_told_at_once_unreadable_or_missing(desk):
    page = desk.post(url("tubular-rating"), {"in-od_m": "1,234", "in-wall_factor": "2"})
    assert "can mean" in note(page, "in-od_m") and "at most 1" in note(page, "in-wall_factor")
    assert "needed" in note(page, "in-wall_m") and page.context["fault_count"] == 4


def test_names_of_the_request_are_told_in_words(desk):
    typed = sent("fluid-level", **{"in-average_joint_length_m": ""})
    page = desk.post(url("fluid-level"), typed)
    assert "average_joint_length_m" not in note(page, "in-average_joint_length_m")


def test_what_nobody_can_compute_is_no_error_of_the_server(desk):
    typed = sent("hydrostatics", **{"in-at_tvd_m-0": "1e300", "in-base_tvd_m": ""})
    assert desk.post(url("hydrostatics"), typed).status_code in (200, 422)


def test_what_is_typed_is_shown_as_text(desk):
    page = desk.post(url("hydrostatics"), sent("hydrostatics", **{"in-surface_pressure_pa": "<script>"}))
    assert b'value="<script>' not in page.content and b"&lt;script&gt;" in page.content


# units


@pytest.mark.parametrize("units", SYSTEMS)
@pytest.mark.parametrize("typed", ["250 psi", "9 5/8 in", "96,4", "1 234.5"])
def test_a_number_is_read_in_the_unit_shown_or_written(units, typed):
    hint = "od_m" if "in" in typed else "pressure_pa"
    made = MeasureField(hint, required=False)
    made.units = units
    found = made.clean(typed)
    written = {"250 psi": to_si(250, "psi"), "9 5/8 in": 0.244475}
    shown = {"metric": "bar", "field": "psi", "si": "Pa"}[units]
    number = {"96,4": 96.4, "1 234.5": 1234.5}.get(typed)
    assert found == pytest.approx(written.get(typed) or to_si(number, shown), rel=1e-11)


def test_a_difference_of_degrees_is_no_temperature():
    made = MeasureField("temperature_delta_k", required=False)
    assert made.clean("25 °C") == 25 and made.clean("45 °F") == 25 and made.clean("25") == 25
    with pytest.raises(ValidationError):
        made.clean("25 bar")


@pytest.mark.parametrize("were", SYSTEMS)
@pytest.mark.parametrize("units", SYSTEMS)
@pytest.mark.parametrize("name", CALCULATORS)
def test_other_units_leave_the_request_as_it_is(name, were, units):
    one = CALCULATORS[name]
    typed = carried(one, typed_of(one, one.example, were), were=were, units=units)
    assert CalculatorForm(one, typed, units=units).body == one.example


def test_what_was_typed_stands_beside_what_was_read(desk):
    page = desk.post(
        url("hydrostatics"), sent("hydrostatics", units="field", **{"in-surface_pressure_pa": "290"})
    )
    read = {one["label"]: one for one in page.context["readings"]}
    assert read["Pressure at the top"]["typed"] == "290 psi"
    assert float(read["Pressure at the top"]["value"]) == pytest.approx(to_si(290, "psi"))
    typed = {"units": "si", "units_were": "field"}
    moved = desk.post(url("hydrostatics"), sent("hydrostatics", units="field", **{"in-surface_pressure_pa": "290"}) | typed)  # fmt: skip
    assert moved.context["form"].data["in-surface_pressure_pa"] == "290 psi"


def test_the_answer_is_in_the_units_of_the_page(desk):
    field = desk.post(url("hydrostatics"), sent("hydrostatics", units="field")).content.decode()
    metric = desk.post(url("hydrostatics"), sent("hydrostatics")).content.decode()
    at = re.compile(r"At the depths asked</caption>.*?</table>", re.S)
    assert "psi" in at.search(field)[0] and "bar" in at.search(metric)[0]


# rows, without script


def test_a_row_is_added_and_taken_out_by_buttons(desk):
    typed = sent("trajectory")
    more = desk.post(url("trajectory"), typed | {"_add": "in-stations"})
    assert more.status_code == 200 and b'name="in-stations-3-md_m"' in more.content
    less = desk.post(url("trajectory"), typed | {"_remove": "in-stations-0"})
    assert less.context["form"].data["in-stations-0-md_m"] == "500"
    assert b'name="in-stations-2-md_m"' not in less.content


@pytest.mark.parametrize("row", ["in-stations-9", "in-stations", "x", "in-stations--1"])
def test_a_row_that_is_none_takes_nothing_out(row):
    typed = {"in-stations-rows": "2", "in-stations-0-md_m": "1", "in-stations-1-md_m": "2"}
    assert without_row(typed, row) == typed


def test_rows_without_end_are_no_rows(desk):
    page = desk.post(url("trajectory"), {"in-stations-rows": "99999999"})
    assert page.status_code == 422 and len(page.context["form"].parts[1].rows) == 300


# both tabs


@pytest.mark.parametrize("name", CALCULATORS)
def test_the_form_becomes_json_and_json_the_form(desk, name):
    as_json = desk.post(url(name), sent(name) | {"_view": "json"})
    assert json.loads(as_json.context["text"]) == CALCULATORS[name].example
    back = desk.post(url(name), {"text": as_json.context["text"], "_view": "form"})
    assert back.context["view"] == "form" and back.context["form"].body == CALCULATORS[name].example


@pytest.mark.parametrize(("text", "said"), [
    ('{"method": 3}', "/method"), ('{"moon": 1}', "/moon"), ('{"stations": [3]}', "/stations/0"), ("{", "cannot be read"),
])  # fmt: skip
def test_json_that_does_not_fit_stays_json(desk, text, said):
    page = desk.post(url("trajectory"), {"text": text, "_view": "form"})
    assert page.status_code == 422 and page.context["view"] == "json"
    assert said in page.content.decode() and page.context["text"] == text


def test_more_rows_than_a_form_takes_are_sent_as_json():
    stations = [{"md_m": n, "inclination_deg": 0, "azimuth_deg": 0} for n in range(301)]
    with pytest.raises(Misfits):
        typed_of(CALCULATORS["trajectory"], {"method": "minimum-curvature", "stations": stations}, "si")


def test_what_could_not_be_read_is_named_beside_the_json(desk):
    page = desk.post(
        url("tubular-rating"), sent("tubular-rating", **{"in-od_m": "1,234"}) | {"_view": "json"}
    )
    assert page.status_code == 200 and "Outside diameter" in page.content.decode()
    assert "od_m" not in json.loads(page.context["text"])


# while somebody types


def test_while_typing_what_is_missing_is_listed_and_not_marked(desk):
    page = desk.post(
        url("tubular-rating"), {"in-od_m": "9 5/8", "_live": "1"}, headers={"HX-Request": "true"}
    )
    text = page.content.decode()
    assert page.status_code == 200 and "Still needed:" in text and "Nominal wall" in text
    assert 'name="in-od_m"' not in text and 'hx-swap-oob="true"' in text and "dg-err" not in text


def test_while_typing_what_is_wrong_is_marked(desk):
    page = desk.post(
        url("tubular-rating"), {"in-od_m": "1,234", "_live": "1"}, headers={"HX-Request": "true"}
    )
    assert page.status_code == 200 and "can mean 1234 or 1.234" in page.content.decode()


# what it leads to


def test_every_reference_is_in_the_list():
    for one in CALCULATORS.values():
        assert all(reference.source for reference in references_of(one.references))


def test_a_number_of_the_derivation_leads_to_its_field(desk):
    page = desk.post(url("hydrostatics"), sent("hydrostatics"))
    assert b'href="#in-layers-1-density_kg_m3"' in page.content
    assert b'id="in-layers-1-density_kg_m3"' in page.content


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_page_asks_the_database_a_fixed_number_of_questions(desk, django_assert_max_num_queries, name):
    desk.get(url(name))
    with django_assert_max_num_queries(8):
        desk.post(url(name), sent(name))
