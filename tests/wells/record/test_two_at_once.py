"""Two people, one well, one moment: one is stored, the other is told."""

from functools import partial

import pytest

from deepguard.errors import RuleViolation, Stale
from tests.factories import make_member
from tests.together import together
from tests.wells.factories import make_well, small_document
from wells.models import Door, Well, WellRevision
from wells.services.documents import create_well, save_document

__all__ = ["together"]
pytestmark = pytest.mark.django_db(transaction=True)


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
