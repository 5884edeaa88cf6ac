"""What the desk costs an editor: the story form, the list, the front page, and keeping what is typed. Prints one JSON
line. Runs inside the measured site's settings, as pages.py does; `print_desk` is for __main__.py."""

import json
import os
import random
import time
from collections.abc import Callable
from contextlib import nullcontext
from statistics import median
from typing import Any

import django

from tests.benchmarks.cpu import cpu_seconds

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
ROUNDS, WARMING = 40, 5
# Queries and milliseconds of CPU, application and database, that are promised; None: not promised.
PROMISED: dict[str, tuple[int, float | None]] = {
    "story form": (25, 60.0),
    "list": (12, None),
    "front page": (15, None),
    "keep what is typed": (5, None),
}
STEADY = 1.3  # the list may take that much longer in the largest newsroom than in the smallest


def main() -> None:
    django.setup()
    from django.test import Client

    from articles.models import PublishedArticle

    client = Client(HTTP_HOST="127.0.0.1")
    user = _editor()
    client.force_login(user)
    ids = list(PublishedArticle.objects.order_by("-pk").values_list("pk", flat=True)[:100_000])
    chosen = random.Random(7).sample(ids, k=min(ROUNDS + WARMING, len(ids)))
    jobs: dict[str, Callable[[int], Any]] = {
        "story form": lambda story: client.get(f"/admin/articles/article/{story}/change/"),
        "list": lambda story: client.get("/admin/articles/article/"),
        "front page": lambda story: client.get("/admin/"),
        "keep what is typed": lambda story: _keep(client, user, story),
    }
    measured = {name: _measure(job, chosen) for name, job in jobs.items()}
    print(json.dumps({"stories": PublishedArticle.objects.count(), "database": _vendor(), "pages": measured}))


def _editor() -> Any:
    from django.contrib.auth.models import Group, User

    user, _ = User.objects.get_or_create(username="measured", defaults={"is_staff": True})
    user.groups.add(Group.objects.get(name="Editor"))
    user.unsaved_work.all().delete()  # of an earlier run: a form that has some to tell of does more
    return user


def _keep(client: Any, user: Any, story: int) -> Any:
    """What unsaved.js sends every few seconds."""
    boxes = {"headline": ["Pier opens to walkers"], "body": [f"<p>{'The planks held. ' * 200}</p>"]}
    sent = {"user": user.pk, "story": story, "tab": "measured", "version": 1, "boxes": boxes}
    return client.post("/admin/articles/article/keep/", json.dumps(sent), content_type="application/json")


def _measure(job: Callable[[int], Any], stories: list[int]) -> dict[str, float]:
    """The most queries of one request; medians of wall time and our CPU, and the mean of the database's, in ms."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    connection.ensure_connection()
    server = connection.connection.info.backend_pid if connection.vendor == "postgresql" else None
    queries, wall, cpu, database = 0, [], [], 0.0
    for place, story in enumerate(stories):
        if place == WARMING:
            database = cpu_seconds(server) if server else 0.0
        # Captured while warming up only, since that costs CPU itself.
        with CaptureQueriesContext(connection) if place < WARMING else nullcontext() as captured:
            began = time.perf_counter(), time.process_time()
            response = job(story)
            wall.append((time.perf_counter() - began[0]) * 1000)
            cpu.append((time.process_time() - began[1]) * 1000)
        assert response.status_code == 200, (story, response.status_code)
        queries = max(queries, _asked(captured.captured_queries) if captured is not None else 0)
    spent = (cpu_seconds(server) - database) * 1000 if server else 0.0
    measured = max(1, len(stories) - WARMING)
    return {
        "queries": queries,
        "wall": median(wall[WARMING:]),
        "app": median(cpu[WARMING:]),
        "database": spent / measured,
    }


def _asked(captured: list[dict[str, str]]) -> int:
    """How many queries there were; beginning and ending a transaction is none."""
    return sum(not each["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for each in captured)


def _vendor() -> str:
    from django.db import connection

    return connection.display_name


def print_desk(measured: list[dict[str, Any]]) -> None:
    """The table, against what is promised; and how much longer the list takes in the largest newsroom."""
    promised = ", ".join(
        f"{name} at most {queries} queries" + (f" and {cpu:.0f} ms of CPU, app + database" if cpu else "")
        for name, (queries, cpu) in PROMISED.items()
    )
    print(f"\nThe desk, as an editor. Promised: {promised}.\n")
    print(f"{'stories':>9} {'page':<19} {'queries':>7} {'app ms':>8} {'db ms':>7} {'sum ms':>7} {'wall ms':>8}")
    for each in measured:
        for name, page in each["pages"].items():
            queries, cpu = PROMISED[name]
            total = page["app"] + page["database"]
            missed = page["queries"] > queries or (cpu is not None and total > cpu)
            print(
                f"{each['stories']:>9,} {name:<19} {page['queries']:>7} {page['app']:>8.2f} {page['database']:>7.2f} "
                f"{total:>7.2f} {page['wall']:>8.2f}{'  more than promised' if missed else ''}"
            )
    if len(measured) > 1:
        _print_growth(*(each["pages"]["list"] for each in (measured[0], measured[-1])))


def _print_growth(small: dict[str, float], large: dict[str, float]) -> None:
    """By CPU: on a busy machine wall time says more about its neighbors."""
    grown = (large["app"] + large["database"]) / (small["app"] + small["database"])
    print(
        f"The list of the largest newsroom takes {grown:.2f} times the CPU of the smallest's "
        f"({large['wall'] / small['wall']:.2f} times by the clock); promised: at most {STEADY} times."
    )


if __name__ == "__main__":
    main()
