"""What the shell around every page shows: who, for whom, in which units, in which theme."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from deepguard.acts import may
from deepguard.models import Theme, UnitSystem
from deepguard.navigation import entries
from deepguard.services.notifying import unread_count
from deepguard.units import unit_line


def shell(request) -> dict:
    """Template variables of base.html; harmless for strangers and for Django's own error pages.

    `unread` is counted when the bell is drawn, so that parts, which have none, ask nothing.
    """
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    return {
        "demo": settings.DEMO,
        "upload_max": settings.UPLOAD_MAX_BYTES,
        "operator": getattr(request, "operator", None),
        "operators": user.operators if known else [],
        "theme": user.theme if known else Theme.AUTO,
        "unit_line": unit_line(user.units if known else UnitSystem.METRIC),
        "nav": entries(request) if known else [],
        "unread": SimpleLazyObject(lambda: unread_count(user) if known else 0),
        "may_open_admin": known and may(user, "admin.open"),
    }
