"""A limit comes into force in a browser: an engineer proposes, an approver reads and approves."""

import pytest

pytestmark = pytest.mark.django_db
UID = "eke-b-18"  # a demo well nobody has proposed a limit for


def derivation(person, letter):
    person.open(f"/wells/{person.field.pk(UID)}/annuli/{letter}/maasp/")
    return person.tab.locator("#limit-desk")


def test_an_engineer_proposes_and_an_approver_puts_it_in_force(reader):
    engineer, approver = reader("engineer"), reader("approver")
    desk = derivation(engineer, "A")
    assert "No approved limit" in desk.inner_text()
    desk.get_by_label("Reason, stays with the limit").fill("Derivation read against the tally.")
    desk.get_by_role("button", name="Propose").click()
    engineer.tab.get_by_text("waits for a second person").wait_for()
    assert "another person has to approve it" in engineer.tab.locator("#limit-desk").inner_text()

    desk = derivation(approver, "A")
    assert "Waits for you" in desk.inner_text()
    desk.get_by_label("I have read the governing derivation").check()
    desk.get_by_role("button", name="Approve").click()
    approver.tab.get_by_text("is in force for annulus A").wait_for()
    assert "In force from" in approver.tab.locator("#limit-desk").inner_text()
    approver.open(f"/wells/{approver.field.pk(UID)}/")
    assert "In force" in approver.tab.locator("#annuli tr", has_text="A5").first.inner_text()


@pytest.mark.parametrize("script", [True, False])
def test_an_approver_sends_a_proposal_back_with_its_reason(reader, script):
    engineer, approver = reader("engineer", script=script), reader("approver", script=script)
    desk = derivation(engineer, "C")
    desk.get_by_label("Reason, stays with the limit").fill("As computed.")
    desk.get_by_role("button", name="Propose").click()
    engineer.tab.get_by_text("waits for a second person").wait_for()
    desk = derivation(approver, "C")
    desk.get_by_text("Send it back").first.click()
    desk.get_by_label("Why not").fill("The cement of C is not logged.")
    desk.get_by_role("button", name="Send it back").click()
    approver.tab.get_by_text("was sent back").wait_for()
    assert "No approved limit" in approver.tab.locator("#limit-desk").inner_text()
