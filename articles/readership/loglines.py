"""One line of a web server's access log. Pure: no files (logs.py), no database (tally.py).

Understood is the combined format of nginx and Apache, also with the host name that Apache's vhost_combined puts first:

    203.0.113.9 - - [03/Nov/2026:17:00:00 -0500] "GET /politics/x-12/ HTTP/1.1" 200 5120 "https://…" "Mozilla/5.0 …"
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import unquote

_QUOTED = r'"(?P<{}>[^"\\]*(?:\\.[^"\\]*)*)"'  # a quotation mark inside is \" in Apache's, \x22 in nginx's
_LINE = re.compile(
    r"(?:[\w.-]+:\d+ )?(?P<address>\S+) [^\[]{0,400}\[(?P<at>[^\]]{20,30})\] "
    + _QUOTED.format("request")
    + r" (?P<status>\d{3}) (?:\d+|-) "
    + _QUOTED.format("referrer")
    + " "
    + _QUOTED.format("agent")
)
_STORY = re.compile(r"/[-\w]+/[-\w]*?-(?P<id>[1-9][0-9]{0,18})/")  # as in articles/urls.py; stale ones answer 301
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Visit:
    """A page of a story that a server sent to somebody."""

    story_id: int
    at: datetime  # aware
    address: str
    user_agent: str


def visit_of(line: str) -> Visit | None:
    """The visit a line tells of; None when it tells of something else: a list, a picture, a redirect, a robot's HEAD.

    Raises ValueError for a line that is not in the combined format.
    """
    found = _LINE.match(line)
    if found is None:
        raise ValueError("Not a line of an access log in the combined format.")
    method, _, rest = found["request"].partition(" ")
    if method != "GET" or found["status"] != "200":
        return None
    story = _STORY.fullmatch(unquote(rest.partition(" ")[0].partition("?")[0]))
    if story is None or int(story["id"]) > LARGEST_ID:
        return None
    return Visit(int(story["id"]), _moment(found["at"]), found["address"], found["agent"])


@lru_cache(maxsize=1024)  # many lines tell the same second, and this is a third of the work on each
def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%d/%b/%Y:%H:%M:%S %z").astimezone(UTC)
    except OverflowError as beyond:  # the last hours of the year 9999, and the first of the year 1
        raise ValueError("No time that could be kept.") from beyond
