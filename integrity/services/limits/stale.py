"""Proposals that cannot be approved any more, because what stands computed is not what was proposed."""

from collections.abc import Iterable

from integrity.models import LimitProposal
from integrity.services import telling
from integrity.services.limits.moving import moved_by
from integrity.services.limits.standing import standing_assessment, standing_limits, stands_still


def tell_of_stale(wells: Iterable[int]) -> None:
    """Tell who proposed them, once; the wells are given by key and their assessments stand.

    Call inside the transaction that stored the assessments.
    """
    waiting = LimitProposal.objects.waiting().filter(well__in=list(wells)).exclude(assessment=None)
    for proposal in waiting.select_related("well", "by", "assessment"):
        found = standing_limits(proposal.well, proposal.well_state).get(proposal.annulus_uid)
        if not stands_still(proposal, found):
            telling.limit_stale(proposal, by=_mover(proposal))


def _mover(proposal: LimitProposal):
    """Who moved it, who needs not be told; None where a day, a rule pack or another engine did."""
    then, now = proposal.assessment, standing_assessment(proposal.well)
    same = (then.revision_id, then.evidence) == (now.revision_id, now.evidence)
    return None if same else moved_by(now)["by"]
