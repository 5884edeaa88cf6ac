"""manage.py check_links: links of live stories that died, and where they stand. The work is in articles/links/; the
stories that have some come to stand on the desk's front page."""

import json
from argparse import ArgumentTypeError
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone
from tqdm import tqdm

from articles.html import without_controls
from articles.links.asking import Asker, State
from articles.links.checking import Finding, Report, check_links
from articles.links.places import collect_links
from articles.management.newsroom_command import NewsroomCommand
from articles.models import Attention
from articles.workflow.attention import note_attention_of


class Command(NewsroomCommand):
    help = "Find links of live stories that no longer lead anywhere. Exit code 1 when there are some."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--limit", type=_number, default=500, metavar="N", help="at most N addresses (default: 500)"
        )
        parser.add_argument("--before", type=_number, metavar="ID", help="only stories older than the one with this id")
        parser.add_argument("--timeout", type=_number, default=10, metavar="S", help="seconds for one request (10)")
        parser.add_argument("--deadline", type=_number, default=600, metavar="S", help="seconds for all of it (600)")
        parser.add_argument("--pause", type=_seconds, default=1.0, metavar="S", help="between requests to a host (1)")
        parser.add_argument("--at-once", type=_number, default=8, metavar="K", help="hosts asked at the same time (8)")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")
        parser.add_argument(
            "--allow-private",
            action="store_true",
            help="also ask addresses of private networks; only where everybody who writes may reach all of them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            links = collect_links(now=now, limit=options["limit"], before=options["before"])
        except DatabaseError as error:
            raise CommandError("The database is not set up yet. Run `manage.py migrate` first.") from error
        asker = Asker(
            agent=f"NewsroomLinkCheck/1.0 (+{settings.SITE_URL}/)",
            seconds=options["timeout"],
            pause=options["pause"],
            allow_private=options["allow_private"],
        )
        report, interrupted = Report(links), False
        bar = tqdm(total=len(links.by_address), unit=" links", leave=False, disable=True if options["json"] else None)
        try:
            for report in check_links(links, asker, now=now, seconds=options["deadline"], at_once=options["at_once"]):
                bar.update(len(links.by_address) - report.waiting - bar.n)
        except KeyboardInterrupt:
            interrupted = True
        bar.close()
        _put_on_record(report, before=options["before"], now=now)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(report), ensure_ascii=False, indent=2))
        else:
            self._print(report, interrupted=interrupted)
        if dead := len(report.findings(State.DEAD)):
            raise CommandError(f"{dead} dead {'link' if dead == 1 else 'links'}.", returncode=1)

    def _print(self, report: Report, *, interrupted: bool) -> None:
        links = report.links
        for state, title in ((State.DEAD, "Dead"), (State.UNSURE, "Could not tell; please look yourself")):
            if findings := report.findings(state):
                self.stdout.write(f"{title}\n")
                for finding in findings:
                    self._print_finding(finding)
        if report.is_offline:
            self.stdout.write("Not one host could be found: this machine seems to have no internet.")
        number = len(links.by_address)
        if report.waiting:
            why = "You stopped it" if interrupted else "The time was up (--deadline)"
            self.stdout.write(f"{why}: {number - report.waiting} of {number} addresses checked.")
        else:
            self.stdout.write(f"{number} {'address' if number == 1 else 'addresses'} checked.")
        if links.left_out:
            self.stdout.write(f"{links.left_out} further links of one story were left out (--limit).")
        if links.before is not None and not report.waiting:
            self.stdout.write(f"Older stories are left: go on with --before {links.before}")

    def _print_finding(self, finding: Finding) -> None:
        self.stdout.write(f"  {without_controls(finding.address)[:300]}\n    {finding.verdict.words}")
        for place in finding.places:
            self.stdout.write(f"    story {place.story_id} “{place.headline}”, {place.place}")


def _put_on_record(report: Report, *, before: int | None, now: datetime) -> None:
    """For the desk's front page. Stories that were told of before and have no link left are mended too."""
    told = report.broken_links()
    linking = {place.story_id for places in report.links.by_address.values() for place in places}
    looked_at = Attention.objects.filter(kind=Attention.Kind.BROKEN)
    if report.links.before is not None:
        looked_at = looked_at.filter(article_id__gte=report.links.before)
    if before is not None:
        looked_at = looked_at.filter(article_id__lt=before)
    mended = set(looked_at.values_list("article_id", flat=True)) - linking
    note_attention_of({**told, **{number: [] for number in mended}}, Attention.Kind.BROKEN, now)


def _as_json(report: Report) -> dict[str, Any]:
    def found(state: State) -> list[dict[str, Any]]:
        return [
            {
                "address": finding.address,
                "what": finding.verdict.words,
                "places": [
                    {"story": place.story_id, "headline": place.headline, "place": place.place}
                    for place in finding.places
                ],
            }
            for finding in report.findings(state)
        ]

    return {
        "addresses": len(report.links.by_address),
        "not_checked": report.waiting,
        "left_out": report.links.left_out,
        "dead": found(State.DEAD),
        "unsure": found(State.UNSURE),
        "continue_before": report.links.before,
    }


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= 3600:
        raise ArgumentTypeError(f"“{text}” is no number of seconds from 0 to 3600.")
    return seconds


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:19]) < 2**62 or len(text) > 19:
        raise ArgumentTypeError(f"“{text}” is no number of 1 or more.")
    return int(text)
