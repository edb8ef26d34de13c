"""The page of an operating envelope: rows, proposals, forms whose faults stand at the field, and the past."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from deepguard.models import Role
from integrity.models import LimitProposal, OperatingEnvelope
from integrity.services.limits import approve, propose, propose_entered
from tests.factories import make_member
from tests.integrity.limits.conftest import TODAY
from tests.integrity.limits.test_approving import annulus
from tests.integrity.limits.test_entering import BLEED, H2S, TUBING
from wells.models import WellAttachment

pytestmark = pytest.mark.django_db


def url(well, name="envelope", *more):
    return reverse(f"integrity:{name}", args=[well.pk, *more])


def page(client, well, **asked):
    return client.get(url(well), asked).content.decode()


@pytest.fixture
def held(assessed, engineer, approver):
    """A limit of a gas, one of an annulus, and annulus pressure in one state and in every."""
    uid = annulus(assessed)
    for proposal in (
        propose_entered(assessed, by=engineer, limit=20, upper_trigger=15, **H2S),
        propose_entered(assessed, by=engineer, annulus_uid=uid, **BLEED),
        propose(assessed, annulus_uid=uid, by=engineer, reason="every state"),
        propose(assessed, annulus_uid=uid, well_state="gas_lift", by=engineer, reason="while lifted"),
    ):
        unit = "bar" if proposal.is_computed else ""
        approve(proposal, by=approver, unit=unit, valid_from=TODAY)
    return assessed


def test_every_limit_stands_with_unit_state_and_who_approved_it(client, held, viewer):
    client.force_login(viewer)
    text = page(client, held)
    for word in (
        "20 ppm",
        "200 l",
        "132 bar",
        "144 bar",
        "gas lift",
        "Henrik Brekke",
        "material certificate",
    ):
        assert word in text, word
    assert "the lowest holds: A <b>132 bar</b> (every state)" in text
    assert "Enter a limit" not in text and "needs the role Integrity engineer" in text


def test_a_reader_of_other_units_sees_pressures_on_the_safe_side(client, held, operator):
    reader = make_member(operator, Role.VIEWER, units="field")
    client.force_login(reader)
    text = page(client, held)
    assert "1,914 psi" in text and "kept as 132 bar" in text and "20 ppm" in text


def test_a_well_without_limits_says_how_they_come(client, assessed, viewer):
    client.force_login(viewer)
    assert "No limit is in force" in page(client, assessed)


def test_the_page_is_reached_from_the_well_its_annuli_and_the_register(client, held, viewer):
    client.force_login(viewer)
    addresses = reverse("well", args=[held.pk]), reverse("integrity:annuli", args=[held.pk])
    for address in (*addresses, reverse("integrity:limits") + "?show=in_force"):
        assert url(held) in client.get(address).content.decode()


def test_a_limit_is_entered_in_the_readers_units_or_in_those_written_behind(client, assessed, engineer):
    client.force_login(engineer)
    sent = {"quantity": "tubing_pressure", "limit": "4500 psi", "lower_trigger": "20", "reason": "design"}
    answer = client.post(url(assessed, "envelope_enter"), sent, follow=True)
    assert "Tubing-head pressure of the well waits for a second person" in answer.content.decode()
    made = LimitProposal.objects.get()
    assert made.unit == "psi" and made.limit_si == pytest.approx(4500 * 6894.757293168)
    assert made.lower_trigger_si == pytest.approx(20e5, rel=1e-8)


def test_a_document_is_chosen_or_comes_along(client, assessed, engineer):
    client.force_login(engineer)
    sent = {"quantity": "h2s", "limit": "20", "reason": "certificate"}
    file = SimpleUploadedFile("certificate.pdf", b"20 ppm", "application/pdf")
    client.post(url(assessed, "envelope_enter"), sent | {"upload": file})
    kept = WellAttachment.objects.get()
    assert [row.attachment for row in LimitProposal.objects.get().documents.all()] == [kept.attachment]
    sent = {"quantity": "co2", "limit": "3", "reason": "same", "documents": [str(kept.attachment.uid)]}
    client.post(url(assessed, "envelope_enter"), sent)
    newest = LimitProposal.objects.first()
    assert newest.limit_si == pytest.approx(0.03) and newest.documents.count() == 1
    twice = SimpleUploadedFile("again.pdf", b"20 ppm", "application/pdf")
    answer = client.post(url(assessed, "envelope_enter"), {**sent, "documents": [], "upload": twice})
    assert answer.status_code == 422 and "kept already" in answer.content.decode()
    assert LimitProposal.objects.count() == 2 and WellAttachment.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "field", "told"),
    [
        ({"quantity": "h2s", "limit": ""}, "enter-limit", "This field is required"),
        ({"quantity": "h2s", "limit": "20 bar"}, "enter-limit", "does not fit here"),
        ({"quantity": "h2s", "limit": "-3"}, "enter-limit", "below zero"),
        ({"quantity": "h2s", "limit": "3", "upper_trigger": "4"}, "enter-upper_trigger", "above the limit"),
        ({"quantity": "h2s", "limit": "3", "well_state": "asleep"}, "enter-well_state", "not one of"),
        ({"quantity": "bleed_volume", "limit": "3"}, "enter-annulus_uid", "say which"),
        ({"quantity": "tubing_pressure"}, "enter-limit", "State the limit"),
        ({"quantity": "h2s", "limit": "3", "reason": ""}, "enter-reason", "Say why"),
        ({"quantity": "h2s", "limit": "3", "documents": ["0"]}, "", "not one of"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_stored(
    client, assessed, engineer, sent, field, told
):
    client.force_login(engineer)
    answer = client.post(url(assessed, "envelope_enter"), {"reason": "x"} | sent)
    text = answer.content.decode()
    assert answer.status_code == 422 and not LimitProposal.objects.exists()
    if field:
        note = text.split(f'id="{field}-note"', 1)[1].split("</div></div>")[0]
        assert told in note


def test_the_computed_limit_of_a_state_is_proposed_and_approved_on_the_page(
    client, assessed, engineer, approver
):
    client.force_login(engineer)
    text = page(client, assessed)
    assert "A, gas lift: 144" in text and "A, every state: 132" in text
    place = f"{annulus(assessed)}|gas_lift"
    answer = client.post(url(assessed, "envelope_propose"), {"place": place, "reason": "while lifted"})
    assert answer.status_code == 302
    proposal = LimitProposal.objects.get()
    assert (proposal.well_state, proposal.limit_si) == ("gas_lift", 14_400_000)
    client.force_login(approver)
    assert "Approve 144 bar" in page(client, assessed)
    address = url(assessed, "envelope_approve", proposal.uid)
    answer = client.post(address, {"valid_from": "1960-01-01", "read": "on"})
    note = answer.content.decode().split(f'id="approve-{proposal.pk}-valid_from-note"')[1][:400]
    assert answer.status_code == 422 and "had no annulus A" in note
    answer = client.post(address, {"valid_from": TODAY.isoformat()})
    assert answer.status_code == 422 and "Read the derivation" in answer.content.decode()
    answer = client.post(address, {"valid_from": TODAY.isoformat(), "read": "on"}, follow=True)
    assert "Annulus pressure of annulus A, gas lift is in force" in answer.content.decode()
    assert OperatingEnvelope.objects.get().limit_in_unit == 144


def test_nothing_is_proposed_without_a_choice_or_a_number(client, assessed, engineer):
    client.force_login(engineer)
    for place in ("", "nobody|shut_in", f"{annulus(assessed)}|asleep"):
        answer = client.post(url(assessed, "envelope_propose"), {"place": place, "reason": "x"})
        assert answer.status_code == 422
    assert not LimitProposal.objects.exists()


def test_a_proposal_is_sent_back_or_taken_back_with_a_reason(client, assessed, engineer, approver):
    first = propose_entered(assessed, by=engineer, limit=300, **TUBING)
    client.force_login(approver)
    answer = client.post(url(assessed, "envelope_reject", first.uid), {"reason": ""})
    assert answer.status_code == 422 and "Say why" in answer.content.decode()
    client.post(url(assessed, "envelope_reject", first.uid), {"reason": "no basis"})
    second = propose_entered(assessed, by=engineer, limit=280, **TUBING)
    client.force_login(engineer)
    assert "Take it back" in page(client, assessed)
    client.post(url(assessed, "envelope_withdraw", second.uid), {"reason": "typing error"})
    assert [row.decision.verdict for row in (first, second)] == ["rejected", "withdrawn"]


def test_only_who_may_acts(client, assessed, engineer, viewer, steward, approver):
    proposal = propose_entered(assessed, by=engineer, limit=300, **TUBING)
    for person in (viewer, steward, approver):
        client.force_login(person)
        for name in ("envelope_enter", "envelope_propose"):
            assert client.post(url(assessed, name), {"reason": "x"}).status_code == 403
    for person in (viewer, steward, engineer):
        client.force_login(person)
        for name in ("envelope_approve", "envelope_reject"):
            assert client.post(url(assessed, name, proposal.uid), {"reason": "x"}).status_code == 403
    assert LimitProposal.objects.waiting().get() == proposal


def test_the_envelope_of_others_is_not_there(client, held, stranger):
    client.force_login(stranger)
    assert client.get(url(held)).status_code == 404
    assert client.post(url(held, "envelope_enter"), {"quantity": "h2s"}).status_code == 404


def test_the_past_shows_what_was_in_force_and_closes_its_forms(client, held, engineer):
    client.force_login(engineer)
    before = page(client, held, as_of="2026-03-01")
    assert "No limit is in force" in before and "Enter a limit" not in before
    after = page(client, held, as_of=TODAY.isoformat())
    assert "144 bar" in after and "at the present day" in after and "as computed" not in after
    closed = client.post(url(held, "envelope_enter") + "?as_of=2026-03-02", {"quantity": "h2s"})
    assert closed.status_code == 409


def test_many_rows_cost_the_same(client, held, engineer, approver, django_assert_max_num_queries):
    for number in range(6):
        kinds = ("drawdown", "velocity", "co2", "sand", "temperature", "fatigue_cycles")
        units = ("bar", "m/s", "%", "kg/d", "degC", "cycles")
        facts = {"quantity": kinds[number], "unit": units[number], "reason": "more", "limit": 50}
        approve(propose_entered(held, by=engineer, **facts), by=approver, valid_from=TODAY)
    client.force_login(engineer)
    with django_assert_max_num_queries(30):
        page(client, held)


def test_the_register_shows_every_quantity_and_leads_to_it(client, held, engineer, approver):
    client.force_login(approver)
    propose_entered(held, by=engineer, limit=300, **TUBING)
    waiting = client.get(reverse("integrity:limits")).content.decode()
    assert "Tubing-head pressure" in waiting and f'data-href="{url(held)}"' in waiting
    in_force = client.get(reverse("integrity:limits"), {"show": "in_force"}).content.decode()
    assert "20 ppm" in in_force and "gas lift" in in_force and "as computed" in in_force
    answer = client.get(reverse("integrity:limits_export"), {"show": "in_force"})
    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    gas = next(line for line in lines if "H2S" in line)
    assert ",,,,20.0,15.0,,,ppm," in gas
    sheet = client.get(reverse("integrity:limits_export"), {"show": "waiting", "as": "xlsx"})
    assert sheet.status_code == 200
