"""The same story in other words: whether two headlines say nearly the same. Pure; careful rather than complete.

A repeat that goes unnoticed costs a reader one line; two stories taken for one cost a story. So everything in one
headline has to stand in the other as well, in the same meaning. What was tried instead, and how well this does, is in
docs/decisions.md (2026-11-23). How a headline is taken to pieces: headline_forms.py.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from articles.related.headline_forms import LONGEST, OPPOSITES, Form, form_of, stem_of
from articles.related.headline_lexicon import DIRECTIONS

FEWEST_SHARED = 3  # telling words that two headlines must share, unless they are equal word for word
FEWEST_SHARED_WITH_DATES = 4  # words of any kind, where the longer headline adds nothing but numbers and dates
FEWEST_TELLING = 2  # of those four; with fewer there is no need to look any closer


@dataclass(frozen=True, slots=True, eq=False)
class Headline:
    """A headline, prepared for comparing it with many others."""

    text: str
    form: Form

    def nearly_same(self, other: "Headline") -> bool:
        """Whether both say nearly the same. Symmetric; a headline without a word is like none, not even itself."""
        ours, theirs = self.form, other.form
        if ours.words == theirs.words:
            return bool(ours.words) and not _contradict(ours, theirs)
        if len(ours.telling & theirs.telling) < FEWEST_TELLING:
            return False  # the way of almost all pairs
        if ours.turning != theirs.turning:
            return False
        return _one_holds_the_other(ours, theirs) and not _contradict(ours, theirs)


def headline_words(headline: str) -> Headline:
    """The prepared form of a headline; the last 20,000 are remembered."""
    return _prepared(headline[:LONGEST])


def nearly_same(a: str, b: str) -> bool:
    """Whether two headlines as they are printed say nearly the same. Never raises."""
    return headline_words(a).nearly_same(headline_words(b))


class SeenHeadlines:
    """The headlines that a page shows already. Grows while the page is filled; asking costs a few microseconds."""

    def __init__(self) -> None:
        self._seen: list[Headline] = []
        self._by_words: dict[frozenset[str], list[int]] = {}
        self._by_word: dict[str, set[int]] = {}

    def add(self, headline: str) -> None:
        """Remember one more headline. One that is seen already in the very same words is not kept twice."""
        prepared = headline_words(headline)
        alike = self._by_words.setdefault(prepared.form.words, [])
        if not prepared.form.words or any(self._seen[place].form == prepared.form for place in alike):
            return
        place = len(self._seen)
        self._seen.append(prepared)
        alike.append(place)
        for word in prepared.form.telling:
            self._by_word.setdefault(word, set()).add(place)

    def same_as(self, headline: str) -> str | None:
        """The headline on the page that this one repeats, the first that was added; None if there is none."""
        prepared = headline_words(headline)
        once: set[int] = set()
        places = set(self._by_words.get(prepared.form.words, ()))
        for word in prepared.form.telling:
            if having_it := self._by_word.get(word):
                places |= once & having_it  # FEWEST_TELLING is two
                once |= having_it
        for place in sorted(places):
            if prepared.nearly_same(self._seen[place]):
                return self._seen[place].text
        return None


@lru_cache(maxsize=20_000)
def _prepared(headline: str) -> Headline:
    return Headline(headline, form_of(headline))


def _one_holds_the_other(ours: Form, theirs: Form) -> bool:
    """Whether one headline has all words of the other, and adds so little that it is still the same news."""
    only_ours, only_theirs = _only_in(ours, theirs), _only_in(theirs, ours)
    if only_ours and only_theirs:
        return False
    added, longer = (only_ours, ours) if only_ours else (only_theirs, theirs)
    shared = ours.words & theirs.words
    telling = len(shared & longer.telling)
    if added.isdisjoint(longer.telling):
        return telling >= FEWEST_SHARED or len(shared) >= FEWEST_SHARED_WITH_DATES
    if telling < FEWEST_SHARED or len(added) >= telling or (longer.news and shared.isdisjoint(longer.news)):
        return False
    return telling > FEWEST_SHARED or _in_one_piece(shared, longer.order)


def _in_one_piece(shared: frozenset[str], order: tuple[str, ...]) -> bool:
    """Whether nothing stands between the shared words: "approves budget in May", but not "approves school budget"."""
    where = [number for number, word in enumerate(word for word in order if word not in DIRECTIONS) if word in shared]
    return where[-1] - where[0] < len(where)


def _only_in(ours: Form, theirs: Form) -> frozenset[str]:
    """Our words that the other lacks, apart from those that one of both writes as two: "e-mail", "email"."""
    lacking = ours.words - theirs.words
    if not lacking:
        return lacking
    theirs_joined = {stem_of(one + other) for one, other in pairwise(theirs.order)}
    ours_joined = (pair for pair in pairwise(ours.order) if stem_of("".join(pair)) in theirs.words)
    return lacking - theirs_joined - {word for pair in ours_joined for word in pair}


def _contradict(ours: Form, theirs: Form) -> bool:
    """Whether the same words say different things: a question, opposite small words, or the roles exchanged."""
    if ours.asks != theirs.asks or _is_turned_round(ours, theirs):
        return True
    only_ours, only_theirs = ours.opposed - theirs.opposed, theirs.opposed - ours.opposed
    return any(
        (one in only_ours and other in only_theirs) or (other in only_ours and one in only_theirs)
        for one, other in OPPOSITES
    )


def _is_turned_round(ours: Form, theirs: Form) -> bool:
    """Whether who did it to whom is exchanged: "City beat United", "United beat City". In the passive it is told the
    other way round to begin with: "United beaten by City"."""
    if (ours.agent in theirs.words) != (theirs.agent in ours.words):
        return not _is_reversed(ours.order, theirs.order)
    told_both_ways = (ours.passive ^ theirs.passive) & ours.words & theirs.words
    return not told_both_ways and _is_reversed(ours.order, theirs.order)


def _is_reversed(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether three words of both stand in the opposite order."""
    place = {word: number for number, word in enumerate(theirs)}
    in_theirs = [place[word] for word in ours if word in place]
    longest_falling: list[int] = []
    for number, here in enumerate(in_theirs):
        before = (longest_falling[i] for i in range(number) if in_theirs[i] > here)
        longest_falling.append(1 + max(before, default=0))
    return max(longest_falling, default=0) >= 3
