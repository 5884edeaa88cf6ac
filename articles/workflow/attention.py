"""Attention: what the desk should look at in a story, put on record so that the front page need not look for it. Photos
without a description are not recorded but asked for (admin/front_attention.py): they change when the library does."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from articles.models import Article, Attention

MOST = 20  # sentences of one kind about one story; the form lists all
LONGEST = 600


def note_attention(article_id: int, kind: Attention.Kind | str, sentences: Sequence[str], now: datetime) -> None:
    """Put on record what is to be looked at in a story, in the place of what stood there of the same kind. `now` is
    aware. A sentence that stood already keeps the time at which it was found; none at all means that all is mended.

    A story that is gone is passed over.
    """
    note_attention_of({article_id: sentences}, kind, now)


def note_attention_of(
    sentences: Mapping[int, Sequence[str]], kind: Attention.Kind | str, now: datetime, *, at_once: int = 200
) -> None:
    """The same for many stories (sentences by story id), so many in one transaction."""
    ids = sorted(sentences)
    for begin in range(0, len(ids), at_once):
        wanted = {number: _storable(sentences[number]) for number in ids[begin : begin + at_once]}
        standing = _standing(wanted, kind)
        changed = [number for number in wanted if standing.get(number, []) != wanted[number]]
        if changed:
            _replace({number: wanted[number] for number in changed}, kind, now)


def _storable(sentences: Iterable[str]) -> list[str]:
    """Each once, in order, no longer than the column: a headline that is quoted may be."""
    cut = (text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…" for text in (one.strip() for one in sentences))
    return list(dict.fromkeys(filter(None, cut)))[:MOST]


def _standing(ids: Iterable[int], kind: Attention.Kind | str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Attention.objects.filter(article_id__in=list(ids), kind=kind).order_by("id")
    for number, sentence in rows.values_list("article_id", "sentence"):
        found[number].append(sentence)
    return found


@transaction.atomic
def _replace(wanted: Mapping[int, list[str]], kind: Attention.Kind | str, now: datetime) -> None:
    """With the stories' rows held: two who save at the same instant must not both add theirs."""
    held = Article.objects.select_for_update(of=("self",)).filter(pk__in=list(wanted)).order_by("pk")
    there = list(held.values_list("pk", flat=True))
    rows = Attention.objects.filter(article_id__in=there, kind=kind)
    known = {(number, text): found for number, text, found in rows.values_list("article_id", "sentence", "found_at")}
    rows.delete()
    Attention.objects.bulk_create(
        Attention(article_id=number, kind=kind, sentence=text, found_at=known.get((number, text), now))
        for number in there
        for text in wanted[number]
    )
