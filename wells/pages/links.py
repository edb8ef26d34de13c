"""Addresses that may not exist yet: a page links to what is served, and to nothing else."""

from django.urls import NoReverseMatch, reverse


def link(name: str, *args) -> str | None:
    """The address of a page by its name, None where no app serves it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None
