"""Names in a text: people, places, organisations, known by their capitals alone. No lists of names, no other story."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.related.stopwords import DAYS, SMALL, TITLES
from articles.related.words import Word, without_possessive

MOST_WORDS_OF_A_NAME = 5
# Where more than this part of the words have capitals, small words aside, capitals mean nothing: headlines in title
# case, texts in capitals. A sentence full of names stays below it.
TOO_MANY_CAPITALS = 0.8
_JOINERS = frozenset("of de del della der den di da dos du la le van von bin ibn al el".split())


class Name(NamedTuple):
    """A name as it is written, and the stems of its words."""

    text: str
    stems: tuple[str, ...]


def names_in(words: Sequence[Word]) -> Iterator[Name]:
    """The names among the words of one passage, each as often as it occurs.

    A run of words with capitals is a name. Where it opens a sentence, its first word may have its capital from that, so
    one word alone is then not taken for a name.
    """
    if not _capitals_mean_something(words):
        return
    for run in _runs(words):
        name = _without_titles(run)
        if not name or (len(name) == 1 and (name[0].opens_sentence or name[0].is_common)):
            continue
        yield Name(" ".join(without_possessive(word.text) for word in name), tuple(word.stem for word in name))


def _capitals_mean_something(words: Sequence[Word]) -> bool:
    telling = [word for word in words if word.stem not in SMALL]
    return sum(word.is_capital for word in telling) <= TOO_MANY_CAPITALS * len(telling)


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Unbroken rows of words with capitals, small joining words inside them included: Bank of England."""
    run: list[Word] = []
    for place, word in enumerate(words):
        follows = (
            bool(run)
            and word.joined
            and run[-1].text == without_possessive(run[-1].text)
            and len(run) < MOST_WORDS_OF_A_NAME
        )
        if follows and word.text in _JOINERS and place + 1 < len(words) and _goes_on(words[place + 1]):
            run.append(word)
            continue
        if run and not (follows and word.is_capital):
            yield run
            run = []
        if word.is_capital and (word.stem not in DAYS):
            run.append(word)
    if run:
        yield run


def _goes_on(word: Word) -> bool:
    return word.is_capital and word.joined


def _without_titles(run: list[Word]) -> list[Word]:
    """Without what stands around a name and is none of it: `The`, `Oil Minister`, `of` at the end. A title with nothing
    behind it is left as it is: Prime Minister."""
    while run and run[-1].stem in SMALL:
        run = run[:-1]
    while run and run[0].stem in SMALL:
        run = run[1:]
    titles = [place for place, word in enumerate(run) if word.stem in TITLES]
    return run[titles[-1] + 1 :] or run if titles else run
