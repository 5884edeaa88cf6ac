"""Turns: each size is made by one process at a time, and only so many at once on a machine. Held by the kernel's file
locks: those of a process that is killed are free at once."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from zlib import crc32

from django.conf import settings
from django.core.files.storage import default_storage

FOLDER = "renditions/.turns"
NAMES = 64  # lock files; two sizes that share one wait for each other, and no harm is done
LONGEST_WAIT = 5.0  # seconds a reader's request waits before it takes another size
_PAUSE = 0.02


@contextmanager
def turn(name: str, *, wait: float = LONGEST_WAIT) -> Iterator[bool]:
    """Have this name to oneself, and one of the machine's settings.RENDITION_WORKERS places; False when that could not
    be had within `wait` seconds."""
    until = time.monotonic() + wait
    with ExitStack() as held:
        mine = _locked(held, [f"name-{crc32(name.encode()) % NAMES}"], until=until)
        yield mine and _locked(held, [f"place-{place}" for place in range(settings.RENDITION_WORKERS)], until=until)


def _locked(held: ExitStack, names: list[str], *, until: float) -> bool:
    """Lock whichever of these files is free first."""
    folder = Path(default_storage.path(FOLDER))
    folder.mkdir(parents=True, exist_ok=True)
    files = [held.enter_context((folder / name).open("w")) for name in names]
    while True:
        for file in files:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(_PAUSE)
