"""What a story is about, as a short list of traits: its coverage, its topics, the names in it, its most telling words.

Pure: text in, traits out, with no knowledge of any other story. How rare a trait is, and so what it is worth, is for
candidates.py and scores.py to say.
"""

import hashlib
import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from articles.related.names import Name, names_in
from articles.related.words import without_possessive, words_of

READ = 12_000  # characters of the text that are looked at, some 2,000 words: a story says early what it is about
OPENING = 600  # characters of it that count as its opening
MOST_TOPICS, MOST_NAMES, MOST_WORDS = 12, 8, 18
# A name of several words is found whole and by its words, and should not count three times.
PART_OF_NAME = 0.5
IN_HEADLINE, IN_DEK, IN_OPENING, IN_REST = 3.0, 1.5, 1.5, 1.0  # what one use of a word counts, by where it stands


class StoryTrait(NamedTuple):
    """`trait` is the number it is stored under; `kind` is coverage, topic, name or text; `words` are for people;
    `weight` (above 0, at most 1) is how much of this story it is."""

    trait: int
    kind: str
    words: str
    weight: float


def story_traits(
    *, headline: str, dek: str, text: str, topics: Sequence[tuple[int, str]], coverage: tuple[int, str] | None
) -> list[StoryTrait]:
    """The traits of a story: coverage, topics, names, words; each number once, at most 39 of them.

    `text` is plain, its paragraphs parted by line breaks; topics and coverage are (id, name). Any script, any length;
    only the first 12,000 characters of the text are looked at. Never raises.
    """
    read = _Read()
    for passage, worth in (
        (text[:OPENING], IN_OPENING),
        (text[OPENING:READ], IN_REST),
        (dek[:READ], IN_DEK),
        (headline[:READ], IN_HEADLINE),
    ):
        read.passage(passage, worth=worth)
    traits = [StoryTrait(trait_number("coverage", str(coverage[0])), "coverage", coverage[1], 1.0)] if coverage else []
    traits += [StoryTrait(trait_number("topic", str(key)), "topic", name, 1.0) for key, name in topics[:MOST_TOPICS]]
    weights = read.weights()
    traits += _name_traits(read.names, weights)
    traits += _word_traits(read, weights)
    return list({trait.trait: trait for trait in traits}.values())


@lru_cache(maxsize=50_000)
def trait_number(kind: str, text: str) -> int:
    """The number a trait is stored under: 64 bits of BLAKE2b over "kind:text", signed as both databases want it."""
    digest = hashlib.blake2b(f"{kind}:{text}".encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


@dataclass(slots=True)
class _Read:
    """What was read of a story: how much each word counts, by its stem; how it is written; how often each name occurs;
    and the words that occur outside the long names."""

    counts: dict[str, float] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    names: Counter[Name] = field(default_factory=Counter)
    alone: set[str] = field(default_factory=set)

    def passage(self, text: str, *, worth: float) -> None:
        words = list(words_of(unicodedata.normalize("NFC", text)))
        outside: Counter[str] = Counter()
        for word in words:
            if not word.is_common:
                outside[word.stem] += 1
                self.counts[word.stem] = self.counts.get(word.stem, 0.0) + worth
                self.written.setdefault(word.stem, without_possessive(word.text))
        names = list(names_in(words))
        self.names.update(names)
        outside.subtract(stem for name in names if len(name.stems) > 1 for stem in name.stems)
        self.alone.update(stem for stem, times in outside.items() if times > 0)

    def weights(self) -> dict[str, float]:
        """How much of the story each word is, 0 to 1: the logarithm, so that a word used ten times is not ten words."""
        most = math.log1p(max(self.counts.values(), default=1.0))
        bound = {stem for name in self.names if len(name.stems) > 1 for stem in name.stems} - self.alone
        return {
            stem: math.log1p(count) / most * (PART_OF_NAME if stem in bound else 1.0)
            for stem, count in self.counts.items()
        }


def _name_traits(names: Counter[Name], weights: dict[str, float]) -> list[StoryTrait]:
    """Names of several words, whole. A name of one word stands among the words, so that it is found in stories too that
    have it only where every word has a capital."""
    traits = [
        StoryTrait(trait_number("name", " ".join(name.stems)), "name", name.text, PART_OF_NAME * heaviest)
        for name in names
        if len(name.stems) > 1 and (heaviest := max(weights.get(stem, 0.0) for stem in name.stems)) > 0
    ]
    return sorted(traits, key=lambda trait: -trait.weight)[:MOST_NAMES]


def _word_traits(read: _Read, weights: dict[str, float]) -> list[StoryTrait]:
    single = {name.stems[0] for name in read.names if len(name.stems) == 1}
    best = sorted(weights, key=weights.__getitem__, reverse=True)[:MOST_WORDS]
    return [
        StoryTrait(trait_number("word", stem), "name" if stem in single else "text", read.written[stem], weights[stem])
        for stem in best
    ]
