"""Between readers and the database: reads are held in this process and written together every few seconds."""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import DatabaseError, connection

from articles.readership.tally import Tally, store

log = logging.getLogger("newsroom.readership")

EVERY = 5.0  # seconds; what a process that is killed outright loses
MOST_STORIES = 20_000  # made-up ids must not fill the memory while the database is away


class Buffer:
    """Counts reads of stories and hands them to `write` at most every `every` seconds, from a thread of its own.

    The thread exists only while something waits to be written, and what waits when the process ends is written then.
    What the database refuses is kept and tried again.
    """

    def __init__(self, write: Callable[[Mapping[int, Tally]], object] = store, *, every: float = EVERY):
        self.write = write
        self.every = every
        self._waiting: dict[int, Tally] = {}
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, story_id: int, *, at: datetime) -> None:
        """One read at `at` (aware). Takes microseconds and touches no database."""
        with self._lock:
            self._keep({story_id: Tally.of(1, at)})
            self._wind_up()

    def flush(self) -> bool:
        """Write now what waits. False when the database refused: the reads are kept for the next time."""
        with self._writing:  # two writers with half of the reads each would be no faster
            with self._lock:
                waiting, self._waiting = self._waiting, {}
            if not waiting:
                return True
            try:
                self.write(waiting)
            except DatabaseError as refusal:
                log.warning("Reads of %d stories could not be written yet: %s", len(waiting), refusal)
                with self._lock:
                    self._keep(waiting)
                return False
        return True

    def _keep(self, tallies: Mapping[int, Tally]) -> None:
        for story_id, tally in tallies.items():
            if before := self._waiting.get(story_id):
                self._waiting[story_id] = before + tally
            elif len(self._waiting) < MOST_STORIES:
                self._waiting[story_id] = tally

    def _wind_up(self) -> None:
        if self._thread is None and self._waiting and threading.main_thread().is_alive():
            # Not a daemon: a process that ends waits for this thread, also where the server skips atexit, as those do
            # that run their workers through multiprocessing.
            self._thread = threading.Thread(target=self._write_later, name="reads", daemon=False)
            self._thread.start()

    def _write_later(self) -> None:
        threading.main_thread().join(self.every)  # sleeps, and wakes at once when the process is about to end
        try:
            self.flush()
        finally:
            connection.close()  # Django closes connections at the end of requests, and this is none
            with self._lock:
                self._thread = None
                self._wind_up()  # for what came meanwhile, and for what the database refused


reads = Buffer()
