"""Every page of the house: its route, how to reach it, and who reads it. A new route needs a line here."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import URLPattern, get_resolver, reverse

from integrity.demo.field import BRATTHOLM
from integrity.models import RulePack, SetAsideRequest
from integrity.rules import starter
from tests.browser.field import Field
from wells.models import CatalogueItem
from wells.pages.editing.parts import PARTS

Arguments = Callable[[Field], tuple]


@dataclass(frozen=True)
class Page:
    """One page as one kind of reader meets it; `rows`: its main table, whose first row is seen without scrolling."""

    route: str
    arguments: Arguments = lambda field: ()
    query: str = ""
    person: str = "engineer"
    status: int = 200
    rows: str = ""
    word: str = ""

    def __str__(self):
        return " ".join(filter(None, (self.route.replace(":", "-"), self.word)))

    def address(self, field: Field) -> str:
        return reverse(self.route, args=self.arguments(field)) + self.query


def well(uid: str, *more) -> Arguments:
    return lambda field: (field.pk(uid), *more)


def place(noun: str) -> Arguments:
    return lambda field: (getattr(field.wells["bra-a-12"], f"{noun}_id"),)


def import_run(name: str) -> Arguments:
    return lambda field: (field.runs[name].uid,)


def rule_pack(key: str) -> Arguments:
    """A shipped pack, as the demo field has kept it."""
    return lambda field: (RulePack.objects.get(name=starter(key).name, operator__name=BRATTHOLM.name).uid,)


def set_aside(candidate: str) -> Arguments:
    """A candidate that the demo field sets aside, or asks to."""
    return lambda field: (SetAsideRequest.objects.get(candidate=candidate).uid,)


def what_if(uid: str) -> Arguments:
    return lambda field: (field.pk(uid), field.what_ifs[uid].uid)


def both(*given) -> Arguments:
    return lambda field: given


def catalogue_row(word: str) -> Arguments:
    return lambda field: (CatalogueItem.objects.get(name__contains=word).uid,)


NOBODY = ""
#: Clocks turned back: one, and both.
PAST = "as_of=2023-06-01"
BOTH_CLOCKS = f"{PAST}&known_at={date.today()}"
LIST = "main .dg-table"
#: Wells that are hard to show: why, and which.
HARD = {
    "unknown": "kestrel-1",
    "invalid": "bra-b-07",
    "subsea": "lun-s-6",
    "sidetrack": "gannet-3",
    "long names": "long-names",
    "forty components": "forty-components",
}

ACCOUNT = (
    Page("account_login", person=NOBODY),
    Page("account_logout"),
    Page("account_inactive", person=NOBODY),
    Page("account_signup", person=NOBODY),
    Page("account_reauthenticate"),
    Page("account_email"),
    Page("account_email_verification_sent", person=NOBODY),
    Page("account_confirm_email", both("no-such-key"), person=NOBODY),
    Page("account_change_password"),
    Page("account_reset_password", person=NOBODY),
    Page("account_reset_password_done", person=NOBODY),
    Page("account_reset_password_from_key", both("1", "no-key"), person=NOBODY),
    Page("account_reset_password_from_key_done", person=NOBODY),
    Page("mfa_index"),
    Page("profile"),
    Page("notifications", rows=LIST),
    Page("notifications", query="?show=all", person="approver", rows=LIST, word="all"),
    Page("notifications", person="examiner", word="none"),
    Page("audit", person="examiner", rows=LIST),
    Page("audit", status=403, word="refused"),
)

FLEET = (
    Page("fleet", rows=LIST),
    Page("fleet", query="?q=kestrel&sort=-td", rows=LIST, word="filtered"),
    Page("fleet", query="?q=nothing+like+it", word="without a match"),
    Page("fleet", person="viewer", rows=LIST, word="in psi and feet"),
    Page("fleet", query=f"?{PAST}", rows=LIST, word="of a past day"),
    Page("fleet", query=f"?{BOTH_CLOCKS}", rows=LIST, word="of a past day as known then"),
    Page("fleet", query="?as_of=2999-01-01", status=400, word="of a day to come"),
    Page("calculators", rows=LIST),
    Page("calculator", both("maasp")),
    Page("calculator", both("tubular-rating"), word="tubular"),
    Page("calculator", both("tubular-rating"), query="?example=TUB-001", word="of a published rating"),
    Page("calculator", both("mawop"), query="?example=own", word="of limits"),
    Page("calculator", both("hydrostatics"), query="?example=own", person="viewer", word="in psi and feet"),
    Page("calculator", both("trajectory"), query="?view=json", word="as JSON"),
    Page("integrity:record", person="examiner", word="never run"),
    Page("integrity:record", status=403, word="refused"),
    Page("integrity:limits", rows=LIST, word="that wait"),
    Page("integrity:limits", query="?show=in_force", rows=LIST, word="in force"),
    Page("integrity:limits", query="?show=none", rows=LIST, word="not approved"),
    Page("integrity:set_asides", rows=LIST),
    Page("integrity:set_asides", query="?show=waiting", rows=LIST, word="that wait"),
    Page("integrity:set_asides", query="?show=over", word="that are over"),
    Page("integrity:set_aside", set_aside("D1"), word="agreed"),
    Page("integrity:set_aside", set_aside("B3"), person="approver", word="to decide"),
    Page("integrity:set_aside", set_aside("B3"), person="viewer", word="of a viewer"),
    Page("integrity:limits", query=f"?show=none&{PAST}", rows=LIST, word="not approved on a past day"),
    Page("integrity:limits", query=f"?show=in_force&{BOTH_CLOCKS}", word="in force on a past day"),
    Page("integrity:limits", query="?as_of=2999-01-01", status=400, word="of a day to come"),
    Page("integrity:rules", rows=LIST),
    Page("integrity:rules", person="viewer", rows=LIST, word="of a viewer"),
    Page("integrity:rule_pack_new"),
    Page("integrity:rule_pack", rule_pack("conservative-start"), rows=LIST),
    Page("integrity:rule_pack", rule_pack("conservative-start"), person="viewer", word="in psi"),
    Page("integrity:rule_pack", rule_pack("us-ocs-casing-pressure"), word="of tables"),
    Page("integrity:rule_pack_compare", rule_pack("us-ocs-casing-pressure"), rows="#differences .dg-table"),
    Page("integrity:rule_pack_effects", rule_pack("us-ocs-casing-pressure")),
    Page("integrity:rule_pack_activate", rule_pack("us-ocs-casing-pressure"), person="approver"),
    Page("integrity:rule_pack_activate", rule_pack("us-ocs-casing-pressure"), status=403, word="refused"),
    Page("wells:hierarchy", rows=LIST),
    Page("wells:hierarchy", person="steward", word="of a steward"),
    Page("wells:asset", place("asset"), rows=LIST),
    Page("wells:hub", place("hub"), rows=LIST),
    Page("wells:facility", place("facility"), rows=LIST),
    Page("wells:facility", place("facility"), person="steward", rows=LIST, word="of a steward"),
    Page("wells:new"),
    Page("wells:new", person="viewer", status=403, word="refused"),
    Page("wells:imports", rows=LIST),
    *(Page("wells:import_run", import_run(name), word=name) for name in ("good", "bad", "asks")),
    Page("integrity:import_moves", import_run("good")),
    Page("wells:catalogue", rows=LIST),
    Page(
        "wells:catalogue",
        query="?size=9.625&sort=-collapse",
        person="viewer",
        rows=LIST,
        word="filtered, in psi",
    ),
    Page("wells:catalogue", query="?q=nothing+like+it", word="without a match"),
    Page("wells:catalogue_item", catalogue_row("43.5"), word="unverified"),
    Page("wells:catalogue_item", catalogue_row("FPP-7"), word="part"),
)

WELL = (
    Page("well", well("bra-a-12"), rows="#annuli .dg-table"),
    Page("well", well("bra-a-12"), person="viewer", word="in psi and feet"),
    Page("well", well("bra-a-12"), query="?as_of=2023-06-01", word="of a past day"),
    Page("well", well("bra-a-12"), query=f"?{BOTH_CLOCKS}", word="of a past day as known then"),
    Page("well", well("bra-a-12"), query="?as_of=1999-01-01", status=400, word="of a day before it"),
    Page("well", well("bra-a-12"), query="?known_at=2001-01-01", word="before it was known"),
    Page("integrity:maasp", well("bra-a-12", "A"), query=f"?{PAST}", word="A of a past day"),
    Page("wells:trajectory", well("bra-a-12"), query=f"?{PAST}", word="of a past day"),
    Page("wells:history", well("bra-a-12"), query=f"?{BOTH_CLOCKS}", word="as known then"),
    Page("wells:attachments", well("bra-a-12"), query=f"?{PAST}", word="of a past day"),
    Page("wells:architecture", well("bra-a-12"), query=f"?{PAST}&part=annuli", word="of a past day"),
    Page("wells:add_survey", well("gannet-3"), query=f"?{PAST}", status=409, word="of a past day"),
    *(Page("well", well(uid), word=why) for why, uid in HARD.items()),
    Page("integrity:annuli", well("bra-a-12"), rows="#regimes .dg-table"),
    Page("integrity:annuli", well("bra-a-12"), person="viewer", word="in psi and feet"),
    *(Page("integrity:annuli", well(uid), word=why) for why, uid in HARD.items()),
    Page("integrity:envelope", well("bra-a-12"), rows="#envelope .dg-table"),
    Page("integrity:envelope", well("bra-a-12"), query="?enter=bleed_volume", word="a volume to enter"),
    Page("integrity:envelope", well("bra-a-12"), person="viewer", word="in psi and feet"),
    Page("integrity:envelope", well("bra-a-12"), person="approver", word="to approve"),
    Page("integrity:envelope", well("bra-a-12"), query=f"?{PAST}", word="of a past day"),
    *(Page("integrity:envelope", well(uid), word=why) for why, uid in HARD.items()),
    *(Page("integrity:maasp", well("bra-a-12", letter), word=letter) for letter in "ABC"),
    Page("integrity:maasp", well("bra-a-12", "A"), person="viewer", word="in psi and feet"),
    *(Page("integrity:maasp", well(uid, "A"), word=f"A {why}") for why, uid in HARD.items()),
    Page("integrity:maasp", well("bra-b-07", "B"), word="B invalid"),
    Page("integrity:maasp", well("bra-a-12", "A"), person="approver", word="A to approve"),
    Page("integrity:maasp", well("bra-a-12", "B"), person="approver", word="B in force"),
    Page("integrity:maasp", well("bra-a-12", "A"), query="?as_of=2023-06-01", word="A of a past day"),
    Page("integrity:maasp", well("mar-obs-1", "A"), word="A provisional"),
    *(Page("integrity:mawop", well("bra-a-12", letter), word=letter) for letter in "AB"),
    Page("integrity:mawop", well("bra-a-12", "A"), person="viewer", word="in psi and feet"),
    Page("integrity:mawop", well("kestrel-1", "A"), word="A unknown"),
    Page("integrity:mawop", well("bra-a-12", "A"), query="?regime=none", status=404, word="of no regime"),
    Page("integrity:maasp_sensitivity", well("bra-a-12", "A"), rows="#sensitivity .dg-table"),
    Page("integrity:maasp_sensitivity", well("heron-a-07", "A"), person="viewer", word="in psi and feet"),
    Page("integrity:maasp_sensitivity", well("kestrel-1", "A"), word="without a number"),
    Page("integrity:mawop_sensitivity", well("bra-a-12", "A")),
    Page("integrity:maasp", well("bra-a-12", "G"), status=404, word="of no annulus"),
    Page("integrity:retract", well("bra-a-12"), query="?item=strings/tubing-2024/wall_logs/caliper-2026"),
    Page("integrity:retract", well("bra-a-12"), query="?item=strings/nobody", status=404, word="of nothing"),
    Page("integrity:set_aside_ask", well("bra-a-12", "B"), query="?candidate=B1&element=casing-13-3-8"),
    Page(
        "integrity:set_aside_ask", well("bra-a-12", "B"), query="?candidate=B9", status=422, word="of nothing"
    ),
    Page("integrity:maasp", well("eke-b-18", "D"), word="D set aside"),
    Page("integrity:retract", well("bra-a-12"), query="?item=header", status=404, word="of the header"),
    Page("integrity:retractions", well("bra-a-12"), rows=LIST),
    Page("integrity:retraction", lambda field: (field.retraction,)),
    Page(
        "integrity:retraction", lambda field: (field.retraction,), person="steward", word="to a second person"
    ),
    Page("integrity:effects", well("bra-a-12")),
    Page("integrity:effects", well("kestrel-1"), word="without a draft"),
    Page("wells:trajectory", well("bra-a-12")),
    Page("wells:trajectory", well("gannet-3"), word="sidetrack"),
    Page("wells:trajectory", well("mar-obs-1"), word="observation"),
    Page("wells:add_survey", well("gannet-3")),
    Page("wells:history", well("bra-a-12"), rows=LIST),
    Page("wells:compare", well("bra-a-12")),
    Page("wells:compare", well("bra-a-12"), query="?drawing=over", word="laid over"),
    Page("wells:compare", well("bra-a-12"), query="?a=day:2023-06-01&b=now", word="two days"),
    Page("wells:compare", well("bra-a-12"), query="?a=rev:99", status=404, word="of no revision"),
    Page("wells:compare", well("bra-a-12"), query="?a=now&b=now", word="with itself"),
    Page("integrity:compare_limits", well("bra-a-12")),
    Page("wells:restore", well("bra-a-12", 1)),
    Page("wells:attachments", well("bra-a-12"), rows=LIST),
    Page("wells:attachments", well("kestrel-1"), word="empty"),
)

EDITING = (
    *(
        Page("wells:architecture", well("bra-a-12"), query=f"?part={part.key}", word=part.key)
        for part in PARTS
    ),
    Page("wells:architecture", well("long-names"), query="?part=components", word="long names"),
    Page("wells:architecture", well("bra-a-12"), query="?part=strings&add=strings", word="a row added"),
    Page("wells:architecture", well("bra-a-12"), person="viewer", word="of a viewer"),
    Page("wells:pick", well("bra-a-12"), query="?at=strings/casing-9-5-8/sections/s1"),
    Page("wells:pick", well("bra-a-12"), query="?at=components/dhsv-2019", word="a part"),
)

WHAT_IF = (
    Page("wells:what_ifs", well("bra-a-12"), rows=LIST),
    Page("wells:what_ifs", well("kestrel-1"), word="empty"),
    Page("wells:what_ifs", well("bra-a-12"), person="viewer", word="of a viewer"),
    Page("integrity:what_if", what_if("bra-a-12")),
    Page("integrity:what_if", what_if("bra-a-12"), query="?drawing=side", word="side by side"),
    Page("integrity:what_if", what_if("bra-a-12"), person="approver", word="of an approver"),
    Page("integrity:what_if", what_if("long-names"), word="long names"),
    Page("integrity:what_if_effects", what_if("bra-a-12")),
    Page("wells:what_if_edit", what_if("bra-a-12")),
    Page("wells:what_if_search", what_if("bra-a-12"), query="?at=strings/casing-9-5-8/sections/s1"),
    Page("wells:what_if_edit", what_if("bra-a-12"), person="viewer", word="of a viewer"),
)

PAGES = (*ACCOUNT, *FLEET, *WELL, *EDITING, *WHAT_IF)

#: CI walks every page; elsewhere every tenth, so that the tests stay a matter of minutes. WALK=all walks all.
WALKS_ALL = os.environ.get("CI", "").lower() == "true" or os.environ.get("WALK") == "all"
WALKED = PAGES if WALKS_ALL else PAGES[::10]

#: Routes that answer no page to GET, with what they are.
NO_PAGE = {
    "sends elsewhere": {
        "home", "favicon", "account_set_password", "account_confirm_login_code", "mfa_authenticate",
        "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "wells:import_new",
    },
    "POST only": {
        "theme", "operator", "notifications_read", "notification_read", "fleet_save", "fleet_drop", "wells:new_asset", "wells:draft_save", "wells:draft_remove",
        "wells:draft_restore_item", "wells:draft_none", "wells:draft_use", "wells:draft_publish",
        "wells:draft_discard", "wells:draft_what_if", "wells:draft_rebase", "wells:draft_pick", "wells:accept_survey", "wells:reject_survey",
        "wells:what_if_new", "wells:what_if_share", "wells:what_if_submit", "wells:what_if_approve",
        "wells:what_if_rebase", "wells:what_if_discard", "wells:what_if_save", "wells:what_if_remove",
        "wells:what_if_restore_item", "wells:what_if_none", "wells:what_if_use", "wells:what_if_pick",
        "integrity:what_if_lever",
        "wells:withdraw_attachment", "integrity:rule_pack_starter", "wells:import_check", "wells:import_commit", "wells:import_drop",
        "integrity:envelope_enter", "integrity:envelope_propose", "integrity:envelope_approve",
        "integrity:envelope_reject", "integrity:envelope_withdraw",
        "integrity:limit_propose", "integrity:limit_approve", "integrity:limit_reject", "integrity:limit_withdraw",
        "integrity:retraction_agree", "integrity:retraction_keep", "integrity:set_aside_agree",
        "integrity:set_aside_refuse", "integrity:set_aside_withdraw", "integrity:set_aside_end",
    },
    "a file": {
        "healthz", "audit_export", "fleet_export", "wells:catalogue_export", "wells:schematic_svg", "wells:schematic_png", "wells:stations",
        "wells:document", "wells:revision_document", "wells:attachment", "wells:import_template",
        "wells:import_findings", "integrity:rule_pack_file", "integrity:limits_export",
        "integrity:maasp_json", "integrity:maasp_txt", "integrity:maasp_pdf",
        "integrity:mawop_json", "integrity:mawop_txt", "integrity:mawop_pdf",
    },
}  # fmt: skip
#: Spaces with pages of their own making: Django's admin, and the API with its description.
ELSEWHERE = ("admin", "api")


def routes(resolver=None, space: str = "") -> Iterator[str]:
    """The names of all routes outside ELSEWHERE."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}"
        elif entry.namespace not in ELSEWHERE:
            yield from routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
