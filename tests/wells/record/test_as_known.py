"""Two clocks: what was so on a day, and what was known at a moment."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_member
from tests.wells.factories import example, make_well, small_document
from wells import gather
from wells.models import Door, WellRevision
from wells.services.documents import save_document

pytestmark = pytest.mark.django_db


def revised(well, **facts):
    document = small_document() | facts
    by = make_member(well.operator, "steward")
    return save_document(well, document, by=by, based_on=None, door=Door.PAGE).revisions[0]


def test_an_older_moment_knows_the_older_document():
    well = make_well(small_document())
    between = timezone.now()
    revised(well, remarks="later")
    assert gather.documents([well])[well.pk]["remarks"] == "later"
    assert "remarks" not in gather.documents([well], known_at=between)[well.pk]


def test_before_the_first_revision_nothing_is_known():
    well = make_well(small_document())
    assert gather.models([well], known_at=timezone.now() - timedelta(days=1)) == {}


def test_each_well_of_many_is_read_at_its_own_revision():
    first, second = make_well(small_document()), make_well(small_document(2))
    revised(first, remarks="one")
    between = timezone.now()
    revised(first, remarks="two")
    known = gather.documents([first, second], known_at=between)
    assert known[first.pk]["remarks"] == "one" and "remarks" not in known[second.pk]


def test_a_day_shows_the_strings_that_were_in_the_well():
    well = make_well(example("platform-oil-gas-lift"))
    now = {string.id for string in gather.models([well])[well.pk].strings}
    before = {string.id for string in gather.models([well], as_of="2009-06-01")[well.pk].strings}
    assert now != before


def test_the_path_comes_from_the_survey():
    well, blind = make_well(example("volve-15-9-f-12")), make_well(small_document())
    paths = gather.paths([well, blind])
    assert paths[well.pk].tvd_m(3116) == pytest.approx(2867.4, abs=0.5) and paths[blind.pk] is None


def test_a_model_that_was_read_before_is_not_read_again(django_assert_num_queries):
    well = make_well(example("volve-15-9-f-12"))
    first = gather.model_of(well)
    with django_assert_num_queries(1):
        assert gather.model_of(well) is first


def test_the_record_is_read_not_the_working_copy():
    well = make_well(small_document())
    well.strings.update(shoe_md_m=1.0)
    assert gather.model_of(well).strings[0].shoe_md_m == 2400
    assert WellRevision.objects.get().content.count("2400") == 1
