"""Read pages as readers get them and look for what must never be on them. What that is: queries/page_check.py."""

import random
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from articles.printing import print_page
from articles.queries.article import find_story, read_article_page
from articles.queries.errors import read_error_page
from articles.queries.home import read_home_page
from articles.queries.page_check import faults_on, live_among, live_ids, shown_on
from articles.queries.section import read_section_page
from articles.related import article_key

OLDER_PAGES = 3  # of each section


class Printed(NamedTuple):
    path: str
    html: str
    own_keys: tuple[str, ...] = ()


class Command(BaseCommand):
    help = (
        "Check readers' pages: no story twice among the slots of a page, none its own, none that readers cannot see. "
        "Looks at every live story, the home page and the sections. Exit code 1 on a find."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sample", type=int, metavar="N", help="only N stories, chosen by chance")
        parser.add_argument("--seed", type=int, default=1, help="another seed, another sample")

    def handle(self, *, sample: int | None, seed: int, verbosity: int, **options: Any) -> None:
        if sample is not None and sample < 0:
            raise CommandError("--sample takes the number of stories to look at, 0 or more.")
        now = timezone.now()
        ids = live_ids(now=now)
        if sample is not None:
            ids = random.Random(seed).sample(ids, k=min(sample, len(ids)))
        watched = tqdm(ids, unit=" stories", disable=None if verbosity else True, leave=False)
        pages = teasers = found = 0
        for page in chain(_fronts(now), _stories(watched, now)):
            shown, _ = shown_on(page.html)
            live = live_among({one.article_id for one in shown if one.article_id}, now=now)
            faults = list(faults_on(page.path, page.html, own_keys=page.own_keys, live=live))
            for fault in faults:
                self.stderr.write(f"{fault.path}: {fault.sentence}")
            pages, teasers, found = pages + 1, teasers + len(shown), found + len(faults)
        self.stdout.write(f"{pages:,} pages with {teasers:,} teasers looked at. Faults: {found:,}.")
        if found:
            raise SystemExit(1)


def _fronts(now: datetime) -> Iterator[Printed]:
    """The home page, the sections with a few older pages each, and the page for what is not there."""
    home = read_home_page(now=now)
    yield Printed("/", print_page("articles/home.html", {"page": home, "site": home.site}).text)
    for section in home.site.sections:
        before = ""
        for _ in range(1 + OLDER_PAGES):
            page = read_section_page(section.slug, now=now, before=before)
            if page is None:
                break  # renamed since the home page was read
            path = f"{section.url}?before={before}" if before else section.url
            yield Printed(path, print_page("articles/section.html", {"page": page, "site": page.site}).text)
            before = page.older
            if not before:
                break
    lost = read_error_page(now=now)
    yield Printed("(page for what is not there)", print_page("404.html", {"page": lost, "site": lost.site}).text)


def _stories(ids: Iterable[int], now: datetime) -> Iterator[Printed]:
    for article_id in ids:
        story = find_story(article_id)
        if story is None or not story.is_live(now):
            continue  # withdrawn since the list was read
        page = read_article_page(story, now=now)
        html = print_page("articles/article.html", {"page": page, "site": page.site}).text
        yield Printed(page.path, html, (article_key(article_id), story.story_key))
