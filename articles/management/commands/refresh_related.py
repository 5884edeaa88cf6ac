"""manage.py refresh_related: works out anew what published stories are about and which are alike. For after an upgrade,
a restore, or a change of the weights. The reckoning is in articles/related/ and articles/workflow/."""

import logging
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from tqdm import tqdm

from articles.management.newsroom_command import NewsroomCommand
from articles.models import Article, PublishedArticle, Trait
from articles.related.candidates import index_story
from articles.workflow.keys import rekey
from articles.workflow.likeness import traits_of

log = logging.getLogger("newsroom.related")


class Command(NewsroomCommand):
    help = (
        "Work out which published stories are alike: for those that were never looked at, or for all. Each story is "
        "done by itself, so it can be interrupted and run again at any time, while the newsroom works."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="also the stories that were looked at before")
        parser.add_argument("--batch", type=int, default=500, metavar="N", help="numbers of stories read at a time")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["batch"] < 1:
            raise CommandError("--batch takes the number of stories to read at a time, 1 or more.")
        stories = PublishedArticle.objects.filter(withdrawn_at__isnull=True)
        if not options["all"]:
            stories = stories.filter(~Exists(Trait.objects.filter(story=OuterRef("pk"))))
        done, failed = 0, []
        with tqdm(total=stories.count(), unit=" stories", disable=None) as bar:
            for story_id in _ids(stories, batch=options["batch"]):
                if _refresh(story_id):
                    done += 1
                else:
                    failed.append(story_id)
                bar.update(1)
        self.stdout.write(f"Looked at {done:,} {'story' if done == 1 else 'stories'}.")
        if failed:
            raise CommandError(
                f"These stories could not be read: {', '.join(map(str, failed[:20]))}. The log says why."
            )


def _ids(stories: QuerySet[PublishedArticle], *, batch: int) -> Iterator[int]:
    """Their ids, oldest first, read in portions: nothing stays open while they are worked on."""
    last = 0
    while ids := list(stories.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:batch]):
        yield from ids
        last = ids[-1]


def _refresh(story_id: int) -> bool:
    """One story in a transaction of its own. A story that cannot be read must not keep the others waiting."""
    try:
        with transaction.atomic():
            Article.objects.select_for_update().only("pk").get(pk=story_id)  # nobody publishes it meanwhile
            story = PublishedArticle.objects.select_related("article", "revision").get(pk=story_id)
            rekey(story)
            index_story(story_id, traits_of(story.revision.content))
    except Exception:
        log.exception("could not work out what story %s is like", story_id)
        return False
    return True
