"""Related headlines between paragraphs: labels (MORE:), title case, and what is only a short paragraph.

Which of the candidates count is decided in body.py, where their neighbours and repetitions are known.
"""

import re
import unicodedata
from functools import lru_cache

_LONGEST = 220
_LABELS = (
    r"MORE|READ MORE|READ|READ ALSO|ALSO READ|ALSO SEE|ALSO|RELATED|RELATED STORY|RELATED STORIES"
    r"|RELATED CONTENT|RELATED LINKS?"
    r"|RELATED VIDEOS?|RELATED ARTICLES?|RELATED COVERAGE|SEE ALSO|SEE MORE|WATCH|WATCH MORE|WATCH VIDEO"
    r"|WATCH NOW|LISTEN|PHOTOS?|PICTURES|PICS"
    r"|IN PHOTOS|IN PICTURES|SEE PHOTOS|SEE PICTURES|PHOTO GALLERY|GALLERY|SLIDESHOW|SLIDE SHOW|VIDEOS?"
    r"|FULL COVERAGE|COMPLETE COVERAGE"
    r"|FULL STORY|FULL VIDEO|READ THE FULL STORY|READ THE STORY|READ FULL STORY|INTERACTIVE|INTERACTIVE MAP"
    r"|TIMELINE|QUIZ"
    r"|CLICK HERE|DON['’]T MISS|IN CASE YOU MISSED IT|ICYMI|MORE FROM ABC NEWS|MORE ON ABC NEWS"
    r"|MORE ON THIS STORY|MORE COVERAGE"
    r"|MORE STORIES|MORE NEWS|YOU MIGHT ALSO LIKE|FROM THE ARCHIVES?|EARLIER|PREVIOUSLY|WEB EXTRA|EXTRA"
    r"|ABC NEWS EXCLUSIVE|MORE (?:ON|FROM|AT|IN|ABOUT)(?: [\w.'’&/]{1,20}){1,4}"
)
_LABELLED = re.compile(rf"[•·*►▶»>\s-]*(?P<label>{_LABELS})\s*(?::+|\||–|—|--|»|>)\s*(?P<title>\S.*)", re.I)
_LABEL_ALONE = re.compile(rf"[•·*►▶»>\s-]*(?:{_LABELS})\s*(?::+|\||»|>)?", re.I)
_QUIET_LABELS = frozenset("also earlier previously extra".split())
_URL = re.compile(r"\s*[(\[]?(?P<url>https?://[^\s)\]]+)[)\]]?\s*$")
_SMALL = frozenset(
    "a an the and but or nor for so yet of in on at to by from with as is vs vs. v. via into over after than if per "
    "upon onto amid about before between through during against without under near like up out off down "
    "de la del van von der".split()
)
_WORD = re.compile(r"[^\W_][\w'’.&/-]*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Jr|Sr|Inc|Co|Corp|St|vs|Dr|Mr|Ms|No)|\b[A-Za-z](?:\.[A-Za-z])+|\b[A-Z])\.[\"'”’]?$"
)
_STOP = re.compile(r"(?:[.,:;…]|\.\.\.)[\"'”’)]*$|[,.?!][\"”’']$")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’)]*$")
_NO_HEADLINE = re.compile(
    r"^(?:[(\[•·*►▪–—#-]|\d{1,3}[.)]\s|(?:Q|A|Q&A|Answer|Question)\s*:"
    r"|(?:By|Editor['’]s Note|Note|Updated?|Correction|Sources?|Tip|Step|Day|Chapter|Part|Myth|Fact|No\.|Number)\b"
    r"[^:]{0,12}:)"
    r"|^[\d/½¼¾. -]+\s*(?:cups?|tbsp|tablespoons?|tsp|teaspoons?|pounds?|lbs?|ounces?|oz|cloves?|pinch|sticks?)\b"
    r"|\d{3}[-.]\d{4}|https?://|www\.|\w@\w|\.com\b|\bP\.?O\.? Box\b|\b[A-Z]{2} \d{5}\b"
    r"|^(?:Rule|Reason|Lesson|Secret|Mistake|Trick|Habit|Week|Sign)\s+(?:No\.\s?|#)?\d"
    r"|\bcontributed to this (?:report|story)"
    r"|\bat \d{1,2}(?::\d\d)?\s?[ap]\.?m\b|\b[ap]\.?m\.?(?: E[SD]?T)?$|\bE[SD]?T$"
    r"|^\d{1,2}:\d\d\b",
    re.I,
)
_NO_LETTERS = re.compile(r"[\W_]+")
_LABEL_SIGNS = re.compile(r"[:|–—»>]|--")
_SAID = re.compile(r"\b(?:said|says|told|asked|added|recalled|replied|continued|explained|wrote)\b")


def title_key(title: str) -> str:
    """What two printings of one headline have in common: their letters and digits in small letters."""
    folded = title[:400].casefold().replace("&", "and")
    return _NO_LETTERS.sub("", folded if folded.isascii() else unicodedata.normalize("NFKD", folded))


def labelled_title(text: str) -> tuple[str, str] | None:
    """(title, url) of a line that opens with MORE:, RELATED:, WATCH: and the like; None for any other line."""
    if len(text) > _LONGEST + 60 or not _LABEL_SIGNS.search(text, 0, 50):
        return None
    match = _LABELLED.fullmatch(text)
    if not match:
        return None
    title, url = match["title"], ""
    link = _URL.search(title)
    if link:
        title, url = title[: link.start()].strip(), link["url"]
    shouted = match["label"].isupper()
    if (
        not title
        or len(title) > _LONGEST
        or (
            not shouted
            and (_SENTENCE_END.search(title) or title[0].islower() or match["label"].lower() in _QUIET_LABELS)
        )
    ):
        return None
    if len(re.findall(r"[.!?][\"”]?\s+[A-Z\"“]", title)) > 1:
        return None
    again = labelled_title(title) if title != text else None
    return again or (title, url)


def is_label_alone(text: str) -> bool:
    """True for "MORE:" or "Related Stories" in a line of its own; a bare word such as "Extra" needs its colon."""
    if len(text) > 40 or not _LABEL_ALONE.fullmatch(text):
        return False
    return text.rstrip().endswith((":", "|", "»", ">")) or text.isupper() or text.casefold().startswith("related")


@lru_cache(maxsize=1024)
def headline_words(text: str) -> int:
    """The number of words of a line in title case without a full stop; 0 for every other line."""
    if len(text) > _LONGEST or (
        _SENTENCE_END.search(text) and not text.endswith(("?", "!")) and not _stop_is_fine(text)
    ):
        return 0
    words = [word for word in _WORD.findall(text) if not word.isdigit() or len(word) < 5]
    small = [word for word in words if not (word[0].isupper() or word[0].isdigit())]
    capital = len(words) - len(small)
    low = sum(1 for word in small if word not in _SMALL and word.islower())
    if capital < 2 or capital < 0.6 * len(words) or low > (1 if capital >= 6 else 0):
        return 0
    if text.isupper() or _is_quotation(text) or _SAID.search(text) or _NO_HEADLINE.search(text):
        return 0
    return len(words)


def is_unstopped(text: str) -> bool:
    """True for a short line that does not end like a sentence, quotation or list heading."""
    return len(text) <= _LONGEST and (not _STOP.search(text) or _stop_is_fine(text))


def _stop_is_fine(text: str) -> bool:
    return _ABBREVIATION.search(text) is not None or (text[-1:] in "\"'”’" and not _STOP.search(text))


def _is_quotation(text: str) -> bool:
    """A line that is one quotation from end to end: a lyric, a title of a song, somebody speaking."""
    return text[:1] in '"“' and text[-1:] in '"”' and not re.search(r"[\"“”]", text[1:-1])
