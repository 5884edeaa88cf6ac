"""Words: a text cut into its words, each with where it stands and its stem. Any script. What the words say about a
story is in traits.py, which of them make names in names.py."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from articles.related.stopwords import ABBREVIATIONS, STOP_WORDS

LONGEST = 40  # letters of a word that are looked at; nothing longer is a word of a language
SHORTEST = 3  # shorter ones in Latin letters are small words of some language

# Marks that belong to the letters before them in Hebrew, Arabic and the scripts of India and South East Asia. Python's
# \w leaves them out, which would cut those words to pieces.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957"
    "\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a4d\u0a81-\u0acd\u0b01-\u0b57\u0b82-\u0bcd\u0c00-\u0c56\u0c81-\u0cd6"
    "\u0d00-\u0d57\u0dca-\u0ddf\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u17b4-\u17d3"
)
_LETTERS = rf"(?:[^\W_]|[{_MARKS}])+"
_WORD = rf"{_LETTERS}(?:['’.&\-]{_LETTERS})*"
# A word, or a sign after which a sentence begins, or any other sign. A space is neither.
_TOKEN = re.compile(rf"({_WORD})|(--|[.!?:;…。\n(•*“\"‘])|([^\s])")
# Scripts that put no space between words: every two neighbouring signs stand for a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_FIRST_UNSPACED = "\u0e00"


class Word(NamedTuple):
    """`text` as it is written, `stem` as it is compared. `is_common`: it says nothing about a story. `joined`: only a
    space parts it from the word before."""

    text: str
    stem: str
    is_common: bool
    is_capital: bool
    opens_sentence: bool
    joined: bool


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order. Numbers are no words; years and amounts are shared by chance."""
    before, opens, joined = "", True, False
    for word, sentence_end, sign in _TOKEN.findall(text):
        if word:
            if word >= _FIRST_UNSPACED and _UNSPACED.match(word):
                yield from (Word(pair, pair, False, False, opens, False) for pair in _pairs(word))
            elif (facts := _facts(word[:LONGEST])) is not None:
                yield Word(word[:LONGEST], *facts, opens, joined)
            before, opens, joined = word, False, True
        elif sign or sentence_end != "." or not _is_short(before):
            opens, joined = opens or bool(sentence_end), False


def without_possessive(word: str) -> str:
    """`Denmark’s` is `Denmark`."""
    return word[:-2] if word.endswith(("'s", "’s")) else word


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without the ending of a plural or a possessive, case aside: `Councils’` and `council` are one."""
    plain = word.casefold().replace("’", "'").removesuffix("'s").strip("'")
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if len(plain) > 4 and plain.endswith(("ches", "shes", "sses", "xes")):
        return plain[:-2]
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        return plain[:-1]
    return plain


@lru_cache(maxsize=50_000)
def _facts(word: str) -> tuple[str, bool, bool] | None:
    """Of a word as it is written: stem, is_common, is_capital; None for a number."""
    if word[0].isdigit():
        return None
    plain, own_stem = word.casefold().replace("’", "'"), stem(word)
    is_common = plain in STOP_WORDS or own_stem in STOP_WORDS or (len(plain) < SHORTEST and plain.isascii())
    return own_stem, is_common, word[0].isupper()


def _is_short(word: str) -> bool:
    """Whether a full stop after it is part of it: `Mr.`, `U.S.`, an initial."""
    return len(word) == 1 or "." in word or word.casefold() in ABBREVIATIONS


def _pairs(signs: str) -> list[str]:
    return [signs[place : place + 2] for place in range(max(1, len(signs) - 1))]
