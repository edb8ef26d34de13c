"""The fleet: what one may see, filtered, sorted, kept as a view, written to a file."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from deepguard import triggers
from deepguard.models import Role, SavedFilter, UnitSystem
from integrity import gather
from integrity.engine.limits import assess_limits
from integrity.models import Assessment, EngineRelease
from integrity.services.catching_up import catch_up
from tests.factories import make_member, make_operator
from tests.wells.factories import example, make_well, small_document
from wells.models import Asset, Facility, Hub, WellRevision
from wells.services.documents import save_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def field(client):
    operator = make_operator()
    engineer = make_member(operator, Role.ENGINEER, Role.STEWARD)
    for name in ("onshore-liner", "platform-oil-gas-lift", "old-unknowns"):
        make_well(example(name), of=operator, by=engineer)
    client.force_login(engineer)
    return operator, engineer


def test_every_well_stands_there_with_its_limits(client, field):
    page = client.get(reverse("fleet")).content.decode()
    assert "Heron A-07" in page and "132" in page
    assert "not determinable" in page


def test_wells_of_others_are_not_counted(client, field):
    make_well(small_document(name="Strange Hole"))
    page = client.get(reverse("fleet")).content.decode()
    assert "Strange Hole" not in page and "3 of 3 wells" in page


def test_a_filter_narrows_and_says_when_nothing_matches(client, field):
    page = client.get(reverse("fleet"), {"q": "heron"}).content.decode()
    assert "1 of 3 wells" in page
    assert "No well matches" in client.get(reverse("fleet"), {"q": "zzz"}).content.decode()


def test_an_unknown_word_in_a_filter_is_named(client, field):
    page = client.get(reverse("fleet"), {"status": "sleeping"}).content.decode()
    assert "sleeping is not one of the available choices" in page


def test_the_order_is_chosen_by_the_head(client, field):
    def names(sort):
        page = client.get(reverse("fleet"), {"sort": sort}).content.decode()
        return sorted(("Heron A-07", "Kestrel 1"), key=page.index)

    assert names("name") == ["Heron A-07", "Kestrel 1"]
    assert names("-name") == ["Kestrel 1", "Heron A-07"]


def test_htmx_gets_the_list_alone(client, field):
    part = client.get(reverse("fleet"), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="fleet"') and "<html" not in part


def test_the_page_costs_the_same_for_many_wells(client, field, django_assert_max_num_queries):
    operator, engineer = field
    for number in range(20):
        make_well(small_document(number), of=operator, by=engineer)
    with django_assert_max_num_queries(24):
        client.get(reverse("fleet"))
    catch_up()
    with django_assert_max_num_queries(24):
        client.get(reverse("fleet"))


def test_wells_that_are_caught_up_are_read_and_not_computed(client, field, monkeypatch):
    computed = client.get(reverse("fleet")).content.decode()
    catch_up()
    monkeypatch.setattr("integrity.gather.assess_limits", None)  # computing would be an error
    assert limits_on(client.get(reverse("fleet")).content.decode()) == limits_on(computed)


def test_a_well_that_is_behind_is_computed_and_nothing_is_stored_by_looking(client, field):
    operator, engineer = field
    assert "132" in client.get(reverse("fleet")).content.decode()
    assert not Assessment.objects.exists() and not EngineRelease.objects.exists()
    catch_up()
    make_well(small_document(77), of=operator, by=engineer)
    assert "Tern 77" in client.get(reverse("fleet")).content.decode()
    assert Assessment.objects.count() == 3


def limits_on(page):
    """What the list says of limits: letter, number or word."""
    return re.findall(r'<a class="dg-lim".*?</a>', page, re.S)


def test_the_file_has_units_in_its_heads_and_a_row_an_annulus(client, field):
    _, engineer = field
    engineer.units = UnitSystem.FIELD
    engineer.save()
    response = client.get(reverse("fleet_export"), {"q": "heron"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Annulus"] for row in rows] == ["A", "B", "C"]
    assert float(rows[0]["MAASP [psi]"]) == pytest.approx(13_260_000 / 6894.757293, abs=0.01)
    assert rows[0]["Governed by"] == "A5 tubing-5-1-2"


def test_a_formula_in_a_name_is_harmless_in_the_file(client, field):
    operator, engineer = field
    make_well(small_document(name="=cmd()"), of=operator, by=engineer)
    text = b"".join(client.get(reverse("fleet_export"), {"q": "cmd"}).streaming_content).decode()
    assert "'=cmd()" in text


def test_a_view_is_kept_under_a_name_by_its_owner_only(client, field):
    client.post(reverse("fleet_save"), {"name": "Herons", "query": "q=heron"})
    kept = SavedFilter.objects.get()
    assert "Herons" in client.get(reverse("fleet")).content.decode()
    client.force_login(make_member(field[0], Role.VIEWER))
    assert "Herons" not in client.get(reverse("fleet")).content.decode()
    client.post(reverse("fleet_drop", args=[kept.pk]))
    assert SavedFilter.objects.filter(pk=kept.pk).exists()


def test_a_view_without_a_name_is_refused(client, field):
    response = client.post(reverse("fleet_save"), {"name": " ", "query": "q=heron"})
    assert response.status_code == 409 and "needs a name" in response.content.decode()


def test_the_empty_fleet_shows_how_to_begin(client):
    client.force_login(make_member(make_operator(), Role.STEWARD))
    page = client.get(reverse("fleet")).content.decode()
    assert "FactPages" in page and "well document" in page.lower() and "New well" in page


def test_a_past_day_shows_the_wells_as_they_were_with_the_limits_of_that_day(client, field):
    now = client.get(reverse("fleet")).context["rows"]
    past = client.get(reverse("fleet"), {"as_of": "2015-06-01"}).context["rows"]
    walls = {row.well.name: [result.inner_ids for result in row.results] for row in past}
    assert walls["Heron A-07"][0] == ("tubing-2009",)
    assert walls["Heron A-07"] != [
        r.inner_ids for row in now for r in row.results if row.well.name == "Heron A-07"
    ]


def test_a_list_of_the_past_leads_on_to_the_same_days(client, field):
    page = client.get(reverse("fleet"), {"as_of": "2015-06-01"}).content.decode()
    links = re.findall(r'href="(/wells/\d+/[^"]*)"', page)
    assert links and all("as_of=2015-06-01" in link for link in links)
    assert "those of today" in page and "Save this view" not in page


def test_what_was_not_known_yet_is_not_listed(client, field):
    operator, engineer = field
    before = timezone.now()
    make_well(small_document(), of=operator, by=engineer)
    query = {"known_at": before.isoformat().replace("+00:00", "Z")}
    page = client.get(reverse("fleet"), query).content.decode()
    assert "Tern 1" not in page and "3 of 3 wells" in page
    assert client.get(reverse("fleet"), {"known_at": "2001-01-01"}).context["rows"] == []


def test_a_correction_made_later_does_not_change_what_was_known(client, field):
    operator, engineer = field
    well = make_well(small_document(), of=operator, by=engineer)
    before = timezone.now().isoformat().replace("+00:00", "Z")
    changed = small_document(status=[{"value": "suspended"}])
    save_document(well, changed, by=engineer, based_on=1, reason="", door="page")
    rows = {
        row.well.name: row.well for row in client.get(reverse("fleet"), {"known_at": before}).context["rows"]
    }
    assert (rows["Tern 1"].status, rows["Tern 1"].head) == ("operating", 1)
    rows = {row.well.name: row.well for row in client.get(reverse("fleet")).context["rows"]}
    assert (rows["Tern 1"].status, rows["Tern 1"].head) == ("suspended", 2)


def test_a_well_that_was_not_drilled_yet_says_so(client, field):
    page = client.get(reverse("fleet"), {"as_of": "2003-01-01"}).content.decode()
    assert "before its first day" in page


@pytest.mark.parametrize(
    "query",
    [
        {"status": "operating"},
        {"sort": "-td"},
        {"kind": "producer"},
        {"sort": "revised"},
        {"sort": "name,-td"},
    ],
)
def test_a_past_list_is_not_chosen_or_sorted_by_facts_of_today(client, field, query):
    response = client.get(reverse("fleet"), query | {"as_of": "2015-06-01"})
    assert response.status_code == 400 and "cannot be chosen or sorted" in response.content.decode()
    assert (
        client.get(reverse("fleet"), {"sort": "-name", "q": "heron", "as_of": "2015-06-01"}).status_code
        == 200
    )


@pytest.mark.parametrize("query", [{"as_of": "soon"}, {"as_of": "2999-01-01"}, {"known_at": "9999-12-31"}])
def test_a_day_that_cannot_be_shown_is_refused_in_words(client, field, query):
    for name in ("fleet", "fleet_export"):
        response = client.get(reverse(name), query)
        assert response.status_code == 400 and 'aria-invalid="true"' in response.content.decode()


def test_a_view_is_not_saved_while_looking_at_the_past(client, field):
    response = client.post(
        reverse("fleet_save") + "?as_of=2015-06-01", {"name": "Herons", "query": "q=heron"}
    )
    assert response.status_code == 409 and not SavedFilter.objects.exists()


def test_the_file_of_a_past_day_says_which_day(client, field):
    response = client.get(reverse("fleet_export"), {"q": "heron", "as_of": "2015-06-01"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["As of"] for row in rows} == {"2015-06-01"} and "2015-06-01" in response[
        "Content-Disposition"
    ]
    assert "tubing-5-1-2" not in rows[0]["Governed by"]


def test_a_past_list_costs_the_same_for_many_wells(client, field, django_assert_max_num_queries):
    operator, engineer = field
    for number in range(20):
        make_well(small_document(number), of=operator, by=engineer)
    moment = timezone.now().isoformat().replace("+00:00", "Z")
    with django_assert_max_num_queries(29):
        client.get(reverse("fleet"), {"as_of": "2015-06-01", "known_at": moment})


@pytest.mark.parametrize("name", ["fleet", "api:fleet-limits"])
def test_off_the_diagonal_only_the_rows_shown_are_computed(client, field, monkeypatch, name):
    operator, engineer = field
    for number in range(60):
        make_well(small_document(number), of=operator, by=engineer)
    catch_up()
    computed = []
    monkeypatch.setattr(
        "integrity.gather.assess_limits",
        lambda model, **given: computed.append(model) or assess_limits(model),
    )
    gather.forget()
    size = {"size": "50", "page_size": "50"}
    assert client.get(reverse(name), {"as_of": "2015-06-01"} | size).status_code == 200
    assert len(computed) == 50


def test_the_head_of_a_past_list_says_why_it_does_not_sort(client, field):
    page = client.get(reverse("fleet"), {"as_of": "2015-06-01"}).content.decode()
    heads = {re.sub(r"<[^>]*>", "", head).strip(): head for head in re.findall(r"<th .*?</th>", page, re.S)}
    told = [words for words in heads if "not sorted in the past" in words]
    assert [words.split(",")[0] for words in told] == ["Type", "Status", "TD", "Revised"]
    assert not any("<a " in heads[words] for words in told) and "rows shown only" in page
    assert "<a " in heads["Well"] and "not sorted" not in client.get(reverse("fleet")).content.decode()


def test_each_well_ends_its_day_where_it_is(client, field):
    """A well recorded at 23:30 UTC belongs to the next day in Oslo and to the same one in Houston."""
    operator, engineer = field
    oslo, houston = (make_well(small_document(number), of=operator, by=engineer) for number in (1, 2))
    for well, zone in ((oslo, "Europe/Oslo"), (houston, "America/Chicago")):
        asset = Asset.objects.create(operator=operator, name=zone)
        hub = Hub.objects.create(asset=asset, name=zone)
        well.facility = Facility.objects.create(hub=hub, name=zone, time_zone=zone)
        well.asset, well.hub = asset, hub
        well.save()
    triggers.lift()
    WellRevision.objects.update(recorded_at=datetime(2024, 7, 1, 23, 30, tzinfo=UTC))
    triggers.install()
    shown = {row.well.pk for row in client.get(reverse("fleet"), {"known_at": "2024-07-01"}).context["rows"]}
    assert houston.pk in shown and oslo.pk not in shown
    shown = {row.well.pk for row in client.get(reverse("fleet"), {"known_at": "2024-07-02"}).context["rows"]}
    assert {houston.pk, oslo.pk} <= shown


def test_a_day_as_it_was_known_then_is_read_from_what_was_stored(client, field, monkeypatch):
    """Both clocks on today: the assessments of today answer; off the diagonal the rows are computed."""
    catch_up()
    today = timezone.localdate().isoformat()
    both = {"as_of": today, "known_at": today}
    computed = limits_on(client.get(reverse("fleet"), {"as_of": today}).content.decode())
    monkeypatch.setattr("integrity.gather.assess_limits", None)  # computing would be an error
    assert limits_on(client.get(reverse("fleet"), both).content.decode()) != []
    assert numbers(limits_on(client.get(reverse("fleet"), both).content.decode())) == numbers(computed)


def numbers(links):
    """Letter and number of each limit, whatever days its address names."""
    return [re.sub(r"<[^>]*>", " ", link).split() for link in links]
