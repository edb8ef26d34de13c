"""Rule packs over HTTP."""

import pytest
from rest_framework.test import APIClient

from integrity.engine.rules import RULES, pack_of, to_mapping
from integrity.models import RulePack, RulePackActivation
from tests.factories import make_member
from tests.integrity.engine.calculators_bodies import body_without_rules
from tests.integrity.engine.rules.packs import mapping, stated, whole_pack
from tests.wells.api.conftest import Caller
from wells.documents import read, to_yaml

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(engineer):
    return Caller(engineer)


@pytest.fixture
def judge(approver):
    return Caller(approver)


def send(caller, pack, **headers):
    return caller("post", "rule-packs?reason=from+the+manual", to_mapping(pack), **headers)


def test_the_registry_says_what_a_pack_may_state(caller):
    body = caller.get("rules").json()
    rules = {rule["id"]: rule for rule in body["rules"]}
    assert set(rules) == set(RULES)
    assert (
        rules["wall_factor"]["kind"],
        rules["wall_factor"]["more_than"],
        rules["wall_factor"]["at_most"],
    ) == ("number", 0, 1)
    assert rules["backup_below_cement"]["options"][0] == "pore_pressure"
    assert {one["name"] for one in body["predicates"]} >= {"test_newer_than_last_change", "cement_proven"}


def test_a_pack_is_kept_once_read_back_and_listed(caller):
    first, again = send(caller, whole_pack()), send(caller, whole_pack())
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["sha256"] == whole_pack().sha256 and first.json()["reason"] == "from the manual"
    detail = caller.client.get(first["Location"]).json()
    assert pack_of(detail["pack"]) == whole_pack() and detail["activations"] == []
    listed = caller.get("rule-packs").json()
    assert listed["count"] == 1 and listed["results"][0]["uid"] == detail["uid"]


def test_yaml_in_and_yaml_out(caller):
    text = to_yaml(to_mapping(whole_pack()))
    sent = caller.client.post("/api/v1/rule-packs", text, content_type="application/yaml")
    assert sent.status_code == 201
    answer = caller.get(f"rule-packs/{sent.json()['uid']}/document?format=yaml")
    assert answer["Content-Type"].startswith("application/yaml")
    assert pack_of(read(answer.content, "yaml")).sha256 == whole_pack().sha256


def test_every_fault_points_into_what_was_sent(caller):
    wrong = mapping(stated("wall_factor", "7/8"), stated("nothing", 1))
    answer = caller("post", "rule-packs", wrong)
    assert answer.status_code == 422 and answer["Content-Type"] == "application/problem+json"
    assert {(one["pointer"], one["code"]) for one in answer.json()["errors"]} == {
        ("#/rules/0/value", "expression"),
        ("#/rules/1/id", "unknown_rule"),
    }


@pytest.mark.parametrize("text", ["a: &b [1]\nc: *b\n", "name: x\nname: y\n", "{"])
def test_yaml_that_is_not_read(caller, text):
    assert caller.client.post("/api/v1/rule-packs", text, content_type="application/yaml").status_code == 400


def test_what_two_packs_state_otherwise(caller, keep):
    old, new = keep("1"), keep("2", wall_factor=0.8)
    body = caller.get(f"rule-packs/{new.uid}/compare?with={old.uid}").json()
    (found,) = body["differences"]
    assert (found["id"], found["kind"], found["before"]["value"], found["after"]["value"]) == (
        "wall_factor",
        "changed",
        0.875,
        0.8,
    )
    assert caller.get(f"rule-packs/{new.uid}/compare").status_code == 404
    assert caller.get(f"rule-packs/{new.uid}/compare?with=x").status_code == 404


def test_an_approver_puts_it_in_force_and_the_day_is_asked(judge, caller, keep):
    first, second = keep("1"), keep("2")
    begun = judge(
        "post",
        f"rule-packs/{first.uid}/activate",
        {"valid_from": "2020-01-01", "reason": "first", "supersedes": None},
    )
    assert begun.status_code == 201 and begun.json()["supersedes"] is None
    later = {"valid_from": "2199-01-01", "reason": "next", "supersedes": begun.json()["uid"]}
    assert judge("post", f"rule-packs/{second.uid}/activate", later).status_code == 201

    def version(query=""):
        return [one["version"] for one in caller.get(f"rule-packs/in-force{query}").json()]

    assert (version(), version("?as_of=2199-01-01"), version("?as_of=2019-12-31")) == (["1"], ["2"], [])
    assert version("?known_at=2001-01-01") == []
    assert caller.get("rule-packs/in-force?as_of=soon").status_code == 400


def test_refusals_of_an_activation(judge, caller, keep, activate):
    first = activate(keep("1"))
    pack = keep("2")
    facts = {"valid_from": "2199-01-01", "reason": "next", "supersedes": str(first.uid)}

    def sent(who=judge, **changed):
        answer = who("post", f"rule-packs/{pack.uid}/activate", facts | changed)
        return answer.status_code, answer.json()["code"]

    assert sent(caller) == (403, "permission_denied")
    assert sent(supersedes=None) == (409, "stale")
    assert sent(supersedes="00000000-0000-0000-0000-000000000000") == (422, "supersedes")
    assert sent(valid_from="2020-01-01") == (409, "past_day")
    status, _ = sent(reason="")
    assert status in (400, 422)
    answer = judge("post", f"rule-packs/{pack.uid}/activate", {"valid_from": "2199-01-01", "reason": "x"})
    assert answer.status_code in (400, 422), "what was read is named"
    assert RulePackActivation.objects.count() == 1


def test_nobody_activates_what_he_recorded(operator):
    both = Caller(make_member(operator, "engineer", "approver"))
    uid = send(both, whole_pack()).json()["uid"]
    answer = both(
        "post",
        f"rule-packs/{uid}/activate",
        {"valid_from": "2020-01-01", "reason": "mine", "supersedes": None},
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "self_approval")


def test_roles_and_strangers(keep, operator, stranger, viewer):
    pack = keep("1")
    reader, foreign, nobody = Caller(viewer), Caller(stranger), APIClient()
    assert reader.get(f"rule-packs/{pack.uid}").status_code == 200
    assert send(reader, whole_pack()).status_code == 403
    assert foreign.get(f"rule-packs/{pack.uid}").status_code == 404
    assert foreign.get("rule-packs").json()["count"] == 0
    assert foreign.get("rule-packs/in-force").json() == []
    assert foreign("post", f"rule-packs/{pack.uid}/activate", {}).status_code == 404
    assert nobody.get("/api/v1/rule-packs").status_code == 401
    foreign_post = foreign("post", f"rule-packs?operator={operator.pk}", to_mapping(whole_pack()))
    assert foreign_post.status_code == 422 and RulePack.objects.count() == 1


def test_a_repeated_request_is_done_once(caller):
    headers = {"Idempotency-Key": "k1"}
    one, two = send(caller, whole_pack(), **headers), send(caller, whole_pack(), **headers)
    assert (one.status_code, two.status_code) == (201, 201) and one.json() == two.json()


def test_limits_list_the_rules_they_stand_on(caller, well, keep, activate):
    activate(keep("1"))
    for address in (f"wells/{well.pk}/limits", f"wells/{well.pk}/annuli/B/maasp"):
        rows = {row["id"]: row for row in caller.get(address).json()["rules"]}
        assert rows["rounding_pa"] == {
            "id": "rounding_pa", "path": "rules/rounding_pa", "value": 10_000, "unit": "Pa", "from": "pack",
            "taken": 10_000, "pack": "Test pack 1", "source": "Company standard 12", "clause": None, "checked": None,
            "standing": "from memory, not checked against the standard",
        }  # fmt: skip


def test_a_calculation_takes_a_pack_and_without_one_answers_as_before(caller):
    for name, regime in (("maasp", "iso-16530-1:2017"), ("mawop", "api-rp-90:2006")):
        bare = body_without_rules(regime)
        plain = caller("post", f"calculations/{name}", bare).json()
        assert "rules" not in plain
        ruled = caller("post", f"calculations/{name}", bare | {"rule_pack": to_mapping(whole_pack())}).json()
        assert {row["pack"] for row in ruled["rules"] if row["from"] == "pack"} == {"Test pack 1"}
        assert any(one["status"] == "determined" for one in ruled["results"])
        assert not any(one["status"] == "determined" for one in plain["results"])


def test_a_faulty_pack_in_a_calculation_is_told_by_its_place(caller):
    body = body_without_rules("iso-16530-1:2017") | {"rule_pack": mapping(stated("wall_factor", 7))}
    answer = caller("post", "calculations/maasp", body)
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == ["/rule_pack/rules/0/value"]
