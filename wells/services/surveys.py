"""Survey runs: enter one, accept it into the path, reject it."""

from deepguard import audit
from deepguard.errors import RuleViolation, refuse_no_reason
from wells.models import Door, SurveyRun, Well, Wellbore, WellRevision
from wells.services.editing import editing

ACCEPTED, REJECTED = "accepted", "rejected"


def accept_survey(well: Well, uid: str, *, by, based_on, reason="", door=Door.PAGE) -> WellRevision | None:
    """Let the run make the path of its wellbore; the document names who accepted it."""
    return _judge(well, uid, ACCEPTED, by=by, based_on=based_on, reason=reason, door=door)


def reject_survey(well: Well, uid: str, *, by, based_on, reason, door=Door.PAGE) -> WellRevision | None:
    """Keep the run in the register and out of the path."""
    refuse_no_reason(reason, "Say why the survey is rejected.")
    return _judge(well, uid, REJECTED, by=by, based_on=based_on, reason=reason, door=door)


def add_survey(
    well: Well, *, wellbore_uid, name, stations, by, based_on, reason="", door=Door.PAGE, **facts
) -> WellRevision | None:
    """Enter a run as received; it makes no path until someone accepts it. Without a wellbore one is made."""
    with editing(
        well, by=by, reason=reason or f"Survey {name} entered.", based_on=based_on, door=door
    ) as edit:
        _refuse_twin(edit.well, name, facts.get("number"))
        wellbore = _wellbore(edit, wellbore_uid)
        edit.add(
            "survey_run",
            owner=wellbore,
            wanted=name,
            name=name,
            status="received",
            stations=stations,
            **{key: value for key, value in facts.items() if value not in (None, "")},
        )
    return edit.revision


def _refuse_twin(well, name, number) -> None:
    """Name and number are each given once in the register of a well."""
    runs = SurveyRun.objects.filter(well=well).present()
    if runs.filter(name=name).exists():
        raise RuleViolation(
            f"{well} has a survey “{name}” already. Give this one another name.", code="survey"
        )
    if number and (same := runs.filter(number=number).first()):
        raise RuleViolation(f"Number {number} in the register is {same}. Give another number.", code="survey")


def _wellbore(edit, uid) -> Wellbore:
    bores = Wellbore.objects.filter(well=edit.well).present()
    if not uid and not bores.exists():
        return edit.add("wellbore", wanted="main", name=edit.well.name)
    found = bores.filter(uid=uid).first()
    if found is None:
        raise RuleViolation(f"{edit.well} has no wellbore “{uid}”.", code="wellbore", status=422)
    return found


def _judge(well, uid, verdict, *, by, based_on, reason, door) -> WellRevision | None:
    told = f"Survey {uid} {verdict}. {reason}".strip()
    with editing(well, by=by, reason=told, based_on=based_on, door=door) as edit:
        run = SurveyRun.objects.filter(well=edit.well, uid=uid).present().first()
        if run is None:
            raise RuleViolation(f"{edit.well} has no survey “{uid}”.", code="survey", status=404)
        before = {"survey": uid, "status": run.status, "accepted_by": run.accepted_by}
        run.status = verdict
        run.accepted_by = by.email if verdict == ACCEPTED else None
        run.save()
        after = {"survey": uid, "status": run.status, "accepted_by": run.accepted_by}
        audit.record(f"survey.{verdict}", edit.well, by=by, before=before, after=after, reason=reason)
    return edit.revision
