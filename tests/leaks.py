"""Two operators for the leak test, and the table that says how each address is called.

Every row of Sturmvik, the other operator, bears the word “sturmvik”. A new route needs a line in `ROUTES`:
its name, and what each of its arguments is: the name of a thing both worlds have, or `=text` for a word.
"""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

from django.contrib import admin
from django.urls import get_resolver
from django.utils import timezone

from deepguard.models import Membership, Notification, Operator, SavedFilter
from deepguard.services.notifying import notify
from integrity.engine.rules import pack_of
from integrity.models import Retraction, SetAsideRequest
from integrity.services import rule_packs
from integrity.services.catching_up import catch_up
from integrity.services.limits import propose
from integrity.services.limits.standing import standing_limits
from tests.factories import make_member, make_operator
from tests.wells.catalogues import file as pipes
from tests.wells.catalogues import make_catalogue
from tests.wells.factories import example, make_well
from wells.api.parts import kinds
from wells.documents import read, to_yaml
from wells.gather import document_of, revisions
from wells.imports import File
from wells.models import AssetGrant, Door, Draft, Facility, FacilityLink, Well, WellAttachment, WellRevision
from wells.services import attachments, imports, scenarios
from wells.services.documents import save_document
from wells.services.hierarchy import create_facility

MARKER = "sturmvik"
WELLS = ("sturmvik-h-1", "sturmvik-w-2", "sturmvik-h-3")
ROLES = ("engineer", "steward", "viewer", "admin")


@dataclass(frozen=True)
class Route:
    """`arguments`: of the address; `queries`: to ask with; `posts`: it is an act; `hidden`: the statuses that
    say nothing of what belongs to others."""

    arguments: dict[str, str]
    queries: tuple[str, ...] = ("",)
    posts: bool = False
    hidden: frozenset[int] = frozenset({403, 404})


def of(queries=("",), posts=False, **arguments) -> Route:
    return Route(arguments, queries, posts)


WELL, POST_WELL = of(pk="well"), of(pk="well", posts=True)
API_WELL = of(key="well")
WHAT_IF, POST_WHAT_IF = of(pk="well", uid="scenario"), of(pk="well", uid="scenario", posts=True)
API_WELL, API_WHAT_IF = of(key="well"), of(key="well", uid="scenario")
SEARCH = ("", "?q=H-1", "?q=olje&sort=-name", "?operator={operator}&facility={facility}")
CLOCKS = ("", "?as_of=2024-01-01", "?known_at=2020-01-01")
REGIMES = ("", "?regime=api-rp-90:2006", "?regime=none")
SEARCH = ("", "?q=H-1", "?q=olje&sort=-name", "?operator={operator}&facility={facility}", *CLOCKS[1:])
COMPARE = (
    "",
    "?a=rev:1&b=rev:2",
    "?b=well:{well}",
    "?a=now&b_well={well}",
    "?as_of=2024-01-01&b=well:{well}@rev:1",
)

ROUTES: dict[str, Route] = {
    # the platform
    "home": of(), "favicon": of(), "healthz": of(), "profile": of(), "theme": of(posts=True), "operator": of(posts=True),
    "notifications": of(("", "?show=all")), "notifications_read": of(posts=True),
    "notification_read": of(uid="notification", posts=True),
    "audit": of(("", "?target=H-1", "?person={person}")), "audit_export": of(),
    # pages of wells
    "wells:new": of(("", "?template=x")),
    "wells:architecture": of((*CLOCKS, "?part=strings", "?part=components&add=1"), pk="well"),
    "wells:draft_save": POST_WELL, "wells:draft_remove": POST_WELL, "wells:draft_restore_item": POST_WELL,
    "wells:draft_none": POST_WELL, "wells:draft_use": POST_WELL, "wells:draft_publish": POST_WELL,
    "wells:draft_discard": POST_WELL, "wells:draft_rebase": POST_WELL, "wells:draft_what_if": POST_WELL,
    "wells:schematic_svg": of(CLOCKS, pk="well"), "wells:schematic_png": WELL,
    "wells:hierarchy": of(), "wells:new_asset": of(),
    "wells:asset": of(pk="asset"), "wells:hub": of(pk="hub"), "wells:facility": of(pk="facility"),
    "wells:trajectory": of(CLOCKS, pk="well"), "wells:stations": of(pk="well", kind="=csv"),
    "wells:add_survey": WELL,
    "wells:accept_survey": of(pk="well", uid="survey", posts=True),
    "wells:reject_survey": of(pk="well", uid="survey", posts=True),
    "wells:history": of(CLOCKS, pk="well"), "wells:compare": of(COMPARE, pk="well"),
    "wells:document": of(CLOCKS, pk="well", kind="=yaml"),
    "wells:revision_document": of(pk="well", number="=1", kind="=json"),
    "wells:restore": of(pk="well", number="=1", posts=True),
    "wells:attachments": of(CLOCKS, pk="well"), "wells:attachment": of(pk="well", uid="attachment"),
    "wells:withdraw_attachment": of(pk="well", uid="attachment", posts=True),
    "wells:what_ifs": WELL, "wells:what_if_new": POST_WELL, "wells:what_if_edit": WHAT_IF,
    "wells:what_if_search": of(("", "?at=strings/x/sections/s1&q=sheet"), pk="well", uid="scenario"),
    **{f"wells:what_if_{act}": POST_WHAT_IF for act in (
        "share", "submit", "approve", "rebase", "discard", "save", "remove", "restore_item", "none", "use", "pick",
    )},
    "wells:imports": of(), "wells:import_new": of(), "wells:import_template": of(noun="=all"),
    "wells:import_run": of(uid="import_run"), "wells:import_findings": of(uid="import_run", kind="=csv"),
    "wells:import_check": of(uid="import_run", posts=True), "wells:import_commit": of(uid="import_run", posts=True),
    "wells:import_drop": of(uid="import_run", posts=True),
    "wells:catalogue": of(("", "?q=sheet&sort=-name", "?catalogue={catalogue}", "?standing=outlier")),
    "wells:catalogue_export": of(("", "?q=sheet"), kind="=csv"), "wells:catalogue_item": of(uid="catalogue_item"),
    "wells:pick": of(("", "?at=strings/x/sections/s1&q=sheet"), pk="well"), "wells:draft_pick": POST_WELL,
    # pages of what wells mean
    "fleet": of(SEARCH), "fleet_export": of(("", "?as=xlsx", "?q=H-1", *CLOCKS[1:])), "fleet_save": of(posts=True),
    "fleet_drop": Route({"pk": "saved_filter"}, posts=True, hidden=frozenset({302})),
    "well": of(CLOCKS, pk="well"), "calculators": of(), "calculator": of(name="=maasp"),
    "integrity:annuli": of(CLOCKS, pk="well"), "integrity:maasp": of(CLOCKS, pk="well", letter="=A"),
    "integrity:maasp_json": of(pk="well", letter="=A"), "integrity:maasp_txt": of(CLOCKS, pk="well", letter="=A"),
    "integrity:maasp_pdf": of(pk="well", letter="=A"), "integrity:maasp_sensitivity": of(pk="well", letter="=A"),
    "integrity:mawop": of(REGIMES, pk="well", letter="=A"), "integrity:mawop_json": of(pk="well", letter="=A"),
    "integrity:mawop_txt": of(pk="well", letter="=A"), "integrity:mawop_pdf": of(pk="well", letter="=A"),
    "integrity:mawop_sensitivity": of(pk="well", letter="=A"),
    "integrity:effects": WELL,
    "integrity:what_if": WHAT_IF, "integrity:what_if_effects": WHAT_IF, "integrity:what_if_lever": POST_WHAT_IF,
    "integrity:envelope": of((*CLOCKS, "?enter=h2s"), pk="well"),
    "integrity:envelope_enter": POST_WELL, "integrity:envelope_propose": POST_WELL,
    **{f"integrity:envelope_{act}": of(pk="well", uid="proposal", posts=True) for act in (
        "approve", "reject", "withdraw",
    )},
    "integrity:limits": of(("", "?show=in_force", "?show=none", "?show=none&as_of=2024-01-01", *CLOCKS[1:])),
    "integrity:limits_export": of(("", "?show=waiting", "?show=none&as=xlsx", "?show=none&as_of=2024-01-01")),
    "integrity:limit_propose": of(pk="well", letter="=A", posts=True),
    "integrity:limit_approve": of(uid="proposal", posts=True), "integrity:limit_reject": of(uid="proposal", posts=True),
    "integrity:limit_withdraw": of(uid="proposal", posts=True),
    "integrity:set_aside_ask": of(("?candidate=A6&element=x",), pk="well", letter="=A"),
    "integrity:set_asides": of(("", "?show=waiting", "?show=over")), "integrity:set_aside": of(uid="set_aside"),
    **{f"integrity:set_aside_{act}": of(uid="set_aside", posts=True) for act in (
        "agree", "refuse", "withdraw", "end",
    )},
    "integrity:record": of(), "integrity:retractions": WELL, "integrity:retract": of(("", "?item=strings/x"), pk="well"),
    "integrity:retraction": of(uid="retraction"), "integrity:retraction_agree": of(uid="retraction", posts=True),
    "integrity:retraction_keep": of(uid="retraction", posts=True),
    "integrity:compare_limits": of(COMPARE, pk="well"), "integrity:import_moves": of(uid="import_run"),
    "integrity:rules": of(), "integrity:rule_pack_new": of(), "integrity:rule_pack_starter": of(posts=True),
    "integrity:rule_pack": of(uid="rule_pack"), "integrity:rule_pack_file": of(uid="rule_pack", kind="=yaml"),
    "integrity:rule_pack_compare": of(("", "?with={rule_pack}"), uid="rule_pack"),
    "integrity:rule_pack_effects": of(("", "?day=2026-01-01"), uid="rule_pack"),
    "integrity:rule_pack_activate": of(uid="rule_pack", posts=True),
    # the API
    "api:login": of(posts=True), "api:refresh": of(posts=True), "api:me": of(), "api:health": of(), "api:live": of(),
    "api:ready": of(), "api:services": of(), "api:schema": of(), "api:docs": of(), "api:operators": of(),
    "api:notifications": of(("", "?unread=true")), "api:notifications-read": of(posts=True),
    "api:notification-read": of(uid="notification", posts=True),
    "api:audit": of(("", "?person={person}")),
    "api:wells": of(SEARCH), "api:well": of(CLOCKS, key="well"), "api:document": of(("", "?format=yaml"), key="well"),
    "api:architecture": of(CLOCKS, key="well"), "api:revisions": API_WELL, "api:compare": of(COMPARE, key="well"),
    "api:revision": of(key="well", number="=1"), "api:restore": of(key="well", number="=1", posts=True),
    "api:scenarios": API_WELL, "api:scenario": API_WHAT_IF, "api:scenario-limits": API_WHAT_IF,
    **{f"api:scenario-{act}": of(key="well", uid="scenario", posts=True) for act in (
        "levers", "share", "submit", "approve", "merge", "rebase", "discard",
    )},
    "api:schematic": API_WELL, "api:schematic-svg": API_WELL, "api:schematic-png": API_WELL,
    "api:trajectory": API_WELL, "api:measurements": API_WELL,
    "api:survey-accept": of(key="well", wellbores="wellbore", uid="survey", posts=True),
    "api:survey-reject": of(key="well", wellbores="wellbore", uid="survey", posts=True),
    "api:attachments": API_WELL, "api:attachment": of(key="well", uid="attachment"),
    "api:attachment-content": of(key="well", uid="attachment"),
    "api:attachment-withdraw": of(key="well", uid="attachment", posts=True),
    "api:assets": of(), "api:asset": of(key="asset"), "api:hubs": of(("", "?asset={asset}")), "api:hub": of(key="hub"),
    "api:facilities": of(("", "?hub={hub}")), "api:facility": of(key="facility"), "api:facility-links": of(),
    "api:imports": of(), "api:import": of(uid="import_run"), "api:import-findings": of(uid="import_run"),
    "api:import-check": of(uid="import_run", posts=True), "api:import-commit": of(uid="import_run", posts=True),
    "api:import-drop": of(uid="import_run", posts=True),
    "api:catalogues": of(), "api:catalogue-items": of(("", "?q=sheet", "?catalogue={catalogue}")),
    "api:catalogue-item": of(uid="catalogue_item"), "api:catalogue-export": of(("", "?as=xlsx")),
    "api:well-schema": of(), "api:well-draft-schema": of(),
    "api:fleet-limits": of(SEARCH), "api:limits": of(CLOCKS, key="well"), "api:regimes": of(CLOCKS, key="well"), "api:maasp": of(CLOCKS, key="well", annulus="=A"),
    "api:rules": of(), "api:rule-packs": of(("", "?operator={operator}")),
    "api:rule-packs-in-force": of(CLOCKS), "api:rule-pack": of(uid="rule_pack"),
    "api:rule-pack-document": of(("", "?format=yaml"), uid="rule_pack"),
    "api:rule-pack-compare": of(("?with={rule_pack}",), uid="rule_pack"),
    "api:rule-pack-activate": of(uid="rule_pack", posts=True),
    **{f"api:{kind}-{form}": of(key="well", annulus="=A") for kind in ("maasp", "mawop") for form in (
        "text", "pdf", "sensitivity")},
    "api:limit-proposals": of(("", "?waiting=true", "?known_at=2024-01-01")), "api:limits-in-force": of(CLOCKS), "api:envelopes": of((*CLOCKS, "?quantity=h2s", "?bounding=unknown"), key="well"),
    "api:envelope-propose": of(key="well", posts=True),
    "api:limit-propose": of(key="well", annulus="=A", posts=True), "api:limit-approve": of(uid="proposal", posts=True),
    "api:limit-reject": of(uid="proposal", posts=True), "api:limit-withdraw": of(uid="proposal", posts=True),
    "api:set-asides": of(("", "?show=waiting")), "api:well-set-asides": of(CLOCKS, key="well"),
    **{f"api:set-aside-{act}": of(uid="set_aside", posts=True) for act in ("agree", "refuse", "withdraw", "end")},
    "api:retractions": of(("", "?known_at=2024-01-01"), key="well"),
    "api:retraction-consequences": of(("", "?address=strings/x"), key="well"),
    "api:retraction": of(uid="retraction"), "api:retraction-agree": of(uid="retraction", posts=True),
    "api:retraction-refuse": of(uid="retraction", posts=True),
    "api:calculations": of(), "api:calculation": of(name="=maasp"),
    # signing in: pages of the person alone, named so that a new one is noticed
    **{name: of() for name in (
        "account_login", "account_inactive", "account_signup", "account_reauthenticate", "account_email",
        "account_email_verification_sent", "account_change_password", "account_set_password",
        "account_reset_password", "account_confirm_login_code", "account_reset_password_from_key_done",
        "account_reset_password_done", "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp",
        "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    )},
    "account_logout": of(), "account_confirm_email": of(key="=none"),
    "account_reset_password_from_key": of(uidb36="=1", key="=none"),
    # the stewards' desk
    "admin:index": of(), "admin:login": of(), "admin:logout": of(posts=True), "admin:password_change": of(),
    "admin:password_change_done": of(), "admin:autocomplete": of(), "admin:jsi18n": of(),
    "admin:view_on_site": of(content_type_id="=1", object_id="=1"),
    **{f"admin:app_list:{app}": of(app_label=f"={app}") for app in ("deepguard", "integrity", "wells")},
}  # fmt: skip


def part_routes() -> dict[str, Route]:
    """The routes of parts are generated; so are their lines."""
    lines = {}
    for kind in kinds():
        owners = {name: f"part:{'/'.join(kind.lists[: i + 1])}" for i, name in enumerate(kind.lists[:-1])}
        lines[f"api:{kind.name}"] = of(key="well", **owners)
        lines[f"api:{kind.name}-part"] = of(key="well", uid=f"part:{'/'.join(kind.lists)}", **owners)
    return lines


def calculation_routes() -> dict[str, Route]:
    from integrity.engine.calculators import CALCULATORS

    return {f"api:calculation-{name}": of() for name in CALCULATORS}


def admin_routes() -> dict[str, Route]:
    """What every desk has; a view of its own needs a line."""
    lines = {}
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        lines |= {f"{name}_changelist": of(("", "?q=H-1")), f"{name}_add": of()}
        for act in ("change", "history", "delete"):
            lines[f"{name}_{act}"] = of(object_id=f"row:{model._meta.label}")
    return lines


def covered() -> dict[str, Route]:
    return ROUTES | part_routes() | calculation_routes() | admin_routes()


def names(patterns=None, space="") -> list[str]:
    """The name of every route of the resolver; one without a name by its pattern."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            inner = ":".join(filter(None, (space, pattern.namespace)))
            found += names(pattern.url_patterns, inner)
        else:
            found.append(":".join(filter(None, (space, pattern.name or str(pattern.pattern)))))
    return found


#: The admin's own redirects: `object` to its change page, and whatever nothing else takes.
NAMELESS = {"admin:<path:object_id>/", "admin:(?P<url>.*)$", "admin:app_list"}


def make_worlds() -> SimpleNamespace:
    """Brattholm, whose people ask, and Sturmvik, of whom they must see nothing."""
    own_company = make_operator("Brattholm Energy")
    other_company = make_operator("Sturmvik Olje", short_name="Sturmvik")
    people = {role: make_member(own_company, role, email=f"{role}@brattholm.example") for role in ROLES}
    other = make_member(
        other_company, "engineer", "steward", "admin", email="engineer@sturmvik.example", name="Jo Sturmvik"
    )
    mine = example("onshore-liner")
    mine["header"] |= {"asset": "North", "hub": "Tern hub", "facility": "Tern A"}
    theirs = [_sturmvik(name) for name in WELLS]
    worlds = SimpleNamespace(
        people=people,
        own=_world(own_company, people["steward"], [mine], "tally"),
        foreign=_world(other_company, other, theirs, "Sturmvik tally"),
    )
    _told_before_they_left(worlds)
    return worlds


def _told_before_they_left(worlds: SimpleNamespace) -> None:
    """The people of Brattholm were once with Sturmvik, and were told of things there."""
    for person in worlds.people.values():
        membership = Membership.objects.create(user=person, operator=worlds.foreign.company, role="engineer")
        notify([person], thing=Well.objects.get(pk=worlds.foreign.well), **_line(f"told-{person.pk}"))
        membership.delete()


def _line(key: str) -> dict[str, str]:
    text, url = f"the {MARKER} well has a new limit", f"/wells/?q={MARKER}"
    return {"seen_by": "limit.view", "kind": "limit.approved", "key": key, "text": text, "url": url}


def _sturmvik(name: str) -> dict:
    from wells.api.examples import FOLDER

    return read((FOLDER / f"{name}.yaml").read_bytes(), f"{name}.yaml")


def _world(company: Operator, person, documents: list[dict], word: str) -> SimpleNamespace:
    wells = [make_well(document, of=company, by=person) for document in documents]
    well = wells[0]
    changed = documents[0] | {"remarks": f"{word} checked"}
    save_document(well, changed, by=person, based_on=1, reason=f"{word} checked", door=Door.PAGE)
    facility = create_facility(well.hub, name=f"{word} yard", by=person)
    FacilityLink.objects.create(source=well.facility, target=facility, network="oil")
    kept = attachments.add(
        well, name=f"{word}.txt", content=word.encode(), content_type="text/plain", by=person, remarks=word
    )
    file = File(name=f"{word}.yaml", data=to_yaml(changed).encode())
    run = imports.check(imports.start(company, "documents", [file], by=person))
    revision = WellRevision.objects.get(well=well, number=2)
    Draft.objects.create(well=well, user=person, based_on=2, content=revision.content)
    pack = pack_of({"schema": "deepguard.rules/1", "name": f"{word} rules", "version": "1", "rules": []})
    rules, _ = rule_packs.keep(company, pack, by=person, reason=f"{word} checked")
    approver = make_member(
        company, "approver", email=f"approver@{word.split()[0].lower()}.example", name=f"{word} approver"
    )
    rule_packs.activate(
        rules, valid_from=date(2020, 1, 1), supersedes=None, by=approver, reason=f"{word} checked"
    )
    sketch = scenarios.create(well, by=person, name=f"{word} leaks", why=word)
    scenarios.share(sketch, by=person)
    saved = SavedFilter.objects.create(user=person, page="fleet", name=f"{word} wells", query="q=x")
    member = make_member(company, "viewer", email=f"viewer@{word.split()[0].lower()}.example", scope="assets")
    grant = AssetGrant.objects.create(membership=Membership.objects.get(user=member), asset=well.asset)
    listed = make_catalogue(
        company, person, name=f"{word} list", sent=[pipes(f"7,0.408,29,HC95,95000,9690,9000,{word} sheet")]
    )
    return SimpleNamespace(
        catalogue=listed.uid, catalogue_item=listed.items.get().uid,
        notification=_told(person, well, word), company=company, operator=company.pk, person=person.pk, well=well.pk, asset=well.asset_id, hub=well.hub_id,
        facility=well.facility_id, attachment=kept.attachment.uid, import_run=run.uid, rule_pack=rules.uid, saved_filter=saved.pk,
        grant=grant, scenario=sketch.uid, proposal=_proposed(well, person, word).uid,
        retraction=_asked_back(well, person, word).uid, set_aside=_asked_aside(well, person, word).uid,
        document=documents[0], survey=_first(documents[0], ("wellbores", "survey_runs")) or "none",
        wellbore=documents[0]["wellbores"][0]["id"],
    )  # fmt: skip


def _told(person, well: Well, word: str):
    """What the person was told of the well."""
    line = _line("told") | {"text": f"{word}: a new limit", "url": f"/wells/{well.pk}/"}
    notify([person], thing=well, **line)
    return Notification.objects.get(user=person, key="told").uid


def _proposed(well: Well, person, word: str):
    """A limit that waits for a second person."""
    catch_up([well])
    uid = next(uid for uid, limit in standing_limits(well).items() if limit.has_number)
    documents = WellAttachment.objects.filter(well=well)
    return propose(well, annulus_uid=uid, by=person, reason=f"{word} proposed", documents=documents)


def _asked_back(well: Well, person, word: str):
    """A fact that waits for a second person to agree that it was never true."""
    strings = document_of(revisions([well])[well.pk])["strings"]
    return Retraction.objects.create(
        well=well, revision=well.revisions.first(), address=f"strings/{strings[0]['id']}", item="{}",
        adverse=True, reason=f"{word} doubted", by=person, recorded_at=timezone.now(),
    )  # fmt: skip


def _asked_aside(well: Well, person, word: str):
    """A candidate that waits for a second person to agree that it takes no part."""
    return SetAsideRequest.objects.create(
        well=well, annulus_uid=document_of(revisions([well])[well.pk])["strings"][0]["id"], letter="A",
        regime="iso-16530-1:2017", candidate="A6", element="x", label=f"{word} point", reason=f"{word} squeezed",
        valid_from=date(2020, 1, 1), until=date(2099, 1, 1), by=person, recorded_at=timezone.now(),
    )  # fmt: skip


def _first(document: dict, lists: tuple[str, ...]) -> str | None:
    """Id of the first item under these lists."""
    for item in document.get(lists[0]) or []:
        found = item["id"] if len(lists) == 1 else _first(item, lists[1:])
        if found:
            return found
    return None


def argument(world: SimpleNamespace, meant: str):
    """The value of an argument in a world; None where that world has no such thing."""
    if meant.startswith("="):
        return meant[1:]
    if meant.startswith("part:"):
        return _first(world.document, tuple(meant[5:].split("/"))) or "none"
    if meant.startswith("row:"):
        return _row(world.company, meant[4:])
    return getattr(world, meant)


def _row(company: Operator, label: str):
    """Key of a row of a model that belongs to the operator."""
    from django.apps import apps

    model = apps.get_model(label)
    paths = {
        "deepguard.Operator": {"pk": company.pk},
        "deepguard.User": {"memberships__operator": company},
        "wells.Well": {"operator": company}, "wells.Asset": {"operator": company},
        "wells.Hub": {"asset__operator": company}, "wells.Facility": {"hub__asset__operator": company},
        "wells.FacilityLink": {"source__hub__asset__operator": company},
        "wells.AssetGrant": {"membership__operator": company},
        "wells.CatalogueItem": {"catalogue__operator": company},
    }  # fmt: skip
    fields = {field.name for field in model._meta.get_fields()}
    owner = "operator" if "operator" in fields else "well__operator" if "well" in fields else None
    asked = paths.get(label) or (owner and {owner: company})
    found = model._base_manager.filter(**asked).order_by("pk").first() if asked else None
    return found.pk if found else 999_999


__all__ = [
    "MARKER",
    "NAMELESS",
    "ROLES",
    "ROUTES",
    "Facility",
    "Well",
    "argument",
    "covered",
    "make_worlds",
    "names",
]
