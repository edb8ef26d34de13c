"""The register by both clocks: what held on a day, what waited at a moment, which annuli had no limit."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from deepguard import triggers
from integrity.models import Assessment, LimitDecision, LimitProposal, OperatingEnvelope
from integrity.services.catching_up import catch_up
from integrity.services.limits import approve, propose, reject
from tests.integrity.limits.test_approving import annulus
from tests.wells.api.conftest import Caller
from tests.wells.factories import make_well, small_document
from wells.models import WellRevision

pytestmark = pytest.mark.django_db

JANUARY, MARCH, MAY = (datetime(2026, month, 5, 12, tzinfo=UTC) for month in (1, 3, 5))


def recorded(moment, *rows):
    """As if these rows had been recorded then."""
    triggers.lift()
    for row in rows:
        type(row).objects.filter(pk=row.pk).update(recorded_at=moment)
    triggers.install()


@pytest.fixture
def held(assessed, engineer, approver):
    """Proposed in January, approved in March, in force from February on."""
    proposal = propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="first")
    envelope = approve(proposal, by=approver, unit="bar", valid_from=date(2026, 2, 1), reason="read")
    triggers.lift()
    WellRevision.objects.update(recorded_at=datetime(2025, 1, 1, tzinfo=UTC))
    Assessment.objects.update(recorded_at=datetime(2025, 1, 2, tzinfo=UTC))
    triggers.install()
    recorded(JANUARY, proposal)
    recorded(MARCH, envelope, envelope.decision)
    return envelope


def shown(client, **query):
    return client.get(reverse("integrity:limits"), query)


def counts(client, **query):
    return {key: count for key, _, count in shown(client, **query).context["kinds"]}


def test_the_present_is_as_it_was_without_clocks(client, held, viewer):
    client.force_login(viewer)
    assert counts(client) == {"waiting": 0, "in_force": 1, "none": 2}


@pytest.mark.parametrize(
    ("clocks", "waiting", "in_force"),
    [
        ({"as_of": "2026-01-31"}, 0, 0),
        ({"as_of": "2026-02-01"}, 0, 1),
        ({"known_at": "2026-01-04"}, 0, 0),
        ({"known_at": "2026-01-05"}, 1, 0),
        ({"known_at": "2026-03-04"}, 1, 0),
        ({"known_at": "2026-03-05"}, 0, 1),
        ({"known_at": "2026-03-04", "as_of": "2026-02-15"}, 1, 0),
        ({"known_at": "2026-03-05", "as_of": "2026-02-15"}, 0, 1),
        ({"known_at": "2026-03-05", "as_of": "2026-01-15"}, 0, 0),
    ],
)
def test_both_clocks_decide_what_held_and_what_waited(client, held, viewer, clocks, waiting, in_force):
    client.force_login(viewer)
    assert counts(client, **clocks) == {"waiting": waiting, "in_force": in_force, "none": None}
    api = Caller(viewer)
    asked = "&".join(f"{name}={day}" for name, day in clocks.items())
    rows = api.get(f"limits/in-force?{asked}").data["results"]
    assert len(rows) == in_force and all(row["well"]["key"] == held.well_id for row in rows)
    if known := clocks.get("known_at"):
        rows = api.get(f"limits/proposals?waiting=true&known_at={known}").data["results"]
        assert len(rows) == waiting


@pytest.mark.parametrize(
    ("clocks", "without"),
    [
        ({"as_of": "2026-01-31"}, ["A", "B", "C"]),
        ({"as_of": "2026-02-01"}, ["B", "C"]),
        ({"as_of": "2026-02-15", "known_at": "2026-03-04"}, ["A", "B", "C"]),
        ({"as_of": "2026-03-05", "known_at": "2026-03-05"}, ["B", "C"]),
        ({"known_at": "2024-12-31"}, []),
    ],
)
def test_annuli_without_a_limit_then_with_what_was_computed_then(client, held, viewer, clocks, without):
    client.force_login(viewer)
    rows = shown(client, show="none", **clocks).context["rows"]
    assert [row.annulus for row in rows] == without
    assert all(row.limit_pa for row in rows)


def test_a_decision_of_later_is_not_told_of_the_past(assessed, engineer, approver, viewer):
    proposal = propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="first")
    decision = reject(proposal, by=approver, reason="caliper of another well")
    recorded(JANUARY, proposal)
    recorded(MARCH, decision)
    api = Caller(viewer)
    verdicts = [api.get(f"limits/proposals{query}").data["results"][0]["verdict"] for query in (
        "", "?known_at=2026-03-04", "?known_at=2026-03-05")]  # fmt: skip
    assert verdicts == ["rejected", None, "rejected"]
    assert api.get("limits/proposals?known_at=2026-01-04").data["results"] == []


def test_a_successor_that_was_not_known_changes_nothing(client, held, engineer, approver, viewer):
    """The upper trigger of the second one is lower; it is approved in May and holds from April."""
    proposal = propose(
        held.well, annulus_uid=held.annulus_uid, by=engineer, reason="second", upper_trigger_pa=9e6
    )
    later = approve(proposal, by=approver, unit="bar", valid_from=date(2026, 4, 1), reason="read")
    recorded(MAY, proposal, later, later.decision)
    client.force_login(viewer)

    def trigger(**clocks):
        [row] = shown(client, show="in_force", **clocks).context["rows"]
        return row.upper_trigger_in_unit

    first = held.upper_trigger_in_unit
    assert trigger() == 90 and trigger(as_of="2026-04-01") == 90 and trigger(as_of="2026-03-31") == first
    assert trigger(as_of="2026-04-10", known_at="2026-04-10") == first
    assert trigger(as_of="2026-04-10", known_at="2026-05-05") == 90


def test_the_past_says_what_is_of_today_and_leads_on_to_the_same_days(client, held, viewer):
    client.force_login(viewer)
    page = shown(client, show="in_force", as_of="2026-02-15", known_at="2026-03-05").content.decode()
    assert (
        "As it was in the well on" in page and "is said of today only" in page and "Computed now" not in page
    )
    link = f"/wells/{held.well_id}/annuli/A/maasp/?as_of=2026-02-15&amp;known_at=2026-03-05"
    assert link in page and "limits/export/?show=in_force&amp;as_of=2026-02-15" in page
    waiting = shown(client, show="waiting", as_of="2026-02-15").content.decode()
    assert "belongs to no day in the well" in waiting


def test_the_file_of_a_past_day_says_which_day(client, held, viewer):
    client.force_login(viewer)
    query = {"show": "none", "as_of": "2026-02-15", "known_at": "2026-03-05"}
    answer = client.get(reverse("integrity:limits_export"), query)
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert [row["Annulus"] for row in rows] == ["B", "C"]
    assert {row["As of"] for row in rows} == {"2026-02-15"} and rows[0]["Known at"].startswith("2026-03-05")
    assert "limits-none-2026-02-15" in answer["Content-Disposition"]


@pytest.mark.parametrize("query", [{"as_of": "soon"}, {"as_of": "2999-01-01"}, {"known_at": "9999-12-31"}])
def test_a_day_that_cannot_be_shown_is_refused_in_words(client, held, viewer, query):
    client.force_login(viewer)
    for name in ("integrity:limits", "integrity:limits_export"):
        answer = client.get(reverse(name), query)
        assert answer.status_code == 400 and 'aria-invalid="true"' in answer.content.decode()
    name, day = next(iter(query.items()))
    told = Caller(viewer).get(f"limits/in-force?{name}={day}")
    assert told.status_code == 400 and told["Content-Type"].startswith("application/problem+json")


def test_a_day_in_the_well_is_refused_of_proposals(held, viewer):
    told = Caller(viewer).get("limits/proposals?as_of=2026-01-01")
    assert told.status_code == 400 and "no day in the well" in told.json()["detail"]


@pytest.mark.parametrize("name", ["limit_approve", "limit_reject", "limit_withdraw"])
def test_nothing_is_decided_while_looking_at_the_past(client, assessed, engineer, approver, name):
    proposal = propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="first")
    client.force_login(approver)
    address = reverse(f"integrity:{name}", args=[proposal.uid]) + "?as_of=2026-02-01"
    facts = {"valid_from": "2026-02-01", "read": "on", "reason": "x"}
    assert client.post(address, facts).status_code == 409
    assert LimitProposal.objects.waiting().count() == 1 and not LimitDecision.objects.exists()


def test_limits_of_others_are_not_in_the_past_either(client, held, stranger):
    client.force_login(stranger)
    for show in ("waiting", "in_force", "none"):
        for clocks in ({"as_of": "2026-02-15"}, {"known_at": "2026-03-05"}):
            assert list(shown(client, show=show, **clocks).context["rows"]) == []
    assert Caller(stranger).get("limits/in-force?as_of=2026-02-15").data["results"] == []


@pytest.mark.parametrize("show", ["waiting", "in_force", "none"])
def test_the_past_costs_the_same_for_many(
    client, held, operator, steward, viewer, django_assert_max_num_queries, show
):
    for number in range(30):
        make_well(small_document(number), of=operator, by=steward)
    catch_up()
    client.force_login(viewer)
    today = date.today().isoformat()
    for clocks in ({"as_of": "2026-02-15"}, {"as_of": today, "known_at": today}):
        with django_assert_max_num_queries(27):
            shown(client, show=show, **clocks)


def test_each_limit_is_known_by_the_end_of_the_day_where_its_well_is(client, held, operator, viewer):
    """Approved at 23:30 UTC: the same day in Houston, where the operator is, not yet that day's end in UTC."""
    recorded(datetime(2026, 3, 5, 3, 30, tzinfo=UTC), held, held.decision)
    client.force_login(viewer)
    assert counts(client, known_at="2026-03-04")["in_force"] == 0
    operator.time_zone = "America/Chicago"
    operator.save()
    assert counts(client, known_at="2026-03-04")["in_force"] == 1
    assert OperatingEnvelope.objects.count() == 1
