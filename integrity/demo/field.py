"""Who and what the demo field has: two invented companies with people, places and wells."""

from dataclasses import dataclass

from deepguard.roles import Role

PASSWORD = "brattholm-demo"  # of invented people in an invented field: no secret


@dataclass(frozen=True)
class Person:
    email: str
    name: str
    role: Role
    asset: str = ""  # granted alone; empty: the whole operator
    units: str = "metric"


@dataclass(frozen=True)
class Company:
    name: str
    short_name: str
    time_zone: str
    people: tuple[Person, ...]
    #: asset → hub → facility: (kind, networks, time zone where it differs)
    places: dict[str, dict[str, dict[str, tuple[str, list[str], str]]]]
    links: tuple[tuple[str, str, str], ...]
    wells: tuple[str, ...]
    #: Name of the catalogue it picks from; empty: none.
    catalogue: str = ""


BRATTHOLM = Company(
    name="Brattholm Energi",
    short_name="Brattholm",
    time_zone="Europe/Oslo",
    people=(
        Person("engineer@brattholm.example", "Ingrid Haugen", Role.ENGINEER),
        Person("approver@brattholm.example", "Håkon Brekke", Role.APPROVER),
        Person("steward@brattholm.example", "Kari Strand", Role.STEWARD),
        Person("surveyor@brattholm.example", "Rolf Vik", Role.SURVEYOR),
        Person("field@brattholm.example", "Ola Lian", Role.FIELD),
        Person("maintenance@brattholm.example", "Anders Nygård", Role.MAINTENANCE),
        Person("viewer@brattholm.example", "Grace Okafor", Role.VIEWER, units="field"),
        Person("examiner@brattholm.example", "Eva Nordahl", Role.EXAMINER, units="si"),
        Person("admin@brattholm.example", "Tor Solberg", Role.ADMIN),
        Person("ekenes@brattholm.example", "Siri Moe", Role.ENGINEER, asset="Ekenes"),
    ),
    places={
        "Brattholm": {
            "Brattholm": {
                "Brattholm A": ("platform", ["oil", "export_gas"], ""),
                "Brattholm B": ("platform", ["oil"], ""),
                "Kvitnes terminal": ("terminal", ["oil", "export_gas"], ""),
            }
        },
        "Lunde": {"Brattholm": {"Lunde T1": ("subsea_template", ["oil", "export_gas"], "")}},
        "Ekenes": {"Ekenes": {"Ekenes B": ("platform", ["oil", "export_gas"], "")}},
        "Marsdal": {
            "Marsdal": {
                "Marsdal pad 1": ("well_pad", ["domestic_gas"], ""),
                "Marsdal gas plant": ("gas_plant", ["domestic_gas"], ""),
            }
        },
        "Northern": {
            "Heron": {"Heron Alpha": ("platform", ["oil"], ""), "Gannet Bravo": ("platform", ["oil"], "")}
        },
        "Deepwater": {"Heron": {"Skua template S": ("subsea_template", ["export_gas"], "")}},
        "Basin South": {
            "Mesquite": {
                "Pad 4": ("well_pad", ["oil", "domestic_gas"], "America/Chicago"),
                "Pad 9": ("well_pad", ["oil", "domestic_gas"], "America/Chicago"),
            }
        },
        "Legacy": {"Kestrel": {"Kestrel gathering station": ("flowstation", ["oil"], "America/Chicago")}},
    },
    links=(
        ("Brattholm A", "Kvitnes terminal", "oil"),
        ("Brattholm A", "Kvitnes terminal", "export_gas"),
        ("Brattholm B", "Brattholm A", "oil"),
        ("Lunde T1", "Brattholm A", "oil"),
        ("Ekenes B", "Kvitnes terminal", "oil"),
        ("Marsdal pad 1", "Marsdal gas plant", "domestic_gas"),
    ),
    wells=(
        "bra-a-04",
        "bra-a-12",
        "bra-b-07",
        "eke-b-14",
        "eke-b-18",
        "gannet-3",
        "heron-a-07",
        "heron-a-12",
        "kestrel-1",
        "lun-s-6",
        "mar-03",
        "mar-obs-1",
        "mesquite-4-17",
        "mesquite-9-2",
        "skua-s2",
    ),
    catalogue="Public API sizes",
)

#: Every row of the second operator bears the word “Sturmvik”: where a Brattholm user reads it, something leaks.
STURMVIK = Company(
    name="Sturmvik Olje",
    short_name="Sturmvik",
    time_zone="Europe/Berlin",
    people=(Person("engineer@sturmvik.example", "Jonas Sturmvik", Role.ENGINEER),),
    places={
        "Sturmvik East": {
            "Sturmvik gathering": {
                "Sturmvik pad 1": ("well_pad", ["oil"], ""),
                "Sturmvik pad 2": ("well_pad", ["oil"], ""),
                "Sturmvik flowstation": ("flowstation", ["oil"], ""),
            }
        }
    },
    links=(("Sturmvik pad 1", "Sturmvik flowstation", "oil"),),
    wells=("sturmvik-h-1", "sturmvik-w-2", "sturmvik-h-3"),
)
COMPANIES = (BRATTHOLM, STURMVIK)
