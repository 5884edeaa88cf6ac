"""Asking the index: which stories, and in which order. Whether readers may see them is for the caller to ask."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from articles.search.backends import Hit, Within, backend
from articles.search.index import ID_BITS, place_of
from articles.search.parsing import Asked
from articles.search.words import loosened

MOST_RELEVANT = 200  # stories that “most relevant” goes through; nobody reads on, and every one is read and ranked
CANDIDATES = 300
# What a match is worth a long time after: a story of last year half as much of it as one of today, an old one a third.
LASTING, HALF_LIFE = 0.35, timedelta(days=365)
SHORTEST_BEGINNING = 3  # letters of a word that is being typed


def within(
    *,
    now: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
    sections: Sequence[int] = (),
    author: int | None = None,
    before: int | None = None,
) -> Within:
    """Where to look: published at `since` or later, before `until`, and by `now`; behind the place `before`."""
    second = timedelta(seconds=1)
    ends = [_start(now + second), *([_start(until)] if until else []), *([before] if before is not None else [])]
    first = _start(since) if since else _start(datetime(1, 1, 2, tzinfo=UTC))
    return Within(first=first, end=max(min(ends), first), sections=tuple(sections), author=author)


def newest_hits(asked: Asked, where: Within, *, limit: int) -> list[Hit]:
    """The newest stories that have what is wanted, newest first. One query."""
    return sorted(backend().newest(asked, where, limit=limit), reverse=True)


def best_hits(asked: Asked, where: Within, *, now: datetime) -> list[Hit]:
    """The most relevant stories, best first: MOST_RELEVANT, and one more that tells that there are more. By how often
    and how prominently they have the words, newer ones before older ones that are as good. One query.

    Looked at are the newest with the words, and the newest with all of them in the headline, so that a word which every
    story has costs no more than a rare one.
    """
    found = backend().candidates(asked, where, limit=CANDIDATES)
    now_place = _start(now)
    return sorted(found, key=lambda hit: (-_score(hit, now_place), -hit.place))[: MOST_RELEVANT + 1]


def titled_hits(typed: str, where: Within, *, limit: int) -> list[Hit]:
    """The newest stories whose headline has the words that are being typed, newest first. One query, or none when the
    last word has hardly been begun."""
    words = loosened(typed).split()[:8]
    if not words or (len(words[-1]) < SHORTEST_BEGINNING and words[-1].isascii()):
        return []
    return sorted(backend().titled(words, where, limit=limit), reverse=True)


def meant(asked: Asked) -> str:
    """What was typed, with every word that is near to one that stories use replaced by that; empty when there is none.
    At most two queries."""
    words = list(dict.fromkeys(word for term in asked.wanted for word in term if len(word) > 3))
    instead = backend().spelt_like(words)
    if not instead:
        return ""
    terms = [" ".join(instead.get(word, word) for word in term) for term in asked.wanted]
    quoted = [f'"{term}"' if " " in term else term for term in terms]
    return " ".join([*quoted, *(f'-"{" ".join(term)}"' for term in asked.unwanted)])


def _start(moment: datetime) -> int:
    """The first place of a second: nothing published in it stands before."""
    return place_of(moment, 0)


def _score(hit: Hit, now_place: int) -> float:
    age = max(0, now_place - hit.place) / (1 << ID_BITS)
    return hit.rank * (LASTING + (1 - LASTING) * 0.5 ** (age / HALF_LIFE.total_seconds()))
