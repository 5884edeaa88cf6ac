"""manage.py load_results: counts and calls of an election from a feed, once or again and again. The work is in
articles/live/; here are the coverage, the report, the waiting and the exit code."""

import json
import threading
from argparse import ArgumentTypeError
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone
from django.utils.text import slugify

from articles.live.feeds import READERS, Feed, FeedRefused
from articles.live.feeds.shapes import joined
from articles.live.fetching import Source, is_address
from articles.live.load_log import note_found, note_lost, note_refusal
from articles.live.loading import Loaded, TestDataRefused, load
from articles.live.polling import Poll, Told
from articles.live.rules import AHEAD
from articles.management.ending import told_to_end
from articles.management.newsroom_command import NewsroomCommand
from articles.models.coverage import SpecialCoverage

MOST_TOLD = 20
LOST_AFTER = 60.0  # seconds until the next look at a feed that is out of reach: the desk is told


class Command(NewsroomCommand):
    help = (
        "Take election counts and calls into a special coverage: AP's Elections API (JSON, version 3), CSV or "
        "JSON-lines (docs/results.md). The whole feed is checked before anything is written; taking it in twice "
        "changes nothing. Test data goes into rehearsals only."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", metavar="FILE|URL")
        parser.add_argument("--format", choices=sorted(READERS), required=True)
        parser.add_argument("--coverage", metavar="ADDRESS", required=True, help="address (slug) of the coverage")
        parser.add_argument(
            "--rehearsal",
            action="store_true",
            help="into a rehearsal, which is made when there is none of that address",
        )
        parser.add_argument("--source", help="what the feed is called (default: its format)", type=_name)
        parser.add_argument("--follow", type=_seconds, metavar="SECONDS", help="look again every so many seconds")
        parser.add_argument("--dry-run", action="store_true", help="only check the feed")
        parser.add_argument("--json", action="store_true", help="print JSON, one object for each time something came")

    def handle(self, *args: Any, **options: Any) -> None:
        self.options = options
        self.source = options["source"] or options["format"]
        self.read = READERS[options["format"]]
        self.may_be_lost = True  # by what an earlier run put into the log
        self.noticed: set[str] = set()
        self.ask_again_at: datetime | None = None
        if options["dry_run"]:
            self._check()
            return
        try:
            self.coverage = _coverage(options["coverage"], is_rehearsal=options["rehearsal"])
        except DatabaseError as error:
            raise CommandError("The database is not set up yet. Run `manage.py migrate` first.") from error
        with told_to_end() as ending:
            if options["follow"] is None:
                self._once(ending)
            else:
                self._follow(options["follow"], ending)

    def _check(self) -> None:
        try:
            feed = self._read_all()
        except FeedRefused as fault:
            raise CommandError(str(fault)) from fault
        tests = sum(contest.is_test for contest in feed.contests.values())
        self.stdout.write(
            f"{len(feed.contests):,} contests with {feed.counts:,} counts"
            + (f", {tests:,} of them test data." if tests else ".")
        )

    def _once(self, ending: threading.Event) -> None:
        try:
            feed = self._read_all()
            loaded = load(self.coverage.pk, feed, source=self.source, now=timezone.now(), is_over=ending.is_set)
        except (FeedRefused, TestDataRefused) as fault:
            if isinstance(fault, FeedRefused):
                note_refusal(self.coverage.pk, self.source, str(fault), now=timezone.now())
            raise CommandError(f"{fault} Nothing was changed.") from fault
        except SpecialCoverage.DoesNotExist as fault:
            raise CommandError("The coverage was deleted meanwhile.") from fault
        self._tell(loaded)
        if loaded.is_ended:
            raise CommandError("Told to end before all was in. Run it again to take in the rest.", returncode=3)
        if loaded.failed:
            raise CommandError(f"{len(loaded.failed):,} contests could not be taken in. Run it again.")

    def _read_all(self) -> Feed:
        """The feed with all its parts, before anything is written. Raises FeedRefused."""
        poll = Poll(self.options["place"], self.read, 0, source=self._source())
        parts: list[Feed] = []
        for told in poll.looks():
            if told.is_bad:
                raise FeedRefused(told.fault)
            if told.feed is None:
                raise CommandError(told.fault)
            parts.append(told.feed)
            feed = joined(parts)
            if not told.has_more:
                break
        if told.notice:
            self.stderr.write(told.notice)
        return feed

    def _source(self) -> Source | None:
        place = self.options["place"]
        if not is_address(place):
            return None
        return Source(
            place,
            agent=f"NewsroomResults/1.0 (+{settings.SITE_URL}/)",
            allow_private=settings.RESULTS_FEED_PRIVATE,
            key=settings.RESULTS_FEED_KEY,
        )

    def _follow(self, seconds: float, ending: threading.Event) -> None:
        """Until SIGTERM or SIGINT, which let the contest that is being taken in be finished."""
        poll = Poll(self.options["place"], self.read, seconds, source=self._source())
        for told in poll.looks():
            wait = told.wait
            try:
                if not self._take(told, ending):
                    poll.start_over()
            except TestDataRefused as fault:
                self.stderr.write(str(fault))
            except (DatabaseError, InterfaceError) as fault:
                self.stderr.write(f"Waiting for the database: {fault}")
                connection.close()
                poll.start_over()
                wait = poll.wait_after_fault()
            except SpecialCoverage.DoesNotExist as fault:
                raise CommandError("The coverage was deleted meanwhile.") from fault
            if ending.wait(wait):
                return

    def _take(self, told: Told, ending: threading.Event) -> bool:
        """What came of one look; False when part of it has to be asked for once more."""
        coverage, now = self.coverage.pk, timezone.now()
        if told.fault:
            self.may_be_lost = True
            self.stderr.write(told.fault)
            if told.is_bad:
                note_refusal(coverage, self.source, told.fault, now=now)
            elif told.wait >= LOST_AFTER:
                note_lost(coverage, self.source, told.fault, now=now)
            return True
        if self.may_be_lost:
            note_found(coverage, self.source, now=now)
            self.may_be_lost = False
        if told.feed is None:
            is_ripe = self.ask_again_at is not None and self.ask_again_at <= now + AHEAD
            return not is_ripe  # nothing has changed but the time of a count that was held back for being still to come
        if told.notice and told.notice not in self.noticed:
            self.noticed.add(told.notice)
            self.stderr.write(told.notice)
            note_refusal(coverage, self.source, told.notice, now=now)
        try:
            loaded = load(coverage, told.feed, source=self.source, now=now, is_over=ending.is_set)
        except FeedRefused as fault:
            self.stderr.write(str(fault))
            note_refusal(coverage, self.source, str(fault), now=now)
            return True
        self._tell(loaded, quiet=True)
        self.ask_again_at = loaded.early
        return not loaded.failed

    def _tell(self, loaded: Loaded, *, quiet: bool = False) -> None:
        """`quiet`: only when there is something new."""
        if quiet and not (loaded.new or loaded.refused or loaded.failed):
            return
        if self.options["json"]:
            self.stdout.write(json.dumps(_as_json(loaded), ensure_ascii=False))
            return
        self.stdout.write(
            f"{loaded.new:,} new counts in {loaded.contests:,} contests, {loaded.known:,} known, {loaded.late:,} late; "
            f"{loaded.corrections:,} corrected down, the lead passed on {loaded.flips:,} times."
        )
        for held in loaded.held[:MOST_TOLD]:
            self.stderr.write(f"Held back: {held}")
        if len(loaded.held) > MOST_TOLD:
            self.stderr.write(f"… and {len(loaded.held) - MOST_TOLD:,} more held back.")
        if loaded.refused:
            self.stderr.write(f"Test data, left out: {', '.join(loaded.refused[:MOST_TOLD])}")
        for each in loaded.beaten[:MOST_TOLD]:
            self.stderr.write(each)
        for each in loaded.added[:MOST_TOLD]:
            self.stderr.write(f"New on the ballot: {each}")
        for each in loaded.failed[:MOST_TOLD]:
            self.stderr.write(f"Not taken in: {each}")


def _coverage(slug: str, *, is_rehearsal: bool) -> SpecialCoverage:
    found = SpecialCoverage.objects.filter(slug=slug).first()
    if found is None and is_rehearsal:
        if slug != slugify(slug):
            raise CommandError("An address takes small letters, digits and hyphens only.")
        return SpecialCoverage.objects.create(title=f"Rehearsal {slug}"[:120], slug=slug, is_rehearsal=True)
    if found is None:
        raise CommandError(f"There is no special coverage “{slug}”. Make it on the desk, or say --rehearsal.")
    if is_rehearsal and not found.is_rehearsal:
        raise CommandError(f"“{found}” is for readers. Choose another address for the rehearsal.")
    return found


def _as_json(loaded: Loaded) -> dict[str, Any]:
    return {
        "contests": loaded.contests,
        "new": loaded.new,
        "known": loaded.known,
        "late": loaded.late,
        "held": loaded.held,
        "corrections": loaded.corrections,
        "flips": loaded.flips,
        "test_data_left_out": loaded.refused,
        "new_on_the_ballot": loaded.added,
        "not_taken_in": loaded.failed,
    }


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 1 <= seconds <= 86_400:
        raise ArgumentTypeError(f"“{text}” is no number of seconds from 1 to 86400.")
    return seconds


def _name(text: str) -> str:
    if text != slugify(text) or not 1 <= len(text) <= 40 or text == "desk":
        raise ArgumentTypeError("A source is named with small letters, digits and hyphens, and “desk” is taken.")
    return text
