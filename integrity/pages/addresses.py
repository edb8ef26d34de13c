"""Addresses that the page of a limit leads to: its forms, the other annuli and regimes, the places of its numbers."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.urls import reverse

from integrity.engine.regimes import KINDS, regime_of
from integrity.models import LimitProposal, OperatingEnvelope
from integrity.pages.sources import Address, editing_query, pointer
from integrity.reports.stand import Stand
from wells.pages.links import link

#: The year of a standard, which a link leaves out.
EDITION = re.compile(r":\d{4}")


def address_of(context: dict) -> Address:
    """A path of the well turned into the address where it stands: edited at the present, else in the document
    of the revision that is shown."""
    well, times, model = context["well"], context["clocks"], context["model"]
    trajectory = (link("wells:trajectory", well.pk) or "") + times.query
    architecture = reverse("wells:architecture", args=[well.pk])
    revision = reverse("wells:revision_document", args=[well.pk, context["revision"].number, "json"])

    def address(path: str) -> str | None:
        if path == "trajectory":
            return trajectory
        if times.is_past:
            place = pointer(context["document"], path, times.day)
            return f"{revision}#{place}" if place else revision
        query = editing_query(model, path)
        return architecture + query if query else None

    return address


def limit_address(bounds: LimitProposal | OperatingEnvelope) -> str:
    """Where a proposal or a limit in force is read: its derivation, or the operating envelope of the well."""
    if bounds.is_computed and not bounds.well_state:
        return reverse("integrity:maasp", args=[bounds.well_id, bounds.letter])
    return reverse("integrity:envelope", args=[bounds.well_id])


def own_address(route: str, pk: int, stand: Stand, query: str, letter: str = "") -> str:
    """The address of a form of this limit, at the same days and under the same regime."""
    return reverse(route, args=[pk, letter or stand.limit.annulus]) + _asked(stand.regime.name, query)


def regimes(pk: int, stand: Stand, query: str) -> list[dict]:
    """Every regime there is, for the same annulus: {title, url, current}."""
    found = [regime_of(name) for kind in KINDS.values() for name in kind.regimes]
    return [
        {
            "title": f"{EDITION.sub('', one.title)} {KINDS[one.kind].word}",
            "url": reverse(f"integrity:{one.kind}", args=[pk, stand.limit.annulus]) + _asked(one.name, query),
            "current": one.name == stand.regime.name,
        }
        for one in found
    ]


def _asked(regime: str, query: str) -> str:
    """The days of the page, and the regime where it is not the first of its kind."""
    kind = KINDS[regime_of(regime).kind]
    named = "" if regime == kind.regimes[0] else urlencode({"regime": regime})
    return query + (("&" if query else "?") + named if named else "")
