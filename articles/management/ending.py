"""Ending a command that runs on and on: SIGTERM and SIGINT set an event, and what is being done is finished first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def told_to_end() -> Iterator[threading.Event]:
    """An event that is set once the command is told to end."""
    ending = threading.Event()
    before = {which: signal.signal(which, lambda *_: ending.set()) for which in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield ending
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)
