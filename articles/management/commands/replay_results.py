"""manage.py replay_results: a recorded night of counts, played through the newsroom's own code where no reader sees it,
and what readers would have seen. The work is in articles/live/; here are the rehearsal, the clock and the report."""

import json
import secrets
import time
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from articles.dates import printed_span, printed_stamp
from articles.live.feeds import READERS, FeedRefused
from articles.live.fetching import read_file
from articles.live.replaying import NotARehearsal, Seen, replay
from articles.live.transport import Line, deliveries
from articles.management.ending import told_to_end
from articles.management.newsroom_command import NewsroomCommand
from articles.models.coverage import SpecialCoverage

MOST_TOLD = 50


class Command(NewsroomCommand):
    help = (
        "Play a recorded night of election counts into a rehearsal that is thrown away afterwards, over a line as bad "
        "as you like, and report what readers would have seen. Exit code 1 when an area does not end at its last "
        "update."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--format", choices=sorted(READERS), default="jsonl")
        parser.add_argument(
            "--speed", type=_speed, default=0.0, metavar="N", help="seconds of the night in one of ours; 0: no waiting"
        )
        parser.add_argument("--drop", type=_percent, default=0.0, metavar="P", help="percent of the updates to lose")
        parser.add_argument("--reorder", action="store_true", help="let some arrive later than others")
        parser.add_argument("--duplicate", action="store_true", help="let some arrive twice")
        parser.add_argument("--seed", type=int, default=0, metavar="N", help="the same seed is the same bad line")
        parser.add_argument("--coverage", metavar="ADDRESS", help="a rehearsal that is there, to look at meanwhile")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            body = read_file(options["file"]).body
            assert body is not None  # no earlier look was told of
            feed = READERS[options["format"]](body)
        except FeedRefused as fault:
            raise CommandError(str(fault)) from fault
        line = Line(options["drop"] / 100, options["reorder"], options["duplicate"], options["seed"])
        arriving = deliveries(feed, line)
        begun = time.monotonic()
        with told_to_end() as ending, _rehearsal(options["coverage"]) as coverage:

            def pause(span: timedelta) -> bool:
                return ending.wait(span.total_seconds() / options["speed"]) if options["speed"] else ending.is_set()

            try:
                seen = replay(coverage.pk, feed, arriving, source=options["format"], pause=pause)
            except NotARehearsal as fault:
                raise CommandError(str(fault)) from fault
        took = time.monotonic() - begun
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(seen, feed.counts, took), ensure_ascii=False, indent=2))
        else:
            self._print(seen, feed.counts, took)
        if seen.is_ended:
            raise CommandError("Told to end before the night was over.", returncode=3)
        if seen.astray:
            raise CommandError(f"{len(seen.astray):,} areas do not stand at their last update.")

    def _print(self, seen: Seen, updates: int, took: float) -> None:
        write = self.stdout.write
        write(
            f"{updates:,} updates, {seen.lost:,} lost, {seen.deliveries:,} deliveries ({seen.known:,} known, "
            f"{seen.late:,} late, {seen.held:,} held back) in {took:.1f} s."
        )
        write(f"The lead passed on {len(seen.flips):,} times.")
        for flip in seen.flips[:MOST_TOLD]:
            late = flip.seen_at - flip.at
            when = f", seen {printed_span(late)} later" if late >= timedelta(minutes=1) else ""
            write(f"  {flip.contest}: {flip.before} to {flip.after}, {_told(flip.at)}{when}")
        write(f"{seen.corrections:,} downward corrections logged; readers saw a total fall {seen.falls:,} times.")
        write(f"{len(seen.calls):,} calls.")
        for what, who, at in seen.calls[:MOST_TOLD]:
            write(f"  {who}, {what}, {_told(at)}")
        if seen.gap_from is not None:
            write(f"Longest time without data: {printed_span(seen.longest_gap)}, from {_told(seen.gap_from)}.")
        write(f"Final state {seen.final_state}.")
        for where in seen.astray[:MOST_TOLD]:
            self.stderr.write(f"Not at its last update: {where}")


@contextmanager
def _rehearsal(slug: str | None) -> Iterator[SpecialCoverage]:
    """The rehearsal of that address, or one of our own, which is gone afterwards."""
    try:
        if slug is not None:
            found = SpecialCoverage.objects.filter(slug=slug).first()
            if found is None:
                raise CommandError(f"There is no special coverage “{slug}”.")
            yield found
            return
        made = SpecialCoverage.objects.create(
            title="Replay of a recorded night", slug=f"replay-{secrets.token_hex(4)}", is_rehearsal=True
        )
    except DatabaseError as error:
        raise CommandError("The database is not set up yet. Run `manage.py migrate` first.") from error
    try:
        yield made
    finally:
        made.delete()


def _told(moment: datetime) -> str:
    return f"{printed_stamp(moment)} ({moment:%Y-%m-%d %H:%M:%S} UTC)"


def _as_json(seen: Seen, updates: int, took: float) -> dict[str, Any]:
    return {
        "updates": updates,
        "lost": seen.lost,
        "deliveries": seen.deliveries,
        "known": seen.known,
        "late": seen.late,
        "held": seen.held,
        "flips": [
            {
                "contest": flip.contest,
                "at": flip.at.isoformat(),
                "seen_at": flip.seen_at.isoformat(),
                "from": flip.before,
                "to": flip.after,
            }
            for flip in seen.flips
        ],
        "corrections_logged": seen.corrections,
        "corrections_seen": seen.falls,
        "calls": [{"what": what, "who": who, "at": at.isoformat()} for what, who, at in seen.calls],
        "longest_without_data": {
            "seconds": round(seen.longest_gap.total_seconds()),
            "from": seen.gap_from.isoformat() if seen.gap_from else None,
        },
        "final_state": seen.final_state,
        "not_at_last_update": seen.astray,
        "seconds": round(took, 1),
    }


def _speed(text: str) -> float:
    return _number(text, 1_000_000, "speed")


def _percent(text: str) -> float:
    return _number(text, 100, "percentage")


def _number(text: str, most: float, what: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 <= number <= most:
        raise ArgumentTypeError(f"“{text}” is no {what} from 0 to {most:,.0f}.")
    return number
