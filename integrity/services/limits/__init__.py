"""What people do with limits: propose, approve, reject, withdraw."""

from integrity.services.limits.deciding import approve, reject, withdraw
from integrity.services.limits.entering import propose_entered
from integrity.services.limits.proposing import propose, propose_what_moved

__all__ = ["approve", "propose", "propose_entered", "propose_what_moved", "reject", "withdraw"]
