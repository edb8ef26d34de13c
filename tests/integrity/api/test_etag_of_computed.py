"""The ETag of a computed answer changes with whatever goes into it, not with the revision alone."""

from datetime import date

import pytest

from integrity.engine.rules import pack_of
from integrity.services import rule_packs
from tests.factories import make_member
from tests.wells.factories import example, make_well
from wells.gather import document_of, revisions
from wells.services import scenarios

pytestmark = pytest.mark.django_db

FORMS = [
    "limits", "regimes", "annuli/A/maasp", "annuli/A/maasp.txt", "annuli/A/maasp/sensitivity", "annuli/A/mawop.txt",
    "compare?a=rev:1&b=day:2020-01-01",
]  # fmt: skip


@pytest.fixture
def open_well(operator):
    """A well that leaves its upper trigger to the pack."""
    document = example("onshore-liner")
    document.pop("rules", None)
    return make_well(document, of=operator)


@pytest.fixture
def activated(operator):
    def act(share, version):
        content = {
            "schema": "deepguard.rules/1",
            "name": "Own",
            "version": version,
            "rules": [
                {
                    "id": "upper_trigger_fraction",
                    "value": share,
                    "source": "Own standard",
                    "clause": "1",
                    "checked": "never",
                }
            ],
        }
        row, _ = rule_packs.keep(operator, pack_of(content), by=make_member(operator, "approver"))
        before = row.activations.model.objects.head_of(operator)
        by = make_member(operator, "approver")
        return rule_packs.activate(row, valid_from=date.today(), supersedes=before, by=by, reason="in force")

    return act


def tags(caller, well):
    answers = {form: caller.get(f"wells/{well.pk}/{form}") for form in FORMS}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {form: answer["ETag"] for form, answer in answers.items()}


def test_the_same_question_twice_has_the_same_etag_and_304(open_well, caller):
    assert tags(caller, open_well) == tags(caller, open_well)
    address = f"wells/{open_well.pk}/limits"
    seen = caller.get(address)["ETag"]
    again = caller.get(address, **{"If-None-Match": seen})
    assert again.status_code == 304 and again["ETag"] == seen and again.content == b""


def test_a_rule_pack_that_comes_into_force_changes_every_computed_etag(open_well, caller, activated):
    before = tags(caller, open_well)
    activated(0.7, "1")
    first = tags(caller, open_well)
    activated(0.6, "2")
    second = tags(caller, open_well)
    same = {form for form in FORMS if len({before[form], first[form], second[form]}) < 3}
    assert same == {"regimes"}  # which says nothing of triggers: the same answer has the same ETag
    seen = before["limits"]
    assert caller.get(f"wells/{open_well.pk}/limits", **{"If-None-Match": seen}).status_code == 200


def test_a_pack_that_says_the_same_under_another_version_changes_it_too(open_well, caller, activated):
    activated(0.7, "1")
    before = tags(caller, open_well)
    activated(0.7, "2")
    assert before["limits"] != tags(caller, open_well)["limits"]


def test_another_day_and_another_annulus_have_another_etag(open_well, caller):
    address = f"wells/{open_well.pk}"
    found = [
        caller.get(f"{address}/{form}")["ETag"]
        for form in ("limits", "limits?as_of=2024-01-01", "annuli/A/maasp", "annuli/B/maasp")
    ]
    assert len(set(found)) == 4


def test_limits_of_a_what_if_follow_the_pack_as_well(open_well, caller, engineer, activated):
    made = scenarios.create(
        open_well, by=engineer, name="as it is?", document=document_of(revisions([open_well])[open_well.pk])
    )
    address = f"wells/{open_well.pk}/scenarios/{made.uid}/limits"
    before = caller.get(address)["ETag"]
    activated(0.7, "1")
    assert caller.get(address)["ETag"] != before


def test_an_edit_still_stands_on_the_hash_of_the_revision(open_well, caller):
    whole = caller.get(f"wells/{open_well.pk}/document")["ETag"]
    assert caller.get(f"wells/{open_well.pk}/strings")["ETag"] == whole
