"""What every kind of readers' page costs, in queries and milliseconds of CPU, application and database, no server
passed. Prints one JSON line; runs inside the measured settings, as desk.py does; `print_readers` is for __main__.py."""

import json
import os
import random
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
KINDS = 40  # how many pages of a kind are asked for in turns
# Of every page; and it may cost that much more in the largest newsroom than in the smallest.
PROMISED_QUERIES, PROMISED_MS, STEADY = 10, 8.0, 1.2
ON_PAGE = (b"<time", b"<loc>", b"<pubDate>", b"<published>")  # each thing in a list has one


def main() -> None:
    django.setup()
    from django.test import Client

    from tests.benchmarks.desk import _measure, _vendor

    client = Client(HTTP_HOST="127.0.0.1")
    pages = _pages()
    measured = {}
    for name, paths in pages.items():
        turns = [paths[number % len(paths)] for number in range(KINDS + 5)]
        measured[name] = _measure(client.get, turns)
        shown = [sum(map(response.content.count, ON_PAGE)) for response in map(client.get, turns[:10])]
        measured[name]["things"] = sum(shown) / len(shown)
    print(json.dumps({"stories": _count(), "database": _vendor(), "pages": measured}))


def _pages() -> dict[str, list[str]]:
    from django.utils import timezone

    from articles.dates import in_newsroom_zone
    from articles.models import AuthorListing, PublishedArticle, SpecialCoverage, TopicListing
    from articles.queries.site import story_path

    now, chance = timezone.now(), random.Random(7)
    live = PublishedArticle.objects.live(now)
    ids = chance.sample(list(live.values_list("pk", flat=True)), k=min(KINDS, live.count()))
    stories = live.filter(pk__in=ids).values_list("section__slug", "slug", "article_id", "published_at")
    days = sorted({f"{in_newsroom_zone(row[3]):%Y/%m/%d}" for row in stories})
    # The longest lists, which fill their page in a small newsroom too: shorter ones would flatter it.
    topics = _longest(TopicListing, "topic__slug")
    authors = _longest(AuthorListing, "author__slug")
    return {
        "article": [story_path(*row[:3]) for row in stories],
        "home": ["/"],
        "section": [f"/{row[0]}/" for row in stories],
        "topic": [f"/topics/{slug}/" for slug in topics],
        "author": [f"/authors/{slug}/" for slug in authors],
        "coverage": [f"/coverage/{slug}/" for slug in SpecialCoverage.objects.values_list("slug", flat=True)],
        "day": [f"/{day}/" for day in days],
        "month": [f"/{day[:7]}/" for day in days],
        "corrections": ["/corrections/"],
        "feed": ["/feeds/rss.xml", "/feeds/atom.xml"],
        "sitemap of news": ["/sitemaps/news.xml"],
    }


def _longest(listing: Any, slug: str) -> list[str]:
    from django.db.models import Count

    by_length = listing.objects.values_list(slug).annotate(stories=Count("pk")).order_by("-stories", slug)
    return [row[0] for row in by_length[:5]]


def _count() -> int:
    from articles.models import PublishedArticle

    return PublishedArticle.objects.count()


def print_readers(measured: list[dict[str, Any]]) -> None:
    """The table of all sizes, each page beside what is promised, and how it grew since the smallest size."""
    print(
        f"\nEvery kind of page, without the server. Promised: at most {PROMISED_QUERIES} queries and {PROMISED_MS:.0f} "
        f"ms of CPU, app + database, in the largest newsroom at most {STEADY} times as much as in the smallest.\n"
    )
    print(
        f"{'stories':>9} {'page':<15} {'queries':>7} {'app ms':>8} {'db ms':>7} {'sum ms':>7} "
        f"{'growth':>7} {'on it':>6}"
    )
    for each in measured:
        for name, page in each["pages"].items():
            total, before = _total(page), _total(measured[0]["pages"][name])
            # A day of a small newsroom has two stories, of a large one a page full: more page, not a slower one.
            is_fuller = page["things"] > 1.1 * measured[0]["pages"][name]["things"]
            grown = total > STEADY * before and not is_fuller
            missed = page["queries"] > PROMISED_QUERIES or total > PROMISED_MS or grown
            print(
                f"{each['stories']:>9,} {name:<15} {page['queries']:>7} {page['app']:>8.2f} {page['database']:>7.2f} "
                f"{total:>7.2f} {total / before:>6.2f}x {page['things']:>6.1f}"
                f"{'  more than promised' if missed else ''}"
            )


def _total(page: dict[str, float]) -> float:
    return page["app"] + page["database"]


if __name__ == "__main__":
    main()
