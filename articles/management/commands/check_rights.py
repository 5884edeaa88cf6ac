"""manage.py check_rights: warns before the rights in photos end. What there is to say is worked out in
articles/workflow/rights_ahead.py; the desk's front page says it too."""

import json
from argparse import ArgumentTypeError
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from articles.management.newsroom_command import NewsroomCommand
from articles.management.times import read_time
from articles.workflow.rights_ahead import Finding, note_rights_ahead, rights_ahead

FURTHEST = 3650
NAMED = 20  # stories that are named of one photo


class Command(NewsroomCommand):
    help = (
        "Tell which photos lose their rights soon, in which live and scheduled stories, which stand in more stories "
        "than was agreed, and what readers are shown although they may not be. The desk's front page says the same. "
        "Exit code 0: nothing, 1: something ends or cannot go out, 2: something is wrong now."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--within", type=_days, default=14, metavar="DAYS", help="how far to look ahead (14)")
        parser.add_argument("--json", action="store_true", help="print one JSON array instead of sentences")
        parser.add_argument("--now", metavar="TIME", help="as if it were then; nothing is put on the desk's front page")

    def handle(self, *, within: int, now: str | None, **options: Any) -> None:
        moment = read_time(now) if now else timezone.now()
        findings = rights_ahead(now=moment, within=timedelta(days=within))
        if now is None:
            note_rights_ahead(findings, now=moment)
        if options["json"]:
            self.stdout.write(json.dumps([_as_json(one) for one in findings], ensure_ascii=False, indent=2))
        else:
            self._print(findings, within=within)
        if findings:
            raise SystemExit(2 if any(one.kind.is_fault for one in findings) else 1)

    def _print(self, findings: list[Finding], *, within: int) -> None:
        for finding in findings:
            self.stdout.write(f"Photo {finding.photo.pk}: {finding.sentence}")
            for story in finding.stories[:NAMED]:
                state = "live" if story.is_live else "scheduled"
                self.stdout.write(f"    story {story.article_id} “{story.headline}”, {state}")
            if len(finding.stories) > NAMED:
                self.stdout.write(f"    and {len(finding.stories) - NAMED:,} more")
        if not findings:
            self.stdout.write(f"No rights end within {within} days, and all photos may be shown where they are.")


def _as_json(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.name.lower(),
        "photo": finding.photo.pk,
        "caption": finding.photo.caption,
        "ends": _iso(finding.at),
        "sentence": finding.sentence,
        "stories": [
            {"id": story.article_id, "headline": story.headline, "live": story.is_live} for story in finding.stories
        ],
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _days(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 1 <= int(written[:9]) <= FURTHEST):
        raise ArgumentTypeError(f"“{written}” is no number of days from 1 to {FURTHEST}.")
    return int(written)
