"""A headline taken to pieces for comparing: clean text, tokens, and what each word stands for. Pure, any script.

Which words mean what is in headline_lexicon.py, what two headlines have to share in headlines.py.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import zip_longest

from articles.related import headline_lexicon as lexicon

LONGEST = 300  # characters that are read: the rest of a longer headline is not one
_ENTITY_LEFTOVER = re.compile(r"\s?#(\d{2,4});")  # "don #39;t", of feeds that were escaped twice and mended once
_TAG_OR_TICKER = re.compile(r"</?[a-z]{1,6}\s*/?>|<[a-z]{1,5}(?:\.[a-z]{1,2})?>|\([a-z]{1,5}\.[a-z]{1,2}\)")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\b\.?|\b(?:[^\W\d_]\.){2,}")  # U.S., u.n, J.P.
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SOURCE = "|".join(re.escape(name) for name in lexicon.AGENCIES)
_PREFIX = re.compile(
    rf"^\W*(?:(?:{_SOURCE}|{'|'.join(lexicon.VERSIONS)})(?:[ -]?\d{{1,2}})?\W*?(?:[-:|/)]|\.\.\.)\W*"
    rf"|(?:{'|'.join(lexicon.SPORTS)})\s?[-:]\s?(?=\S))"
)
_SUFFIX = re.compile(
    rf"\s*[(\[](?:{_SOURCE}|{'|'.join(lexicon.VERSIONS)})\s?\d{{0,2}}[)\]]\W*$"
    rf"|\s+(?:-{{1,2}}|[|/])\s*(?:{_SOURCE}|officials?|sources?|reports?|paper|radio|tv|state media|dealers)\W*$"
)
# Everything that is neither a letter nor a number nor one of the marks that belong to the letters of many scripts.
_NOT_A_WORD = (
    r"\s\x00-\x1f\x7f-\x9f!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u037e\u0589"
    r"\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u206f\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004"
    r"\u3008-\u3020\u30fb\ud800-\udfff\ufe00-\ufe0f\ufffd\U0001f000-\U0001faff"
)
_TOKEN = re.compile(rf"\d+(?:[.,/:-]\d+)*[^\d{_NOT_A_WORD}]*|[^\d{_NOT_A_WORD}]+(?:'[^\d{_NOT_A_WORD}]+)*")
_NUMBER = re.compile(r"([\d.,/:-]+)(.*)", re.DOTALL)


@dataclass(frozen=True)
class Form:
    """What a headline says, in words that stand for their meaning. What few comparisons need waits until one does.

    `words`: what it is about. `telling`: those of them that few headlines share. `turning`: those that make another
    story of it. `named`: its tokens in order, each with the word it stands for ("": none). `asks`: it is a question.
    """

    words: frozenset[str]
    telling: frozenset[str]
    turning: frozenset[str]
    named: tuple[tuple[str, str], ...]
    asks: bool

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The words as they follow each other, each once, with the words that tell a direction."""
        return tuple(dict.fromkeys(name or token for token, name in self.named if name or token in lexicon.DIRECTIONS))

    @cached_property
    def opposed(self) -> frozenset[str]:
        """Words that are left out elsewhere but have an opposite, and those opposites."""
        return _OPPOSED.intersection(token for token, _ in self.named)

    @cached_property
    def agent(self) -> str:
        """Who did it, in "Cyclist hit by truck": truck."""
        return _agent(self.named)

    @cached_property
    def passive(self) -> frozenset[str]:
        """What was done, in "Cyclist hit by truck": hit."""
        return frozenset(self.named[place][1] for place in _passives([token for token, _ in self.named]))

    @cached_property
    def news(self) -> frozenset[str]:
        """The words before "as", "after" and their like, if any."""
        return _news(self.named)


def form_of(headline: str) -> Form:
    """Takes a headline to pieces. Never raises; one without a word gives a form without words."""
    text = _clean(headline[:LONGEST])
    named = tuple((token, _meaning(token)) for token in _tokens(text))
    words = frozenset(name for _, name in named if name)
    return Form(
        words=words,
        telling=frozenset(word for word in words - _COMMON if word.isalpha() or not any(map(str.isdigit, word))),
        turning=words & _TURNING,
        named=named,
        asks=text.endswith(("?", "؟")),
    )


def _clean(headline: str) -> str:
    """Small letters, plain quotes and dashes, no mark-up, no tickers, no agency and no version before or behind."""
    text = headline
    if "#" in text or "&" in text:
        text = html.unescape(html.unescape(_ENTITY_LEFTOVER.sub(lambda code: chr(int(code[1])), text)))
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).casefold()[:LONGEST]  # one sign may become 18
        text = _DASHES.sub("-", text.replace("’", "'").replace("‘", "'")).replace("…", "...")
    text = text.lower()
    if "<" in text or "(" in text:
        text = _TAG_OR_TICKER.sub(" ", text)
    before, text = "", text.strip()
    while text != before:  # "UPDATE 2-Golf: …", "… (AP) - report"
        before, text = text, _SUFFIX.sub("", _PREFIX.sub("", text, count=1)).strip()
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), text) if "." in text else text


def _tokens(text: str) -> Iterator[str]:
    """The words, numbers and known phrases of two words of a clean text, in order."""
    plain = [part for match in _TOKEN.finditer(text) for part in _parts(match[0])]
    skip = False
    for token, following in zip_longest(plain, plain[1:], fillvalue=""):
        if skip:
            skip = False
            continue
        stem = stem_of(token)
        phrase = _PHRASES.get((stem, stem_of(following))) if stem in _BEGINS_PHRASE else None
        skip = phrase is not None
        yield phrase or token


def _parts(token: str) -> Iterator[str]:
    """One token as it is compared: `4,400` is 4400, `$5bn` is 5 and billion, `won't` is not, `Ohio's` is Ohio."""
    if token[0].isdigit():
        number, unit = _NUMBER.fullmatch(token).groups()  # type: ignore[union-attr]
        number = re.sub(r"(?<=\d),(?=\d{3})", "", number)
        yield from (number, lexicon.UNITS[unit]) if unit in lexicon.UNITS else (number + unit,)
    elif token.endswith("n't"):
        yield "not"
    elif token in lexicon.NUMBERS:
        yield lexicon.NUMBERS[token]
    else:
        yield token.removesuffix("'s")


@lru_cache(maxsize=20_000)
def _meaning(token: str) -> str:
    """The word a token stands for, or nothing if it says nothing."""
    stem = stem_of(token)
    if token in lexicon.LIGHT:
        return ""
    return _MEANINGS.get(token) or _MEANINGS.get(stem) or stem


@lru_cache(maxsize=20_000)
def stem_of(token: str) -> str:
    """A word without its regular ending; good enough to tell whether two headlines use the same one."""
    word = token
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) >= len(ending) + 3:
            word = word[: -len(ending)]
            doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "slf"
            return word[:-1] if doubled else word
    return word[:-1] if len(word) > 5 and word.endswith("e") else word


def _agent(named: Sequence[tuple[str, str]]) -> str:
    tokens = [token for token, _ in named]
    for place in _passives(tokens):
        if tokens[place + 1 : place + 2] == ["by"]:
            return next((name for _, name in named[place + 2 :] if name and not name[0].isdigit()), "")
    return ""


def _passives(tokens: Sequence[str]) -> Iterator[int]:
    """Where something was done to what stands before: a participle with no object after it."""
    for place, (token, following) in enumerate(zip_longest(tokens, tokens[1:], fillvalue="")):
        is_participle = token in lexicon.PARTICIPLES or (token.endswith("ed") and len(token) > 4)
        if place and is_participle and (not following or following in lexicon.NO_OBJECT):
            yield place


def _news(named: Sequence[tuple[str, str]]) -> frozenset[str]:
    before: set[str] = set()
    for token, name in named:
        if before and token in lexicon.BACKGROUND_AFTER:
            return frozenset(before)
        if name:
            before.add(name)
    return frozenset()


def _read_meanings() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """From the lexicon: what each word stands for, and each phrase of two."""
    meanings: dict[str, str] = {}
    phrases: dict[tuple[str, str], str] = {}
    for line in lexicon.SAME_MEANING.split("|"):
        words = line.split()
        for word in words:
            meanings[word] = words[0]
            meanings.setdefault(stem_of(word), words[0])
            if "-" in word:
                first, second = word.split("-")
                phrases[stem_of(first), stem_of(second)] = words[0]
    for phrase in filter(lambda word: "-" in word, lexicon.LIGHT | lexicon.TURNING):
        first, second = phrase.split("-")
        phrases[stem_of(first), stem_of(second)] = phrase
    return meanings, phrases


_MEANINGS, _PHRASES = _read_meanings()
_BEGINS_PHRASE = frozenset(first for first, _ in _PHRASES)
_TURNING = frozenset(_MEANINGS.get(word) or _MEANINGS.get(stem_of(word)) or stem_of(word) for word in lexicon.TURNING)
_COMMON = frozenset(_MEANINGS.get(word) or _MEANINGS.get(stem_of(word)) or stem_of(word) for word in lexicon.COMMON)
OPPOSITES = tuple((one, other) for one, other in (pair.split() for pair in lexicon.OPPOSITES.split("|")))
_OPPOSED = frozenset(word for pair in OPPOSITES for word in pair)
