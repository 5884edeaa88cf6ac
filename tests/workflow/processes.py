"""Other processes of the newsroom on the test's own database, for what only shows between processes: a kill, a race.

`python -m tests.workflow.processes ID…` publishes these stories one after the other and prints each id.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]


def start(*command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "TEST_DATABASE_URL": _address()},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def publisher(ids: Iterable[int]) -> subprocess.Popen[str]:
    return start("-m", "tests.workflow.processes", *map(str, ids))


def _address() -> str:
    """Of the database that the tests have made for themselves."""
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    address, _, _ = os.environ["TEST_DATABASE_URL"].rpartition("/")
    return f"{address}/{name}"


def main(ids: list[str]) -> None:
    import django
    from django.utils import timezone

    django.setup()
    from articles.workflow import publish_article

    for article_id in map(int, ids):
        publish_article(article_id, by=None, now=timezone.now())
        sys.stdout.write(f"{article_id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
