"""The rows of integrity, one file a noun."""

from integrity.models.assessment import Assessment, EngineRelease, Standing, StandingLimit
from integrity.models.envelope import (
    LimitDecision,
    LimitProposal,
    OperatingEnvelope,
    ProposalDocument,
    Verdict,
)
from integrity.models.record_check import RecordCheck
from integrity.models.retraction import Retraction, RetractionDecision
from integrity.models.rule_pack import RulePack, RulePackActivation
from integrity.models.set_aside import SetAsideDecision, SetAsideEnd, SetAsideRequest, SetAsideVerdict
from integrity.quantities import Quantity

__all__ = [
    "Assessment",
    "EngineRelease",
    "LimitDecision",
    "LimitProposal",
    "OperatingEnvelope",
    "ProposalDocument",
    "Quantity",
    "RecordCheck",
    "Retraction",
    "RetractionDecision",
    "RulePack",
    "RulePackActivation",
    "SetAsideDecision",
    "SetAsideEnd",
    "SetAsideRequest",
    "SetAsideVerdict",
    "Standing",
    "StandingLimit",
    "Verdict",
]
