"""What an editor changes: a person's draft of a well, or a what-if of it. One editor serves both."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from deepguard.acts import may
from wells.models import Draft, Scenario, Well
from wells.pages.links import link
from wells.services import drafts, scenarios

Document = dict
Make = Callable[[Document], Document]


@dataclass(frozen=True)
class Target:
    """`kept` is the draft or what-if, None where a person has no draft yet; `noun` what it is called; the
    rest are addresses of the editor and its acts."""

    well: Well
    kept: Draft | Scenario | None
    by: object
    noun: str
    page: str
    save: str
    remove: str
    restore_item: str
    none: str
    use: str
    rebase: str
    search: str
    pick: str
    effects: str | None

    @property
    def is_draft(self) -> bool:
        return self.noun == "draft"

    def published(self) -> Document:
        """What the record says, where the edit began."""
        if isinstance(self.kept, Scenario):
            return scenarios.base_document(self.kept)
        return drafts.published(self.well, self.kept.based_on if self.kept else self.well.head)

    def document(self) -> Document | None:
        """What it says; None where there is nothing yet."""
        if isinstance(self.kept, Scenario):
            return scenarios.document(self.kept)
        return drafts.document(self.kept) if self.kept else None

    def change(self, make: Make) -> None:
        if isinstance(self.kept, Scenario):
            scenarios.change(self.kept, by=self.by, make=make)
        else:
            drafts.change(self.well, by=self.by, make=make)

    def may_edit(self, clocks) -> bool:
        """Whether the reader may change it at the present day."""
        if clocks.is_past:
            return False
        if isinstance(self.kept, Scenario):
            return (
                self.kept.is_open and self.kept.by == self.by and may(self.by, "scenario.create", self.well)
            )
        return may(self.by, "well.edit", self.well)


ACTS = ("save", "remove", "restore_item", "none", "use", "rebase", "pick")


def draft_target(well: Well, user) -> Target:
    """The person's draft of a well."""
    return Target(
        well,
        drafts.of(well, user),
        user,
        "draft",
        page=reverse("wells:architecture", args=[well.pk]),
        search=reverse("wells:pick", args=[well.pk]),
        effects=link("integrity:effects", well.pk),
        **{act: reverse(f"wells:draft_{act}", args=[well.pk]) for act in ACTS},
    )


def scenario_target(scenario: Scenario, user) -> Target:
    """A what-if."""
    at = [scenario.well_id, scenario.uid]
    return Target(
        scenario.well,
        scenario,
        user,
        "what-if",
        page=reverse("wells:what_if_edit", args=at),
        search=reverse("wells:what_if_search", args=at),
        effects=link("integrity:what_if_effects", *at),
        **{act: reverse(f"wells:what_if_{act}", args=at) for act in ACTS},
    )
