"""The derivation of a limit under a rule pack: the figures name it, and whoever holds the pack redoes it."""

import json

import pytest
from django.urls import reverse

from tests.integrity.api.test_calculate_command import run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["maasp", "mawop"])
def test_the_text_names_the_pack_and_is_made_again_with_it(
    client, engineer, keep, activate, well, tmp_path, kind
):
    pack = keep()
    activate(pack, "2000-01-01")
    client.force_login(engineer)
    text = client.get(reverse(f"integrity:{kind}_txt", args=[well.pk, "B"])).content.decode()
    assert "--rules pack.yaml" in text and "and the rule pack Test pack 1:" in " ".join(text.split())
    page = client.get(reverse(f"integrity:{kind}", args=[well.pk, "B"])).content.decode()
    assert "and the rule pack Test pack 1:" in page and "rule pack Test pack 1, Company standard 12" in page
    document, rules = tmp_path / "well.yaml", tmp_path / "pack.json"
    document.write_bytes(client.get(reverse("wells:document", args=[well.pk, "yaml"])).content)
    rules.write_text(pack.content)
    code, out, _ = run(kind, document, format="text", annulus="B", rules=str(rules))
    assert (code, out) == (0, text)
    answer = json.loads(client.get(reverse(f"integrity:{kind}_json", args=[well.pk, "B"])).content)
    assert answer["result_sha256"] in out
    assert any(row["pack"] == "Test pack 1" for row in answer["rules"])
    alone = run(kind, document, format="text", annulus="B")[1]
    assert alone != text and answer["result_sha256"] not in alone


def test_what_moves_a_limit_counts_the_figures_of_the_pack(client, engineer, keep, activate, well):
    activate(keep(), "2000-01-01")
    client.force_login(engineer)
    shown = client.get(reverse("integrity:maasp_sensitivity", args=[well.pk, "A"])).content.decode()
    assert "Rules, design factors" in shown or "Rules, wall factor" in shown
