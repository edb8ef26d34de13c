"""Two states compared over HTTP: facts, limits of both, events between."""

import pytest

from tests.wells.factories import example, make_well
from wells.services.documents import save_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def platform(operator):
    return make_well(example("platform-oil-gas-lift"), of=operator)


def test_two_days_with_limits_and_the_events_between(platform, caller):
    body = caller.get(f"wells/{platform.pk}/compare?a=day:2018-01-01&b=day:2020-01-01").json()
    assert body["count"] == len(body["facts"]) > 0
    first = body["limits"][0]
    assert first["moves"] and first["a"]["walls"]["inner"] == ["tubing-2009"]
    assert first["b"]["governing"]["element"] != first["a"]["governing"]["element"]
    days = [event["day"] for event in body["events"]]
    assert days == sorted(days) and days[0] > "2018-01-01" and days[-1] <= "2020-01-01"
    assert body["revisions"] == [] and body["unmatched"] == {"a": [], "b": []}


def test_a_state_does_not_differ_from_itself(platform, caller):
    body = caller.get(f"wells/{platform.pk}/compare?a=now&b=now").json()
    assert (body["count"], body["facts"], body["events"], body["revisions"]) == (0, [], [], [])
    assert not any(limit["moves"] for limit in body["limits"])


def test_the_other_way_round_is_the_mirror(platform, caller):
    there = caller.get(f"wells/{platform.pk}/compare?a=day:2018-01-01&b=now").json()
    back = caller.get(f"wells/{platform.pk}/compare?a=now&b=day:2018-01-01").json()
    assert {(str(f["path"]), str(f["before"]), str(f["after"])) for f in there["facts"]} == {
        (str(f["path"]), str(f["after"]), str(f["before"])) for f in back["facts"]
    }
    assert [(one["a"], one["b"]) for one in there["limits"]] == [
        (one["b"], one["a"]) for one in back["limits"]
    ]


def test_another_well_and_what_has_no_counterpart(platform, well, caller):
    body = caller.get(f"wells/{platform.pk}/compare?a=now&b=well:{well.pk}").json()
    assert body["b"]["well"] == {"key": well.pk, "name": well.name}
    assert body["unmatched"]["a"] and body["unmatched"]["b"] and body["events"] == []


def test_revisions_between(platform, caller, engineer):
    changed = example("platform-oil-gas-lift") | {"remarks": "as built"}
    save_document(platform, changed, by=engineer, based_on=1, reason="review", door="page")
    body = caller.get(f"wells/{platform.pk}/compare?a=rev:1&b=rev:2").json()
    assert (body["revisions"], body["count"]) == ([2], 1)


def test_a_foreign_well_is_not_there(platform, foreign, caller):
    answer = caller.get(f"wells/{platform.pk}/compare?b=well:{foreign.pk}")
    assert answer.status_code == 404 and answer["Content-Type"] == "application/problem+json"
