"""What taking in the counts of an election costs: 3,200 areas of 50 races as AP sends them, 3,200 areas of one contest
in a table, and updates one by one. Prints one JSON line. Runs inside the measured site's settings;
`python -m tests.benchmarks.results --alone` makes a PostgreSQL of its own and prints the table."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django

from tests.benchmarks.cpu import cpu_seconds

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
RACES, COUNTIES = 50, 64
AREAS = RACES * COUNTIES
PROMISED_SECONDS = 5.0  # for the counts of all areas
ONE_BY_ONE = 400
BEGIN = datetime(2026, 11, 4, 1, tzinfo=UTC)
ALONE = "--alone"


def main() -> None:
    django.setup()
    from articles.models import CountUpdate

    coverages = [_rehearsal(name) for name in ("ap", "table", "single")]
    measured = list(_measured(*(coverage.pk for coverage in coverages)))
    counts = CountUpdate.objects.count()
    for coverage in coverages:
        coverage.delete()
    print(json.dumps({"counts": counts, "seconds": measured}))


def _measured(by_races: int, by_areas: int, one_by_one: int) -> Iterator[tuple[str, tuple[float, float, float]]]:
    """(what, seconds by the clock, of the application's CPU, of the database's), reading the feed included."""
    yield f"AP, {RACES} races with {AREAS:,} areas", _timed(lambda: _load(by_races, "ap", _answer(0)))
    yield "the same 20 s later, all changed", _timed(lambda: _load(by_races, "ap", _answer(1)))
    yield "the same, nothing changed", _timed(lambda: _load(by_races, "ap", _answer(1)))
    yield "the same, all of it late", _timed(lambda: _load(by_races, "ap", _answer(0.5)))
    yield f"CSV, one contest with {AREAS:,} areas", _timed(lambda: _load(by_areas, "csv", _table(0)))
    yield "the same 20 s later, all changed", _timed(lambda: _load(by_areas, "csv", _table(1)))
    yield "once more, each at a time of its own", _timed(lambda: _load(by_areas, "csv", _table(2, apart=0.01)))
    lines = [_line(number) for number in range(ONE_BY_ONE)]
    yield (
        f"JSON-lines, {ONE_BY_ONE} updates one by one",
        _timed(lambda: [_load(one_by_one, "jsonl", line) for line in lines]),
    )


def _timed(job: Callable[[], Any]) -> tuple[float, float, float]:
    from django.db import connection

    connection.ensure_connection()
    server = connection.connection.info.backend_pid
    began, cpu, database = time.monotonic(), time.process_time(), cpu_seconds(server)
    job()
    return time.monotonic() - began, time.process_time() - cpu, cpu_seconds(server) - database


def _load(coverage_id: int, form: str, raw: bytes) -> None:
    from articles.live.feeds import READERS
    from articles.live.loading import load

    load(coverage_id, READERS[form](raw), source=form, now=BEGIN + timedelta(hours=1))


def _rehearsal(name: str) -> Any:
    from articles.models import SpecialCoverage

    return SpecialCoverage.objects.create(title=f"Measured {name}", slug=f"measured-{name}", is_rehearsal=True)


def _at(step: float) -> str:
    return (BEGIN + timedelta(seconds=20 * step)).isoformat()


def _answer(step: float) -> bytes:
    races = [
        {
            "raceID": str(number),
            "statePostal": f"{chr(65 + number // 26)}{chr(65 + number % 26)}",
            "officeName": "Governor",
            "reportingUnits": [
                _unit(COUNTIES * 1_000, step, level="state", stateName=f"State {number}"),
                *(
                    _unit(1_000 + place, step, level="FIPSCode", fipsCode=f"{number:02}{place:03}")
                    for place in range(COUNTIES)
                ),
            ],
        }
        for number in range(RACES)
    ]
    return json.dumps({"electionDate": "2026-11-03", "races": races}).encode()


def _unit(votes: int, step: float, **said: Any) -> dict[str, Any]:
    candidates = [
        {"candidateID": str(number), "last": f"Candidate {number}", "voteCount": round(votes * (1 + step) / number)}
        for number in range(1, 6)
    ]
    return {"lastUpdated": _at(step), "precinctsReporting": 3, "precinctsTotal": 9, "candidates": candidates, **said}


def _table(step: int, *, apart: float = 0.0) -> bytes:
    lines = ["contest,area,choice,votes,as_of"]
    for place in range(AREAS):
        votes, at = 1_000 + place + 10 * step, _at(step + place * apart)
        lines += [f"president,P{place},Choice {number},{votes},{at}" for number in range(4)]
    return "\n".join(lines).encode()


def _line(number: int) -> bytes:
    votes = {"Ann Doe": 1_000 + number * 3, "Ben Roe": 1_000 + number * 2}
    said = {"contest": f"c{number % 20}", "as_of": _at(number), "votes": votes, "remaining": 9_000 - number}
    return json.dumps(said).encode()


def print_results(measured: dict[str, Any]) -> None:
    print(f"\nResults. Promised: the counts of {AREAS:,} areas in at most {PROMISED_SECONDS:.0f} s.\n")
    print(f"{'what':<46} {'wall s':>8} {'app s':>7} {'db s':>6}")
    for what, (wall, app, database) in measured["seconds"]:
        missed = "  more than promised" if f"{AREAS:,}" in what and wall > PROMISED_SECONDS else ""
        print(f"{what:<46} {wall:>8.2f} {app:>7.2f} {database:>6.2f}{missed}")


def measure_alone() -> None:
    """On a PostgreSQL and a newsroom of its own."""
    from tests.benchmarks.site import ROOT, manage, production_environment
    from tests.postgres.cluster import temporary_cluster

    with temporary_cluster() as url, tempfile.TemporaryDirectory() as folder:
        environment = production_environment(url, Path(folder))
        manage(environment, "migrate", "-v0")
        command = [sys.executable, "-m", "tests.benchmarks.results"]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    print_results(json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    if ALONE in sys.argv:
        measure_alone()
    else:
        main()
