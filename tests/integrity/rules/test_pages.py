"""The pages of rules: who may what, what is shown, and how often the database is asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deepguard.models import Role, UnitSystem
from integrity.engine.rules import pack_of, to_mapping
from integrity.models import RulePack, RulePackActivation
from tests.factories import make_member
from tests.integrity.engine.rules.packs import mapping, stated, whole_pack
from tests.wells.factories import make_well
from wells.documents import read, to_yaml
from wells.models import Asset, AssetGrant

pytestmark = pytest.mark.django_db
READ = ("rules", "rule_pack", "rule_pack_compare", "rule_pack_effects")
BAD = "schema: deepguard.rules/1\nname: X\nversion: '1'\nrules:\n- {id: wall_factor, value: '1/2', checked: never}\n"


def address(name, pack=None, *more):
    return reverse(f"integrity:{name}", args=[pack.uid, *more] if pack else [])


def told(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("role", Role.values)
def test_everybody_of_the_whole_operator_reads(client, operator, keep, activate, role):
    pack = keep("1")
    activate(pack)
    client.force_login(make_member(operator, role))
    for name in READ:
        answer = client.get(address(name, None if name == "rules" else pack))
        assert answer.status_code == 200 and "Test pack" in told(answer), name
    assert client.get(address("rule_pack_file", pack, "yaml")).status_code == 200


@pytest.mark.parametrize("role", Role.values)
def test_an_engineer_sends_and_an_approver_activates_and_nobody_else(client, operator, keep, role):
    pack = keep("1")
    client.force_login(make_member(operator, role))
    sent = client.post(
        address("rule_pack_new"), {"text": to_yaml(to_mapping(whole_pack()) | {"version": "9"})}
    )
    assert sent.status_code == (302 if role == Role.ENGINEER else 403)
    starter = client.post(address("rule_pack_starter"), {"starter": "conservative-start"})
    assert starter.status_code == (302 if role == Role.ENGINEER else 403)
    facts = {"valid_from": "2020-01-01", "reason": "first figures", "supersedes": ""}
    done = client.post(address("rule_pack_activate", pack), facts)
    assert done.status_code == (302 if role == Role.APPROVER else 403)
    assert RulePackActivation.objects.exists() == (role == Role.APPROVER)
    assert RulePack.objects.filter(version="9").exists() == (role == Role.ENGINEER)


def test_another_operator_finds_nothing(client, stranger, keep):
    pack = keep("1")
    client.force_login(stranger)
    for name in READ[1:]:
        assert client.get(address(name, pack)).status_code == 404
    assert client.post(address("rule_pack_activate", pack)).status_code == 404
    assert "Test pack" not in told(client.get(address("rules")))


def test_who_sees_some_assets_only_is_not_told_that_there_is_none(client, operator, keep):
    keep("1")
    person = make_member(operator, "engineer", scope="assets")
    asset = Asset.objects.create(operator=operator, name="North")
    AssetGrant.objects.create(membership=person.memberships.get(), asset=asset)
    client.force_login(person)
    assert "people of the whole operator" in told(client.get(address("rules")))


def test_the_list_says_which_holds_and_what_is_planned(client, engineer, keep, activate, clock):
    clock("2026-03-01T12:00+00:00")
    one, two, _ = keep("1"), keep("2"), keep("3")
    activate(one)
    activate(two, "2027-01-01")
    client.force_login(engineer)
    page = told(client.get(address("rules")))
    assert "<b>Test pack 1</b> holds since 1 Mar 2026" in page
    for words in ("In force", "Planned", "from 1 Jan 2027", "Not activated"):
        assert words in page, words


def test_an_empty_list_offers_the_shipped_packs_to_who_may_load_them(client, engineer, viewer):
    client.force_login(engineer)
    assert "Load Conservative start 1" in told(client.get(address("rules")))
    client.post(address("rule_pack_starter"), {"starter": "conservative-start"})
    page = told(client.get(address("rules")))
    assert "Load Conservative start 1" not in page and "Load US OCS casing pressure 1" in page
    assert client.post(address("rule_pack_starter"), {"starter": "../../etc"}).status_code == 404
    client.force_login(viewer)
    assert "Load US OCS" not in told(client.get(address("rules")))


def test_a_pack_shows_value_source_clause_and_standing_in_the_readers_units(client, operator, keep, engineer):
    from integrity.services import rule_packs

    checked = {"by": "Ingrid Haugen", "on": "2026-03-31", "edition": "2017"}
    pack = pack_of(
        mapping(
            stated("rounding_pa", 100_000, clause="7.2", checked=checked),
            stated("casing_pressure.repeat_months", {"annulus_a": 12, "outer_annuli": 60}),
            stated("test_fluid_correction", True),
        )
    )
    row, _ = rule_packs.keep(operator, pack, by=engineer)
    client.force_login(make_member(operator, "viewer", units=UnitSystem.FIELD))
    page = told(client.get(address("rule_pack", row)))
    assert "14.5038 psi" in page and "clause 7.2" in page
    assert "Ingrid Haugen, 2026-03-31" in page and "against edition 2017" in page
    assert "From memory, not checked against the standard" in page
    assert "annulus a 12 months, outer annuli 60 months" in page
    assert "no calculation reads these yet" in page
    assert "design_factor.equipment" in page, "what is not stated is named"


def test_every_fault_of_a_file_is_told_by_its_place(client, engineer):
    client.force_login(engineer)
    answer = client.post(address("rule_pack_new"), {"text": BAD})
    assert answer.status_code == 422
    for place in ("/rules/0/value", "/rules/0/source"):
        assert place in told(answer)
    assert "never an expression" in told(answer) and not RulePack.objects.exists()
    assert client.post(address("rule_pack_new"), {"text": " "}).status_code == 422
    assert client.post(address("rule_pack_new"), {"text": "a: [1"}).status_code == 422


def test_a_downloaded_pack_sent_back_is_the_same(client, engineer, keep):
    pack = keep("1")
    client.force_login(engineer)
    for kind in ("yaml", "json"):
        answer = client.get(address("rule_pack_file", pack, kind))
        assert f"test-pack-1.{kind}" in answer["Content-Disposition"]
        assert pack_of(read(answer.content, kind)).sha256 == pack.sha256
        sent = client.post(address("rule_pack_new"), {"text": answer.content.decode()}, follow=True)
        assert "was kept already" in told(sent)
    assert RulePack.objects.count() == 1
    assert client.get(address("rule_pack_file", pack, "exe")).status_code == 404


def test_comparing_shows_both_values(client, viewer, keep, activate):
    old, new = keep("1"), keep("2", rounding_pa=100_000)
    activate(old)
    client.force_login(viewer)
    page = told(client.get(address("rule_pack_compare", new)))
    assert "1 difference" in page and "0.1 bar" in page and "<b>1 bar</b>" in page
    assert client.get(address("rule_pack_compare", new), {"with": str(old.uid)}).status_code == 200
    assert client.get(address("rule_pack_compare", new), {"with": "nonsense"}).status_code == 404


def test_what_activating_would_move_is_shown_and_not_stored(client, approver, well, keep, activate):
    activate(keep("1"))
    new = keep("2", design_factor__casing_burst=3, design_factor__casing_collapse=3)
    client.force_login(approver)
    page = told(client.get(address("rule_pack_activate", new)))
    assert well.name in page and "1 to 1 of 1 wells looked at" in page
    assert RulePackActivation.objects.count() == 1
    part = told(client.get(address("rule_pack_activate", new), headers={"HX-Request": "true"}))
    assert part.startswith('<section class="dg-panel" id="pack-effects">')


def test_wells_of_others_are_not_looked_at(client, viewer, other_operator, well, unruled, keep):
    foreign = named(unruled, 7, other_operator)
    pack = keep("1")
    client.force_login(viewer)
    page = told(client.get(address("rule_pack_effects", pack)))
    assert "1 to 1 of 1 wells" in page and well.name in page and foreign.name not in page


def test_a_wrong_day_is_told(client, viewer, keep):
    client.force_login(viewer)
    assert client.get(address("rule_pack_effects", keep("1")), {"day": "tomorrow"}).status_code == 400


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"reason": ""}, 422, "Say why"),
        ({"valid_from": "31.13.2026"}, 422, "valid date"),
        ({"valid_from": "2020-01-01"}, 409, "days that are past keep their rules"),
        ({"supersedes": ""}, 409, "meanwhile"),
    ],
)
def test_activating_says_what_is_wrong_and_keeps_what_was_typed(
    client, approver, keep, activate, changed, status, words
):
    first = activate(keep("1"))
    facts = {"valid_from": "2199-01-01", "reason": "yearly review", "supersedes": str(first.uid)}
    client.force_login(approver)
    answer = client.post(address("rule_pack_activate", keep("2")), facts | changed)
    assert answer.status_code == status and words in told(answer)
    typed = (facts | changed)["reason"]
    assert typed in told(answer)
    assert RulePackActivation.objects.count() == 1


def test_one_who_wrote_it_is_told_that_another_activates(client, operator, keep):
    both = make_member(operator, "engineer", "approver")
    pack = keep("1", by=both)
    client.force_login(both)
    page = told(client.get(address("rule_pack", pack)))
    assert "another Approver puts it in force" in page
    assert address("rule_pack_activate", pack) not in page
    facts = {"valid_from": "2020-01-01", "reason": "mine", "supersedes": ""}
    assert client.post(address("rule_pack_activate", pack), facts).status_code == 409


def test_the_derivation_lists_every_rule_with_its_standing(client, viewer, well, keep, activate):
    activate(keep("1"))
    client.force_login(viewer)
    page = told(client.get(reverse("integrity:maasp", args=[well.pk, "B"])))
    assert "Rules in force" in page and "pack Test pack 1" in page
    assert "From memory, not checked against the standard" in page
    assert "--rules pack.yaml" in page, "the document alone no longer gives the digits"
    body = client.get(reverse("integrity:maasp_json", args=[well.pk, "B"])).json()
    rows = {row["id"]: row for row in body["rules"]}
    assert rows["wall_factor"]["from"] == "pack" and rows["wall_factor"]["pack"] == "Test pack 1"


def test_fleet_well_and_derivation_show_the_same_limit(client, viewer, well, keep, activate):
    from integrity import gather

    activate(keep("1"))
    limit = gather.limits([well])[well.pk].limit("B")
    client.force_login(viewer)
    for url in (
        reverse("fleet"),
        reverse("well", args=[well.pk]),
        reverse("integrity:maasp", args=[well.pk, "B"]),
    ):
        assert f"{int(limit.limit_pa // 100_000)}" in told(client.get(url)), url
    body = client.get(reverse("integrity:maasp_json", args=[well.pk, "B"])).json()
    assert body["results"][0]["maasp_pa"] == int(limit.limit_pa)


def named(unruled, number, operator):
    """Another well like it."""
    header = unruled["header"] | {"name": f"Tern {number}", "uwi": None}
    return make_well(unruled | {"id": f"tern-{number}", "header": header}, of=operator)


def queries(client, url):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_pages_ask_as_often_for_many_packs_and_wells_as_for_few(
    client, operator, approver, unruled, keep, activate
):
    client.force_login(approver)
    activate(keep("1"))
    new = keep("2", wall_factor=0.8)
    named(unruled, 0, operator)
    urls = [
        address("rules"),
        address("rule_pack", new),
        address("rule_pack_effects", new),
        address("rule_pack_activate", new),
    ]
    few = [queries(client, url) for url in urls]
    for number in range(3, 9):
        activate(keep(str(number)), "2199-01-01")
        named(unruled, number, operator)
    assert [queries(client, url) for url in urls] == few
    assert max(few) <= 14


def test_the_rail_leads_to_the_rules(client, viewer):
    client.force_login(viewer)
    assert f'href="{address("rules")}"' in told(client.get(reverse("fleet")))
