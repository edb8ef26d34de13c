"""Two people, one well, one moment: one is stored, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from deepguard.errors import RuleViolation, Stale
from tests.factories import make_member
from tests.wells.factories import make_well, small_document
from wells.models import Door, Well, WellRevision
from wells.services.documents import create_well, save_document

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def together(tmp_path):
    """Runs acts begun at the same moment, each on a connection of its own, and gives their outcomes.

    SQLite's shared memory, which other tests use, does not wait for a lock; a file, as people use, does.
    """
    path = tmp_path / "wells.sqlite3"

    def begin(*acts):
        if connection.vendor != "sqlite":
            return run_all(acts)
        if not path.exists():
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(path)])
        memory = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = str(path)
        try:
            return run_all(acts)
        finally:
            connection.settings_dict["NAME"] = memory

    return begin


def run_all(acts):
    start = Barrier(len(acts))
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(lambda act: run(act, start), acts))


def run(act, start):
    start.wait()
    try:
        return act()
    except RuleViolation as refusal:
        return refusal
    finally:
        connection.close()


def test_of_two_edits_of_one_revision_one_is_stored_and_the_other_refused(together):
    well = make_well(small_document())
    by = make_member(well.operator, "steward")

    def save(remark):
        document = small_document() | {"remarks": remark}
        return save_document(Well.objects.get(pk=well.pk), document, by=by, based_on=1, door=Door.PAGE)

    outcomes = together(lambda: save("one"), lambda: save("other"))
    assert [type(outcome) for outcome in outcomes].count(Stale) == 1
    (numbers,) = together(lambda: sorted(WellRevision.objects.values_list("number", flat=True)))
    assert numbers == [1, 2]


def test_of_two_new_wells_of_one_name_one_is_stored_and_the_other_refused(together):
    operator = make_well(small_document(9)).operator
    by = make_member(operator, "steward")
    create = partial(create_well, operator, small_document(), by=by)
    refused = [outcome for outcome in together(create, create) if isinstance(outcome, RuleViolation)]
    assert [refusal.code for refusal in refused] == ["duplicate_well"]
    (count,) = together(lambda: Well.objects.filter(uid="tern-1").count())
    assert count == 1
