"""Added things get ids of their own; what leaves is pulled on a day, or was never true."""

from tests.wells.editing.forms import add, address, edit, open_page, publish
from wells.engine.document import at
from wells.gather import documents
from wells.models import TubularString
from wells.services import drafts

TUBING = "strings/tubing-5-1-2"


def drafted(well, user):
    return drafts.document(drafts.of(well, user))


def remove(desk, well, at_, **typed):
    return desk.post(address("draft_remove", well), {"at": at_, "how": "pulled", "day": "2026-11-03"} | typed)


def string(document, uid):
    return next((s for s in document["strings"] if s["id"] == uid), None)


def test_an_added_string_gets_an_id_from_what_it_is(desk, well, steward):
    add(
        desk,
        well,
        "strings",
        kind="tieback",
        top_md_m="27.5",
        shoe_md_m="3100",
        **{"item/sections/0-od_m": "7"},
    )
    added = string(drafted(well, steward), "tieback-7")
    assert added["sections"] == [{"id": "s1", "od_m": 0.1778}]


def test_what_is_added_without_a_day_begins_on_the_day_of_publishing(desk, well):
    add(desk, well, "components", part="components", kind="nipple", string_id="tubing-5-1-2", md_m="3050")
    publish(desk, well, true_since="2026-11-02", reason="Nipple of the 2019 tally was left out")
    nipples = [c for c in documents([well])[well.pk]["components"] if c["kind"] == "nipple"]
    assert "2026-11-02" in [c.get("valid_from") for c in nipples]


def test_a_row_more_is_offered_and_left_out_when_blank(desk, well, steward):
    response = edit(desk, well, TUBING, press={"_add": "item/sections-rows"})
    assert response.status_code == 200
    assert 'name="item/sections/2-od_m"' in response.content.decode()
    edit(desk, well, TUBING, **{"item/sections-rows": "3"})
    assert drafts.of(well, steward) is None


def test_a_section_is_added_under_the_next_id(desk, well, steward):
    page = open_page(desk, well, part="strings", edit=TUBING)
    assert page.status_code == 200
    edit(
        desk, well, TUBING, press={"item/sections/2-od_m": "4 1/2", "item/sections/2-top_md_m": "3000"},
        **{"item/sections-rows": "3", "item/sections/1-base_md_m": "3000"},
    )  # fmt: skip
    sections = string(drafted(well, steward), "tubing-5-1-2")["sections"]
    assert [s["id"] for s in sections] == ["s1", "s2", "s3"]
    assert sections[2] == {"id": "s3", "top_md_m": 3000, "od_m": 0.1143}


def test_a_section_is_taken_out(desk, well, steward):
    edit(desk, well, TUBING, press={"item/sections/1-drop": "on"}, **{"item/sections/0-base_md_m": ""})
    assert [s["id"] for s in string(drafted(well, steward), "tubing-5-1-2")["sections"]] == ["s1"]


def test_pulled_tubing_stays_with_its_last_day_and_takes_its_components_along(desk, well):
    remove(desk, well, TUBING, with_carried="on")
    publish(desk, well, reason="Tubing pulled for workover")
    document = documents([well])[well.pk]
    assert string(document, "tubing-5-1-2")["valid_to"] == "2026-11-03"
    assert "tubing-5-1-2" not in {c.string_id for c in at(document).components}
    assert "tubing-5-1-2" in {s.id for s in at(document, "2026-11-02").strings}


def test_pulled_without_a_day_is_asked(desk, well, steward):
    response = remove(desk, well, TUBING, day="")
    assert response.status_code == 422
    assert "Give the day" in response.content.decode()
    assert drafts.of(well, steward) is None


def test_a_mistake_leaves_the_document_and_its_row_stays(desk, well):
    remove(desk, well, "strings/tubing-2009", how="mistake")
    publish(desk, well, reason="This tubing was never run")
    assert string(documents([well])[well.pk], "tubing-2009") is None
    assert TubularString.objects.get(well=well, uid="tubing-2009").present is False


def test_a_mistake_is_put_back_where_it_stood(desk, well, steward):
    remove(desk, well, "strings/tubing-2009", how="mistake")
    page = open_page(desk, well).content.decode()
    assert "taken out in this draft" in page and "Put back" in page
    desk.post(address("draft_restore_item", well), {"at": "strings/tubing-2009"})
    assert drafts.of(well, steward) is None


def test_what_was_added_in_the_draft_is_undone(desk, well, steward):
    add(desk, well, "gaps", part="gaps", about="A", what="brine density not sampled")
    [gap] = [g for g in drafted(well, steward)["gaps"] if g["what"].startswith("brine")]
    desk.post(address("draft_restore_item", well), {"at": f"gaps/{gap['id']}"})
    assert drafts.of(well, steward) is None


def test_an_id_once_used_is_not_given_again(desk, well, steward):
    remove(desk, well, "strings/tubing-2009", how="mistake")
    publish(desk, well, reason="never run")
    add(
        desk,
        well,
        "strings",
        kind="tubing",
        name="x",
        valid_to="2019-01-01",
        **{"item/sections/0-od_m": "5 1/2"},
    )
    ids = {s["id"] for s in drafted(well, steward)["strings"]}
    assert "tubing-5-1-2-2" in ids


def test_that_there_are_none_is_stated_and_taken_back(desk, well, steward):
    before = drafts.published(well, 1)
    assert "gaps" not in before
    desk.post(address("draft_none", well), {"to": "gaps", "none": "yes"})
    assert drafted(well, steward)["gaps"] == []
    desk.post(address("draft_none", well), {"to": "gaps", "none": "no"})
    assert drafts.of(well, steward) is None


def test_a_component_is_stated_to_be_never_tested(desk, well, steward):
    edit(desk, well, "components/tubing-hanger", part="components", press={"item/tests-none": "on"})
    [hanger] = [c for c in drafted(well, steward)["components"] if c["id"] == "tubing-hanger"]
    assert hanger["tests"] == []
