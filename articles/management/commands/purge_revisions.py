"""manage.py purge_revisions: forgets old versions of stories. Which ones is decided in articles/workflow/purging.py."""

from argparse import ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from articles.dates import printed_day
from articles.management.newsroom_command import NewsroomCommand
from articles.workflow.purging import forgettable, purge


class Command(NewsroomCommand):
    help = (
        "Delete versions of stories that were saved, handed over or set aside long ago. Published and named ones stay, "
        "those that corrections, schedules and preview links need, and the newest of every story. It may be stopped at "
        "any time and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--older-than", type=_days, default=90, metavar="DAYS", help="only what is older than this (default: 90)"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")

    def handle(self, *args: Any, **options: Any) -> None:
        before = timezone.now() - timedelta(days=options["older_than"])
        day = printed_day(before)
        try:
            if options["dry_run"]:
                self.stdout.write(
                    f"{_versions(forgettable(before=before).count())} from before {day} would be deleted."
                )
                return
            self._purge(before, day)
        except DatabaseError as error:
            raise CommandError(f"The database did not allow it: {error}") from error

    def _purge(self, before: Any, day: str) -> None:
        done = 0
        try:
            for deleted in purge(before=before):
                done += deleted
                if done and self.stdout.isatty():
                    self.stdout.write(f"{done:,}…", ending="\r")
        except KeyboardInterrupt:
            raise CommandError(f"You stopped it: {_versions(done)} deleted. Run it again for the rest.") from None
        self.stdout.write(f"{_versions(done)} from before {day} deleted.")


def _versions(number: int) -> str:
    return f"{number:,} {'version' if number == 1 else 'versions'}"


def _days(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 5 or int(text) > 36_500:
        raise ArgumentTypeError(f"“{text}” is no number of days from 0 to 36500.")
    return int(text)
