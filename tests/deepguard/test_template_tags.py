"""What templates write: units, numbers, days, icons, the shell."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.template import Context, engines
from django.utils import timezone

from tests.factories import make_member


def written(source, reader=None, **facts):
    user = SimpleNamespace(**{"units": "metric", "time_zone": "UTC", **(reader or {})})
    template = engines["django"].from_string(source).template
    return template.render(Context({"request": SimpleNamespace(user=user), **facts}))


@pytest.mark.parametrize(
    ("units", "text"),
    [
        ("metric", '96.4<span class="dg-unit">\u2009bar</span>'),
        ("field", '1,398<span class="dg-unit">\u2009psi</span>'),
    ],
)
def test_a_quantity_is_written_in_the_readers_unit(units, text):
    assert written('{% quantity p "pressure_pa" %}', {"units": units}, p=9_640_000) == text


def test_a_limit_is_floored_and_an_unknown_is_said():
    assert written("{% limit p %}", p=12_999_000).startswith("129<")
    assert "not known" in written('{% quantity p "pressure_pa" %}', p=None)


def test_a_diameter_is_written_as_the_field_says_it():
    assert written('{% quantity d "od_m" %}', d=0.244475) == "9⅝″"


def test_a_column_head_names_the_unit_and_the_cells_do_not():
    assert (
        written('{% unit "shoe_md_m" %}: {% figure d "shoe_md_m" %}', {"units": "field"}, d=3048)
        == "ft: 10,000"
    )


def test_moments_stand_on_the_readers_clock():
    at = datetime(2026, 11, 16, 23, 5, tzinfo=UTC)
    assert written("{% moment at %}", {"time_zone": "Europe/Oslo"}, at=at) == "17 Nov 2026 00:05"
    assert written("{{ at|age }}", at=timezone.now() - timedelta(days=2, hours=14, minutes=1)) == "2 d 14 h"


def test_an_icon_is_hidden_from_readers_unless_it_has_a_label():
    assert written('{% icon "check" %}') == (
        '<svg class="i" aria-hidden="true"><use href="/static/vendor/icons.svg#i-check"/></svg>'
    )
    assert 'role="img" aria-label="a &lt; b"' in written('{% icon "check" label=told %}', told="a < b")


def test_the_rail_offers_what_a_person_may_open(client, operator):
    for role, offered in (("admin", True), ("field", False)):
        client.force_login(make_member(operator, role))
        labels = [entry["label"] for entry in client.get("/profile/").context["nav"]]
        assert ("Audit" in labels) is offered


def test_the_demo_says_so_on_every_page(client, engineer, settings):
    client.force_login(engineer)
    assert "Demo field" not in client.get("/profile/").content.decode()
    settings.DEMO = True
    assert "Demo field" in client.get("/profile/").content.decode()
