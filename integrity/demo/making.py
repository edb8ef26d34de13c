"""The demo field into an empty database, by the services that pages use; all of it or nothing."""

import uuid
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from deepguard import audit
from deepguard.models import Operator, User
from deepguard.roles import Role, Scope
from deepguard.services import people
from integrity.demo.approvals import WHOLE, bring_into_force, make_whole
from integrity.demo.field import BRATTHOLM, COMPANIES, PASSWORD, Company, Person
from integrity.demo.set_asides import set_some_aside
from integrity.demo.story import FOLDER, Step, history
from integrity.rules import FIRST, STARTERS
from integrity.services import rule_packs
from integrity.services.catching_up import catch_up
from wells.imports import File
from wells.models import AssetGrant, Door, FacilityLink, Well
from wells.services import catalogues, imports
from wells.services.documents import save_document, save_documents
from wells.services.hierarchy import create_asset, create_facility, create_hub

CATALOGUE = FOLDER / "catalogue"
#: From when the demo's rules hold: before its first well.
RULES_SINCE = date(1990, 1, 1)


def stands() -> bool:
    """Whether the demo field is in this database."""
    return Operator.objects.filter(name=BRATTHOLM.name).exists()


@transaction.atomic
def make() -> None:
    """Both companies with people, places and wells. One hash of the shared password serves all."""
    password = make_password(PASSWORD)
    for company in COMPANIES:
        _make(company, password)


def _make(company: Company, password: str) -> None:
    operator = Operator.objects.create(
        name=company.name, short_name=company.short_name, time_zone=company.time_zone
    )
    users = {person: _user(person, password, company) for person in company.people}
    by = {person.role: users[person] for person in company.people if not person.asset}
    founder = by.get(Role.ADMIN, by[Role.ENGINEER])
    keeper = by.get(Role.STEWARD, by[Role.ENGINEER])
    audit.record("operator.created", operator, by=founder, after={"name": operator.name})
    assets = _places(company, operator, by=keeper)
    for person, user in users.items():
        _admit(person, user, operator, assets, by=founder)
    _wells(company, operator, by)
    if Role.APPROVER in by:
        _rules(operator, by)
    if company.catalogue:
        _catalogue(company.catalogue, operator, by=by[Role.ENGINEER])


def _catalogue(name: str, operator: Operator, *, by: User) -> None:
    """Public API sizes with published ratings, and an invented maker's, as a file would bring them."""
    files = [File(name=path.name, data=path.read_bytes()) for path in sorted(CATALOGUE.glob("*.csv"))]
    answers = {"catalogue": name, "source": "Published ratings of API sizes, restated; invented data sheets"}
    planned = imports.plan(operator, "catalogue", files, answers)
    catalogues.publish(operator, planned.plan.catalogue, by=by)


def _user(person: Person, password: str, company: Company) -> User:
    return User.objects.create(
        email=person.email,
        name=person.name,
        units=person.units,
        time_zone=company.time_zone,
        password=password,
    )


def _admit(person: Person, user: User, operator: Operator, assets: dict, *, by: User) -> None:
    scope = Scope.ASSETS if person.asset else Scope.WHOLE
    audit.record("user.created", user, by=by, operator=operator, after={"email": user.email})
    membership = people.grant(user=user, operator=operator, role=person.role, scope=scope, by=by)
    if person.asset:
        AssetGrant.objects.create(membership=membership, asset=assets[person.asset])


def _places(company: Company, operator: Operator, *, by: User) -> dict:
    """The hierarchy and what flows in it; assets by name."""
    assets, facilities = {}, {}
    for asset_name, hubs in company.places.items():
        asset = assets[asset_name] = create_asset(operator, name=asset_name, by=by)
        for hub_name, members in hubs.items():
            hub = create_hub(asset, name=hub_name, by=by)
            for name, (kind, networks, zone) in members.items():
                facilities[name] = create_facility(
                    hub, name=name, by=by, kind=kind, networks=networks, time_zone=zone
                )
    for source, target, network in company.links:
        FacilityLink.objects.create(source=facilities[source], target=facilities[target], network=network)
    return assets


def _rules(operator: Operator, by: dict[str, User]) -> None:
    """The shipped packs; the engineer keeps them, the approver puts the first in force."""
    kept = {key: rule_packs.keep_starter(operator, key, by=by[Role.ENGINEER])[0] for key in STARTERS}
    rule_packs.activate(
        kept[FIRST],
        valid_from=RULES_SINCE,
        supersedes=None,
        by=by[Role.APPROVER],
        reason="Figures for what a well does not state itself, until our own are written down.",
    )


def _wells(company: Company, operator: Operator, by: dict[str, User]) -> None:
    """Wells with one step together; then each well with a history, step by step."""
    stories = {uid: history(uid) for uid in company.wells}
    at_once = [steps[0].document for steps in stories.values() if len(steps) == 1]
    save_documents(
        [(operator, None, document, None) for document in at_once],
        by=by[Role.ENGINEER],
        reason=f"Entered for the demo of {company.name}.",
        door=Door.COMMAND,
        batch=uuid.uuid4(),
    )
    approver = by.get(Role.APPROVER)
    if approver is not None:
        told = [uid for uid, steps in stories.items() if len(steps) == 1]
        wells = list(Well.objects.filter(operator=operator, uid__in=told))
        bring_into_force(wells, engineer=by[Role.ENGINEER], approver=approver)
        set_some_aside(wells, engineer=by[Role.ENGINEER], approver=approver)
    for steps in stories.values():
        if len(steps) > 1:
            _tell(steps, operator, by, approver)
    catch_up(Well.objects.filter(operator=operator))
    whole = Well.objects.filter(operator=operator, uid=WHOLE).first()
    if whole is not None and approver is not None:
        make_whole(whole, engineer=by[Role.ENGINEER], approver=approver)


def _tell(steps: list[Step], operator: Operator, by: dict[str, User], approver: User | None) -> Well:
    """The last step but one is what limits were approved on: the last one moves them."""
    first, *later = steps
    facts = {"by": by[first.by], "reason": first.reason, "door": Door.COMMAND}
    well = save_documents([(operator, None, first.document, None)], **facts).wells[0]
    for step in later:
        if step is later[-1] and approver is not None:
            bring_into_force([well], engineer=by[Role.ENGINEER], approver=approver)
        save_document(
            well, step.document, by=by[step.by], based_on=None, reason=step.reason, door=Door.COMMAND
        )
    return well
