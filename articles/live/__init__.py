"""Results: counts and calls. What is shown and what is held back is in rules.py; recording.py takes counts in,
calling.py makes and withdraws calls, state.py tells how a contest stood at any moment. Pages read them by
queries/results.py."""

from articles.live.calling import CallRefused, confirm, dismiss, open_proposals, propose, withdraw
from articles.live.recording import CountRefused, NewCount, correct, record, release

__all__ = [
    "CallRefused",
    "CountRefused",
    "NewCount",
    "confirm",
    "correct",
    "dismiss",
    "open_proposals",
    "propose",
    "record",
    "release",
    "withdraw",
]
