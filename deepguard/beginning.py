"""What a new register may begin with. Each app names its own offers in `AppConfig.offers`; `init` makes them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Offer:
    """One thing to begin with: the option that takes it, the question that asks for it, and the dotted name of
    the function (operator, by=) that does it and says so in a sentence."""

    option: str
    question: str
    act: str

    def take(self, operator, *, by) -> str:
        return import_string(self.act)(operator, by=by)


def offers() -> Iterator[Offer]:
    """The offers of all apps."""
    for config in apps.get_app_configs():
        yield from getattr(config, "offers", ())
