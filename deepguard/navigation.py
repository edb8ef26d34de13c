"""The entries of the rail. Each app names its own in `AppConfig.navigation`."""

from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse

from deepguard.acts import may


@dataclass(frozen=True)
class Entry:
    """One link of the rail; shown to those who may `act` anywhere at all."""

    group: str
    label: str
    icon: str
    url_name: str
    act: str
    order: int = 50


def entries(request) -> list[dict]:
    """The links this person is offered, in order: {group, label, icon, url, current}."""
    declared = [e for config in apps.get_app_configs() for e in getattr(config, "navigation", ())]
    return [_link(e, request) for e in sorted(declared, key=lambda e: e.order) if may(request.user, e.act)]


def _link(entry: Entry, request) -> dict:
    url = reverse(entry.url_name)
    return {
        "group": entry.group,
        "label": entry.label,
        "icon": entry.icon,
        "url": url,
        "current": request.path.startswith(url),
    }
