"""Server time of the pages, with so many wells in the base, and the number of their queries."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from statistics import median, quantiles

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from deepguard.models import User
from integrity import gather
from integrity.bench.field import EMAIL, one_ordinary_well
from integrity.bench.figure import NO_GOAL, Figure
from wells.models import Well

REQUESTS = 40


def pages() -> Iterator[Figure]:
    total = f"{Well.objects.count():,} wells"
    for what, goal, url in (*_lists(), *_of_a_well()):
        yield _page(f"{what}, {total}", goal, url)


def _lists() -> Iterator[tuple[str, str, str]]:
    fleet, limits = reverse("fleet"), reverse("integrity:limits")
    today = timezone.localdate().isoformat()
    yield "fleet", "p95 < 150 ms", fleet
    yield "fleet, last page", "p95 < 150 ms", f"{fleet}?page=last"
    yield "fleet searched and sorted by depth", "p95 < 150 ms", f"{fleet}?q=heron&sort=-td"
    yield "fleet filtered", "p95 < 150 ms", f"{fleet}?environment=subsea&fluid=gas"
    yield "fleet of a day as known then", "p95 < 300 ms", f"{fleet}?as_of={today}&known_at={today}"
    for kind in ("waiting", "in_force", "none"):
        yield f"limits register, {kind.replace('_', ' ')}", "p95 < 150 ms", f"{limits}?show={kind}"
    yield "imports", NO_GOAL, reverse("wells:imports")


def _of_a_well() -> Iterator[tuple[str, str, str]]:
    well, what_if = one_ordinary_well()
    yield "well", "p95 < 100 ms", reverse("well", args=[well.pk])
    yield "annuli of a well", "p95 < 100 ms", reverse("integrity:annuli", args=[well.pk])
    yield "derivation of a limit", NO_GOAL, reverse("integrity:maasp", args=[well.pk, "A"])
    yield "what-if", NO_GOAL, reverse("integrity:what_if", args=[well.pk, what_if.uid])
    yield "history of a well", NO_GOAL, reverse("wells:history", args=[well.pk])
    yield "two revisions compared", NO_GOAL, reverse("wells:compare", args=[well.pk]) + "?a=rev:1&b=now"


def exports() -> Iterator[Figure]:
    """Lists as files: how long the whole takes, and the most memory it holds at a time."""
    for what, name in (("fleet", "fleet_export"), ("limits in force", "integrity:limits_export")):
        for kind in ("csv", "xlsx"):
            url = f"{reverse(name)}?as={kind}"
            start = time.perf_counter()
            size = _read(url)
            seconds = time.perf_counter() - start
            told = f"{seconds:.1f} s, {size / 1e6:.1f} MB, holding at most {_held(url) / 1e6:.0f} MB"
            yield Figure(f"{what} as {kind.upper()}", NO_GOAL, told)


def _read(url: str) -> int:
    response = _signed_in().get(url)
    return sum(map(len, response.streaming_content)) if response.streaming else len(response.content)


def _held(url: str) -> int:
    gather.forget()
    tracemalloc.start()
    try:
        _read(url)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _page(what: str, goal: str, url: str) -> Figure:
    """Server time of a page for a signed-in engineer: median, 95th percentile, and its queries. The least time of
    the processor says what a machine with nothing else to do would take."""
    client = _signed_in()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200, url
        asked = len(queries)
    gather.forget()
    cold, _ = _spent(client, url)
    spent = [_spent(client, url) for _ in range(REQUESTS)]
    times, busy = sorted(taken for taken, _ in spent), min(own for _, own in spent)
    p95 = quantiles(times, n=20)[-1]
    told = f"p50 {median(times):.0f} ms, p95 {p95:.0f} ms, first {cold:.0f} ms, processor {busy:.0f} ms"
    return Figure(what, goal, f"{told}; {asked} queries")


def _signed_in() -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(email=EMAIL), backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def _spent(client: Client, url: str) -> tuple[float, float]:
    """How long a page took, and what of it the processor worked in this process [ms]."""
    start, own = time.perf_counter(), time.process_time()
    client.get(url)
    return (time.perf_counter() - start) * 1e3, (time.process_time() - own) * 1e3
