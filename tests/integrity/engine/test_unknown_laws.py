"""No green without proof, over real shapes: every demo well, and wells of the public tables.

Whatever is known and made unknown, an unflagged limit never rises and no flagged one loses its flag. Invalid, not
determinable and provisional are flagged alike: without an acceptance none of them is a limit.
"""

import pytest

from integrity.demo.story import FOLDER, document
from integrity.engine.limits import assess_limits
from tests.integrity.engine.test_limit_laws import leaves, without
from tests.public_data import public_data
from wells.engine.document import at
from wells.imports import File
from wells.imports.sodir import plan

WELLS = sorted(path.stem for path in FOLDER.glob("*.yaml"))
FLAGGED = ("invalid", "not_determinable", "provisional")
IMPORTED = 200


def limits(document):
    return {limit.annulus: limit for limit in assess_limits(at(document)).results}


def improved(before, after):
    """Annuli that look better than before, and how: an unflagged number rose, or a flag is gone."""
    told = []
    for letter, now in after.items():
        then = before.get(letter)
        rose = then is None or then.limit_pa is None or (now.limit_pa or 0) > then.limit_pa
        if now.status == "determined" and rose:
            told.append((letter, "rose"))
        if then is not None and then.status in FLAGGED and now.status not in FLAGGED:
            told.append((letter, f"{then.status} became {now.status}"))
    return told


def faults(document):
    plain = limits(document)
    found = []
    for trail in leaves(document):
        for told in improved(plain, limits(without(document, trail))):
            found.append(("/".join(map(str, trail)), *told))
    return found


@pytest.mark.parametrize("uid", WELLS)
def test_making_any_fact_of_a_demo_well_unknown_improves_nothing(uid):
    assert faults(document(uid)) == []


@pytest.mark.public_data
def test_making_any_fact_of_two_hundred_imported_wells_unknown_improves_nothing():
    folder = public_data("sodir_factpages_2020")
    files = [File(name=path.name, data=path.read_bytes()) for path in sorted(folder.glob("*.csv"))]
    planned = [change.after for change in plan(files, lambda keys: {}).wells]
    described = [one for one in planned if one.get("annuli")]
    chosen = described[:: max(1, len(described) // IMPORTED)][:IMPORTED]
    assert len(chosen) == IMPORTED
    assert {one["id"]: found for one in chosen if (found := faults(one))} == {}
