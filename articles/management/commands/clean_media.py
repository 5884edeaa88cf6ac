"""manage.py clean_media: files of pictures that nobody needs any more. The looking is in photos/orphans.py."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from tqdm import tqdm

from articles.management.newsroom_command import NewsroomCommand
from articles.photos.orphans import Orphan, delete_orphans, orphans, photos_without_file

LEAST_HOURS = 1


class Command(NewsroomCommand):
    help = (
        "Find files of pictures that no photo and no published story refers to, and photos whose file is gone. It only "
        "tells; with --delete the files are deleted. Files written lately are left: a picture that is being uploaded "
        "has no row yet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--delete", action="store_true", help="delete the files; without it, nothing is touched")
        parser.add_argument(
            "--hours", type=float, default=24, metavar="N", help="leave files younger than this (default 24, least 1)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["hours"] < LEAST_HOURS:
            raise CommandError(
                "--hours takes 1 or more: a picture that is being uploaded must not be taken for an orphan."
            )
        before = timezone.now() - timedelta(hours=options["hours"])
        found = list(tqdm(orphans(untouched_since=before), unit=" files", leave=False, disable=None))
        faults = self._delete(found) if options["delete"] else self._tell(found)
        gone = list(photos_without_file())
        for photo in gone:
            self.stderr.write(
                f"photo {photo.pk} “{photo}”: its file {photo.image.name} is gone. Bring it from a backup."
            )
        if faults or gone:
            raise CommandError(f"{faults:,} files could not be deleted, {len(gone):,} photos have no file.")

    def _tell(self, found: list[Orphan]) -> int:
        for one in found:
            self.stdout.write(f"{one.path}  {filesizeformat(one.size)}")
        size = filesizeformat(sum(one.size for one in found))
        self.stdout.write(
            f"{len(found):,} files nobody refers to, {size}. Delete them with --delete."
            if found
            else "Nothing to clean."
        )
        return 0

    def _delete(self, found: list[Orphan]) -> int:
        count: Counter[bool] = Counter()
        for one, fault in tqdm(delete_orphans(found), total=len(found), unit=" files", disable=None):
            count[not fault] += 1
            if fault:
                self.stderr.write(f"{one.path}: {fault}")
        self.stdout.write(f"{count[True]:,} files deleted.")
        return count[False]
