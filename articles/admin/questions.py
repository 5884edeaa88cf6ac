"""What the scripts of the story form may ask, read from the request. Anything else is answered with a sentence (400).

What is answered is in picking.py.
"""

import json
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from articles.related.linter import Row, rows_of

LONGEST_TEXT = 1_000_000  # characters of HTML; the longest novels are about that long
MOST_ROWS = 300
MOST_IDS = 300


class Unanswerable(Exception):
    """A question the page would not ask. The message is a sentence for whoever sees it."""

    def __init__(self, sentence: str, *, status: int = 400):
        self.sentence, self.status = sentence, status
        super().__init__(sentence)


def answers(method: str, *permissions: str) -> Callable[[Callable[[HttpRequest], Any]], Callable[..., HttpResponse]]:
    """For a view that returns what is to be sent as JSON: asks for the method and for every permission first."""

    def decorate(view: Callable[[HttpRequest], Any]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest) -> HttpResponse:
            try:
                if request.method != method:
                    raise Unanswerable(f"Ask this with {method}.", status=405)
                if not request.user.has_perms(permissions):
                    raise Unanswerable("You may not see this. Ask whoever runs the newsroom’s log-ins.", status=403)
                return JsonResponse(view(request))
            except Unanswerable as refusal:
                return JsonResponse({"error": refusal.sentence}, status=refusal.status, headers={"Allow": method})

        return answer

    return decorate


def number(text: str, *, what: str) -> int | None:
    """The number of a row in the database; None where nothing is given. `what` names it in the refusal."""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise Unanswerable(f"“{text[:40]}” is not the number of a {what}.")
    return int(text)


def numbers(texts: Iterable[str], *, what: str) -> list[int]:
    """The numbers among `texts`, each once, in their order."""
    found = dict.fromkeys(one for text in texts if (one := number(text.strip(), what=what)) is not None)
    if len(found) > MOST_IDS:
        raise Unanswerable(f"At most {MOST_IDS} can be asked for at once.")
    return list(found)


def long_text(text: str) -> str:
    """A body, unless it is longer than any story."""
    if len(text) > LONGEST_TEXT:
        raise Unanswerable("This text is too long to be looked through. Cut it into several stories.")
    return text


def posted_rows(text: str) -> list[Row]:
    """The rows of related links as the page sends them, a JSON list (related/uses.py says of what)."""
    try:
        sent = json.loads(text or "[]")
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, list):
        raise Unanswerable("The rows could not be read. Load the page again.")
    if len(sent) > MOST_ROWS:
        raise Unanswerable(f"These are {len(sent):,} rows. At most {MOST_ROWS} can be looked through at once.")
    return rows_of(sent)
