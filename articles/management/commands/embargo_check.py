"""manage.py embargo_check: print everything readers would get at a time and look for what they must not see then. What
that is: workflow/secrets.py; what readers get: management/walking.py."""

import random
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from tqdm import tqdm

from articles.dates import printed_time, zone_name
from articles.management.newsroom_command import NewsroomCommand
from articles.management.times import read_time
from articles.management.walking import PUBLIC_OUTPUTS, print_stories
from articles.queries.article import find_story
from articles.queries.page_check import live_ids
from articles.workflow.secrets import Secrets, collect_secrets

MOST_TOLD = 200


class Command(NewsroomCommand):
    help = (
        "Print every public page as of a time and look for headlines, addresses and pictures of stories that readers "
        "do not have then: drafts, scheduled and embargoed stories, unpublished changes; and for photos that were "
        "taken back, are barred, or whose rights are over then. Exit code 1 on a find."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", metavar="TIME", help="2027-03-14T06:00, in the newsroom's zone; left out: now")
        parser.add_argument("--sample", type=int, metavar="N", help="only N of the stories' pages, chosen by chance")
        parser.add_argument("--seed", type=int, default=1, help="another seed, another sample")

    def handle(self, *, at: str | None, sample: int | None, seed: int, verbosity: int, **options: Any) -> None:
        if sample is not None and sample < 0:
            raise CommandError("--sample takes the number of stories to look at, 0 or more.")
        moment = read_time(at) if at else timezone.now()
        secrets = collect_secrets(at=moment)
        ids = live_ids(now=moment)
        if sample is not None:
            ids = random.Random(seed).sample(ids, k=min(sample, len(ids)))
        watched = tqdm(ids, unit=" stories", disable=None if verbosity else True, leave=False)
        fronts = chain.from_iterable(output(moment) for output in PUBLIC_OUTPUTS)
        looked = leaks = 0
        for page in chain(fronts, print_stories(watched, moment)):
            looked += 1
            for leak in secrets.leaks_in(page.html):
                leaks += 1
                self._tell(leaks, f"{page.path}: {leak}")
        for article_id in _open_to_readers(secrets, moment):
            leaks += 1
            self._tell(leaks, f"Story {article_id} can be opened.")
        when = f"{printed_time(moment)} {zone_name(moment)}"
        hidden = f"{len(secrets.stories):,} stories that readers do not have then"
        self.stdout.write(f"As of {when}: {looked:,} pages looked at, for {hidden}. Leaks: {leaks:,}.")
        if leaks:
            raise SystemExit(1)

    def _tell(self, number: int, sentence: str) -> None:
        if number <= MOST_TOLD:
            self.stderr.write(sentence)


def _open_to_readers(secrets: Secrets, moment: datetime) -> Iterator[int]:
    """Asked as the page of a story asks, one after the other."""
    for article_id in sorted(secrets.stories):
        story = find_story(article_id)
        if story is not None and story.is_live(moment):
            yield article_id
