"""Bookmarks: how far each access log has been read. One small JSON file, held by one program at a time."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOST_LOGS = 1_000  # the oldest are forgotten; a year of daily logs of two servers fits


class BookmarksBusy(Exception):
    """Another count_reads is at work with the same file."""


class BookmarksBroken(Exception):
    """The file is there and is not ours, or damaged."""


class Bookmarks:
    """Positions in bytes, of the unpacked log, by the digest of its first line. Made by opened()."""

    def __init__(self, path: Path, positions: dict[str, int]):
        self.path = path
        self._positions = positions

    def of(self, log: str) -> int:
        return self._positions.get(log, 0)

    def move(self, log: str, position: int) -> None:
        """Remember `position`; on the disk when this returns, whole or not at all."""
        self._positions.pop(log, None)
        self._positions[log] = position
        while len(self._positions) > MOST_LOGS:
            del self._positions[next(iter(self._positions))]
        draft = self.path.with_name(self.path.name + ".new")
        with draft.open("w", encoding="ascii") as file:
            json.dump(self._positions, file, indent=0)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)


@contextmanager
def opened(path: Path) -> Iterator[Bookmarks]:
    """The bookmarks in the file at `path`, made if there is none, for this program alone until the end of the block.

    Raises BookmarksBusy, BookmarksBroken, or OSError when the folder cannot be written.
    """
    lock = path.with_name(path.name + ".lock")  # a file of its own: the other one is replaced at every move
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise BookmarksBusy(str(path)) from busy
        yield Bookmarks(path, _read(path))


def _read(path: Path) -> dict[str, int]:
    try:
        stored = json.loads(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return {}
    except ValueError as fault:
        raise BookmarksBroken(str(path)) from fault
    if not isinstance(stored, dict) or not all(isinstance(value, int) and value >= 0 for value in stored.values()):
        raise BookmarksBroken(str(path))
    return stored
