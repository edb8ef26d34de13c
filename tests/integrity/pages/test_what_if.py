"""The page of a what-if: levers answer at once with limits before and after; the numbers are those of the record
once it says the same."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrity.engine.limits import assess_limits
from integrity.gather import limits
from tests.factories import make_member, make_operator
from tests.wells.engine.test_whatif import pull
from tests.wells.factories import example, make_well
from tests.wells.what_if.conftest import at, recorded
from wells.engine.document import at as model_at
from wells.models import Door, Well
from wells.services import scenarios
from wells.services.documents import save_document

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def engineer(operator):
    return make_member(operator, "engineer", email="ingrid@brattholm.example", name="Ingrid Haugen")


@pytest.fixture
def well(operator):
    return make_well(example("platform-oil-gas-lift"), of=operator)


@pytest.fixture
def scenario(well, engineer):
    return scenarios.create(well, by=engineer, name="it is worse?")


@pytest.fixture
def mine(client, engineer):
    client.force_login(engineer)
    return client


def text(answer):
    return " ".join(answer.content.decode().split())


def lever(client, scenario, key, **typed):
    data = {"lever": key} | {f"{key}-{name}": value for name, value in typed.items()}
    return client.post(at(scenario, "lever"), data, headers=HTMX)


def test_a_lever_answers_at_once_with_both_numbers_what_governs_and_the_state(mine, scenario, well):
    before = recorded()
    shown = lever(mine, scenario, "fluid", annulus_id=well_annulus(well), density_kg_m3="1.2")
    page = text(shown)
    assert shown.status_code == 200 and "<html" not in page and 'id="what-if"' in page
    row = re.search(r'<tr class="wi-moved">.*?</tr>', page).group()
    assert (
        'dg-ann-a">A' in row
        and "132" in row
        and "<b>101" in row.replace("<b> ", "<b>")
        and "Determined" in row
    )
    assert "would move" in page and "Assumed in a what-if" in page
    assert recorded() == before


def well_annulus(well):
    return well.annuli.get(letter="A").uid


LEVERS = [
    ("leak", {"string_id": "tubing-5-1-2", "md_m": "1604"}),
    ("wall", {"string_id": "casing-9-5-8", "loss_fraction": "15"}),
    ("packer", {"component_id": "packer-3050"}),
    ("factor", {"name": "all", "factor": "1,3"}),
    ("bore", {}),
]


@pytest.mark.parametrize(("key", "typed"), LEVERS, ids=[one[0] for one in LEVERS])
def test_every_lever_is_one_click_and_touches_the_what_if_alone(mine, scenario, key, typed):
    before = recorded()
    assert lever(mine, scenario, key, **typed).status_code == 200
    scenario.refresh_from_db()
    assert scenario.sha256 != scenario.base.sha256 and scenario.events.count() == 2
    assert recorded() == before


def test_without_script_the_same_form_leads_back_to_the_page(mine, scenario):
    answer = mine.post(at(scenario, "lever"), {"lever": "bore"})
    assert (answer.status_code, answer["Location"]) == (302, at(scenario))


def test_starting_over_says_what_the_record_says(mine, scenario):
    lever(mine, scenario, "bore")
    shown = text(mine.post(at(scenario, "lever"), {"lever": "start-over"}, headers=HTMX))
    scenario.refresh_from_db()
    assert scenario.sha256 == scenario.base.sha256 and "No limit moves" in shown


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("wall", {"string_id": "casing-9-5-8", "loss_fraction": "120"}, "less than 100 %"),
        ("wall", {"string_id": "casing-9-5-8", "loss_fraction": ""}, "required"),
        ("wall", {"string_id": "no-such", "loss_fraction": "10"}, "not one of the available"),
        ("fluid", {"annulus_id": "no-such", "density_kg_m3": "1"}, "not one of the available"),
        ("fluid", {"annulus_id": "annulus-a", "density_kg_m3": "heavy"}, "number"),
        ("factor", {"name": "all", "factor": "0"}, "more than 0"),
        ("leak", {"string_id": "tubing-2009"}, "not one of the available"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_at_its_field(mine, scenario, key, typed, words):
    answer = lever(mine, scenario, key, **typed)
    assert answer.status_code == 422 and words in text(answer)
    scenario.refresh_from_db()
    assert scenario.events.count() == 1


def test_a_lever_that_is_none_is_refused(mine, scenario):
    assert lever(mine, scenario, "luck").status_code == 404


def test_a_failed_packer_says_that_the_higher_number_is_not_proven(mine, scenario):
    page = text(lever(mine, scenario, "packer", component_id="packer-3050"))
    assert "at most" in page and "Provisional" in page and "was determined" in page


def test_the_drawing_is_laid_over_or_side_by_side(mine, scenario):
    lever(mine, scenario, "packer", component_id="packer-3050")
    assert "removed" in text(mine.get(at(scenario)))
    shown = text(mine.get(at(scenario), {"drawing": "side"}))
    assert shown.count('<svg class="dg-schem"') >= 2 or shown.count("<figure>") == 2


def test_errors_that_leave_no_well_say_so(mine, scenario, engineer):
    def broken(document):
        document["strings"][0]["sections"][0]["od_m"] = "wide"
        return document

    scenarios.change(scenario, by=engineer, make=broken)
    shown = text(mine.get(at(scenario)))
    assert "The limits wait" in shown and "The drawing waits" in shown


def test_it_is_closed_while_one_looks_at_the_past(mine, scenario):
    for act in ("", "edit", "effects"):
        answer = mine.get(at(scenario, act), {"as_of": "2015-01-01"})
        assert answer.status_code == 409 and "closed while you look at the past" in text(answer)


def test_it_is_compared_with_any_other_state_by_those_who_see_it(mine, scenario, well, operator):
    lever(mine, scenario, "bore")
    states = {"a": "now", "b": f"what-if:{scenario.uid}"}
    shown = text(mine.get(f"/wells/{well.pk}/history/compare/", states))
    assert "What if it is worse?" in shown and "evacuated" in shown and "not recorded" in shown
    moved = text(mine.get(f"/wells/{well.pk}/history/compare/limits/", states))
    assert "132" in moved and "<s" in moved
    mine.force_login(make_member(operator, "viewer"))
    assert "it is worse" not in text(mine.get(f"/wells/{well.pk}/history/compare/", states))
    same = {"a": states["b"], "b": "what-if:none"}
    assert mine.get(f"/wells/{well.pk}/history/compare/limits/", same).status_code == 404


NAMES = ("platform-oil-gas-lift", "onshore-liner", "subsea-gas", "water-injector")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(NAMES),
    pulls=st.lists(st.sampled_from(["leaking", "thinner", "filled", "factored", "evacuated"]), min_size=1, max_size=3),
    share=st.floats(0.05, 0.6),
)  # fmt: skip
def test_limits_of_a_what_if_are_those_of_the_same_document_published(db, name, pulls, share):
    operator = make_operator()
    by = make_member(operator, "engineer", "steward")
    document = example(name)
    well = make_well(document, of=operator, by=by)
    made = scenarios.create(well, by=by, name="worse?")
    for one in pulls:
        made = scenarios.change(made, by=by, make=lambda found, one=one: pulled(one, found, share))
    assumed = assess_limits(model_at(scenarios.document(made)))
    assert limits([Well.objects.get(pk=well.pk)])[well.pk].result_sha256 != "" and well.head == 1
    saved = save_document(well, scenarios.document(made), by=by, based_on=1, reason="same", door=Door.PAGE)
    assert saved.revisions[0].sha256 == made.sha256
    published = limits(saved.wells)[well.pk]
    assert published.to_dict() == assumed.to_dict()
    assert published.result_sha256 == assumed.result_sha256


def pulled(name, document, share):
    strings = [
        one["id"] for one in document["strings"] if not one.get("valid_to") and one["kind"] == "tubing"
    ]
    how = {
        "leaking": {"through": strings[0]},
        "thinner": {"string_id": strings[0], "loss": share},
        "filled": {"annulus_id": document["annuli"][0]["id"], "density_kg_m3": 900 + 800 * share},
        "factored": {"names": ("tubing_collapse", "casing_burst"), "factor": 1 + share},
        "evacuated": {},
    }[name]
    return pull(name, document, **how)
