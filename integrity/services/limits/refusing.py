"""A number, a day or a document of a limit is refused: what is wrong, and at which field."""

from deepguard.errors import RuleViolation


class Refused(RuleViolation):
    """`field` names what is to be mended, as the services take it; a form shows the sentence there."""

    def __init__(self, message: str, code: str, field: str):
        super().__init__(message, code=code, status=422)
        self.field = field


def refuse_no_reason(reason: str, why: str) -> None:
    if not reason.strip():
        raise Refused(why, "reason", "reason")
