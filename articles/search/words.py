"""Words as they are indexed and asked for, the same on both databases: no accents, no capitals, no signs.

Neither database then has anything left to interpret: what it gets, for the index or for a question, are letters, digits
and spaces. Stems and stop words are the database's business, in the language of the site.
"""

import re
import unicodedata

from django.conf import settings

from articles.search.small_words import ENGLISH, SPANISH

LONGEST_TEXT = 100_000  # characters of one part of a story; a tsvector takes a megabyte at most

# The names PostgreSQL has for its languages; any other is searched for word by word, without endings.
_LANGUAGES = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "id": "indonesian", "it": "italian", "nb": "norwegian", "nl": "dutch",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip

# Looked for in phrases only.
_SMALL_WORDS = {"english": ENGLISH, "spanish": SPANISH}

_ACRONYM = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_POSSESSIVE = re.compile(r"['’]s\b")
_WITHIN = re.compile(r"(?<=\w)['’](?=\w)|(?<=\d),(?=\d{3})")
_SIGNS = re.compile(r"[\W_]+")
# Scripts that put no space between words: every sign is a word, and several in a row are a phrase.
UNSPACED = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
_ACCENTS = re.compile("[\u0300-\u036f]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def language() -> str:
    """The language of the site as PostgreSQL calls it, `simple` for one it does not know."""
    return _LANGUAGES.get(settings.LANGUAGE_CODE.split("-")[0].lower(), "simple")


def loosened(text: str) -> str:
    """The words of a text with one space between them: `The U.S. Café’s 1,000 days` is `the us cafe 1000 days`."""
    text = text[:LONGEST_TEXT]
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", text))
    text = _ACRONYM.sub(lambda found: found[0].replace(".", ""), text)
    text = _WITHIN.sub("", _POSSESSIVE.sub("", text))
    text = _SIGNS.sub(" ", text.casefold())
    if not text.isascii():
        text = UNSPACED.sub(r" \1 ", text)
    return " ".join(text.split())


def is_small(word: str) -> bool:
    """Whether nearly every story has this word."""
    return word in _SMALL_WORDS.get(language(), ())
