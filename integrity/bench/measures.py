"""What is measured, one function a figure."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import quantiles

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deepguard.models import User
from integrity import gather as limits_gather
from integrity.bench.field import EMAIL
from integrity.demo.story import document
from integrity.engine.limits import assess_limits
from wells import gather
from wells.engine.document import at, canonical
from wells.models import Well

ORDINARY = "bra-a-12"
SECONDS = 3.0
REQUESTS = 40
CALCULATED = 2_000


@dataclass(frozen=True)
class Figure:
    what: str
    goal: str
    measured: str


def limits_only() -> Figure:
    model = at(document(ORDINARY))
    rate = _rate(lambda: assess_limits(model))
    return Figure(_well_words(model), "≥ 2,000 wells/s limits only", f"{rate:,.0f} wells/s")


def limits_with_derivation() -> Figure:
    model = at(document(ORDINARY))
    rate = _rate(lambda: assess_limits(model).result_sha256)
    return Figure(_well_words(model), "≥ 300 wells/s with derivation and hash", f"{rate:,.0f} wells/s")


def documents_read() -> Figure:
    content = document(ORDINARY)
    rate = _rate(lambda: at(content))
    kilobytes = len(canonical(content)) / 1024
    return Figure(f"one day of a document of {kilobytes:.0f} kB read", "–", f"{rate:,.0f} documents/s")


def nightly() -> Figure:
    """Gather and assess, without the store that comes with assessments."""
    wells = list(Well.objects.order_by("pk")[:CALCULATED])
    start = time.perf_counter()
    for first in range(0, len(wells), 500):
        for model in gather.models(wells[first : first + 500]).values():
            assess_limits(model).result_sha256  # noqa: B018 - the sum is what is measured
    seconds = (time.perf_counter() - start) * 10_000 / max(1, len(wells))
    what = f"10,000 wells gathered and assessed, one core (from {len(wells):,})"
    return Figure(what, "< 5 min on two cores, store included", f"{seconds:,.0f} s, store not included")


def pages() -> Iterator[Figure]:
    total = Well.objects.count()
    well = Well.objects.filter(uid__startswith=ORDINARY).first() or Well.objects.first()
    yield _page(f"fleet page, {total:,} wells", "p95 < 150 ms", reverse("fleet"))
    yield _page(
        f"fleet page searched, {total:,} wells", "p95 < 150 ms", reverse("fleet") + "?q=heron&sort=-td"
    )
    yield _page(f"well page, {total:,} wells in the base", "p95 < 100 ms", reverse("well", args=[well.pk]))
    url = reverse("integrity:maasp", args=[well.pk, "A"])
    yield _page("derivation page", "–", url)


def cold_start() -> Figure:
    """From nothing to the first page of the demo field, packages there."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DEEPGUARD_DATA": folder, "DEEPGUARD_DEMO": "1", "DATABASE_URL": ""}
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
        code = "from django.test import Client; assert Client(HTTP_HOST='localhost').get('/accounts/login/').status_code == 200"
        start = time.perf_counter()
        subprocess.run([*manage, "demo"], env=environment, check=True, capture_output=True)
        subprocess.run(
            [*manage, "shell", "--no-imports", "-c", code], env=environment, check=True, capture_output=True
        )
        seconds = time.perf_counter() - start
    return Figure("cold start to the first page with the demo field", "< 60 s", f"{seconds:.1f} s")


def _page(what: str, goal: str, url: str) -> Figure:
    """Server time of a page for a signed-in engineer: median and 95th percentile, and its queries."""
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(email=EMAIL), backend=settings.AUTHENTICATION_BACKENDS[-1])
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200, url
        asked = len(queries)
    limits_gather.forget()
    cold = _seconds(lambda: client.get(url))
    times = sorted(_seconds(lambda: client.get(url)) for _ in range(REQUESTS))
    p95 = quantiles(times, n=20)[-1]
    median = times[len(times) // 2]
    figure = f"p50 {median * 1e3:.0f} ms, p95 {p95 * 1e3:.0f} ms, first {cold * 1e3:.0f} ms; {asked} queries"
    return Figure(what, goal, figure)


def _rate(act: Callable[[], object]) -> float:
    act()
    count, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < SECONDS:
        act()
        count += 1
    return count / spent


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _well_words(model) -> str:
    candidates = sum(len(limit.candidates) for limit in assess_limits(model).results)
    return f"limits of an ordinary well ({len(model.annuli or ())} annuli, {candidates} candidates), one core"
