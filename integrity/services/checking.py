"""One run over the whole record, kept so that people can see when it was last read and what was found."""

from collections.abc import Callable
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from deepguard.models import AuditEvent
from deepguard.services.verifying import Finding
from integrity.models import Assessment, OperatingEnvelope, RecordCheck, SetAsideRequest
from integrity.services import telling
from integrity.services.replaying import HERE, Image
from integrity.services.verifying import findings
from wells.models import Blob, Scenario, Well, WellRevision

#: A record that is broken everywhere need not be told in full to be known broken.
KEPT = 500
READ = {
    "wells": Well,
    "revisions": WellRevision,
    "station lists": Blob,
    "audit events": AuditEvent,
    "assessments": Assessment,
    "limits in force": OperatingEnvelope,
    "candidates asked to be set aside": SetAsideRequest,
    "what-ifs": Scenario,
}


def check(
    *,
    with_replay: bool = True,
    image: Image = HERE,
    told: Callable[[Finding], None] = lambda finding: None,
) -> RecordCheck:
    """Read the record, tell each disagreement as it is found, keep the run and tell the people of the operators.

    `image` replays the assessments.
    """
    began = timezone.now()
    kept, count = [], 0
    for finding in findings(with_replay=with_replay, image=image):
        told(finding)
        count += 1
        if len(kept) < KEPT:
            kept.append(asdict(finding))
    run = RecordCheck(
        began_at=began,
        ended_at=timezone.now(),
        with_replay=with_replay,
        read={noun: model.objects.count() for noun, model in READ.items()},
        count=count,
        findings=kept,
    )
    with transaction.atomic():
        before = RecordCheck.objects.first()
        run.save()
        telling.record_disagrees(run, before)
    return run
