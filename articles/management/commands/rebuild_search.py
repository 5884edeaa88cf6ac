"""manage.py rebuild_search: brings the search index in step with what readers have. The index is articles/search/."""

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm

from articles.management.newsroom_command import NewsroomCommand
from articles.models import PublishedArticle, SearchEntry
from articles.search.index import belongs, is_current, write_stories
from articles.search.upkeep import compare_spellings, speak, sweep

log = logging.getLogger("newsroom.search")


class Command(NewsroomCommand):
    help = (
        "Bring the search index in step with the stories that readers have: write what is missing or out of date, or "
        "everything (--all), and then take out what is no more. Searches and publications go on meanwhile and nothing "
        "vanishes. It can be interrupted and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="write every story anew, also those that are right")
        parser.add_argument("--after", type=int, default=0, metavar="ID", help="go on behind this story")
        parser.add_argument("--batch", type=int, default=200, metavar="N", help="stories written in one transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["batch"] < 1:
            raise CommandError("--batch takes the number of stories to write at a time, 1 or more.")
        if options["after"] < 0:
            raise CommandError("--after takes the number of a story, the last that was done before.")
        now = timezone.now()
        compare_spellings()
        speak()
        stories = PublishedArticle.objects.filter(withdrawn_at__isnull=True, pk__gt=options["after"])
        written, failed = 0, []
        last = options["after"]
        with tqdm(total=stories.count(), unit=" stories", disable=None) as bar:
            try:
                for ids in _batches(after=last, size=options["batch"]):
                    done, broken = _write_batch(ids, everything=options["all"], now=now)
                    written += done
                    failed += broken
                    last = ids[-1]
                    bar.update(len(ids))
            except KeyboardInterrupt:
                self.stderr.write(f"Stopped behind story {last}. `rebuild_search --after {last}` goes on from there.")
                raise
        removed = sweep(now=now)
        self.stdout.write(
            f"Wrote {written:,} {'story' if written == 1 else 'stories'}, "
            f"took out {removed:,} that {'is' if removed == 1 else 'are'} no more."
        )
        if failed:
            named = ", ".join(map(str, failed[:20]))
            raise CommandError(f"These stories could not be put into the index: {named}. The log says why.")


def _batches(*, after: int, size: int) -> Iterator[list[int]]:
    """Ids of stories, oldest first, read in portions: nothing stays open while they are worked on."""
    stories = PublishedArticle.objects.filter(withdrawn_at__isnull=True).order_by("pk").values_list("pk", flat=True)
    while ids := list(stories.filter(pk__gt=after)[:size]):
        yield ids
        after = ids[-1]


def _write_batch(ids: list[int], *, everything: bool, now: datetime) -> tuple[int, list[int]]:
    """How many were written, and which could not be. A batch that fails is done again story by story."""
    try:
        return _write(ids, everything=everything, now=now), []
    except Exception:
        if len(ids) == 1:
            log.exception("story %s could not be put into the search index", ids[0])
            return 0, ids
    done = [_write_batch([story_id], everything=everything, now=now) for story_id in ids]
    return sum(written for written, _ in done), [story_id for _, broken in done for story_id in broken]


@transaction.atomic
def _write(ids: list[int], *, everything: bool, now: datetime) -> int:
    """Holds the readers' rows: a publication that comes between waits, and writes its newer text after this."""
    held = PublishedArticle.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    stories = list(held)
    entries = {entry.story_id: entry for entry in SearchEntry.objects.filter(story__in=ids).defer("text", "vector")}
    wrong = [
        story
        for story in stories
        if belongs(story, now=now)
        and (everything or story.pk not in entries or not is_current(entries[story.pk], story))
    ]
    write_stories(wrong)
    return len(wrong)
