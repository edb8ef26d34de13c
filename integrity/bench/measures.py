"""What is measured, one function a figure."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

from django.conf import settings

from integrity.bench.field import ORDINARY
from integrity.bench.figure import NO_GOAL, SECONDS, Figure
from integrity.demo.story import document
from integrity.engine.limits import assess_limits
from integrity.models import Assessment
from integrity.services.catching_up import catch_up
from integrity.services.checking import check
from integrity.services.replaying import replay
from wells import gather
from wells.engine.document import at, canonical
from wells.models import Well

TOGETHER = 500
SPANS = 10
REPLAYED = 2_000


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
    return Figure(f"one day of a document of {kilobytes:.0f} kB read", NO_GOAL, f"{rate:,.0f} documents/s")


def nightly() -> Iterator[Figure]:
    """Every well gathered, assessed and stored; the limits alone beside it; and the assessments replayed."""
    total = Well.objects.count()
    what = f"{total:,} wells gathered, assessed and stored, one core"
    yield Figure(what, "< 5 min on two cores", _told(catch_up, total))
    what = f"{total:,} wells gathered, limits only, one core"
    yield Figure(what, NO_GOAL, _told(lambda: _all_wells(assess_limits), total))
    yield _replayed()


def _replayed() -> Figure:
    rows = list(Assessment.objects.select_related("revision", "rule_pack").order_by("pk")[:REPLAYED])
    start = time.perf_counter()
    agreed = sum(found.agrees for found in replay(rows))
    seconds = time.perf_counter() - start
    told = f"{len(rows) / seconds:,.0f} wells/s, {agreed:,} of {len(rows):,} agree"
    return Figure("assessments verified by their own engine", NO_GOAL, told)


def record_read() -> Figure:
    """The whole record compared with itself, every assessment replayed: what runs each night."""
    total = Well.objects.count()
    start = time.perf_counter()
    found = check()
    seconds = time.perf_counter() - start
    told = f"{seconds:,.0f} s ({total / seconds:,.0f} wells/s), {found.count} findings"
    return Figure(f"record of {total:,} wells read again, replay included", NO_GOAL, told)


def memory() -> Figure:
    """The most memory this process held; the engines that replay are processes of their own."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Figure("memory of the run at its peak", NO_GOAL, f"{held:,.0f} MB")


def _all_wells(act: Callable[[object], object]) -> None:
    keys = list(Well.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), TOGETHER):
        wells = Well.objects.filter(pk__in=keys[first : first + TOGETHER])
        for model in gather.models(wells).values():
            act(model)


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


def _rate(act: Callable[[], object]) -> float:
    """How often an act is done in a second of one core, in the best of a few spans of processor time: what a
    busy machine takes away does not count."""
    act()
    return max(_span(act) for _ in range(SPANS))


def _span(act: Callable[[], object]) -> float:
    count, start = 0, time.process_time()
    while (spent := time.process_time() - start) < SECONDS / SPANS:
        act()
        count += 1
    return count / spent


def _told(act: Callable[[], object], wells: int) -> str:
    """How long an act over so many wells took, and what of it the processor worked in this process."""
    start, own = time.perf_counter(), time.process_time()
    act()
    seconds, busy = time.perf_counter() - start, time.process_time() - own
    return f"{seconds:,.0f} s ({wells / seconds:,.0f} wells/s), processor {busy:,.0f} s"


def _well_words(model) -> str:
    candidates = sum(len(limit.candidates) for limit in assess_limits(model).results)
    return f"limits of an ordinary well ({len(model.annuli or ())} annuli, {candidates} candidates), one core"
