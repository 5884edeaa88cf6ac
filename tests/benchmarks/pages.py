"""What a page costs: prints one JSON line with query counts, and the addresses to fetch. Runs inside the measured
site's settings (`python -m tests.benchmarks.pages`), because only there is its database."""

import json
import os
import random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")


def main() -> None:
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from articles.models import PublishedArticle
    from articles.queries.site import story_path

    live = PublishedArticle.objects.live(timezone.now())
    ids = list(live.values_list("article_id", flat=True))
    chosen = random.Random(7).sample(ids, k=min(400, len(ids)))
    rows = live.filter(pk__in=chosen).values_list("section__slug", "slug", "article_id")
    paths = [story_path(*row) for row in rows]
    client = Client(HTTP_HOST="127.0.0.1")
    queries = {}
    for name, path in {"article": paths[0], "home": "/", "section": "/news/"}.items():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        queries[name] = len(captured)
    print(json.dumps({"paths": paths, "queries": queries, "stories": len(ids)}))


if __name__ == "__main__":
    main()
