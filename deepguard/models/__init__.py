from deepguard.models.attachment import Attachment
from deepguard.models.audit import AuditEvent, AuditSeal
from deepguard.models.idempotency import IdempotentReply
from deepguard.models.job import Job
from deepguard.models.membership import Membership, Role, Scope
from deepguard.models.notification import Notification
from deepguard.models.operator import Operator
from deepguard.models.saved_filter import SavedFilter
from deepguard.models.user import Theme, UnitSystem, User

__all__ = [
    "Attachment",
    "AuditEvent",
    "AuditSeal",
    "IdempotentReply",
    "Job",
    "Membership",
    "Notification",
    "Operator",
    "Role",
    "SavedFilter",
    "Scope",
    "Theme",
    "UnitSystem",
    "User",
]
