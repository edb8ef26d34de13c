"""What stands approved for an annulus beside what is computed: the panel of its derivation, and the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from deepguard.acts import may
from integrity.engine.result import LimitResult
from integrity.forms.limits import ApproveForm, EndForm, ProposeForm
from integrity.models import LimitProposal, OperatingEnvelope, Quantity
from integrity.services.limits.documents import readable_documents
from integrity.services.limits.standing import Computed, computed, is_met, standing_assessment


@dataclass(frozen=True)
class Desk:
    """Of one annulus: the limit in force, the open proposal, what may be done, what came before.

    `standing` is what the worker stored last; None while the well waits for it.
    """

    envelope: OperatingEnvelope | None
    proposal: LimitProposal | None
    standing: Computed | None
    history: list[OperatingEnvelope]
    changes: list[str]
    propose: ProposeForm | None
    approve: ApproveForm | None
    end: EndForm | None
    is_own: bool
    by_policy: bool

    @property
    def step_pa(self) -> float | None:
        """From what is in force to what is proposed."""
        if self.envelope is None or self.proposal is None:
            return None
        return self.proposal.limit_si - self.envelope.limit_si

    @property
    def documents(self) -> list:
        """What the open proposal rests on, or else the limit in force."""
        found = self.proposal or (self.envelope and self.envelope.decision.proposal)
        return list(found.documents.all()) if found else []

    @property
    def is_met(self) -> bool:
        """Whether the limit in force is the one that is computed."""
        return self.envelope is not None and is_met(self.envelope, self.standing)


def desk_on(context: dict, limit: LimitResult, user) -> Desk:
    """The desk of the annulus a page of a well shows, by its clocks."""
    times = context["clocks"]
    return desk_of(
        context["well"],
        limit.outer_ids[0] if limit.outer_ids else "",
        user,
        day=times.as_of,
        known_at=times.known_until,
        is_past=times.is_past,
    )


def desk_of(
    well, annulus_uid: str, user, *, day: date | None = None, known_at=None, is_past: bool = False
) -> Desk:
    """The desk of an annulus on a day, as known at a moment. Nothing can be done while looking at the past."""
    envelopes = _envelopes(well, annulus_uid)
    in_force = envelopes.in_force(day or timezone.localdate(), known_at=known_at).first()
    standing = _standing(well, annulus_uid)
    proposal = None if is_past else _open(well, annulus_uid)
    own = proposal is not None and proposal.by_id == user.pk
    allowed = own and well.operator.approve_own_limits
    may_approve = proposal is not None and (allowed or not own) and may(user, "limit.approve", well)
    has_number = standing is not None and standing.has_number
    return Desk(
        envelope=in_force,
        proposal=proposal,
        standing=standing,
        history=list(envelopes[:6]),
        changes=_changes(in_force, proposal),
        propose=ProposeForm(units=user.units, kept=readable_documents(well), auto_id="propose-%s")
        if not is_past and has_number and may(user, "limit.propose", well)
        else None,
        approve=ApproveForm(proposal=proposal, user=user, auto_id="approve-%s") if may_approve else None,
        end=EndForm(auto_id="end-%s") if may_approve or own else None,
        is_own=own,
        by_policy=allowed,
    )


def _envelopes(well, annulus_uid: str):
    rows = OperatingEnvelope.objects.filter(
        well=well, annulus_uid=annulus_uid, quantity=Quantity.ANNULUS_PRESSURE, well_state=""
    )
    return rows.with_record().order_by("-valid_from", "-pk")


def _open(well, annulus_uid: str) -> LimitProposal | None:
    rows = LimitProposal.objects.waiting().filter(
        well=well, annulus_uid=annulus_uid, quantity=Quantity.ANNULUS_PRESSURE, well_state=""
    )
    return rows.with_record().select_related("assessment__revision").first()


def _standing(well, annulus_uid: str) -> Computed | None:
    assessment = standing_assessment(well, of_head=True)
    return computed(assessment).get(annulus_uid) if assessment else None


def _changes(envelope: OperatingEnvelope | None, proposal: LimitProposal | None) -> list[str]:
    """What moved between the approved inputs and the proposed ones, in the words of the revisions between."""
    if envelope is None or proposal is None or proposal.assessment is None:
        return []
    before = envelope.decision.proposal.assessment
    if before is None:
        return []
    first, last = before.revision, proposal.assessment.revision
    rows = last.well.revisions.filter(number__gt=first.number, number__lte=last.number).order_by("number")
    told = [f"revision {row.number}: {row.reason or 'no reason given'}" for row in rows]
    if before.engine_id != proposal.assessment.engine_id:
        told.append("another version of the engine")
    if before.evidence != proposal.assessment.evidence:
        told.append("other candidates are set aside")
    return told
