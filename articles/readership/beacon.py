"""Beacons: a reader's browser tells that a story has been in view for some seconds (static/articles/read.js).

Nothing here knows a person, and nothing is kept of a request but a number: see recent.py for what is remembered.
"""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from articles.readership.bots import asks_not_to_be_counted, is_bot, is_speculative
from articles.readership.buffer import reads
from articles.readership.recent import RecentReaders

recent = RecentReaders()


def is_foreign(headers: Mapping[str, str], *, host: str) -> bool:
    """Whether another site's page sent this, as browsers tell it: `Origin`, and in newer ones `Sec-Fetch-Site`. `host`
    is the host this request was sent to, as in the Host header."""
    if headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return True
    origin = headers.get("Origin")
    if origin is None:
        return False
    try:
        parts = urlsplit(origin)
        return parts.netloc.lower() != host.lower() and (parts.hostname or "") not in settings.OWN_HOSTS
    except ValueError:  # malformed brackets
        return True


def note_read(story_id: int, headers: Mapping[str, str], *, address: str, at: datetime) -> bool:
    """Count a read of a story at `at` (aware), unless it is no reader's or a repetition. Returns whether it counted.

    Touches no database: whether there is such a story shows when the count is written (tally.py).
    """
    agent = headers.get("User-Agent", "")
    # A browser that runs our script sends all three; programs that only imitate the request seldom do.
    if not (agent and headers.get("Origin") and headers.get("Accept-Language")):
        return False
    if asks_not_to_be_counted(headers) or is_speculative(headers) or is_bot(agent):
        return False
    if not recent.is_new(story_id, address=address, user_agent=agent, at=at):
        return False
    reads.add(story_id, at=at)
    return True
