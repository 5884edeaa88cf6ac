"""Manners towards other people's servers: one request at a time to a host, with a pause, and gone when asked to go."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

PAUSE = 1.0  # seconds between two requests to one host
PATIENCE = 30.0  # seconds that are waited because of a Retry-After; after that, the host is left alone


class Stopped(Exception):
    """The run is over, by its deadline or by somebody's wish."""


@dataclass(slots=True)
class Host:
    """What this run knows of one host."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0  # on time.monotonic()
    pause: float = PAUSE
    unwelcome: str = ""  # why nothing more is asked there, in words

    def not_before(self, seconds: float) -> None:
        """Leave the host in peace for so many seconds from now."""
        self.free_at = max(self.free_at, time.monotonic() + seconds)

    def slow_down(self, seconds: float) -> None:
        """Leave at least so many seconds between two requests, beginning with the next."""
        self.pause = max(self.pause, seconds)
        self.not_before(self.pause)


class Manners:
    """The hosts of a run. Shared by its threads; `stop` ends every waiting."""

    def __init__(self, *, pause: float = PAUSE):
        self.pause = pause
        self.stop = threading.Event()
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    def host(self, name: str) -> Host:
        with self._lock:
            return self._hosts.setdefault(name, Host(pause=self.pause))

    @contextmanager
    def turn(self, host: Host) -> Iterator[None]:
        """Wait for our turn at a host. Raises Stopped."""
        with host.lock:
            self.wait(host.free_at - time.monotonic())
            try:
                yield
            finally:
                host.not_before(host.pause)

    def wait(self, seconds: float) -> None:
        """Raises Stopped as soon as the run is."""
        if self.stop.wait(seconds) if seconds > 0 else self.stop.is_set():
            raise Stopped


def retry_after(value: str, *, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, 10.2.3): a number, or a date. None when it says neither."""
    if value.isascii() and value.isdecimal() and len(value) < 10:
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
