"""The golden cases, computed: one place that turns a case of `tests/golden` into values of ours.

    TOPICS               what is covered, file by file
    outcomes(ask)        every case with what was expected and what came out, through a door

A door is a function `ask(calculator, body)`: the engine, the API or the command; the tests go through all
three, `manage.py verification` through the engine. What no calculator answers is computed by the functions
that do, and the report says so.
"""

from integrity.verification.case import Ask, Check, Outcome, Topic
from integrity.verification.topics import TOPICS, outcomes

__all__ = ["TOPICS", "Ask", "Check", "Outcome", "Topic", "outcomes"]
