"""manage.py generate_articles N: published stories in bulk, for measuring. The work is in articles/demo/generate.py."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import connection
from django.utils import timezone
from tqdm import tqdm

from articles.demo.generate import generate_articles
from articles.management.newsroom_command import NewsroomCommand


class Command(NewsroomCommand):
    help = "Make N published stories quickly, to see how the newsroom behaves when it is big. Not for a real site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int, metavar="N")
        parser.add_argument(
            "--from", dest="source", type=Path, metavar="FILE", help='JSON lines with "headline" and "body"'
        )
        parser.add_argument("--seed", type=int, default=1, help="same seed, same stories")

    def handle(self, *args: Any, **options: Any) -> None:
        count, source = options["count"], options["source"]
        if count < 1:
            raise CommandError("Say how many stories to make: a number of 1 or more.")
        if source and not source.is_file():
            raise CommandError(f"There is no file {source}.")
        try:
            with tqdm(total=count, unit=" stories", disable=None) as bar:
                for made in generate_articles(count, now=timezone.now(), seed=options["seed"], source=source):
                    bar.update(made)
        except ValueError as error:
            raise CommandError(f"{source} is not a file of stories, one JSON object on each line. {error}") from error
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # until PostgreSQL has statistics, it reads whole tables for a page
        self.stdout.write(f"Made {count:,} published stories.")
