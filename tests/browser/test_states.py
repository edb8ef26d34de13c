"""Pages with nothing, too little or no right to show: they say what is so and what to do."""

import pytest

from tests.browser.helpers import assert_holds

pytestmark = pytest.mark.django_db


def body(reader) -> str:
    return reader.tab.locator("main").inner_text()


def test_who_may_not_edit_reads_the_parts_and_learns_who_may(reader, field):
    viewer = reader("viewer")
    viewer.open(f"/wells/{field.pk('bra-a-12')}/architecture/")
    assert "You can read." in body(viewer) and "Data steward" in body(viewer)
    assert viewer.tab.get_by_role("button", name="String").count() == 0


def test_a_well_of_others_is_not_found(reader, field):
    engineer = reader("ekenes")
    engineer.open(f"/wells/{field.pk('bra-a-12')}/", status=404)
    assert "There is nothing here" in body(engineer)


def test_a_well_with_unknowns_says_what_is_missing_and_shows_no_number(reader, field):
    engineer = reader("engineer")
    engineer.open(f"/wells/{field.pk('kestrel-1')}/annuli/A/maasp/")
    shown = body(engineer)
    assert "Not determinable" in shown and "Yield strength of 2-7/8 in tubing" in shown


def test_an_invalid_limit_shows_which_candidate_is_at_fault(reader, field):
    engineer = reader("engineer")
    engineer.open(f"/wells/{field.pk('bra-b-07')}/annuli/B/maasp/")
    shown = body(engineer)
    assert "Invalid" in shown and "−1.8" in shown and "1 invalid" in shown


def test_a_past_day_is_named_under_the_bar(reader, field):
    engineer = reader("engineer")
    engineer.open(f"/wells/{field.pk('bra-a-12')}/?as_of=2023-06-01")
    assert "1 Jun 2023" in engineer.tab.locator(".dg-past").inner_text()


def test_field_units_reach_limits_depths_and_densities(reader, field):
    viewer = reader("viewer")
    viewer.open(f"/wells/{field.pk('bra-a-12')}/annuli/B/maasp/")
    shown = body(viewer)
    assert "psi" in shown and "ppg" in shown and "ft" in shown
    assert " bar" not in shown.replace("\u2009", " ")


def test_si_reaches_them_too(reader, field):
    examiner = reader("examiner")
    examiner.open(f"/wells/{field.pk('bra-a-12')}/annuli/B/maasp/")
    shown = body(examiner)
    assert "Pa" in shown and "kg/m³" in shown and "psi" not in shown


def test_a_fault_beside_its_field_holds_on_the_page(reader, field):
    steward = reader("steward", 820)
    steward.open(f"/wells/{field.pk('mar-03')}/architecture/?part=strings")
    steward.tab.locator("#strings tbody a.celln").last.click()
    depth = steward.tab.get_by_label("Shoe MD").first
    depth.fill("blue")
    steward.expected = 422
    steward.tab.get_by_role("button", name="Keep in the draft").click()
    steward.tab.locator("[aria-invalid=true]").first.wait_for()
    assert_holds(steward.tab)


def test_a_failed_request_leaves_the_old_list_and_says_so(reader):
    engineer = reader("engineer")
    engineer.open("/wells/")
    engineer.tab.route("**/wells/?*", lambda route: route.abort())
    engineer.tab.get_by_label("Status").select_option("suspended")
    engineer.tab.locator("#messages").get_by_role("alert").wait_for()
    assert engineer.tab.locator("#fleet tbody tr").count() > 10
    engineer.tab.unroute("**/wells/?*")
    assert any("ERR_FAILED" in fault for fault in engineer.taken_faults())
