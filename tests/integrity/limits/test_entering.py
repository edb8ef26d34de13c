"""Limits of the quantities that are not computed: entered in a unit, approved by a second person."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from deepguard.units import UNITS, quantity_of
from integrity.models import LimitProposal, OperatingEnvelope
from integrity.quantities import ENTERED, KINDS, Quantity
from integrity.services.limits import approve, propose, propose_entered
from tests.integrity.limits.conftest import TODAY
from tests.integrity.limits.test_approving import annulus, refused
from tests.wells.factories import example, make_well
from wells.models import Well

pytestmark = pytest.mark.django_db
TUBING = {"quantity": Quantity.TUBING_PRESSURE, "unit": "bar", "reason": "design basis"}
H2S = {"quantity": Quantity.H2S, "unit": "ppm", "reason": "material certificate"}
BLEED = {"quantity": Quantity.BLEED_VOLUME, "unit": "l", "reason": "operator's rule", "limit": 200}


def test_every_quantity_but_the_computed_one_can_be_entered():
    assert set(KINDS) == set(Quantity) and Quantity.ANNULUS_PRESSURE not in ENTERED
    for quantity in ENTERED:
        assert KINDS[quantity].dimension == UNITS[quantity_of(KINDS[quantity].hint).si].dimension


def test_an_entered_limit_is_kept_in_si_and_in_the_unit_it_was_typed_in(assessed, engineer, approver):
    proposal = propose_entered(assessed, by=engineer, limit=20, upper_trigger=15, **H2S)
    assert proposal.limit_si == pytest.approx(2e-5) and proposal.status == "entered"
    envelope = approve(proposal, by=approver, valid_from=TODAY)
    assert (envelope.limit_in_unit, envelope.upper_trigger_in_unit, envelope.unit) == (20.0, 15.0, "ppm")
    assert list(OperatingEnvelope.objects.in_force(TODAY)) == [envelope]


def test_an_entered_pressure_is_rounded_to_the_safe_side_in_the_approvers_unit(assessed, engineer, approver):
    proposal = propose_entered(
        assessed, by=engineer, limit=310.7, lower_trigger=12.2, low_limit=10.1, **TUBING
    )
    envelope = approve(proposal, by=approver, unit="bar", valid_from=TODAY)
    kept = envelope.limit_in_unit, envelope.lower_trigger_in_unit, envelope.low_limit_in_unit
    assert kept == (310.0, 13.0, 11.0)


def test_a_limit_from_below_alone_is_a_limit(assessed, engineer, approver):
    facts = TUBING | {"quantity": Quantity.CHEMICAL_INJECTION_PRESSURE}
    proposal = propose_entered(assessed, by=engineer, low_limit=30, **facts)
    envelope = approve(proposal, by=approver, valid_from=TODAY)
    assert (envelope.limit_si, envelope.low_limit_in_unit, envelope.unit) == (None, 30.0, "bar")


def test_numbers_that_meet_when_rounded_are_refused(assessed, engineer, approver):
    proposal = propose_entered(assessed, by=engineer, limit=10.9, low_limit=10.2, **TUBING)
    assert "finer unit" in refused("unit", approve, proposal, by=approver, unit="bar", valid_from=TODAY)
    assert approve(proposal, by=approver, unit="psi", valid_from=TODAY).limit_in_unit == 158.0


def test_each_place_has_a_chain_of_its_own(assessed, engineer, approver):
    """The same quantity in every state and in one stand side by side; a newer one follows its own place."""
    first = approve(
        propose_entered(assessed, by=engineer, limit=300, **TUBING), by=approver, valid_from=TODAY
    )
    shut = propose_entered(assessed, by=engineer, limit=345, well_state="shut_in", **TUBING)
    other = approve(shut, by=approver, valid_from=TODAY)
    newer = approve(
        propose_entered(assessed, by=engineer, limit=280, **TUBING), by=approver, valid_from=TODAY
    )
    assert newer.supersedes == first and other.supersedes is None
    assert set(OperatingEnvelope.objects.in_force(TODAY)) == {newer, other}


@pytest.mark.parametrize(
    ("code", "field", "facts"),
    [
        ("computed", "quantity", H2S | {"quantity": "annulus_pressure", "limit": 1}),
        ("quantity", "quantity", H2S | {"quantity": "luck", "limit": 1}),
        ("unit", "unit", H2S | {"unit": "bar", "limit": 1}),
        ("unit", "unit", H2S | {"unit": "furlong", "limit": 1}),
        ("number", "limit", H2S | {"limit": float("nan")}),
        ("negative", "limit", H2S | {"limit": -1}),
        ("negative", "low_limit", TUBING | {"limit": 5, "low_limit": -1}),
        ("limit", "limit", H2S | {"upper_trigger": 5}),
        ("limit", "limit", TUBING | {"low_limit": 5, "upper_trigger": 50}),
        ("no_low", "low_limit", H2S | {"limit": 20, "low_limit": 1}),
        ("no_low", "lower_trigger", H2S | {"limit": 20, "lower_trigger": 1}),
        ("trigger", "upper_trigger", H2S | {"limit": 20, "upper_trigger": 21}),
        ("trigger", "lower_trigger", TUBING | {"limit": 20, "lower_trigger": 3, "low_limit": 5}),
        ("trigger", "low_limit", TUBING | {"limit": 20, "low_limit": 20}),
        ("state", "well_state", H2S | {"limit": 20, "well_state": "asleep"}),
        ("annulus", "annulus", BLEED),
        ("annulus", "annulus", BLEED | {"annulus_uid": "nobody"}),
        ("annulus", "annulus", H2S | {"limit": 20, "annulus_uid": "casing-9-5-8"}),
        ("reason", "reason", H2S | {"limit": 20, "reason": "  "}),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field_and_nothing_is_stored(
    assessed, engineer, code, field, facts
):
    with pytest.raises(Exception) as caught:
        propose_entered(assessed, by=engineer, **facts)
    assert (caught.value.code, caught.value.field) == (code, field), caught.value.message
    assert not LimitProposal.objects.exists()


def test_a_well_of_which_nothing_is_recorded_has_no_limits(operator, engineer):
    empty = Well.objects.create(operator=operator, uid="empty-1", name="Empty 1")
    refused("no_revision", propose_entered, empty, by=engineer, limit=20, **H2S)


def test_a_wellhead_may_move_down(assessed, engineer):
    facts = {"quantity": Quantity.WELLHEAD_MOVEMENT, "unit": "mm", "reason": "survey"}
    made = propose_entered(assessed, by=engineer, limit=80, low_limit=-20, **facts)
    assert made.low_limit_si == pytest.approx(-0.02)


def test_a_volume_belongs_to_its_annulus(assessed, engineer, approver):
    made = propose_entered(assessed, by=engineer, annulus_uid=annulus(assessed), **BLEED)
    assert (made.letter, made.limit_si) == ("A", pytest.approx(0.2))
    refused("no_annulus_then", approve, made, by=approver, valid_from=date(1960, 1, 1))


def test_a_limit_does_not_begin_before_its_well_or_before_the_one_in_force(assessed, engineer, approver):
    made = propose_entered(assessed, by=engineer, limit=20, **H2S)
    told = refused("no_well_then", approve, made, by=approver, valid_from=date(1960, 1, 1))
    assert "the record tells of it from" in told
    approve(made, by=approver, valid_from=TODAY)
    again = propose_entered(assessed, by=engineer, limit=10, **H2S)
    refused("overlap", approve, again, by=approver, valid_from=date(2026, 1, 1))


def test_only_a_pressure_takes_the_approvers_unit(assessed, engineer, approver):
    made = propose_entered(assessed, by=engineer, limit=20, **H2S)
    refused("unit", approve, made, by=approver, unit="bar", valid_from=TODAY)
    refused("unit", approve, made, by=approver, unit="%", valid_from=TODAY)
    pressure = propose_entered(assessed, by=engineer, limit=20, **TUBING)
    refused("unit", approve, pressure, by=approver, unit="ppm", valid_from=TODAY)


def test_a_computed_limit_needs_the_approvers_unit(assessed, engineer, approver):
    made = propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="first")
    refused("unit", approve, made, by=approver, valid_from=TODAY)


def test_the_database_refuses_an_envelope_that_bounds_nothing(assessed, engineer, approver):
    made = approve(propose_entered(assessed, by=engineer, limit=20, **H2S), by=approver, valid_from=TODAY)
    second = make_well(example("onshore-liner"), of=assessed.operator, by=engineer)
    made.pk, made.well, made.decision_id = None, second, made.decision_id + 1
    made.limit_si = None
    with pytest.raises(IntegrityError, match="envelope_bounds_something"), transaction.atomic():
        made.save(force_insert=True)
