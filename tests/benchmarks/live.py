"""What open tabs cost: 1,000 of them, each asking for the banner (or the results of a coverage, or a card) every five
seconds, while counts come in. A PostgreSQL and a newsroom of its own, granian with two workers on loopback:
`python -m tests.benchmarks.live`; `--seconds 10 --tabs 200` for a short look. Cores are CPU seconds by the clock."""

import argparse
import asyncio
import http
import http.client
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.cpu import cpu_seconds
from tests.benchmarks.site import ROOT, manage, production_environment, serving
from tests.postgres.cluster import temporary_cluster

EVERY = 5.0  # as live.js asks
COUNT_EVERY = 2.0
CONNECTIONS = 16
REQUESTS, WARM = 400, 300
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
PROMISED_CPU_MS, PROMISED_QUERIES, PROMISED_CORES = 1.0, 2, 1.0
INSIDE = """
from articles.models import Contest, SpecialCoverage
from django.db.models import Count
most = SpecialCoverage.objects.annotate(number=Count("contests")).order_by("-number").first()
contest = most.contests.order_by("position").first()
import json; print(json.dumps({"coverage": most.slug, "contest": contest.slug, "id": contest.pk}))
"""
COUNTING = """
import time
from django.utils import timezone
from articles.live import NewCount, record
from articles.live.rules import Figures
from articles.models import Contest
contest = Contest.objects.prefetch_related("choices").get(pk={id})
votes = dict(contest.standing.votes)
print("ready", flush=True)
for number in range({times}):
    time.sleep({every})
    votes = {{key: votes.get(key, 0) + 7 for key in (choice.key for choice in contest.choices.all())}}
    now = timezone.now()
    record(contest.pk, [NewCount(Figures(votes=votes), now)], source="elections-office", now=now)
"""


@dataclass
class Told:
    """What came back: how many of each status, the bytes, and how long each took in seconds."""

    statuses: Counter[int] = field(default_factory=Counter)
    received: int = 0
    times: list[float] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.live", description=__doc__)
    parser.add_argument("--tabs", type=int, default=1_000)
    parser.add_argument("--seconds", type=int, default=30)
    options = parser.parse_args()
    with temporary_cluster() as url, tempfile.TemporaryDirectory() as folder:
        environment = production_environment(url, Path(folder))
        environment["STATIC_ROOT"] = str(Path(folder) / "static")
        manage(environment, "migrate", "-v0")
        manage(environment, "collectstatic", "--noinput", "-v0")
        manage(environment, "load_demo")
        known = json.loads(manage(environment, "shell", "-v0", "-c", INSIDE).splitlines()[-1])
        slug, contest = known["coverage"], known["contest"]
        paths = {
            "banner": "/live/banner/",
            "coverage": f"/live/coverage/{slug}/",
            "card": f"/live/contest/{slug}/{contest}/card/",
        }
        postgres = _postmaster()
        with serving(environment) as (server, port):
            _print_each(paths, server, postgres, port)
            print(
                f"\n{options.tabs:,} tabs, each asks every {EVERY:.0f} s for {options.seconds} s; a count every ",
                end="",
            )
            print(f"{COUNT_EVERY:.0f} s. Promised: at most {PROMISED_CORES:.0f} core.\n")
            print(f"{'fragment':<10} {'a second':>8} {'200':>6} {'304':>6} {'other':>6}", end="")
            print(f" {'app':>6} {'db':>6} {'cores':>6} {'p95 ms':>7}")
            for name, path in paths.items():
                _print_crowd(name, path, known["id"], environment, server, postgres, port, options)


def _print_each(paths: dict[str, str], server: int, postgres: int, port: int) -> None:
    print(f"Fragments. Promised: at most {PROMISED_QUERIES} queries, {PROMISED_CPU_MS:.0f} ms of CPU.\n")
    print(f"{'fragment':<10} {'asked':<22} {'app ms':>7} {'db ms':>6} {'bytes':>7}")
    for name, path in paths.items():
        _, tag, _ = _ask(port, path, "")
        for words, known in (("has what there is", tag), ("has nothing", "")):
            for _ in range(WARM):
                _ask(port, path, known)
            before = cpu_seconds(server), cpu_seconds(postgres)
            sizes = _ask_often(port, path, known)
            app, database = cpu_seconds(server) - before[0], cpu_seconds(postgres) - before[1]
            print(
                f"{name:<10} {words:<22} {app * 1000 / REQUESTS:>7.2f} {database * 1000 / REQUESTS:>6.2f} "
                f"{sizes / REQUESTS:>7.0f}"
            )


def _ask(port: int, path: str, tag: str, connection: http.client.HTTPConnection | None = None) -> tuple[int, str, int]:
    own = connection or http.client.HTTPConnection("127.0.0.1", port)
    own.request("GET", path, headers={"If-None-Match": tag} if tag else {})
    answer = own.getresponse()
    size = len(answer.read())
    return answer.status, answer.headers.get("ETag", ""), size


def _ask_often(port: int, path: str, tag: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    total = 0
    for _ in range(REQUESTS):
        status, _, size = _ask(port, path, tag, connection)
        if status != (304 if tag else 200):
            raise SystemExit(f"{path} answered {status}.")
        total += size
    connection.close()
    return total


def _print_crowd(
    name: str, path: str, contest_id: int, environment: dict[str, str], server: int, postgres: int, port: int,
    options: argparse.Namespace,
) -> None:  # fmt: skip
    with _counts_coming_in(environment, contest_id, options.seconds):
        before, began = (cpu_seconds(server), cpu_seconds(postgres)), time.monotonic()
        told = asyncio.run(_crowd(port, path, options.tabs, options.seconds))
        took = time.monotonic() - began
        app, database = (cpu_seconds(server) - before[0]) / took, (cpu_seconds(postgres) - before[1]) / took
    asked = sum(told.statuses.values())
    other = asked - told.statuses[200] - told.statuses[304]
    p95 = sorted(told.times)[int(len(told.times) * 0.95)] * 1000
    missed = "  more than promised" if app + database > PROMISED_CORES or other else ""
    print(
        f"{name:<10} {asked / took:>8.0f} {told.statuses[200]:>6} {told.statuses[304]:>6} {other:>6} {app:>6.2f} "
        f"{database:>6.2f} {app + database:>6.2f} {p95:>7.0f}{missed}"
    )


@contextmanager
def _counts_coming_in(environment: dict[str, str], contest_id: int, seconds: int) -> Iterator[None]:
    code = COUNTING.format(id=contest_id, times=int(seconds / COUNT_EVERY) - 2, every=COUNT_EVERY)
    command = [sys.executable, str(ROOT / "manage.py"), "shell", "-v0", "-c", code]
    counting = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE)
    assert counting.stdout is not None
    counting.stdout.readline()  # it is ready: what it took to start is not measured
    try:
        yield
    finally:
        if counting.wait(timeout=30):
            raise SystemExit("The counts did not come in.")


async def _crowd(port: int, path: str, tabs: int, seconds: int) -> Told:
    """The tabs ask through a few kept connections, as nginx in front of granian does."""
    told, until = Told(), time.monotonic() + seconds
    connections: asyncio.Queue[Connection] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        connections.put_nowait(await asyncio.open_connection("127.0.0.1", port))
    await asyncio.gather(*(_tab(connections, path, until, told) for _ in range(tabs)))
    return told


async def _tab(connections: asyncio.Queue[Connection], path: str, until: float, told: Told) -> None:
    """One open tab, asking as live.js does."""
    await asyncio.sleep(random.random() * EVERY)
    tag = ""
    while time.monotonic() < until:
        began = time.monotonic()
        connection = await connections.get()
        status, size, tag = await _answer(connection, path, tag)
        connections.put_nowait(connection)
        told.statuses[status] += 1
        told.received += size
        told.times.append(time.monotonic() - began)
        await asyncio.sleep(EVERY * (0.9 + random.random() * 0.2))


async def _answer(connection: Connection, path: str, tag: str) -> tuple[int, int, str]:
    reader, writer = connection
    known = f"If-None-Match: {tag}\r\n" if tag else ""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{known}\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
    status = int(head.split(" ", 2)[1])
    body = await reader.readexactly(int(length[1])) if length and status != http.HTTPStatus.NOT_MODIFIED else b""
    found = re.search(r"\r\netag: (.*?)\r\n", head, re.IGNORECASE)
    return status, len(head) + len(body), found[1] if found else tag


def _postmaster() -> int:
    """The process id of the throwaway server: the newest postgres that this process started."""
    found = subprocess.run(
        ["pgrep", "-n", "-P", str(os.getpid()), "postgres"], capture_output=True, text=True, check=True
    )
    return int(found.stdout)


if __name__ == "__main__":
    main()
