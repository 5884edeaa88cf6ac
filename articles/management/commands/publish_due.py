"""manage.py publish_due: scheduled updates go out, and what follows publications is done or tried again. What is due
and how it is done is in articles/workflow/due.py."""

import logging
import threading
from datetime import datetime
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils import timezone

from articles.dates import printed_span, printed_time, zone_name
from articles.management.ending import told_to_end
from articles.management.newsroom_command import NO_TABLES, NewsroomCommand
from articles.management.times import read_time
from articles.workflow.due import PHOTO_FILES, Done, do_due, list_due

log = logging.getLogger("newsroom.workflow")

LONGEST_PAUSE = 86_400


class Command(NewsroomCommand):
    help = (
        "Publish the updates that are due, tell the rest of the site about stories that went live or were taken down, "
        "and try again what failed. Any number of machines may run it at the same time. Stories for later go live and "
        "are taken down at their times without it. Exit code 1 when something failed; the rest has gone out."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--now", metavar="TIME", help="as if it were then: 2027-03-14T06:00, in the newsroom's zone"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what is due")
        parser.add_argument("--loop", type=float, metavar="SECONDS", help="again and again, until it is told to end")

    def handle(self, *, now: str | None, dry_run: bool, loop: float | None, **options: Any) -> None:
        if loop is not None and (now or dry_run):
            raise CommandError("--loop goes by the clock: it takes neither --now nor --dry-run.")
        if loop is not None and not 0.1 <= loop <= LONGEST_PAUSE:
            raise CommandError("--loop takes the seconds between two looks, from 0.1 to a day.")
        if loop is not None:
            self._loop(loop)
        elif self._look(read_time(now) if now else timezone.now(), dry_run=dry_run):
            raise SystemExit(1)

    def _look(self, now: datetime, *, dry_run: bool = False, ending: threading.Event | None = None) -> int:
        """Do what is due, say so, and return how many things failed. Stops between two of them once `ending` is set."""
        found = failed = 0
        try:
            for done in list_due(now=now) if dry_run else do_due(now=now):
                found, failed = found + 1, failed + bool(done.fault)
                (self.stderr if done.fault else self.stdout).write(_sentence(done, dry_run=dry_run))
                if ending and ending.is_set():
                    break
        except DatabaseError as fault:
            if not _has_tables():
                raise CommandError(NO_TABLES) from fault
            raise
        if not found and not ending:
            self.stdout.write("Nothing is due.")
        return failed

    def _loop(self, pause: float) -> None:
        """Until SIGTERM or SIGINT, which let the story that is being published be finished. A database that is away, or
        has not been migrated yet, is waited for."""
        with told_to_end() as ending:
            while not ending.is_set():
                try:
                    self._look(timezone.now(), ending=ending)
                except (OperationalError, InterfaceError, CommandError) as fault:
                    log.warning("publish_due waits for the database: %s", fault)
                    self.stderr.write(f"Waiting for the database: {fault}")
                    connection.close()
                ending.wait(pause)


def _sentence(done: Done, *, dry_run: bool) -> str:
    late = f", {printed_span(done.late)} late" if done.late else ""
    named = done.headline if done.what == PHOTO_FILES else f"“{done.headline}”"
    story = f"{named} ({done.article_id})"
    if done.fault:
        return f"Failed, {done.what}: {story}{late}. {done.fault}"
    due = f", due {printed_time(done.at)} {zone_name(done.at)}" if dry_run else ""
    return f"{'Due' if dry_run else 'Done'}, {done.what}: {story}{due}{late}."


def _has_tables() -> bool:
    tables = connection.introspection.table_names()
    return {"articles_errand", "articles_scheduledupdate"} <= set(tables)
