"""The register and the panel of a derivation, by role."""

import pytest
from django.urls import reverse

from integrity.models import LimitProposal, OperatingEnvelope
from integrity.services.catching_up import catch_up
from integrity.services.limits import propose
from tests.integrity.limits.conftest import TODAY
from tests.integrity.limits.test_approving import annulus

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(assessed, engineer):
    return propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="caliper of 11 November")


def derivation(client, well, letter="A"):
    return client.get(reverse("integrity:maasp", args=[well.pk, letter])).content.decode()


def approval(**facts):
    return {"valid_from": TODAY.isoformat(), "read": "on", "reason": "derivation read"} | facts


def act(client, name, proposal, **facts):
    return client.post(reverse(f"integrity:{name}", args=[proposal.uid]), facts)


def test_an_annulus_without_an_approved_limit_says_so(client, assessed, viewer):
    client.force_login(viewer)
    page = derivation(client, assessed)
    assert "No approved limit" in page and "arithmetic until a second person approves it" in page
    assert "Propose the computed limit" not in page


def test_an_engineer_proposes_and_an_approver_approves(client, assessed, engineer, approver):
    client.force_login(engineer)
    assert "Propose the computed limit" in derivation(client, assessed)
    address = reverse("integrity:limit_propose", args=[assessed.pk, "A"])
    told = client.post(address, {"reason": "first limit", "upper_trigger_pa": "100"}, follow=True)
    page = told.content.decode()
    assert "waits for a second person" in page and "another person has to approve it" in page
    proposal = LimitProposal.objects.get()
    assert (proposal.limit_si, proposal.upper_trigger_si) == (13_260_000, 10_000_000)
    client.force_login(approver)
    assert "Waits for you" in derivation(client, assessed)
    told = client.post(reverse("integrity:limit_approve", args=[proposal.uid]), approval(), follow=True)
    assert "132 bar is in force for annulus A" in told.content.decode()
    assert OperatingEnvelope.objects.get().upper_trigger_in_unit == 100.0


def test_nobody_approves_without_having_read_the_derivation(client, proposal, approver):
    client.force_login(approver)
    told = act(client, "limit_approve", proposal, valid_from=TODAY.isoformat())
    assert told.status_code == 422 and "Read the derivation" in told.content.decode()
    assert not OperatingEnvelope.objects.exists()


@pytest.mark.parametrize("name", ["limit_approve", "limit_reject"])
def test_only_an_approver_decides(client, proposal, engineer, viewer, steward, name):
    for person in (engineer, viewer, steward):
        client.force_login(person)
        assert act(client, name, proposal, **approval(reason="no")).status_code == 403


def test_only_an_engineer_proposes(client, assessed, viewer, approver, steward):
    address = reverse("integrity:limit_propose", args=[assessed.pk, "A"])
    for person in (viewer, approver, steward):
        client.force_login(person)
        assert client.post(address, {"reason": "x"}).status_code == 403


def test_a_proposal_of_others_is_not_there(client, proposal, stranger):
    client.force_login(stranger)
    assert act(client, "limit_approve", proposal, **approval()).status_code == 404
    assert "Heron" not in client.get(reverse("integrity:limits")).content.decode()


def test_the_register_counts_what_waits_what_holds_and_what_is_missing(client, proposal, approver):
    client.force_login(approver)
    page = client.get(reverse("integrity:limits")).content.decode()
    assert "Waiting for a decision 1" in page and "In force 0" in page and "No approved limit 3" in page
    act(client, "limit_approve", proposal, **approval(valid_from="2020-01-01"))
    page = client.get(reverse("integrity:limits"), {"show": "in_force"}).content.decode()
    assert "In force 1" in page and "No approved limit 2" in page and "Henrik Brekke" in page


def test_the_register_is_a_file_with_units_in_its_heads(client, proposal, viewer):
    client.force_login(viewer)
    answer = client.get(reverse("integrity:limits_export"), {"show": "waiting"})
    heads, row, *_ = b"".join(answer).decode("utf-8-sig").splitlines()
    assert "Limit [bar]" in heads and "Heron A-07" in row and "132.6" in row


def test_the_past_shows_what_was_in_force_and_offers_nothing(client, proposal, assessed, approver):
    client.force_login(approver)
    act(client, "limit_approve", proposal, **approval(valid_from="2026-01-01"))
    address = reverse("integrity:maasp", args=[assessed.pk, "A"])
    before = client.get(address, {"as_of": "2025-12-31"}).content.decode()
    assert "No approved limit" in before and "Approve" not in before.split('id="limit-desk"')[1][:600]
    after = client.get(address, {"as_of": "2026-01-01"}).content.decode()
    assert "In force from" in after


def test_the_register_costs_the_same_for_many(client, assessed, engineer, django_assert_max_num_queries):
    client.force_login(engineer)
    with django_assert_max_num_queries(16):
        client.get(reverse("integrity:limits"), {"show": "none"})


def test_nothing_is_green_on_the_overview_until_a_second_person_approved_it(
    client, assessed, engineer, approver
):
    def states():
        page = client.get(reverse("well", args=[assessed.pk])).content.decode()
        return [page.count(f"dg-st-{ground}") for ground in ("ok", "info", "nv")]

    client.force_login(approver)
    assert states()[0] == 0
    proposal = propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="first")
    assert (states()[0], states()[1]) == (0, 1)  # to approve
    act(client, "limit_approve", proposal, **approval(valid_from="2026-01-01"))
    assert states()[0] == 1


def test_a_limit_that_is_not_what_is_in_force_says_both(
    client, proposal, assessed, heavier, steward, approver
):
    client.force_login(approver)
    act(client, "limit_approve", proposal, **approval(valid_from="2026-01-01"))
    heavier(assessed, by=steward)
    page = client.get(reverse("well", args=[assessed.pk])).content.decode()
    assert "Not what is in force" in page and "in force: 132" in page.replace("<!-- -->", "")


def test_the_register_says_where_a_limit_in_force_is_not_what_is_computed(
    client, proposal, assessed, heavier, steward, approver
):
    client.force_login(approver)
    act(client, "limit_approve", proposal, **approval(valid_from="2026-01-01"))
    address = reverse("integrity:limits") + "?show=in_force"
    assert "as computed" in client.get(address).content.decode()
    heavier(assessed, by=steward)
    catch_up()
    page = client.get(address).content.decode()
    assert "as computed" not in page and "dg-ink-o" in page


def test_an_annulus_that_became_invalid_shows_that_and_not_its_old_approval(
    client, proposal, assessed, heavier, steward, approver
):
    """Mud heavier than the shoe holds: no number, whatever was approved."""
    client.force_login(approver)
    act(client, "limit_approve", proposal, **approval(valid_from="2026-01-01"))
    heavier(assessed, by=steward, density_kg_m3=2900.0)
    page = client.get(reverse("well", args=[assessed.pk])).content.decode()
    assert "dg-st-fail" in page and "in force: 132" in page and "dg-st-ok" not in page
