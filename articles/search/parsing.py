"""What a reader typed into the search box, taken apart: words, “phrases”, -exclusions. Nothing typed is ever wrong:
what is no word is left out, a quotation mark that is never closed closes at the end, and the operators of any database
are words.
"""

import re
from dataclasses import dataclass

from articles.html import one_line
from articles.search.words import is_small, loosened

LONGEST, MOST_TERMS = 200, 12  # characters and terms that are looked at

# A phrase in any quotation marks, or a run of anything else; a hyphen in front takes it out.
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:["“”„«»](?P<phrase>[^"“”„«»]*)(?:["“”„«»]|$)|(?P<word>[^\s"“”„«»]+))')

Term = tuple[str, ...]  # words that have to stand one after the other; one alone, mostly


@dataclass(frozen=True, slots=True)
class Asked:
    """`text`: what was typed, tidied and cut to what is looked at. `only_small`: there were words, but only such as
    every story has; then nothing is wanted. `was_cut`: there was more of it."""

    text: str = ""
    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    only_small: bool = False
    was_cut: bool = False

    @property
    def says_something(self) -> bool:
        return bool(self.wanted)

    @property
    def words(self) -> str:
        """All wanted words, for a question that does not mind their order."""
        return " ".join(word for term in self.wanted for word in term)

    @property
    def has_phrases(self) -> bool:
        return any(len(term) > 1 for term in (*self.wanted, *self.unwanted))


def parse(typed: str) -> Asked:
    """Any text at all. Never raises."""
    text = one_line(typed[: 50 * LONGEST])
    kept = text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] or text[:LONGEST]
    wanted: dict[Term, None] = {}
    unwanted: dict[Term, None] = {}
    small = False
    for piece in _PIECE.finditer(kept):
        is_phrase = piece["phrase"] is not None
        term = tuple(loosened(piece["phrase"] if is_phrase else piece["word"]).split())
        if not term:
            continue
        if all(map(is_small, term)) and not (is_phrase and len(term) > 1):
            small = True
        elif piece["minus"]:
            unwanted[term] = None
        else:
            wanted[term] = None
    first = tuple(wanted)[:MOST_TERMS]
    return Asked(
        text=kept,
        wanted=first,
        unwanted=tuple(term for term in unwanted if term not in wanted)[:MOST_TERMS],
        only_small=small and not wanted,
        was_cut=len(text) > LONGEST or len(wanted) > MOST_TERMS,
    )
