"""Polling: a feed asked again and again until it is told to end. Nothing that goes wrong with the feed or the database
ends it; each time in a row that something does, it waits twice as long."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from articles.links.connecting import Unreachable
from articles.live.feeds.shapes import Feed, FeedRefused
from articles.live.fetching import Fetched, Source, Waiting, read_file

LONGEST_WAIT = 300.0  # seconds
MOST_IN_A_ROW = 100  # parts of one answer that are fetched without a pause
SETTLED = 1.0  # seconds since somebody wrote to a file
MOST_SETTLING = 5  # looks in a row that are put off for that


@dataclass(frozen=True, slots=True)
class Told:
    """What one look at the feed brought: a feed, or a fault in words, or neither, when nothing has changed. `wait`:
    seconds until the next look. `is_bad`: what came is no feed, as told to journalists; else it was not to be had.
    `has_more`: this is a part, and the next look brings another. `notice`: what is odd about a feed that is taken."""

    feed: Feed | None
    fault: str
    wait: float
    is_bad: bool = False
    has_more: bool = False
    notice: str = ""


@dataclass
class Poll:
    """Looks at a file or an address every `seconds`, or as long as the source asks for when that is longer. With 0 it
    is looked at once, with all its parts."""

    place: str
    read: Callable[[bytes], Feed]
    seconds: float
    source: Source | None = None
    faults: int = 0
    in_a_row: int = 0
    address: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    settling: int = 0

    def looks(self) -> Iterator[Told]:
        """Never ends by itself. Waiting is the caller's."""
        while True:
            yield self.look()

    def look(self) -> Told:
        if self._is_just_written():
            return Told(None, "", SETTLED)
        try:
            fetched = self._fetch()
            feed = None if fetched.body is None else self.read(fetched.body)
        except Waiting as asked:
            return self._failed(str(asked), at_least=asked.seconds or 0.0)
        except Unreachable as fault:
            return self._failed(f"The feed cannot be reached: {fault}.")
        except FeedRefused as fault:
            return self._failed(str(fault), is_bad=True)
        self.faults = 0
        self.marks = fetched.marks or self.marks
        if feed is None:
            self.in_a_row = 0
            return Told(None, "", self.seconds)
        leads_on, notice = self._go_on(feed)
        has_more = feed.has_more and leads_on and self.in_a_row < MOST_IN_A_ROW
        if feed.has_more and not has_more:
            notice = notice or "The feed says that there is more, and leads on without end."
        self.in_a_row = self.in_a_row + 1 if has_more else 0
        return Told(feed, "", 0.0 if has_more else self.seconds, has_more=has_more, notice=notice)

    def _go_on(self, feed: Feed) -> tuple[bool, str]:
        """Whether the next look is at another address, which the feed has given, and what is odd about that."""
        if not feed.next_address or self.source is None:
            return False, "The feed says that there is more, and not where." if feed.has_more else ""
        address = self.source.next_address(feed.next_address)
        notice = "" if address else "The feed leads to another host, where nothing is fetched."
        before = self.address or self.source.address
        if (address or self.source.address) != before:
            self.address, self.marks = address, {}
            return bool(address), notice
        return False, notice

    def _is_just_written(self) -> bool:
        """Whether a file that is followed was written to a moment ago, so that the rest of it may be to come. Not for
        ever: somebody may write to it all the time."""
        if self.source is not None or not self.seconds:
            return False
        try:
            age = time.time() - Path(self.place).stat().st_mtime
        except OSError:
            return False  # reading it will tell
        self.settling = self.settling + 1 if 0 <= age < SETTLED else 0
        return 0 < self.settling <= MOST_SETTLING

    def start_over(self) -> None:
        """Ask for everything once more: what was fetched could not be stored."""
        self.address, self.marks = "", {}

    def wait_after_fault(self) -> float:
        self.faults += 1
        return min(self.seconds * 2 ** min(self.faults, 10), max(LONGEST_WAIT, self.seconds))

    def _fetch(self) -> Fetched:
        if self.source is None:
            return read_file(Path(self.place), self.marks)
        return self.source.fetch(self.address, self.marks)

    def _failed(self, fault: str, *, at_least: float = 0.0, is_bad: bool = False) -> Told:
        """After two faults in a row the address that the feed gave is given up, and the first one is asked."""
        wait = self.wait_after_fault()
        if self.faults >= 2:
            self.start_over()
        return Told(None, fault, max(wait, min(at_least, 3600.0)), is_bad=is_bad)
