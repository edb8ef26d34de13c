"""Candidates of the demo field that are set aside: one that two people agreed on, and one that waits."""

from datetime import timedelta

from django.utils import timezone

from deepguard.models import User
from integrity import gather
from integrity.engine.maasp import ISO_16530_1
from integrity.services.setting_aside import agree, ask
from wells.models import Well

MONTHS = timedelta(days=120)
#: Well, annulus, candidate, why, whether the second person agreed.
STORIES = (
    (
        "eke-b-18", "D", "D1",
        "Shoe of the 20 in cemented over by the squeeze in March; the bond log that proves it is run with the next rig.",
        True,
    ),
    (
        "heron-a-12", "B", "B3",
        "The mill certificate of the 13-3/8 in states the next grade; the copy is with the maker for confirmation.",
        False,
    ),
)  # fmt: skip


def set_some_aside(wells: list[Well], *, engineer: User, approver: User) -> None:
    """Tell the stories of those of the wells that have one."""
    named = {well.uid: well for well in wells}
    for uid, letter, candidate, reason, is_agreed in STORIES:
        if uid not in named:
            continue
        well = named[uid]
        limit = gather.limits([well])[well.pk].limit(letter)
        point = next(one for one in limit.candidates if one.id == candidate)
        asked = ask(
            well,
            letter=letter,
            candidate=point.id,
            element=point.element,
            label=point.label,
            regime=ISO_16530_1,
            by=engineer,
            reason=reason,
            until=timezone.localdate() + MONTHS,
        )
        if is_agreed:
            agree(asked, by=approver, reason="Squeeze report read.")
