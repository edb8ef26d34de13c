"""The field of the bench is a field like any other, and its lists cost the same however long they are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from integrity.bench.approvals import approve_what_stands
from integrity.bench.field import make_field, one_ordinary_well
from integrity.models import LimitProposal, OperatingEnvelope
from integrity.services.catching_up import catch_up
from integrity.services.verifying import broken_envelopes, findings

WELLS = 20
#: Queries a list may ask, the frame of the page and its choices among them.
MOST = 26


@pytest.fixture
def field(db, client):
    engineer = make_field(WELLS)
    catch_up()
    client.force_login(engineer)
    return engineer


def queries(client, url, **query):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url, query).status_code == 200
        return len(asked)


@pytest.mark.parametrize("kind", ["waiting", "in_force", "none"])
def test_the_limits_register_costs_the_same_however_many_rows(client, field, monkeypatch, kind):
    approve_what_stands(field)
    limits = reverse("integrity:limits")
    client.get(limits)
    whole = queries(client, limits, show=kind)
    monkeypatch.setattr("integrity.views.limits.PAGE", 1)
    assert queries(client, limits, show=kind) == whole <= MOST


def test_the_fleet_costs_the_same_for_few_wells_and_for_all(client, field):
    fleet, today = reverse("fleet"), timezone.localdate().isoformat()
    client.get(fleet)
    assert queries(client, fleet, q="heron a-07 00006") == queries(client, fleet) <= MOST
    then = {"as_of": today, "known_at": today}
    assert queries(client, fleet, q="heron a-07 00006", **then) == queries(client, fleet, **then) <= MOST


def test_what_the_bench_puts_in_force_is_a_record_that_holds(field):
    count = approve_what_stands(field)
    assert count > WELLS
    assert 0 < LimitProposal.objects.waiting().count() < OperatingEnvelope.objects.count() < count
    assert list(broken_envelopes()) == [] and list(findings(with_replay=False)) == []


def test_the_well_that_is_looked_at_has_two_revisions_and_a_what_if(field):
    well, what_if = one_ordinary_well()
    assert well.head == 2 and what_if.well == well and what_if.base.number == 2
