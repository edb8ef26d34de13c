"""The recurring jobs of integrity."""

from deepguard.schedule import every
from integrity.services import telling
from integrity.services.catching_up import catch_up
from integrity.services.checking import check


@every(seconds=60)
def assess_what_is_due():
    """Assess every well whose revision, engine or day is newer than its last assessment."""
    catch_up()


@every(seconds=24 * 3600)
def read_the_record_again():
    """Compare the whole record with itself, and replay every assessment."""
    check()


@every(seconds=24 * 3600)
def tell_of_limits_that_end():
    """Tell once of each limit that ends within a fortnight."""
    telling.limits_ending()
