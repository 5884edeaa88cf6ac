"""manage.py import_articles: text scrapes of story pages become stories. The work is in articles/importing/."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone
from tqdm import tqdm

from articles.importing import Options, Outcome, import_file, outcome_as_json, printable, story_files
from articles.management.newsroom_command import NewsroomCommand
from articles.models import Section


class Command(NewsroomCommand):
    help = "Import stories from text scrapes of story pages. Running it again changes nothing that has not changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders of .txt files")
        parser.add_argument("--publish", action="store_true", help="publish what passes the publication checks")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--json", action="store_true", help="print one JSON array, an object for each file")
        parser.add_argument("--section", metavar="SLUG", help="section of new stories (default: DEFAULT_SECTION)")
        parser.add_argument("--photos", type=Path, metavar="DIR", help="attach picture files from this folder by name")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            wanted = self._options(options)
        except DatabaseError as error:
            raise CommandError("The database is not set up yet. Run `manage.py migrate` first.") from error
        now = timezone.now()
        files = list(story_files(options["paths"]))
        if not files:
            raise CommandError("There is no .txt file in what you named. Nothing was imported.")
        # tqdm shows no bar where the output is not a terminal (disable=None).
        bar = tqdm(files, unit=" stories", leave=False, disable=True if options["json"] else None)
        seen: dict[str, str] = {}
        outcomes = [import_file(path, wanted, now=now, seen=seen) for path in bar]
        if options["json"]:
            self.stdout.write(json.dumps([outcome_as_json(each) for each in outcomes], ensure_ascii=False, indent=2))
        else:
            self._report(outcomes, dry_run=wanted.dry_run)
        failed = sum(1 for each in outcomes if each.error)
        if failed:
            rest = "" if failed == len(outcomes) or wanted.dry_run else " The others went in."
            raise CommandError(f"{failed} of {len(outcomes)} files had a problem.{rest}", returncode=1)

    def _options(self, options: dict[str, Any]) -> Options:
        photos = options["photos"]
        if photos and not photos.is_dir():
            raise CommandError(f"{photos} is not a folder. --photos takes the folder that holds the pictures.")
        section = None
        if options["section"]:
            section = Section.objects.filter(slug=options["section"]).first()
            if section is None:
                known = ", ".join(Section.objects.values_list("slug", flat=True)) or "none yet"
                raise CommandError(f"There is no section “{options['section']}”. Sections: {known}.")
        elif options["dry_run"]:
            Section.objects.exists()  # asks whether the tables are there at all
        else:
            section = Section.objects.default(settings.DEFAULT_SECTION)
        return Options(section=section, publish=options["publish"], dry_run=options["dry_run"], photos=photos)

    def _report(self, outcomes: list[Outcome], *, dry_run: bool) -> None:
        words = {"new": "new", "update": "updated", "edited": "edited here since, left alone", "error": "problem"}
        for outcome in outcomes:
            headline = f"  “{outcome.story.headline}”" if outcome.story else ""
            status = words.get(outcome.status, str(outcome.status))
            self.stdout.write(f"{printable(outcome.path)}: {status}{headline}")
            for sentence in filter(None, [outcome.error, *outcome.notes]):
                self.stdout.write(f"    {sentence}")
        counts = Counter(str(outcome.status) for outcome in outcomes)
        summary = ", ".join(f"{number} {words.get(status, status)}" for status, number in counts.items())
        published = sum(outcome.published for outcome in outcomes)
        summary += f". {published} went to readers." if published else "."
        self.stdout.write(("Dry run, nothing was saved: " if dry_run else "") + summary)
