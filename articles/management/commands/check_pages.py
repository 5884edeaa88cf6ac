"""Read pages as readers get them and look for what must never be on them. What that is: queries/page_check.py."""

import random
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from itertools import chain, islice
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from tqdm import tqdm

from articles.management.newsroom_command import NewsroomCommand
from articles.management.walking import (
    Printed,
    print_archive,
    print_authors,
    print_corrections,
    print_coverages,
    print_errors,
    print_home,
    print_search,
    print_sections,
    print_standing_pages,
    print_stories,
    print_topics,
)
from articles.photos.hidden import faults_in, hidden_pictures
from articles.queries.page_check import Fault, faults_on, live_among, live_ids, shown_on

OLDER_PAGES = 3  # of each section


class Command(NewsroomCommand):
    help = (
        "Check readers' pages: no story twice among the slots of a page, none its own, none that readers cannot see, "
        "no photo that was taken back, is barred, or whose rights are over. "
        "Looks at every live story and every front: home, sections, topics, authors, coverage, archive, search. "
        "Exit code 1 on a find."
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
        hidden = hidden_pictures(at=now)
        pages = teasers = found = 0
        for page in chain(_fronts(now), print_stories(watched, now)):
            shown, _ = shown_on(page.html)
            live = live_among({one.article_id for one in shown if one.article_id}, now=now)
            faults = list(faults_on(page.path, page.html, own_keys=page.own_keys, live=live))
            faults += (Fault(page.path, f"It shows {told}.") for told in faults_in(page.html, hidden))
            for fault in faults:
                self.stderr.write(f"{fault.path}: {fault.sentence}")
            pages, teasers, found = pages + 1, teasers + len(shown), found + len(faults)
        self.stdout.write(f"{pages:,} pages with {teasers:,} teasers looked at. Faults: {found:,}.")
        if found:
            raise SystemExit(1)


def _fronts(now: datetime) -> Iterator[Printed]:
    """Home, sections, topics, authors and coverage with a few older pages each, two months of the archive, search, the
    pages that stay, corrections, and the page for what is not there."""
    yield from print_home(now)
    yield from print_sections(now, older=OLDER_PAGES)
    yield from print_topics(now, older=OLDER_PAGES)
    yield from print_authors(now, older=OLDER_PAGES)
    yield from print_coverages(now, older=OLDER_PAGES)
    for printed in (print_archive, print_search, print_standing_pages, print_corrections):
        yield from printed(now)
    yield from islice(print_errors(now), 1)
