"""What related stories cost: at publication (finding the stories that are like one, and putting it on record) and on a
page (allocating all slots). Prints one JSON line. Runs inside the measured site's settings, as pages.py does."""

import json
import os
import random
import time
from statistics import median, quantiles
from typing import Any
from unittest import mock

import django

from tests.benchmarks.cpu import cpu_seconds

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
PUBLICATIONS, PAGES, WARMING = 200, 300, 20
NEWEST = 2000  # what is published is like what was published lately; pages are read of any age


def main() -> None:
    django.setup()
    from articles.models import PublishedArticle

    ids = list(PublishedArticle.objects.order_by("pk").values_list("pk", flat=True))
    published = _some(ids[-NEWEST:], WARMING + PUBLICATIONS)
    opened = _some(ids, WARMING + PAGES)
    print(
        json.dumps({"stories": len(ids), "publication": _publications(published), "allocation": _allocations(opened)})
    )


def _some(ids: list[int], count: int) -> list[int]:
    return random.Random(11).sample(ids, k=min(count, len(ids)))


def _publications(ids: list[int]) -> dict[str, float]:
    """Milliseconds for one story: wall and our CPU (median, 95th percentile), and the database's CPU (mean)."""
    from django.db import connection

    wall, cpu, database = [], [], 0.0
    connection.ensure_connection()
    server = connection.connection.info.backend_pid if connection.vendor == "postgresql" else None
    for place, story_id in enumerate(ids):
        if place == WARMING and server:
            database = cpu_seconds(server)
        began = time.perf_counter(), time.process_time()
        _index(story_id)
        wall.append((time.perf_counter() - began[0]) * 1000)
        cpu.append((time.process_time() - began[1]) * 1000)
    spent = (cpu_seconds(server) - database) * 1000 if server else 0.0
    measured = max(1, len(wall) - WARMING)
    return {**_spread("wall", wall[WARMING:]), **_spread("cpu", cpu[WARMING:]), "database_mean": spent / measured}


def _index(story_id: int) -> None:
    """What publish_article does about related stories, in a transaction of its own."""
    from django.db import transaction

    from articles.models import PublishedArticle
    from articles.related.candidates import index_story
    from articles.workflow.likeness import traits_of

    content = PublishedArticle.objects.select_related("revision").get(pk=story_id).revision.content
    with transaction.atomic():
        index_story(story_id, traits_of(content))


def _allocations(ids: list[int]) -> dict[str, float]:
    """Milliseconds of CPU for the allocation of one article page, ranking included, reading and printing left out."""
    from django.utils import timezone

    from articles.queries import article, article_slots

    spent: list[float] = []
    pools: list[int] = []
    allocated = article_slots._allocated

    def timed(*args: Any, **kwargs: Any) -> Any:
        began = time.process_time()
        result = allocated(*args, **kwargs)
        spent.append((time.process_time() - began) * 1000)
        pools.append(len(args[4].stories))
        return result

    with mock.patch.object(article_slots, "_allocated", timed):
        for story_id in ids:
            story = article.find_story(story_id)
            if story is not None:
                article.read_article_page(story, now=timezone.now())
    return {**_spread("cpu", spent[WARMING:]), "pool": median(pools)}


def _spread(name: str, values: list[float]) -> dict[str, float]:
    return {f"{name}_median": median(values), f"{name}_p95": quantiles(values, n=20)[-1]}


if __name__ == "__main__":
    main()
