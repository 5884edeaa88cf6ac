"""Fetching a feed from a file or an address. Addresses are asked as strangers' are (links/connecting.py): http and
https only, no private networks unless that is allowed, bounded in time, size and hops; each hop is checked anew.

A key for the feed (the setting RESULTS_FEED_KEY) is sent to the host that was named at first and to no other.
"""

import os
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from articles.links.asking import REDIRECTS, parts_of
from articles.links.connecting import Answer, Unreachable, addresses_of, request
from articles.links.manners import retry_after
from articles.live.feeds.shapes import LARGEST, FeedRefused

MOST_HOPS = 3
_OTHER_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/", re.ASCII | re.IGNORECASE)  # ftp://, file://; a path has one slash
SECONDS = 60.0  # for one request, whatever its size


class Waiting(Exception):
    """The source asks to be left alone for `seconds`."""

    def __init__(self, sentence: str, seconds: float | None):
        self.seconds = seconds
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Fetched:
    """`body` None: nothing has changed since. `marks` are sent along the next time."""

    body: bytes | None
    marks: Mapping[str, str]


def is_address(place: str) -> bool:
    return place.lower().startswith(("http://", "https://"))


def read_file(path: Path, marks: Mapping[str, str] | None = None) -> Fetched:
    """A file, unless it is the same as at the time of `marks`. Raises FeedRefused, and Unreachable when somebody writes
    to it meanwhile."""
    if _OTHER_ADDRESS.match(str(path)) and not path.exists():
        raise FeedRefused("A feed is a file, or an address that begins with http:// or https://.")
    try:
        with path.open("rb") as file:
            seen = _mark_of(file)
            if marks == seen:
                return Fetched(None, seen)
            body = file.read(LARGEST + 1)
            if _mark_of(file) != seen:
                raise Unreachable("somebody is writing to it")
    except OSError as error:
        raise FeedRefused(f"{path} cannot be read: {error.strerror}.") from error
    if len(body) > LARGEST:
        raise FeedRefused(f"{path} is larger than {LARGEST // 1024 // 1024} MB.")
    return Fetched(body, seen)


def _mark_of(file: IO[bytes]) -> dict[str, str]:
    """Of the file that is open, not of what has its name by now: files are replaced while they are read."""
    found = os.fstat(file.fileno())
    return {"file": f"{found.st_mtime_ns} {found.st_size} {found.st_ino}"}


@dataclass(slots=True)
class Source:
    """An address that is asked again and again. `allow_private`: also when its host is in a private network; to other
    hosts there it does not let itself be led. `key`: what is sent as x-api-key, to its own host only."""

    address: str
    agent: str
    allow_private: bool = False
    key: str = ""
    seconds: float = SECONDS

    def fetch(self, address: str = "", marks: Mapping[str, str] | None = None) -> Fetched:
        """What is at the address (of the source itself, if not said) now. Raises FeedRefused, Unreachable, Waiting."""
        try:
            url = parts_of(address or self.address)
        except ValueError as fault:
            raise FeedRefused(f"The feed cannot be asked: {fault}.") from fault
        for _ in range(MOST_HOPS + 1):
            answer = self._ask(url, marks or {})
            location = answer.headers.get("location", "")
            if answer.status not in REDIRECTS or not location:
                if answer.status == 304 and not marks:
                    raise Unreachable("it answers 304, not changed, to who has nothing yet")
                return _fetched(answer)
            try:
                url = parts_of(urljoin(urlunsplit(url), location))
            except ValueError as fault:
                raise Unreachable(f"it leads elsewhere: {fault}") from fault
        raise Unreachable("it leads from one address to the next without end")

    def next_address(self, told: str) -> str:
        """Where a feed says to go on, when that is on the same host; else "". Feeds are from outside: the key is for
        one host, and so are we."""
        try:
            url, own = parts_of(urljoin(self.address, told)), urlsplit(self.address)
        except ValueError:
            return ""
        return urlunsplit(url) if _origin(url) == _origin(own) else ""

    def _ask(self, url: SplitResult, marks: Mapping[str, str]) -> Answer:
        headers = {"Accept-Encoding": "gzip", **marks}
        if self.key and _origin(url) == _origin(urlsplit(self.address)):
            headers["x-api-key"] = self.key
        return request(
            "GET",
            url,
            agent=self.agent,
            seconds=self.seconds,
            resolve=addresses_of,
            allow_private=self.allow_private and url.hostname == urlsplit(self.address).hostname,
            most_bytes=LARGEST + 1,
            headers=headers,
        )


def _origin(url: SplitResult) -> tuple[str, str, int]:
    return url.scheme.lower(), (url.hostname or "").lower(), url.port or (443 if url.scheme == "https" else 80)


def _fetched(answer: Answer) -> Fetched:
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    marks = {sent: answer.headers[name] for name, sent in names.items() if answer.headers.get(name)}
    if answer.status == 304:
        return Fetched(None, marks)
    if answer.status in (403, 429, 503):
        seconds = retry_after(answer.headers.get("retry-after", ""), now=datetime.now(UTC))
        raise Waiting(f"The feed answers {answer.status}.", seconds)
    if answer.status != 200:
        raise Unreachable(f"it answers {answer.status}")
    said = answer.headers.get("content-length", "")
    if said.isdecimal() and len(answer.body) < min(int(said), LARGEST + 1):
        raise Unreachable("it broke off in the middle")
    if len(answer.body) > LARGEST:
        raise FeedRefused(f"The feed is larger than {LARGEST // 1024 // 1024} MB.")
    return Fetched(_unpacked(answer), marks)


def _unpacked(answer: Answer) -> bytes:
    """A small answer may unpack to more than memory holds, so no more is unpacked than a feed may have."""
    if answer.headers.get("content-encoding", "").lower() not in ("gzip", "x-gzip"):
        return answer.body
    try:
        unpacker = zlib.decompressobj(wbits=31)
        body = unpacker.decompress(answer.body, LARGEST + 1)
    except zlib.error as fault:
        raise FeedRefused("The feed is packed, and cannot be unpacked.") from fault
    if not unpacker.eof and len(body) <= LARGEST:
        raise Unreachable("it broke off in the middle")
    return body
