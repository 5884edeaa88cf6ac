"""make bench: measures the newsroom against the numbers it promises and prints a table. Linux, PostgreSQL and some
minutes needed. `python -m tests.benchmarks --stories 1000 100000 --rounds 5` measures longer."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.cpu import cpu_seconds
from tests.benchmarks.desk import print_desk
from tests.benchmarks.ingest import print_ingest
from tests.benchmarks.readers import print_readers
from tests.benchmarks.renditions import print_renditions
from tests.benchmarks.results import print_results
from tests.benchmarks.site import ROOT, fetch_all, manage, production_environment, serving
from tests.postgres.cluster import NoPostgres, temporary_cluster

PROMISED_QUERIES, PROMISED_CPU_MS = 6, 6.0
PROMISED_ALLOCATION_MS, PROMISED_CANDIDATES_MS = 1.0, 50.0
REQUESTS = 400
MOST_MADE = 100_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--stories", type=int, nargs="+", default=[100, 20_000], help="sizes of the site, growing")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sqlite", type=int, default=20_000, metavar="N", help="generate N stories on SQLite, timed")
    options = parser.parse_args()
    try:
        measure_pages(sorted(options.stories), rounds=options.rounds)
    except NoPostgres as reason:
        print(reason, file=sys.stderr)
        return 1
    measure_generating(options.sqlite)
    print_renditions()
    return 0


def measure_pages(sizes: list[int], *, rounds: int) -> None:
    """Pages of one site as it grows, each size measured several times; the median of the rounds is printed."""
    print(f"Pages: PostgreSQL, granian with 2 workers, nothing cached, {REQUESTS} requests a round, {rounds} rounds.")
    print(
        f"Promised for the article page: at most {PROMISED_QUERIES} queries and {PROMISED_CPU_MS} ms, app + database.\n"
    )
    print(f"{'stories':>9} {'page':<9} {'queries':>7} {'app ms':>8} {'db ms':>7} {'sum ms':>7} {'kB':>6}")
    with temporary_cluster() as url, tempfile.TemporaryDirectory() as folder:
        environment = production_environment(url, Path(folder))
        environment["STATIC_ROOT"] = str(Path(folder) / "static")
        manage(environment, "migrate", "-v0")
        manage(environment, "collectstatic", "--noinput", "-v0")
        manage(environment, "load_demo")
        there, related, desk, readers = 0, [], [], []
        for size in sizes:
            _grow(environment, there, size)
            there = size
            _analyze(environment)
            _measure_size(environment, rounds=rounds)
            readers.append(_asked("readers", environment))
            desk.append(_asked("desk", environment))
            related.append(_asked("related", environment))
        print_readers(readers)
        _print_related(related)
        print_desk(desk)
        print_results(_asked("results", environment))
        print_ingest(_asked("ingest", environment))


def _grow(environment: dict[str, str], there: int, size: int) -> None:
    """Stories of their own up to 100,000; beyond, PostgreSQL copies those, which takes minutes instead of hours."""
    made = min(size, MOST_MADE)
    if made > there:
        manage(environment, "generate_articles", str(made - there), "--seed", str(made))
    if size > MOST_MADE:
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.multiply", str(size)], env=environment, cwd=ROOT, check=True
        )


def _analyze(environment: dict[str, str]) -> None:
    """What autovacuum, switched off in the throwaway cluster, does in a real one after a bulk load."""
    code = "from django.db import connection; connection.cursor().execute('VACUUM ANALYZE')"
    manage(environment, "shell", "-v0", "-c", code)


def _asked(module: str, environment: dict[str, str]) -> dict[str, Any]:
    """What a module of this package prints when it runs inside the measured site's settings."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}"]
    asked = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if asked.returncode:
        raise SystemExit(f"tests.benchmarks.{module} failed:\n{asked.stderr}")
    answer: dict[str, Any] = json.loads(asked.stdout.splitlines()[-1])
    return answer


def _print_related(measured: list[dict[str, Any]]) -> None:
    print(
        f"\nRelated stories. Promised: allocating an article page at most {PROMISED_ALLOCATION_MS} ms of CPU, "
        f"a story's candidates at publication at most {PROMISED_CANDIDATES_MS:.0f} ms at 100,000 stories.\n"
    )
    print(f"{'':>9} {'allocation, CPU':>22} {'candidates, wall':>19} {'candidates, CPU ms':>22}")
    print(f"{'stories':>9} {'pool':>6} {'ms':>7} {'p95':>7} {'ms':>11} {'p95':>7} {'app':>11} {'p95':>5} {'db':>4}")
    for each in measured:
        allocation, publication = each["allocation"], each["publication"]
        print(
            f"{each['stories']:>9,} {allocation['pool']:>6.0f} {allocation['cpu_median']:>7.2f} "
            f"{allocation['cpu_p95']:>7.2f} {publication['wall_median']:>11.1f} {publication['wall_p95']:>7.1f} "
            f"{publication['cpu_median']:>11.1f} {publication['cpu_p95']:>5.1f} {publication['database_mean']:>4.1f}"
        )


def _measure_size(environment: dict[str, str], *, rounds: int) -> None:
    known = _asked("pages", environment)
    postgres = _postmaster()
    with serving(environment) as (server, port):
        pages = {"article": known["paths"], "home": ["/"], "section": ["/news/"]}
        for name, paths in pages.items():
            wanted = (paths * (REQUESTS // len(paths) + 1))[:REQUESTS]
            fetch_all(port, wanted[:100])  # warm: templates compiled, connections open
            app, database, size = [], [], 0
            for _ in range(rounds):
                before = cpu_seconds(server), cpu_seconds(postgres)
                size = fetch_all(port, wanted)
                app.append((cpu_seconds(server) - before[0]) * 1000 / REQUESTS)
                database.append((cpu_seconds(postgres) - before[1]) * 1000 / REQUESTS)
            sums = [one + other for one, other in zip(app, database, strict=True)]
            print(
                f"{known['stories']:>9,} {name:<9} {known['queries'][name]:>7} {median(app):>8.2f} "
                f"{median(database):>7.2f} {median(sums):>7.2f} {size / REQUESTS / 1024:>6.1f}"
            )


def _postmaster() -> int:
    """The process id of the throwaway server: the newest postgres that this process started."""
    found = subprocess.run(
        ["pgrep", "-n", "-P", str(os.getpid()), "postgres"], capture_output=True, text=True, check=True
    )
    return int(found.stdout)


def measure_generating(count: int) -> None:
    """How fast generate_articles fills a SQLite newsroom, and what its desk costs then."""
    with tempfile.TemporaryDirectory() as folder:
        environment = production_environment(f"sqlite:///{folder}/newsroom.sqlite3", Path(folder))
        environment["STATIC_ROOT"] = str(Path(folder) / "static")
        manage(environment, "migrate", "-v0")
        manage(environment, "collectstatic", "--noinput", "-v0")
        began = time.monotonic()
        manage(environment, "generate_articles", str(count))
        took = time.monotonic() - began
        desk = _asked("desk", environment)
    print(f"\ngenerate_articles {count:,} on SQLite: {took:.0f} s, {count / took:,.0f} stories a second")
    print(f"(100,000 at that rate: {100_000 * took / count / 60:.1f} min; promised: under 10)")
    print_desk([desk])


if __name__ == "__main__":
    raise SystemExit(main())
