"""Reads from the access logs of a web server, for sites that send readers no script. Each line counts once.

A log is known by its first line, wherever it was moved and whether or not it was packed since; how far it has been
read is kept in a small file (bookmarks.py).
"""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple, cast

from articles.readership.bookmarks import Bookmarks
from articles.readership.bots import is_bot
from articles.readership.loglines import visit_of
from articles.readership.recent import RecentReaders
from articles.readership.tally import Tally, store

LONGEST_LINE = 64 * 1024  # bytes; what is longer is nobody's address
LINES_AT_ONCE = 50_000  # between two writes to the database
TOO_LONG = b"~"  # stands for a line that is: no line of a log
READING_FAULTS = (OSError, EOFError, zlib.error)  # a packed log that was cut off, or damaged, or a disk that is


@dataclass(slots=True)
class LogReport:
    """What became of the lines of a log. `reads` were counted; the rest were something else, robots, or repetitions."""

    path: Path
    lines: int = 0
    reads: int = 0
    robots: int = 0
    repeated: int = 0
    before: int = 0  # older than asked for
    malformed: list[int] = field(default_factory=list)  # numbers of the first few lines that could not be read
    malformed_lines: int = 0
    error: str = ""


class _Span(NamedTuple):
    since: datetime | None
    until: datetime | None


def count_log(
    path: Path,
    bookmarks: Bookmarks,
    recent: RecentReaders,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> LogReport:
    """Count the reads in one log, plain or packed (.gz), from where it was left. A log that breaks off is counted as
    far as it goes, and `error` says so. Lines from after `until` (aware) count as malformed: one from a server whose
    clock is years ahead would stay the hottest for years. Raises DatabaseError, or OSError when the bookmark cannot be
    kept: what was not written then is read again the next time."""
    report = LogReport(path)
    if path.is_fifo():  # to open one is to wait for whoever writes
        report.error = "It cannot be opened: it is no file."
        return report
    try:
        log = _opened(path)
    except OSError as fault:
        report.error = f"It cannot be opened: {fault.strerror}."
        return report
    with log:
        _count(log, report, bookmarks, recent, _Span(since, until))
    return report


def _opened(path: Path) -> BufferedReader:
    plain = path.open("rb")
    if plain.peek(2)[:2] == b"\x1f\x8b":  # a packed log is one by its content, whatever its name
        plain.close()
        return cast(BufferedReader, gzip.open(path, "rb"))
    return plain


def _whole_lines(log: BufferedReader, report: LogReport, *, start: int = 0) -> Iterator[tuple[bytes, int]]:
    """Lines from the byte `start` on, and where each ends. What is too long for a line of a log comes out as TOO_LONG.
    A last line without its end is left for the next time: it is still being written."""
    position, line = start, b""
    try:
        log.seek(start)
        while piece := log.readline(LONGEST_LINE):
            position += len(piece)
            line = piece if len(piece) < LONGEST_LINE and not line else TOO_LONG
            if piece.endswith(b"\n"):
                yield line, position
                line = b""
    except READING_FAULTS as fault:
        report.error = f"It could not be read to its end; what was read is counted. {fault}"


def _count(log: BufferedReader, report: LogReport, bookmarks: Bookmarks, recent: RecentReaders, span: _Span) -> None:
    first = next(_whole_lines(log, report), None)
    if first is None:
        return  # empty, or still being written; without a whole first line nobody knows which log this is
    name = sha256(first[0]).hexdigest()
    start = end = bookmarks.of(name)
    tallies: dict[int, Tally] = {}
    for line, end in _whole_lines(log, report, start=start):
        _count_line(line, report, tallies, recent, span)
        if report.lines % LINES_AT_ONCE == 0:
            _write(name, end, tallies, bookmarks, report)
    if end > start:
        _write(name, end, tallies, bookmarks, report)


def _count_line(line: bytes, report: LogReport, tallies: dict[int, Tally], recent: RecentReaders, span: _Span) -> None:
    report.lines += 1
    try:
        visit = visit_of(line.decode("utf-8", "replace"))
        if visit is not None and span.until is not None and visit.at > span.until:
            raise ValueError("A visit that is still to come.")
    except ValueError:
        report.malformed_lines += 1
        if len(report.malformed) < 5:
            report.malformed.append(report.lines)
        return
    if visit is None:
        return
    if span.since is not None and visit.at < span.since:
        report.before += 1
    elif is_bot(visit.user_agent):
        report.robots += 1
    elif not recent.is_new(visit.story_id, address=visit.address, user_agent=visit.user_agent, at=visit.at):
        report.repeated += 1
    else:
        new = Tally.of(1, visit.at)
        before = tallies.get(visit.story_id)
        tallies[visit.story_id] = before + new if before else new


def _write(name: str, end: int, tallies: dict[int, Tally], bookmarks: Bookmarks, report: LogReport) -> None:
    """The bookmark moves first: should the machine stop between the two, some reads are lost and none counted twice."""
    before = bookmarks.of(name)
    bookmarks.move(name, end)
    try:
        report.reads += store(tallies)
    except BaseException:
        bookmarks.move(name, before)
        raise
    tallies.clear()
