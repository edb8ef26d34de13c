"""The page of the well document and the code name the same rules."""

import re
from pathlib import Path

from wells.engine.rules import RULES

PAGE = Path(__file__).parents[3] / "docs" / "well-document.md"


def test_every_rule_that_is_checked_is_on_the_page_and_the_other_way_round():
    section = PAGE.read_text().split("## Rules beyond the schema")[1].split("## ")[0]
    documented = {int(number) for number in re.findall(r"^(\d+)\. ", section, re.MULTILINE)}
    answered_elsewhere = {7}
    assert documented == set(RULES) | answered_elsewhere
