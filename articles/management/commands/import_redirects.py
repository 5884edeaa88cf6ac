"""manage.py import_redirects: the old addresses of a site that moves here, from a CSV file. The work is in
articles/redirects/; here are the file, the report and the exit code."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError, transaction
from django.utils import timezone

from articles.management.newsroom_command import NewsroomCommand
from articles.management.standing import StandingAddresses
from articles.redirects import Line, checked, read_lines, take_in

MOST_TOLD = 50  # faults printed one by one
LARGEST = 200 * 1024 * 1024


class Command(NewsroomCommand):
    help = (
        "Lead addresses of old to where their stories are now. FILE is a CSV with two columns, the old address and the "
        "new one; an empty new one says that it is gone for good. A file is taken in whole or not at all."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="check everything and change nothing")
        parser.add_argument("--replace", action="store_true", help="change what leads elsewhere already")
        parser.add_argument(
            "--skip-bad", action="store_true", help="take in the good lines of a file that has bad ones"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                standing = StandingAddresses(now=timezone.now())
                lines = read_lines(_text_of(options["file"]))
                found = list(checked(lines, replace=options["replace"], works=standing.works))
                bad = [line for line in found if line.fault]
                self._tell(bad)
                if not found:
                    raise CommandError(f"There is no address in {options['file']}. Nothing was changed.")
                if bad and not options["skip_bad"]:
                    self._refuse(bad, found)
                new, changed = take_in(found)
                transaction.set_rollback(options["dry_run"])
        except DatabaseError as error:
            raise CommandError(
                f"The database could not take the addresses in: {error}. Nothing was changed."
            ) from error
        done = "would lead on" if options["dry_run"] else "lead on now"
        known = len({line.old for line in found if not line.fault}) - new - changed
        self.stdout.write(f"{new:,} old addresses {done}, {changed:,} lead elsewhere, {known:,} were known.")
        if bad:
            self.stdout.write(f"{len(bad):,} lines were left out.")

    def _tell(self, bad: list[Line]) -> None:
        for line in bad[:MOST_TOLD]:
            self.stderr.write(f"line {line.number}: {line.fault}")
        if len(bad) > MOST_TOLD:
            self.stderr.write(f"… and {len(bad) - MOST_TOLD:,} more.")

    def _refuse(self, bad: list[Line], found: list[Line]) -> NoReturn:
        raise CommandError(
            f"{len(bad):,} of {len(found):,} lines are wrong, so nothing was changed. Mend them, or say --skip-bad to "
            "take in the others."
        )


def _text_of(file: Path) -> Iterator[str]:
    """Lines of a file in UTF-8 or, as older systems write, in Latin-1."""
    try:
        if file.stat().st_size > LARGEST:
            raise CommandError(f"{file} is larger than {LARGEST // 1024 // 1024} MB. Split it.")
        read = file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    try:
        text = read.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = read.decode("latin-1")
    yield from text.replace("\x00", "").splitlines(keepends=True)
