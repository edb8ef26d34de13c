"""Beside the tables: limits now and in the draft, the facts that changed, the drawing with its marks."""

from tests.wells.editing.forms import edit, open_page
from wells.services import drafts


def effects(client, well):
    return client.get(f"/wells/{well.pk}/effects/")


def text(response):
    return " ".join(response.content.decode().split())


def test_without_a_draft_nothing_would_change(desk, well):
    assert "nothing would change" in text(effects(desk, well))


def test_a_limit_that_moves_is_told_with_both_numbers(desk, well):
    inner = next(one for one in drafts.published(well, 1)["annuli"] if one["letter"] == "A")
    layer = f"item/columns/{len(inner['columns']) - 1}/layers/0-density_kg_m3"
    edit(desk, well, f"annuli/{inner['id']}", part="annuli", **{layer: "1.9"})
    page = text(effects(desk, well))
    assert "would move" in page and "density" in page


def test_the_page_needs_one_who_may_edit(client, well, viewer):
    client.force_login(viewer)
    assert effects(client, well).status_code == 403


def test_another_operator_finds_nothing(client, well, stranger):
    client.force_login(stranger)
    assert effects(client, well).status_code == 404


def test_errors_that_leave_no_well_say_so(desk, well):
    edit(desk, well, "header", part="header", **{"item-header.position.crs": ""})
    page = text(effects(desk, well))
    assert "The limits wait" in page
    assert "The drawing waits" in text(open_page(desk, well))


def test_the_preview_marks_what_changed(desk, well):
    edit(desk, well, "strings/casing-9-5-8", shoe_md_m="3350")
    page = open_page(desk, well).content.decode()
    assert "Preview" in page and ">changed<" in page.replace("\n", "")


def test_htmx_gets_the_panel_and_after_a_save_head_publish_and_preview_too(desk, well):
    part = desk.get(f"/wells/{well.pk}/effects/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and 'id="effects"' in part
    saved = desk.post(
        f"/wells/{well.pk}/architecture/remove/",
        {"at": "strings/tubing-2009", "how": "mistake"},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert "<html" not in saved
    for name in ("part", "edit-head", "publish", "beside"):
        assert f'id="{name}"' in saved
