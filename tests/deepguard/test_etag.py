"""An edit names the state it stands on."""

from types import SimpleNamespace

import pytest

from deepguard.api.etag import require_match, tag, unchanged
from deepguard.errors import RuleViolation


def sending(**headers):
    return SimpleNamespace(headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_the_state_that_was_read_may_be_edited():
    require_match(sending(If_Match='"7"'), 7)
    require_match(sending(If_Match='"6", "7"'), 7)
    require_match(sending(If_Match="*"), 7)


def test_without_a_state_an_edit_is_refused():
    with pytest.raises(RuleViolation) as refusal:
        require_match(sending(), 7)
    assert refusal.value.status == 428


@pytest.mark.parametrize("old", ['"6"', 'W/"7"'])
def test_an_old_or_weak_state_is_refused(old):
    with pytest.raises(RuleViolation) as refusal:
        require_match(sending(If_Match=old), 7)
    assert refusal.value.status == 412


def test_who_has_the_current_state_is_told_so():
    answer = unchanged(sending(If_None_Match=f'W/"1", {tag(7)}'), 7)
    assert (answer.status_code, answer["ETag"]) == (304, '"7"')
    assert unchanged(sending(If_None_Match='"6"'), 7) is None
    assert unchanged(sending(), 7) is None
