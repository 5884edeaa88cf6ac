"""Kinds of update: what readers are told about a change to a story they already have, and what follows from that.

One table (EFFECTS) is asked by everything that depends on the kind; publishing itself is in publish.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models

from articles.models import Correction

LONGEST_NOTE = 2000  # characters of a note to readers; with more it would be a story of its own


class UpdateKind(models.TextChoices):
    """What readers are told about a change to a story they already have."""

    SILENT = "silent", "Small fix: readers are not told"
    UPDATE = "update", "Update: readers see “Updated”"
    CORRECTION = "correction", "Correction: with a note to readers"
    CLARIFICATION = "clarification", "Clarification: with a note to readers"
    WITHDRAWAL = "withdrawal", "Withdrawal: readers see it no more"


@dataclass(frozen=True, slots=True)
class Effects:
    """What one kind drives. `name` and `readers_see` are printed where the desk chooses.

    `moves_updated`: the “Updated” time on the page, which is also article:modified_time and, in structured data,
    dateModified (schema.org; Google asks that it moves for significant changes only). `in_feeds`: the story counts as
    changed in feeds (atom:updated, RFC 4287 4.2.15: “modified in a way the publisher considers significant”).
    `in_sitemaps`: its lastmod moves in sitemaps, the one for news included. `note`: what is printed on the page and
    under /corrections/, None where there is no note. `takes_down`: readers lose the story; the verb is
    withdraw_article, and publishing refuses such a kind.
    """

    name: str
    readers_see: str
    moves_updated: bool
    in_feeds: bool
    in_sitemaps: bool
    note: Correction.Kind | None = None
    takes_down: bool = False

    @property
    def needs_note(self) -> bool:
        return self.note is not None


EFFECTS: Mapping[UpdateKind, Effects] = {
    UpdateKind.SILENT: Effects(
        "Small fix",
        "The text changes, and nothing says so. For a typing slip, a broken link, a better crop.",
        moves_updated=False,
        in_feeds=False,
        in_sitemaps=False,
    ),
    UpdateKind.UPDATE: Effects(
        "Update",
        "“Updated” and the time, under the headline. For news: the story goes on.",
        moves_updated=True,
        in_feeds=True,
        in_sitemaps=True,
    ),
    UpdateKind.CORRECTION: Effects(
        "Correction",
        "“Updated”, and your note under the story and on the corrections page. For a fact we had wrong.",
        moves_updated=True,
        in_feeds=True,
        in_sitemaps=True,
        note=Correction.Kind.CORRECTION,
    ),
    UpdateKind.CLARIFICATION: Effects(
        "Clarification",
        "“Updated”, and your note under the story and on the corrections page. For what was right, but misleading.",
        moves_updated=True,
        in_feeds=True,
        in_sitemaps=True,
        note=Correction.Kind.CLARIFICATION,
    ),
    UpdateKind.WITHDRAWAL: Effects(
        "Withdrawal",
        "That the story has been withdrawn, and nothing of it. The next page asks why.",
        moves_updated=False,
        in_feeds=False,
        in_sitemaps=False,
        takes_down=True,
    ),
}

NOTED: Mapping[UpdateKind, Correction.Kind] = {
    kind: effects.note for kind, effects in EFFECTS.items() if effects.note is not None
}
