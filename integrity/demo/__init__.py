"""The demo field: made once by `manage.py demo`, through the services that pages use."""

from django.conf import settings

from deepguard.roles import Role
from integrity.demo.field import COMPANIES, PASSWORD

__all__ = ["demo_context", "demo_sign_ins"]


def demo_sign_ins() -> list[dict[str, str]]:
    """E-mail, role and reach of every invented person; all share `PASSWORD`."""
    return [
        {
            "email": person.email,
            "role": Role(person.role).label,
            "where": f"{company.name}, {person.asset} only" if person.asset else company.name,
        }
        for company in COMPANIES
        for person in company.people
    ]


def demo_context(request) -> dict:
    """Context processor: what the sign-in page of the demo shows; nothing anywhere else."""
    user = getattr(request, "user", None)
    if not settings.DEMO or user is None or user.is_authenticated:
        return {}
    return {"demo_sign_ins": demo_sign_ins(), "demo_password": PASSWORD}
