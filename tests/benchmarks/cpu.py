"""CPU seconds of a process and everything it started, read from /proc (Linux). On a busy machine this figure holds when
requests per second do not."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(*roots: int) -> float:
    """User and system time so far of the processes `roots` and their descendants, children already gone included."""
    parents: dict[int, list[int]] = {}
    fields: dict[int, list[str]] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we were looking
        fields[int(entry.name)] = stat
        parents.setdefault(int(stat[1]), []).append(int(entry.name))
    total, waiting = 0, list(roots)
    while waiting:
        pid = waiting.pop()
        if pid in fields:
            total += sum(int(ticks) for ticks in fields[pid][11:15])
            waiting += parents.get(pid, [])
    return total / TICKS
