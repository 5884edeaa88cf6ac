"""Excerpts: the piece of a story around what was asked for, with the words marked. The text is plain and is escaped
here; <mark> is the only HTML that comes out."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString

from articles.search.parsing import Asked, Term
from articles.search.words import UNSPACED, language

LENGTH, LEAD = 220, 70  # characters of an excerpt, and how many of them stand before the first hit
LOOKED_AT = 10_000  # characters of a story; what is found further down shows its beginning instead
MOST_HITS = 12  # places that are compared for the best excerpt

# What may stand behind the part that the forms of a word share. The indexes know more; what they found by that is shown
# without a mark.
_ENDINGS = {
    "english": ("ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "e", "y", "d"),
    "spanish": ("es", "as", "os", "a", "o", "s", "e"),
}
_JOINT = "['’.,]?"  # signs that words.py takes out of the middle of a word


def _plain_letters() -> dict[int, str]:
    """For every letter with an accent, in either case, the letter without: one sign for one, so that what is found in
    the plain text stands at the same place in the printed one."""
    table: dict[int, str] = {}
    for number in (*range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000)):
        plain, *marks = list(unicodedata.normalize("NFKD", chr(number).casefold()))
        if marks and all(unicodedata.combining(mark) for mark in marks):
            table[number] = plain
    return table


_PLAIN = _plain_letters()
_WITH_ACCENT = re.compile("[\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]")


def _plain(text: str) -> str:
    """Without accents and capitals, and as long as before."""
    return (text.translate(_PLAIN) if _WITH_ACCENT.search(text) else text).lower()


def pattern_of(asked: Asked) -> re.Pattern[str] | None:
    """Finds the wanted words in plain text; the last group that matched tells which. None: nothing wanted."""
    return _pattern(asked.wanted, language()) if asked.wanted else None


def marked(text: str, pattern: re.Pattern[str] | None) -> SafeString:
    """A text as HTML, with what was asked for in <mark>."""
    if pattern is None:
        return escape(text)
    done, out = 0, []
    for hit in pattern.finditer(_plain(text)):
        out += [escape(text[done : hit.start()]), "<mark>", escape(text[hit.start() : hit.end()]), "</mark>"]
        done = hit.end()
    return SafeString("".join([*out, escape(text[done:])]))


def excerpt(text: str, pattern: re.Pattern[str] | None) -> SafeString:
    """About 220 characters of a text around what was asked for, whole words, as HTML; its beginning, when it is not
    there."""
    text = text[:LOOKED_AT]
    start = _best_start(text, pattern) if pattern else 0
    if start:
        start = _next_word(text, start)
    end = start + LENGTH
    if end < len(text):
        end = text.rfind(" ", start + LENGTH // 2, end) if " " in text[start + LENGTH // 2 : end] else end
    piece = " ".join(text[start:end].split())
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return SafeString(f"{before}{marked(piece, pattern)}{after}")


def _best_start(text: str, pattern: re.Pattern[str]) -> int:
    """Where the excerpt begins that has the most different terms in it, the first of those that have as many."""
    hits = [
        (hit.start(), hit.lastgroup) for hit, _ in zip(pattern.finditer(_plain(text)), range(MOST_HITS), strict=False)
    ]
    if not hits:
        return 0

    def terms_from(place: int) -> int:
        return len({group for start, group in hits if place <= start < place + LENGTH - LEAD})

    best = max(hits, key=lambda hit: (terms_from(hit[0]), -hit[0]))[0]
    return max(0, best - LEAD)


def _next_word(text: str, start: int) -> int:
    """Behind the first space within the lead."""
    space = re.compile(r"\s").search(text, start, start + LEAD)
    return space.end() if space else start


@lru_cache(maxsize=500)
def _pattern(wanted: Sequence[Term], spoken: str) -> re.Pattern[str]:
    """Of plain text. All terms stand behind one class of the letters they begin with: Python then passes over the rest
    of a text five times as fast as with a look behind every letter."""
    begins = "".join(dict.fromkeys(term[0][0] for term in wanted))
    each = (f"(?P<term{place}>(?<={term[0][0]}){_rest(term, spoken)})" for place, term in enumerate(wanted))
    return re.compile(f"[{begins}](?:{'|'.join(each)})", re.DOTALL)


def _rest(term: Term, spoken: str) -> str:
    """A term behind its first letter, which nothing but the beginning of a word may have before it."""
    if all(map(UNSPACED.fullmatch, term)):
        return "".join(term)[1:]
    words = r"[\W_]+".join(_word(word, spoken) for word in term)
    return rf"(?<!\w.){words[1:]}(?!\w)"


def _word(word: str, spoken: str) -> str:
    endings = _ENDINGS.get(spoken, ())
    shared = next((word[: -len(end)] for end in endings if word.endswith(end) and len(word) - len(end) >= 3), word)
    if len(word) < 3 or not endings:
        return _JOINT.join(word)
    doubled = f"{shared[-1]}?"
    if shared != word and shared[-1] == shared[-2:-1]:  # running: run, runs
        shared = shared[:-1]
    known = [end for end in endings if shared != word or end not in ("e", "d", "y")]
    return f"{_JOINT.join(shared)}(?:{doubled}(?:{'|'.join(known)})(?:['’]s)?|['’]s)?"
