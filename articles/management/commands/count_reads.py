"""manage.py count_reads: reads of stories from a web server's access logs. The work is in readership/logs.py."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from articles.management.newsroom_command import NewsroomCommand
from articles.readership.bookmarks import BookmarksBroken, BookmarksBusy, opened
from articles.readership.logs import LogReport, count_log
from articles.readership.recent import RecentReaders

CLOCKS_DIFFER = timedelta(days=1)  # a line from after that was written by a server with a wrong clock


class Command(NewsroomCommand):
    help = "Count reads of stories from access logs in the combined format. Running it again counts no line twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("logs", nargs="+", type=Path, metavar="LOG", help="files, plain or .gz, oldest first")
        parser.add_argument("--since", metavar="WHEN", help="only reads from then on: 2026-11-03 or 2026-11-03T17:00")
        parser.add_argument(
            "--state",
            type=Path,
            metavar="FILE",
            default=settings.BASE_DIR / "count_reads.json",
            help="remembers how far each log was read (default: count_reads.json beside manage.py)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        since = _moment(options["since"]) if options["since"] else None
        until = timezone.now() + CLOCKS_DIFFER
        recent = RecentReaders()
        reports: list[LogReport] = []
        try:
            with opened(options["state"]) as bookmarks:
                for path in options["logs"]:
                    reports.append(count_log(path, bookmarks, recent, since=since, until=until))
                    self._print(reports[-1])
        except BookmarksBusy as busy:
            raise CommandError("Another count_reads is at work. Nothing was counted by this one.") from busy
        except BookmarksBroken as broken:
            raise CommandError(
                f"{options['state']} does not hold what count_reads left there, so nothing was counted. "
                "Name another file with --state, and with --since from when on to count."
            ) from broken
        except OSError as fault:
            raise CommandError(
                f"{options['state']} cannot be written. Name another file with --state. {fault}"
            ) from fault
        except DatabaseError as fault:
            raise CommandError(
                "The database did not take the reads. What it had not taken is counted when you run this again. "
                f"If it is not set up yet, run `manage.py migrate` first. {fault}"
            ) from fault
        if failed := sum(1 for report in reports if report.error):
            raise CommandError(f"{failed} of {len(reports)} logs could not be read to the end.", returncode=1)

    def _print(self, report: LogReport) -> None:
        counts = (
            (report.robots, "by robots"),
            (report.repeated, "repeated within half an hour"),
            (report.before, "older than asked for"),
            (report.malformed_lines, "not in the combined format"),
        )
        rest = ", ".join(f"{number:,} {words}" for number, words in counts if number)
        self.stdout.write(
            f"{report.path}: {report.reads:,} reads in {report.lines:,} new lines" + (f" ({rest})." if rest else ".")
        )
        if report.malformed:
            numbers = ", ".join(map(str, report.malformed))
            self.stdout.write(f"    Not in the combined format, counted from where this run began: line {numbers}")
        if report.error:
            self.stdout.write(f"    {report.error}")


def _moment(text: str) -> datetime:
    """A day or a moment in the newsroom's zone, unless the text names another."""
    try:
        moment = parse_datetime(text)
        if moment is None and (day := parse_date(text)):
            moment = datetime.combine(day, datetime.min.time())
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"“{text}” is no day or time. Write it like 2026-11-03 or 2026-11-03T17:00.")
    moment = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    if moment > timezone.now() + timedelta(days=1):
        raise CommandError(f"{text} is still to come: no line of a log can be from then on.")
    return moment
