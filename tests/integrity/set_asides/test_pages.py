"""The link on the derivation, the form with its consequence, the desk of the second person, and every place a number stands."""

import re

import pytest
from django.urls import reverse

from deepguard.models import Role
from integrity.models import SetAsideRequest
from integrity.services.catching_up import catch_up
from integrity.services.limits import propose
from integrity.services.setting_aside import agree, ask
from tests.factories import make_member
from tests.integrity.limits.test_approving import annulus
from tests.integrity.set_asides.conftest import TODAY, UNTIL, governing
from tests.integrity.set_asides.test_asking import forgetful

pytestmark = pytest.mark.django_db
CHIP = "1 set aside until"


def read(client, name, *args, query=""):
    answer = client.get(reverse(f"integrity:{name}", args=args) + query)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode())


def exported(client, address):
    return b"".join(client.get(address).streaming_content).decode()


def asking(well):
    place = governing(well)
    query = f"?candidate={place['candidate']}&element={place['element']}&regime={place['regime']}"
    return reverse("integrity:set_aside_ask", args=[well.pk, "A"]) + query


def act(client, name, asked, reason="read"):
    return client.post(
        reverse(f"integrity:set_aside_{name}", args=[asked.uid]), {"reason": reason}, follow=True
    )


def test_an_engineer_finds_the_link_and_sees_the_consequence_first(client, assessed, engineer):
    client.force_login(engineer)
    assert "Set aside…" in read(client, "maasp", assessed.pk, "A")
    page = re.sub(r"\s+", " ", client.get(asking(assessed)).content.decode())
    assert "It counts" in page and "The limit would rise by" in page
    assert not SetAsideRequest.objects.exists()
    told = client.post(asking(assessed), {"until": UNTIL.isoformat(), "reason": "caliper due"}, follow=True)
    assert "waits for a second person; until then it counts" in told.content.decode()
    assert SetAsideRequest.objects.get().valid_from == TODAY


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(client, assessed, engineer):
    client.force_login(engineer)
    for facts, word in (
        ({"until": "", "reason": "x"}, "State the day on which the candidate counts again"),
        ({"until": "2026-06-01", "reason": ""}, "Say why"),
        ({"until": "2026-03-02", "reason": "kept words"}, "not after its first day"),
        ({"until": "2031-01-01", "reason": "kept words"}, "belongs in the document"),
    ):
        answer = client.post(asking(assessed), facts)
        assert answer.status_code == 422 and word in answer.content.decode()
    assert "kept words" in answer.content.decode()
    assert not SetAsideRequest.objects.exists()


def test_who_may_not_ask_sees_no_link_and_is_refused(client, assessed, viewer, approver):
    for person in (viewer, approver):
        client.force_login(person)
        assert "Set aside…" not in read(client, "maasp", assessed.pk, "A")
        assert client.get(asking(assessed)).status_code == 403


def test_the_past_offers_no_link_and_no_form(client, assessed, engineer):
    client.force_login(engineer)
    assert "Set aside…" not in read(client, "maasp", assessed.pk, "A", query="?as_of=2025-01-01")
    assert client.get(asking(assessed) + "&as_of=2025-01-01").status_code == 409


def test_the_second_person_sees_the_same_comparison_and_decides(client, asked, approver, engineer):
    client.force_login(engineer)
    own = read(client, "set_aside", asked.uid)
    assert "another person has to agree" in own and "Set it aside until" not in own
    assert act(client, "agree", asked).status_code == 403
    client.force_login(approver)
    desk = read(client, "set_aside", asked.uid)
    assert "The limit would rise by" in desk and "Set it aside until 1 Jun 2026" in desk
    assert "takes no part from 2026-03-02 until 2026-06-01" in act(client, "agree", asked).content.decode()
    assert act(client, "agree", asked).status_code == 409


def test_a_refusal_needs_its_reason(client, asked, approver):
    client.force_login(approver)
    assert act(client, "refuse", asked, reason="").status_code == 422
    assert "counts on" in act(client, "refuse", asked, reason="run the caliper").content.decode()


def test_an_approver_or_engineer_ends_it_and_a_viewer_does_not(client, held, viewer, approver):
    client.force_login(viewer)
    assert "Let it count again" not in read(client, "set_aside", held.uid)
    assert act(client, "end", held).status_code == 403
    client.force_login(approver)
    assert "Let it count again" in read(client, "set_aside", held.uid)
    assert "counts again from today on" in act(client, "end", held, "caliper came").content.decode()


@pytest.mark.parametrize("name", ["maasp", "maasp_sensitivity"])
def test_the_pages_of_the_limit_wear_the_flag(client, held, assessed, viewer, name):
    client.force_login(viewer)
    assert CHIP in read(client, name, assessed.pk, "A")


def test_every_place_of_the_number_says_that_it_rests_on_it(
    client, held, assessed, viewer, engineer, steward
):
    client.force_login(viewer)
    page = read(client, "maasp", assessed.pk, "A")
    assert "caliper due in May" in page and "agreed by Henrik Brekke" in page and "91 days left" in page
    assert "The command knows no set-asides" in page
    assert CHIP in read(client, "annuli", assessed.pk)
    assert CHIP in client.get(reverse("well", args=[assessed.pk])).content.decode()
    assert CHIP in client.get(reverse("integrity:maasp_txt", args=[assessed.pk, "A"])).content.decode()
    told = client.get(reverse("integrity:maasp_json", args=[assessed.pk, "A"])).json()
    assert told["results"][0]["set_aside"][0]["until"] == "2026-06-01"
    for _ in ("computed for the page", "stored by the worker"):
        assert "1 set aside" in client.get(reverse("fleet")).content.decode()
        assert CHIP in exported(client, reverse("fleet_export"))
        catch_up()
    assert CHIP in read(client, "limits", query="?show=none")
    propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="with it left out")
    assert CHIP in read(client, "limits", query="?show=waiting")
    assert CHIP in exported(client, reverse("integrity:limits_export") + "?show=waiting")
    assert "ends on 1 Jun 2026 at the latest" in read(client, "maasp", assessed.pk, "A")


def test_the_pdf_carries_the_flag(client, held, assessed, viewer):
    from integrity import gather
    from integrity.reports import sheet_of, stand_of
    from wells.gather import model_of

    model = model_of(assessed)
    aside = gather.set_asides_of(assessed)
    sheet = sheet_of(
        stand_of(model, kind="maasp", letter="A", document_sha256="0" * 64, set_aside=aside), "metric"
    )
    assert CHIP in sheet.title and "without that decision the limit might be lower" in sheet.sentence
    client.force_login(viewer)
    assert client.get(reverse("integrity:maasp_pdf", args=[assessed.pk, "A"])).content.startswith(b"%PDF")


def test_a_past_page_shows_what_was_set_aside_then(client, held, assessed, viewer, clock):
    clock.to(UNTIL)
    client.force_login(viewer)
    assert CHIP not in read(client, "maasp", assessed.pk, "A")
    assert CHIP in read(client, "maasp", assessed.pk, "A", query="?as_of=2026-05-31")
    assert CHIP not in read(client, "maasp", assessed.pk, "A", query="?as_of=2026-03-01")


def test_one_that_has_no_effect_says_why(client, held, assessed, viewer, steward):
    forgetful(assessed, held.element, steward)
    client.force_login(viewer)
    page = read(client, "maasp", assessed.pk, "A")
    assert "No effect" in page and CHIP not in page
    assert "No effect" in read(client, "set_asides")
    assert (
        "Set aside, without effect"
        in client.get(reverse("integrity:maasp_txt", args=[assessed.pk, "A"])).content.decode()
    )


def test_what_if_and_draft_leave_out_what_is_set_aside(client, held, assessed, engineer):
    client.force_login(engineer)
    from wells.services import scenarios

    made = scenarios.create(assessed, by=engineer, name="heavier", why="ask")
    assert CHIP in read(client, "what_if", assessed.pk, made.uid)


def test_the_register_lists_by_state(client, held, assessed, engineer, approver, viewer):
    place = {"letter": "B", "candidate": "B1", "element": "casing-13-3-8", "regime": held.regime}
    ask(assessed, **place, by=engineer, reason="shoe squeezed", until=UNTIL)
    client.force_login(viewer)
    assert "91 d" in read(client, "set_asides") and "Henrik Brekke" in read(client, "set_asides")
    assert "shoe squeezed" in read(client, "set_asides", query="?show=waiting")
    assert "shoe squeezed" not in read(client, "set_asides")
    client.force_login(approver)
    act(client, "end", held, "caliper came")
    assert "Ended early" in read(client, "set_asides", query="?show=over")


def test_the_register_costs_the_same_for_many(
    client, held, assessed, engineer, approver, django_assert_max_num_queries
):
    for candidate in ("B1", "B3"):
        place = {"letter": "B", "candidate": candidate, "element": "casing-13-3-8", "regime": held.regime}
        agree(ask(assessed, **place, by=engineer, reason="squeezed", until=UNTIL), by=approver)
    client.force_login(engineer)
    with django_assert_max_num_queries(16):
        read(client, "set_asides")


def test_nobody_of_another_operator_sees_or_decides(client, asked, other_operator):
    client.force_login(make_member(other_operator, Role.APPROVER))
    assert client.get(reverse("integrity:set_aside", args=[asked.uid])).status_code == 404
    assert act(client, "agree", asked).status_code == 404
    assert asked.reason not in read(client, "set_asides", query="?show=waiting")
