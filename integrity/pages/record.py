"""The last run over the record, as far as a reader may see it."""

from deepguard.services.verifying import record_models
from integrity.models import RecordCheck

RUNS = 10
#: What is compared, beside the seals of rows: in the words of the page.
COMPARED = (
    ("Wells and their parts", "the tables that are edited, with the latest revision of each well"),
    ("Revisions and station lists", "each with its hash, and with the one before it"),
    ("Audit", "each event with its hash and its seal, in a chain"),
    ("Assessments", "replayed by the engine that made them"),
    ("Limits in force", "each with its proposal, its decision and the limit before it"),
    ("Triggers", "those that keep the record from being changed, with what should be there"),
)


def last_check(user) -> dict:
    """The runs, newest first, and of the newest the disagreements in rows of the reader's operators.

    `elsewhere`: how many more it found, in rows of others or of the installation.
    """
    runs = list(RecordCheck.objects.all()[:RUNS])
    whole = {operator for operator in user.access.operators_for("audit.view")}
    own = [one for one in runs[0].findings if one.get("operator") in whole] if runs else []
    return {
        "run": runs[0] if runs else None,
        "runs": runs,
        "findings": own,
        "elsewhere": runs[0].count - len(own) if runs else 0,
        "compared": COMPARED,
        "tables": [model._meta.verbose_name_plural for model in record_models()],
    }
