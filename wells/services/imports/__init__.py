"""Imports by people and commands: send a file, check it, store what it says. Page, API and command call these.

    run = start(operator, "tables", files, by=user)     what was sent, kept
    run = check(run)                                     the dry run; its report says everything
    run = check(run, answers={"unit:Strings!F": "ft"})   again, with an answer or another mapping
    run = commit(run, by=user)                           one short transaction; 409 while something is open
    run = commit(run, by=user, leave_out=True)           the same without the rows that are refused

The check runs outside any transaction. The commit plans again, because the record may have moved, and
stores only what was shown: where the outcome differs it stores nothing, keeps the new report and says so.
Sent again, a file changes nothing and makes no revision.
"""

from wells.services.imports.committing import claim, commit, drop, finish
from wells.services.imports.files import KINDS, act_of, kept_files
from wells.services.imports.planning import Planned, Register, plan
from wells.services.imports.reports import report_of
from wells.services.imports.running import answer, at_once, check, start

__all__ = [
    "KINDS",
    "Planned",
    "Register",
    "act_of",
    "answer",
    "at_once",
    "check",
    "claim",
    "commit",
    "drop",
    "finish",
    "kept_files",
    "plan",
    "report_of",
    "start",
]
