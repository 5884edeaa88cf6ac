"""manage.py import_photos: pictures from a disk become photos of the library. The work is in articles/importing/."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone
from tqdm import tqdm

from articles.html import one_line
from articles.importing.files import printable
from articles.importing.photo_files import (
    PhotoOptions,
    PhotoOutcome,
    PhotoStatus,
    Seen,
    import_photo,
    picture_files,
)
from articles.management.newsroom_command import NewsroomCommand
from articles.models import Photo
from articles.photos.told_dates import last_moment_of

BOXES = {
    "credit": "the credit of all of them, instead of what the files say",
    "photographer": "who took them",
    "keywords": "for finding them, separated by commas",
    "rights_holder": "who holds the rights",
    "rights_terms": "what was agreed",
}
WORDS = {
    PhotoStatus.NEW: "new",
    PhotoStatus.HERE: "here already",
    PhotoStatus.SIMILAR: "looks like one that is here",
    PhotoStatus.ERROR: "problem",
}


class Command(NewsroomCommand):
    help = (
        "Take pictures into the photo library, with the caption, credit and rights that the files tell. Running it "
        "again changes nothing; interrupted, say it again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders of pictures")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--json", action="store_true", help="print one JSON array, an object for each file")
        parser.add_argument("--anyway", action="store_true", help="take in what looks like a photo that is here, too")
        for box, help_text in BOXES.items():
            parser.add_argument(f"--{box.replace('_', '-')}", default="", metavar="TEXT", help=help_text)
        parser.add_argument("--rights-end", default="", metavar="DATE", help="last day of the rights, like 2027-05-31")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = PhotoOptions(_words(options), anyway=options["anyway"], dry_run=options["dry_run"])
        try:
            Photo.objects.exists()
        except DatabaseError as error:
            raise CommandError("The database is not set up yet. Run `manage.py migrate` first.") from error
        files = list(picture_files(options["paths"]))
        if not files:
            raise CommandError("There is no picture in what you named. Nothing was imported.")
        outcomes: list[PhotoOutcome] = []
        try:
            self._import(files, wanted, outcomes, quiet=options["json"])
        except KeyboardInterrupt as interrupt:
            text = f"Interrupted after {len(outcomes)} of {len(files)} files. What is in stays; say it again to go on."
            raise CommandError(text, returncode=130) from interrupt
        if options["json"]:
            self.stdout.write(json.dumps([each.as_json() for each in outcomes], ensure_ascii=False, indent=2))
        else:
            self._report(outcomes, dry_run=wanted.dry_run)
        failed = sum(1 for each in outcomes if each.error)
        if failed:
            rest = "" if failed == len(outcomes) or wanted.dry_run else " The others went in."
            raise CommandError(f"{failed} of {len(outcomes)} files had a problem.{rest}", returncode=1)

    def _import(self, files: list[Path], wanted: PhotoOptions, outcomes: list[PhotoOutcome], *, quiet: bool) -> None:
        now: datetime = timezone.now()
        seen: Seen = {}
        # tqdm shows no bar where the output is not a terminal (disable=None).
        for path in tqdm(files, unit=" photos", leave=False, disable=True if quiet else None):
            outcomes.append(import_photo(path, wanted, now=now, seen=seen))

    def _report(self, outcomes: list[PhotoOutcome], *, dry_run: bool) -> None:
        for outcome in outcomes:
            number = f" (photo {outcome.photo_id})" if outcome.photo_id else ""
            self.stdout.write(f"{printable(outcome.path)}: {WORDS[outcome.status]}{number}")
            if outcome.similar:
                numbers = ", ".join(str(number) for number in outcome.similar)
                self.stdout.write(f"    Left out; it looks like photo {numbers}. --anyway takes it in.")
            for sentence in filter(None, [outcome.error, *outcome.notes]):
                self.stdout.write(f"    {sentence}")
        counts = Counter(outcome.status for outcome in outcomes)
        summary = ", ".join(f"{number} {WORDS[status]}" for status, number in counts.items())
        self.stdout.write(("Dry run, nothing was saved: " if dry_run else "") + summary + ".")


def _words(options: dict[str, Any]) -> dict[str, Any]:
    """What was said for all of them, each as long as its box allows."""
    words: dict[str, Any] = {box: one_line(options[box]) for box in BOXES}
    if options["rights_end"]:
        words["rights_end_at"] = last_moment_of(options["rights_end"])
        if words["rights_end_at"] is None:
            raise CommandError(f"{options['rights_end']} is no date. Write it like 2027-05-31.")
    try:
        Photo(**words).clean_fields()
    except ValidationError as error:
        box, faults = next(iter(error.message_dict.items()))
        raise CommandError(f"--{box.replace('_', '-')}: {faults[0]}") from error
    return words
