"""A field for measuring: the demo wells over and over, under other names."""

from collections.abc import Iterator

from deepguard.models import User
from deepguard.services import people
from integrity.demo.field import BRATTHOLM
from integrity.demo.story import document
from integrity.services.catching_up import catch_up
from wells.engine.document import copied
from wells.gather import document_of
from wells.models import Door, Scenario, Well, WellRevision
from wells.services import scenarios
from wells.services.documents import save_document, save_documents

CHUNK = 1_000
ORDINARY = "bra-a-12"
EMAIL, PASSWORD = "bench@example.org", "bench-of-the-field"


def make_field(count: int):
    """An operator with `count` wells in an empty database; gives its engineer."""
    operator, engineer = people.begin(
        operator="Bench", email=EMAIL, password=PASSWORD, units="metric", time_zone="UTC"
    )
    for documents in _chunks(count):
        changes = [(operator, None, one, None) for one in documents]
        save_documents(changes, by=engineer, reason="measured", door=Door.COMMAND, checked=True)
    return engineer


def one_ordinary_well() -> tuple[Well, Scenario]:
    """A well of the field with a second revision, and a what-if on it."""
    well = Well.objects.filter(uid__startswith=ORDINARY).order_by("pk").first() or Well.objects.first()
    engineer = User.objects.get(email=EMAIL)
    revision = WellRevision.objects.get(well=well, number=well.head)
    changed = document_of(revision)
    changed["header"]["field"] = "Measured"
    save_document(well, changed, by=engineer, based_on=well.head, reason="measured", door=Door.COMMAND)
    catch_up([well])
    well.refresh_from_db()
    return well, scenarios.create(well, by=engineer, name="What if nothing changed?")


def _chunks(count: int) -> Iterator[list[dict]]:
    templates = [document(uid) for uid in BRATTHOLM.wells]
    for start in range(0, count, CHUNK):
        numbers = range(start, min(start + CHUNK, count))
        yield [_twin(templates[number % len(templates)], number) for number in numbers]


def _twin(template: dict, number: int) -> dict:
    twin = copied(template)
    twin["id"] = f"{template['id']}-{number}"
    twin["header"]["name"] = f"{template['header']['name']} {number:05d}"
    twin["header"].pop("uwi", None)
    return twin
