"""The page of a limit: formulas with numbers, sources that lead somewhere, every regime, every state."""

import json
import re

import pytest
from django.urls import reverse

from deepguard.models import Role
from tests.factories import make_member, make_operator
from tests.integrity.api.test_calculate_command import run
from tests.wells.factories import example, make_well, small_document
from wells.documents import read
from wells.models import Door
from wells.services.documents import save_document

pytestmark = pytest.mark.django_db
QUERIES = 9
#: Forms that are pages of the well: two queries more, for the revisions on the axis of its events and the bell.
PAGES = ("", "_sensitivity")
#: What is in force, its proposal, its history, and what stands computed: on the page of the MAASP.
DESK = 4
FORMS = ("", "_json", "_txt", "_pdf", "_sensitivity")


@pytest.fixture
def engineer(client):
    person = make_member(make_operator(), Role.ENGINEER, Role.STEWARD)
    client.force_login(person)
    return person


@pytest.fixture
def platform(engineer):
    return well_of(engineer, example("platform-oil-gas-lift"))


def well_of(engineer, document):
    return make_well(document, of=engineer.memberships.first().operator, by=engineer)


def page(client, well, kind="maasp", letter="A", form="", **asked):
    return client.get(reverse(f"integrity:{kind}{form}", args=[well.pk, letter]), asked)


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()).replace("\u2009", " "))


def test_the_formula_stands_with_the_readers_numbers(client, engineer, platform):
    assert "= 314.4 − (278.2 − 96.5) bar = 132.7 bar" in text_of(page(client, platform))
    engineer.units = "field"
    engineer.save()
    shown = text_of(page(client, platform))
    assert (
        "5,017 psi / 1.10" in shown and "psi/ft × 8,619.1 ft" in shown and "rounded down → 1,923 psi" in shown
    )


def test_a_source_leads_to_where_it_is_edited_with_who_says_so(client, platform):
    shown = page(client, platform).content.decode()
    architecture = reverse("wells:architecture", args=[platform.pk])
    assert f'href="{architecture}?part=strings&amp;edit=strings/tubing-5-1-2#strings"' in shown
    assert f'href="{reverse("wells:trajectory", args=[platform.pk])}"' in shown
    assert "Caliper report A-07, p. 12-19, 30 Aug 2023, confidence high" in shown


def test_on_a_past_day_a_source_leads_into_the_document_of_the_revision(client, platform):
    answer = page(client, platform, as_of="2012-01-01")
    href = re.search(r'href="([^"]*document\.json)#(/strings/[^"]*od_m)"', answer.content.decode())
    document = json.loads(client.get(href.group(1)).content)
    place = document
    for step in href.group(2).strip("/").split("/"):
        place = place[int(step)] if step.isdecimal() else place[step]
    assert isinstance(place, float)
    assert 'aria-current="true"' in answer.content.decode() and "as_of=2012-01-01" in answer.content.decode()


def test_both_regimes_open_in_the_same_page_and_are_told_apart(client, platform):
    maasp, mawop = page(client, platform), page(client, platform, "mawop")
    assert "A annulus: MAASP" in text_of(maasp) and "ISO 16530-1:2017, from memory, not checked" in text_of(
        maasp
    )
    shown = text_of(mawop)
    assert "A annulus: MAWOP" in shown and "API RP 90:2006, from memory, not checked" in shown
    assert "0.5 · MIYP" in shown and "there is no depth to draw" in shown
    assert '<svg class="dg-chart pd"' not in mawop.content.decode()


def test_a_regime_that_there_is_not_is_not_found(client, platform):
    assert page(client, platform, regime="api-rp-90:2006").status_code == 404
    assert page(client, platform, "mawop", regime="api-rp-90:2006").status_code == 200


@pytest.mark.parametrize("kind", ["maasp", "mawop"])
@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_there_of_another_operator_or_another_annulus(client, engineer, platform, kind, form):
    foreign = make_well(small_document())
    assert page(client, foreign, kind, form=form).status_code == 404
    assert page(client, platform, kind, "Q", form).status_code == 404
    assert page(client, platform, kind, form=form, known_at="1999-01-01").status_code == 404


def test_a_limit_that_cannot_be_determined_shows_what_is_missing(client, engineer):
    well = well_of(engineer, example("old-unknowns"))
    shown = text_of(page(client, well))
    assert "Not determinable" in shown and "There is no number to move" in shown
    assert "There is no number to move" in text_of(page(client, well, form="_sensitivity"))


def test_a_provisional_limit_reads_at_most(client, engineer):
    document = example("platform-oil-gas-lift")
    document["gaps"] = [{"about": "tubing-5-1-2", "what": "grade of the crossover"}]
    well = well_of(engineer, document)
    assert "MAASP at most 132 bar" in text_of(page(client, well)).replace("  ", " ")
    assert "MAASP at most 132" in text_of(page(client, well))


def test_the_sensitivity_comes_as_a_part_and_as_a_page(client, platform):
    address = reverse("integrity:maasp_sensitivity", args=[platform.pk, "A"])
    whole = page(client, platform).content.decode()
    assert f'hx-get="{address}"' in whole and f'<a href="{address}">' in whole
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.count("<html") == 0 and 'id="sensitivity"' in part
    shown = text_of(client.get(address))
    assert "Annulus A, layer 1, density" in shown and "A9, A annulus governs" in shown
    assert "Next to govern: A3b" in shown


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["maasp", "mawop"])
def test_every_form_takes_the_same_queries_whatever_the_well(
    client, engineer, platform, django_assert_num_queries, kind, form
):
    small = well_of(engineer, example("suspended-plugs"))
    page(client, platform, kind, form=form)
    for well in (platform, small):
        beside = form == ""  # what is set aside, asked for, or over soon
        more = 2 * (form in PAGES) + beside + (DESK if (kind, form) == ("maasp", "") else 0)
        with django_assert_num_queries(QUERIES + more):
            assert page(client, well, kind, form=form).status_code == 200


def test_page_command_and_file_tell_the_same(client, engineer, platform, tmp_path):
    """Auditor's check: the exported document alone gives the text of the page, hashes included."""
    text = page(client, platform, form="_txt").content.decode()
    exported = client.get(reverse("wells:document", args=[platform.pk, "yaml"])).content
    file = tmp_path / "well.yaml"
    file.write_bytes(exported)
    code, out, _ = run("maasp", file, format="text", annulus="A")
    assert (code, out) == (0, text)
    assert json.loads(page(client, platform, form="_json").content)["result_sha256"] in out
    changed = read(exported, "well.yaml")
    changed["annuli"][0]["columns"][0]["layers"][0]["density_kg_m3"] = 1090
    save_document(platform, changed, by=engineer, based_on=1, reason="heavier", door=Door.PAGE)
    assert page(client, platform, form="_txt").content.decode() != text


def test_a_day_of_the_well_is_the_same_from_page_and_command(client, platform, tmp_path):
    text = page(client, platform, form="_txt", as_of="2012-01-01").content.decode()
    file = tmp_path / "well.yaml"
    file.write_bytes(client.get(reverse("wells:document", args=[platform.pk, "yaml"])).content)
    assert run("maasp", file, format="text", annulus="A", as_of="2012-01-01")[1] == text


def test_files_are_named_and_of_their_type(client, platform):
    for form, kind in (("_pdf", "application/pdf"), ("_txt", "text/plain; charset=utf-8")):
        answer = page(client, platform, "mawop", form=form)
        assert answer["Content-Type"] == kind
        assert f'filename="{platform.uid}-A-mawop.{form[1:]}"' in answer["Content-Disposition"]


def test_two_candidates_of_one_element_have_their_own_rows(client, platform):
    shown = page(client, platform).content.decode()
    ids = re.findall(r' id="(c-[^"]+)"', shown)
    assert len(ids) == len(set(ids)) and "c-A11-asv" in ids and "c-A11-asv-2" in ids
    assert set(re.findall(r'href="#(c-[^"]+)"', shown)) <= set(ids)
