"""Tallies of reads, and how they get into the database. Who counts as a reader is decided in beacon.py and logs.py."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from articles.models.published import PublishedArticle
from articles.models.readership import Readership
from articles.readership.heat import COLD, heat_of, merged

AT_ONCE = 500  # rows in a transaction: it locks them all, and others wait for it


@dataclass(frozen=True, slots=True)
class Tally:
    """Some reads of one story: how many, how hot they are together (heat.py), and when the last was (aware)."""

    reads: int
    heat: float
    last: datetime

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.reads + other.reads, merged(self.heat, other.heat), max(self.last, other.last))

    @classmethod
    def of(cls, reads: int, at: datetime) -> "Tally":
        return cls(reads, heat_of(reads, at), at)


def add_reads(counts: Mapping[int, int], *, at: datetime) -> int:
    """Count reads that all happened at `at` (aware): story id -> how many. See store()."""
    return store({story_id: Tally.of(reads, at) for story_id, reads in counts.items() if reads > 0})


def store(tallies: Mapping[int, Tally]) -> int:
    """Add tallies to what is known of their stories; returns how many reads were added. Ids that are no published
    story are passed over. Any number of processes may do this at the same time: no read is lost or counted twice.

    Raises DatabaseError; the batches of AT_ONCE stories before the one that failed are then in.
    """
    ids = sorted(tallies)
    batches = (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
    return sum(_store_batch(batch, tallies) for batch in batches)


def _store_batch(ids: Iterable[int], tallies: Mapping[int, Tally]) -> int:
    with transaction.atomic():
        known = sorted(PublishedArticle.objects.filter(pk__in=ids).values_list("pk", flat=True))
        # First there is a row for every story, then all are locked, both in the order of ids: two processes wait for
        # each other in the same order, so neither overwrites the other and they cannot block each other for good.
        empty = [Readership(story_id=pk, heat=COLD, last_read_at=tallies[pk].last) for pk in known]
        Readership.objects.bulk_create(empty, ignore_conflicts=True)
        rows = list(Readership.objects.select_for_update().filter(pk__in=known).order_by("pk"))
        for row in rows:
            total = Tally(row.reads, row.heat, row.last_read_at) + tallies[row.pk]
            row.reads, row.heat, row.last_read_at = total.reads, total.heat, total.last
        Readership.objects.bulk_update(rows, ["reads", "heat", "last_read_at"])
    return sum(tallies[row.pk].reads for row in rows)
