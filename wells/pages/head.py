"""What every page of a well begins with: the well, one revision of it on one day, its tabs."""

from functools import partial

from deepguard.acts import may
from deepguard.formatting import day as day_words
from wells.engine.document import at
from wells.engine.trajectory import SurveyError, path_of
from wells.gather import document_of
from wells.models import WellRevision
from wells.pages.clocks import BadClock, Clocks, clocks_at_present, present_only
from wells.pages.links import link
from wells.pages.reading import clocks_of, refuse_before, revision_at, well_or_404
from wells.pages.timeline import timeline
from wells.schematic.course import course

#: Key, word and address of each tab, in order; a tab whose address nobody serves is left out.
TABS = (
    ("overview", "Overview", "well"),
    ("annuli", "Annuli and limits", "integrity:annuli"),
    ("envelope", "Envelope", "integrity:envelope"),
    ("trajectory", "Trajectory", "wells:trajectory"),
    ("architecture", "Architecture", "wells:architecture"),
    ("what_if", "What-if", "wells:what_ifs"),
    ("history", "History", "wells:history"),
    ("documents", "Documents", "wells:attachments"),
)
#: Words of the header's facts that read otherwise than they are written; nothing to say of no lift.
WORDS = {"natural": "natural flow", "none": "", "esp": "ESP", "pcp": "PCP", "co2": "CO₂"}


def well_page(request, pk, tab) -> dict:
    """The context of a page of a well: 404 for a well the reader cannot see, 400 for days that cannot be shown.

    `model`, `document` and `revision` are None while nothing is known of the well (at `known_at`).
    """
    well = well_or_404(request, pk)
    times, revision = clocked(request, well, tab)
    document = document_of(revision) if revision else None
    model = at(document, times.day) if document else None
    return _frame(well, tab, times) | {
        "model": model,
        "document": document,
        "revision": revision,
        "timeline": partial(timeline, well, document, times, request.user),
        "head": head(well, model, request.user, times),
    }


def clocked(request, well, tab) -> tuple[Clocks, WellRevision | None]:
    """The clocks asked for and the revision they show. A refused clock (400) is told in the frame of the page."""
    try:
        times = clocks_of(request, well)
        revision = revision_at(well, times.known_until)
        refuse_before(revision, times)
    except BadClock as refusal:
        refusal.context = _frame(well, tab, clocks_at_present(request, well.time_zone))
        raise
    return times, revision


def present_page(request, pk, tab, what) -> dict:
    """The same for a form: closed (409) while the address looks at the past."""
    well_or_404(request, pk)
    present_only(request, what)
    return well_page(request, pk, tab) | {"timeline": None}


def _frame(well, tab, times) -> dict:
    """What stands around every page of a well."""
    word = next(word for key, word, _ in TABS if key == tab)
    return {
        "well": well,
        "clocks": times,
        "as_of": times.as_of,
        "known_at": times.known_at,
        "can_show_past": True,
        "tab": tab,
        "tab_word": word,
        "tabs": tabs(well, tab, times.query),
        "crumbs": crumbs(well, word if tab != "overview" else "", times.query),
    }


def tabs(well, tab, query="") -> list[dict]:
    """The tabs that are served: {key, word, url, current}."""
    found = [(key, word, link(name, well.pk)) for key, word, name in TABS]
    return [
        {"key": key, "word": word, "url": url + query, "current": key == tab}
        for key, word, url in found
        if url
    ]


def crumbs(well, word="", query="") -> list[tuple[str, str | None]]:
    """Where the well hangs, the well, the page."""
    places = [(well.asset, "wells:asset"), (well.hub, "wells:hub"), (well.facility, "wells:facility")]
    trail = [(place.name, link(name, place.pk)) for place, name in places if place]
    own = link("well", well.pk)
    return [*trail, (well.name, own and own + query), *([(word, None)] if word else [])]


def head(well, model, user, times) -> dict:
    """What the header of a well says and offers, as one value for its template."""
    compare_url = link("wells:compare", well.pk)
    return {
        **(facts(model) if model else {}),
        "compare_url": compare_url + times.query if well.head and compare_url else None,
        "downloads": downloads(well, times) if well.head else [],
        "edit_url": link("wells:architecture", well.pk)
        if may(user, "well.edit", well) and not times.is_past
        else None,
        "query": times.query,
    }


def downloads(well, times) -> list[tuple[str, str]]:
    """The forms of the document of the revision shown: (word, address). On a past day also what it was then."""
    found = [(name.upper(), link("wells:document", well.pk, name)) for name in ("yaml", "json")]
    whole = times.only("known_at")
    dated = [(f"Well document, {word}", url + whole) for word, url in found if url]
    if times.as_of is None:
        return dated
    return [
        *dated,
        *((f"As of {day_words(times.as_of)}, {word}", url + times.query) for word, url in found if url),
    ]


def facts(model) -> dict:
    """One line of what the well is for, and its elevations and depths; SI, None where not known."""
    header, datum = model.header, model.datum
    ground_m = datum.ground_elevation_m if datum else None
    wet = header.environment in ("platform", "subsea") and ground_m is not None and ground_m <= 0
    bore = course(model).wellbore
    total_md_m = bore.total_depth_md_m if bore else None
    return {
        "line": purpose(header),
        "environment": header.environment,
        "datum": datum,
        "water_depth_m": -ground_m if wet else None,
        "ground_elevation_m": None if wet else ground_m,
        "total_md_m": total_md_m,
        **_total_tvd(model, bore),
    }


def purpose(header) -> str:
    """`Oil producer, gas lift, operating`; what is not known is not named."""
    kind = " ".join(_words(part) for part in (header.fluid, header.kind) if part)
    line = ", ".join(part for part in (kind, _words(header.lift), _words(header.status)) if part)
    return line[:1].upper() + line[1:]


def _words(word) -> str:
    return WORDS.get(word, (word or "").replace("_", " "))


def _total_tvd(model, bore) -> dict:
    """TVD at the end of the wellbore in use and how it is known: by survey, beyond it, or not at all."""
    known = bore is not None and bore.total_depth_md_m is not None
    try:
        path = path_of(model, bore.id) if known else None
    except SurveyError:
        path = None
    if path is None:
        return {"total_tvd_m": None, "beyond_survey": False}
    position = path.at(bore.total_depth_md_m)
    return {"total_tvd_m": position.tvd_m, "beyond_survey": position.method == "extrapolated"}
