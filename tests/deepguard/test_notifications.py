"""Who is told, once; what one reads, marks and counts; nothing of what one may not see any more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deepguard.models import Membership, Notification, User
from deepguard.services.notifying import notify, read_all, who_may
from tests.factories import make_member, make_user
from wells.models import Asset, AssetGrant, Well

LINE = {
    "seen_by": "limit.view",
    "kind": "limit.approved",
    "key": "limit.approved:1",
    "text": "H-1 annulus A: {limit_pa} in force, says {by}",
    "facts": {"limit_pa": 12_990_000.0},
    "url": "/wells/?q=H-1",
}


@pytest.fixture
def north(operator):
    return Asset.objects.create(operator=operator, name="North")


@pytest.fixture
def well(operator, north):
    return Well.objects.create(operator=operator, asset=north, uid="h-1", name="H-1")


@pytest.fixture
def approver(operator):
    return make_member(operator, "approver", email="henrik@brattholm.example", name="Henrik Brekke")


@pytest.fixture
def told(well, engineer, approver):
    """The engineer was told of a limit of the well."""
    notify([engineer], thing=well, by=approver, **LINE)
    return Notification.objects.get()


@pytest.fixture
def signed_in(client, engineer):
    client.force_login(engineer)
    return client


def of_assets(operator, role, *assets):
    person = make_member(operator, role, scope="assets")
    for asset in assets:
        AssetGrant.objects.create(membership=person.memberships.get(), asset=asset)
    return person


def fresh(person) -> User:
    """As the next request has them."""
    return User.objects.get(pk=person.pk)


def seen(person) -> list[Notification]:
    return list(Notification.objects.visible_to(fresh(person)))


# --- whom ----------------------------------------------------------------------------------------------


def test_those_may_whose_role_reaches_the_thing(operator, well, engineer, viewer, stranger):
    south = Asset.objects.create(operator=operator, name="South")
    here, there = of_assets(operator, "engineer", well.asset), of_assets(operator, "engineer", south)
    of_assets(operator, "viewer", well.asset)
    gone = make_member(operator, "engineer", is_active=False)
    assert set(who_may("limit.propose", well)) == {engineer, here}
    assert set(who_may("limit.propose", well, among=[here, there, gone, stranger, viewer])) == {here}
    assert set(who_may("limit.propose", operator)) == {engineer}


def test_a_role_of_one_asset_does_not_lend_its_reach_to_another_role(operator, well):
    """An engineer of South who views the whole operator is no engineer of North."""
    south = Asset.objects.create(operator=operator, name="South")
    both = of_assets(operator, "engineer", south)
    Membership.objects.create(user=both, operator=operator, role="viewer")
    assert both not in who_may("limit.propose", well)


def test_whom_to_tell_costs_the_same_for_many(operator, well, django_assert_num_queries):
    for _ in range(5):
        of_assets(operator, "engineer", well.asset)
    with django_assert_num_queries(2):
        assert len(who_may("limit.propose", well)) == 5


def test_an_event_is_told_once(well, engineer, approver, told):
    notify([engineer, engineer, approver], thing=well, **LINE | {"text": "again"})
    assert sorted(Notification.objects.values_list("user__name", "text")) == [
        ("Henrik Brekke", "again"),
        ("Ingrid Haugen", LINE["text"]),
    ]


def test_nobody_is_told_of_their_own_act_nor_of_what_they_may_not_see(operator, well, engineer, stranger):
    south = Asset.objects.create(operator=operator, name="South")
    notify(
        [engineer, stranger, make_user(), of_assets(operator, "engineer", south)],
        thing=well,
        by=engineer,
        **LINE,
    )
    assert not Notification.objects.exists()


# --- what one still sees ----------------------------------------------------------------------------------


def test_a_line_is_gone_when_its_thing_is_out_of_sight(operator, well, approver):
    person = of_assets(operator, "engineer", well.asset)
    notify([person], thing=well, by=approver, **LINE)
    assert len(seen(person)) == 1
    Well.objects.update(asset=Asset.objects.create(operator=operator, name="South"))
    assert seen(person) == []
    Well.objects.update(asset=well.asset)
    AssetGrant.objects.all().delete()
    assert seen(person) == []
    assert read_all(fresh(person)) == 0


def test_a_line_of_the_operator_is_gone_with_the_role_that_opened_it(operator, admin_person):
    notify([admin_person], thing=operator, **LINE | {"seen_by": "audit.view"})
    assert len(seen(admin_person)) == 1
    Membership.objects.filter(user=admin_person).update(role="viewer")
    assert seen(admin_person) == []


def test_what_is_out_of_sight_is_neither_counted_shown_opened_nor_sent(signed_in, engineer, told, api):
    Membership.objects.filter(user=engineer).delete()
    page = signed_in.get("/notifications/?show=all").content.decode()
    assert "H-1" not in page and "dg-bell" in page and "unread" not in bell(page)
    assert signed_in.post(f"/notifications/{told.uid}/read/", {"open": "1"}).status_code == 404
    api.force_authenticate(fresh(engineer))
    assert api.get("/api/v1/notifications").json()["results"] == []
    assert api.post(f"/api/v1/notifications/{told.uid}/read").status_code == 404


def test_the_notifications_of_others_are_not_there(client, told, admin_person, stranger):
    for person in (admin_person, stranger):
        client.force_login(person)
        assert "H-1" not in client.get("/notifications/?show=all").content.decode()
        assert client.post(f"/notifications/{told.uid}/read/").status_code == 404
    told.refresh_from_db()
    assert told.read_at is None


# --- the words ----------------------------------------------------------------------------------------------


def test_each_reader_gets_the_number_in_units_of_their_own_cut_downwards(told):
    words = [told.told(system).replace("\u2009", " ") for system in ("metric", "field")]
    assert words == [
        "H-1 annulus A: 129 bar in force, says Henrik Brekke",
        "H-1 annulus A: 1,884 psi in force, says Henrik Brekke",
    ]


def test_braces_that_name_no_fact_stay(told):
    told.text = "well {x} of {user} {0.__class__}"
    assert told.told("metric") == told.text


def test_a_text_that_is_too_long_is_cut(well, engineer):
    notify([engineer], thing=well, **LINE | {"text": "a" * 600})
    text = Notification.objects.get().text
    assert len(text) == 500 and text.endswith("…")


# --- bell and page ------------------------------------------------------------------------------------------


def bell(page: str) -> str:
    return page.split("dg-bell")[1].split("</a>")[0]


def test_the_bell_counts_what_is_unread_and_says_nothing_at_none(signed_in, engineer, well, approver):
    assert "unread" not in bell(signed_in.get("/profile/").content.decode())
    for number in range(3):
        notify([engineer], thing=well, by=approver, **LINE | {"key": str(number)})
    assert "Notifications, 3 unread" in bell(signed_in.get("/profile/").content.decode())
    for number in range(3, 120):
        notify([engineer], thing=well, by=approver, **LINE | {"key": str(number)})
    assert "99+" in bell(signed_in.get("/profile/").content.decode())


def test_the_bell_is_one_query_and_a_part_asks_nothing(signed_in, told):
    def of_notifications(**headers):
        with CaptureQueriesContext(connection) as asked:
            signed_in.get("/profile/", headers=headers)
        return [one["sql"] for one in asked if "deepguard_notification" in one["sql"]]

    assert len(of_notifications()) == 1
    assert of_notifications(**{"HX-Request": "true"}) == []


def test_a_get_marks_nothing(signed_in, told):
    for address in ("/notifications/", "/notifications/?show=all", f"/notifications/{told.uid}/read/"):
        signed_in.get(address)
    assert signed_in.get("/notifications/read/").status_code == 405
    told.refresh_from_db()
    assert told.read_at is None


def test_opening_marks_it_and_leads_to_its_page(signed_in, told):
    page = signed_in.get("/notifications/").content.decode()
    assert "129" in page and "Henrik Brekke" in page and "(unread)" in page
    answer = signed_in.post(f"/notifications/{told.uid}/read/", {"open": "1"})
    assert answer.status_code == 302 and answer["Location"] == "/wells/?q=H-1"
    told.refresh_from_db()
    first = told.read_at
    assert first is not None
    assert signed_in.post(f"/notifications/{told.uid}/read/")["Location"] == "/notifications/"
    told.refresh_from_db()
    assert told.read_at == first
    assert "Nothing unread" in signed_in.get("/notifications/").content.decode()
    assert "129" in signed_in.get("/notifications/?show=all").content.decode()


def test_unread_ones_stand_first(signed_in, engineer, well, approver):
    for key in ("older", "newer"):
        notify([engineer], thing=well, by=approver, **LINE | {"key": key, "text": key})
    signed_in.post(f"/notifications/{Notification.objects.get(key='newer').uid}/read/")
    page = signed_in.get("/notifications/?show=all").content.decode()
    assert page.index("<span>older") < page.index("<span>newer")


def test_all_are_read_that_were_there_when_the_page_was_made(signed_in, engineer, well, approver, told):
    page = signed_in.get("/notifications/").content.decode()
    up_to = page.split('name="up_to" value="')[1].split('"')[0]
    notify([engineer], thing=well, by=approver, **LINE | {"key": "later"})
    Notification.objects.filter(key="later").update(created_at="2999-01-01T00:00:00Z")
    assert signed_in.post("/notifications/read/", {"up_to": up_to}).status_code == 302
    assert list(Notification.objects.unread().values_list("key", flat=True)) == ["later"]


@pytest.mark.parametrize(
    "text",
    ["yesterday", "2026-03-02", "2026-13-02T00:00:00Z", "2026-03-02T08:00:00", "0001-01-01T00:00:00+14:00"],
)
def test_a_moment_that_is_none_is_refused_and_nothing_marked(signed_in, told, text):
    answer = signed_in.post("/notifications/read/", {"up_to": text})
    assert answer.status_code == 422 and "is no moment" in answer.content.decode()
    assert Notification.objects.unread().count() == 1


def test_the_list_is_paged_at_one_cost(signed_in, engineer, well, approver, django_assert_max_num_queries):
    for number in range(60):
        notify([engineer], thing=well, by=approver, **LINE | {"key": str(number), "text": f"line {number}."})
    with django_assert_max_num_queries(9):
        page = signed_in.get("/notifications/").content.decode()
    assert "1 to 50 of 60" in page and "line 59." in page and "line 9." not in page
    assert "line 9." in signed_in.get("/notifications/?page=2").content.decode()
    part = signed_in.get("/notifications/?show=all", headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith("<section") and "1 to 50 of 60" in part


def test_a_stranger_has_to_sign_in(client, db):
    assert client.get("/notifications/").status_code == 302


# --- API ----------------------------------------------------------------------------------------------------


def test_the_api_lists_in_si_and_in_ones_own_words(api, engineer, told):
    api.force_authenticate(engineer)
    (line,) = api.get("/api/v1/notifications?unread=true").json()["results"]
    assert line["facts"] == {"limit_pa": 12_990_000.0} and "129\u2009bar" in line["text"]
    assert (line["by"], line["operator"]) == ("henrik@brattholm.example", "Brattholm Energy")
    assert (line["url"], line["read_at"]) == ("/wells/?q=H-1", None)
    assert Notification.objects.unread().exists()


def test_the_api_marks_one_and_all(api, engineer, well, told):
    notify([engineer], thing=well, **LINE | {"key": "two"})
    api.force_authenticate(engineer)
    answer = api.post(f"/api/v1/notifications/{told.uid}/read", headers={"Idempotency-Key": "k-1"})
    assert answer.status_code == 200 and answer.json()["read_at"]
    (left,) = api.get("/api/v1/notifications?unread=true").json()["results"]
    assert left["by"] is None
    early = api.post("/api/v1/notifications/read-all", {"up_to": "2020-01-01T00:00:00Z"}, format="json")
    assert early.json() == {"read": 0}
    assert api.post("/api/v1/notifications/read-all").json() == {"read": 1}
    assert api.post("/api/v1/notifications/read-all", {"up_to": "soon"}, format="json").status_code == 400


def test_the_api_is_for_those_who_signed_in(api, db):
    assert api.get("/api/v1/notifications").status_code == 401
