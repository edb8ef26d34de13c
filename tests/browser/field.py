"""The demo field behind a live server, made once for a module: what the pages are walked with."""

import copy
from dataclasses import dataclass
from uuid import UUID

from django.core.management import call_command
from django.test import Client
from django.test.utils import modify_settings
from pytest_django.live_server_helper import LiveServer

from deepguard import triggers
from deepguard.models import Operator, User
from integrity.demo import making
from integrity.demo.field import BRATTHOLM
from integrity.demo.story import document
from integrity.services.retracting import retract
from wells.engine import whatif
from wells.imports import File
from wells.models import Door, ImportRun, Scenario, Well
from wells.services import attachments, drafts, imports, scenarios
from wells.services.documents import save_documents
from wells.services.surveys import add_survey

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LONG = "Brattholm Nordøst Avgrensning 7/11-A-1042 ST3 T2 AY2H Vanninjektor"
HEAD = "Well,Csg OD,Wt [lb/ft],Grade,Type,Shoe (MD) [m],LOT [sg]"


@dataclass
class Field:
    """Brattholm's people and wells, a draft, two imports, two what-ifs, a document and a survey that waits."""

    url: str
    wells: dict[str, Well]
    runs: dict[str, ImportRun]
    what_ifs: dict[str, Scenario]
    sessions: dict[str, str]
    retraction: UUID

    def pk(self, uid: str) -> int:
        return self.wells[uid].pk

    def cookie(self, person: str) -> dict:
        """Of a person who is signed in: `engineer`."""
        return {"name": "sessionid", "value": self.sessions[person], "url": self.url}


class ServedField:
    """The field while the module runs; afterwards the database is as empty as before."""

    def __init__(self, blocker):
        self.unblocked, self.server = blocker.unblock(), None
        self.hosts = modify_settings(ALLOWED_HOSTS={"append": "localhost"})

    def __enter__(self) -> Field:
        self.unblocked.__enter__()
        self.hosts.enable()
        self.server = LiveServer("localhost")
        return make_field(self.server.url)

    def __exit__(self, *fault):
        self.server.stop()
        self.hosts.disable()
        triggers.lift()
        call_command("flush", verbosity=0, interactive=False, allow_cascade=False, inhibit_post_migrate=False)
        self.unblocked.__exit__(*fault)


def make_field(url: str) -> Field:
    """The demo wells, and those that are hard to show."""
    making.make()
    operator, engineer = Operator.objects.get(name=BRATTHOLM.name), _person("engineer")
    hard = [long_named(), crowded()]
    changes = [(operator, None, one, None) for one in hard]
    save_documents(changes, by=engineer, reason="Hard to show.", door=Door.COMMAND)
    wells = {well.uid: well for well in Well.objects.filter(operator=operator)}
    _leave_work(wells, engineer)
    runs = {name: _run(operator, engineer, lines) for name, lines in RUNS.items()}
    what_ifs = {
        "bra-a-12": _submitted(wells["bra-a-12"], engineer),
        "long-names": _long(wells["long-names"], engineer),
    }
    sessions = {person.email.partition("@")[0]: _session(person.email) for person in BRATTHOLM.people}
    doubted = retract(
        wells["bra-a-12"],
        address="strings/tubing-2024/wall_logs/caliper-2026",
        by=engineer,
        reason="The header of the log names another well.",
    )
    return Field(url, wells, runs, what_ifs, sessions, doubted.uid)


def _session(email: str) -> str:
    client = Client()
    client.force_login(User.objects.get(email=email), backend=BACKEND)
    return client.cookies["sessionid"].value


def _person(role: str) -> User:
    return User.objects.get(email=f"{role}@brattholm.example")


def long_named() -> dict:
    """A well whose names are as long as authorities make them."""
    well = copy.deepcopy(document("bra-a-12"))
    well["id"] = "long-names"
    well["header"] |= {"name": LONG, "uwi": "NO-7/11-A-1042-ST3-T2-AY2H", "field": LONG}
    well["header"].pop("facility", None)
    for string in well["strings"]:
        string["name"] = (
            f"{string.get('name', '')} with premium connections, Aasta Hansteen specification rev. 4"
        )
    for component in well["components"]:
        component["name"] = f"{component.get('name', component['kind'])}, qualified to V0 and Q1 by the maker"
    return well


def crowded() -> dict:
    """A well with forty components in its tubing, most of them close together."""
    well = copy.deepcopy(document("bra-a-12"))
    well["id"] = "forty-components"
    well["header"] |= {"name": "BRA A-40"}
    well["header"].pop("uwi", None)
    more = 40 - len(well["components"])
    string = next(one["id"] for one in well["strings"] if one["kind"] == "tubing" and "valid_to" not in one)
    well["components"] += [
        {
            "id": f"mandrel-{number}", "kind": "gas_lift_mandrel", "name": f"Side pocket mandrel {number}",
            "string_id": string, "md_m": 600.0 + 8 * number, "valid_from": "2024-05-12",
        }
        for number in range(1, more + 1)
    ]  # fmt: skip
    return well


STATIONS = [
    {"md_m": 0.0, "inclination_deg": 0.0, "azimuth_deg": 0.0},
    {"md_m": 900.0, "inclination_deg": 10.2, "azimuth_deg": 301.0},
]
RUNS = {
    "good": [HEAD, "BRA A-12,13 3/8,72,L80,intermediate,1855,1.68", "TERN 1,20,94,K55,surface,640,1.45"],
    "bad": [HEAD, "BRA A-12,9 5/8,47,P110,surfice,2400,21", ",7,29,L80,liner,blue,"],
    "asks": ["Well,OD,Type,Shoe MD", 'BRA A-12,7,liner,"1,234"', "BRA A-04,7,liner,9999"],
}


def _run(operator, by, lines: list[str]) -> ImportRun:
    file = File(name="Casing programme, winter campaign.csv", data="\n".join(lines).encode())
    return imports.check(imports.start(operator, "tables", [file], by=by))


def _submitted(well: Well, engineer: User) -> Scenario:
    """A what-if that waits for its approver; the base of it has not moved."""
    made = scenarios.create(well, by=engineer, name="the tubing leaks and its wall is 15 % less?")
    made = scenarios.change(made, by=engineer, make=lambda document: _worn(document, "tubing-2024"))
    return scenarios.submit(made, by=engineer, reason="Pressures of A and tubing move together")


def _long(well: Well, engineer: User) -> Scenario:
    made = scenarios.create(well, by=engineer, name=LONG, why=LONG)
    return scenarios.change(made, by=engineer, make=lambda document: _worn(document, "tubing-2024"))


def _worn(document: dict, string: str) -> dict:
    day = "2026-11-20"
    leaking = whatif.leaking(document, through=string, md_m=1604.0, day=day, mint=str)
    return whatif.thinner(leaking, string_id=string, loss=0.15, day=day, mint=str)


def _leave_work(wells: dict[str, Well], engineer: User) -> None:
    """A draft that moves a limit, a survey nobody has accepted, a document."""

    def shallower(well):
        well = copy.deepcopy(well)
        packer = next(one for one in well["components"] if one["id"] == "packer-2956")
        packer["md_m"] = 2900.0
        return well

    drafts.change(wells["bra-a-12"], by=engineer, make=shallower)
    add_survey(
        wells["gannet-3"], wellbore_uid=document("gannet-3")["wellbores"][0]["id"], type="gyro",
        name="Gyro of the winter campaign, run 2", stations=STATIONS, by=engineer,
        based_on=wells["gannet-3"].head,
    )  # fmt: skip
    attachments.add(
        wells["bra-a-12"], name="Caliper report of the 5½ tubing, 11 November 2026, final.pdf",
        content=b"%PDF-1.4", content_type="application/pdf", by=engineer, remarks="Wall of tubing and casing",
    )  # fmt: skip
