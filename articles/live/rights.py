"""Who may enter counts and make calls: the roles have it in workflow/permissions.py; the verbs ask here."""

from typing import Any

from articles.workflow.permissions import NotAllowed

SENTENCES = {
    "enter_count": "You may look at results, but not enter counts. Ask a producer.",
    "propose_call": "You may look at results, but not propose who won. Ask a producer.",
    "confirm_call": "You may not confirm who won. Ask an editor or a producer.",
    "withdraw_call": "You may not withdraw a call. Ask an editor or a producer.",
}


def require(by: Any, codename: str) -> None:
    """Raises NotAllowed, with a sentence, when they lack the permission of that name."""
    if not by.has_perm(f"articles.{codename}"):
        raise NotAllowed(SENTENCES[codename])
