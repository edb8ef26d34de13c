"""Views of lists that a person keeps under a name."""

from deepguard.errors import RuleViolation
from deepguard.models import SavedFilter

MOST = 20


def save(*, user, page: str, name: str, query: str) -> SavedFilter:
    """Keep the filter under the name; the same name is overwritten."""
    name = name.strip()[:60]
    if not name:
        raise RuleViolation("A view needs a name, such as “Subsea gas”.", code="name_missing")
    kept = SavedFilter.objects.filter(user=user, page=page)
    if kept.exclude(name=name).count() >= MOST:
        raise RuleViolation(f"{MOST} views are kept already. Drop one first.", code="too_many")
    return SavedFilter.objects.update_or_create(
        user=user, page=page, name=name, defaults={"query": query[:2000]}
    )[0]
