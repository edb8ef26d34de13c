"""A field for measuring: the demo wells over and over, under other names."""

from collections.abc import Iterator

from deepguard.services import people
from integrity.demo.field import BRATTHOLM
from integrity.demo.story import document
from wells.engine.document import copied
from wells.models import Door
from wells.services.documents import save_documents

CHUNK = 1_000
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
