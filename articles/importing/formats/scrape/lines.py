"""From the bytes of a file to clean lines: decoding, invisible characters, white space, hard wraps.

What the lines mean is not known here.
"""

import codecs
import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from articles.importing.story import StoryUnreadable

LARGEST_FILE = 5 * 1024 * 1024
_OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"{\\rtf")
_STRAY_BYTES = 2000
_LONGEST_WORD = 1000

_NEWLINES = re.compile("\r\n|[\r\n\v\f\u2028\u2029]")
_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
    "|(?<=[\x20-\u024f])[\u200c\u200d]"
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8}\d{0,2});")
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; `gap` says that an empty line (or the top of the file) stood above it."""

    text: str
    gap: bool = True


def read_lines(data: bytes) -> list[Line]:
    """The lines of a scrape that have words, cleaned. Raises StoryUnreadable for files that are no text."""
    if len(data) > LARGEST_FILE:
        raise StoryUnreadable("The file is larger than 5 MB; that is no article page.")
    text = _typographic(_decoded(data))
    lines: list[Line] = []
    gap = True
    for raw in _NEWLINES.split(text):
        line = _clean(raw)
        if line:
            lines.append(Line(line, gap))
        gap = not line
    if not lines:
        raise StoryUnreadable("The file is empty.")
    if lines[0].text[:14].lower().startswith(("<!doctype html", "<html")):
        raise StoryUnreadable("The file is a web page with its markup; only its plain text can be imported.")
    return lines


def without(lines: Sequence[Line], dropped: set[int]) -> list[Line]:
    """The lines that are not dropped; a gap above a dropped line moves to the next one that stays."""
    kept: list[Line] = []
    gap = False
    for index, line in enumerate(lines):
        gap = gap or line.gap
        if index not in dropped:
            kept.append(line if line.gap == gap else replace(line, gap=gap))
            gap = False
    return kept


def is_flat(lines: Sequence[Line]) -> bool:
    """True when paragraphs follow each other without empty lines, so that gaps say nothing."""
    return len(lines) > 2 and sum(line.gap for line in lines[1:]) * 10 <= len(lines)


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Joins lines that were broken at a fixed width (50 to 100 columns); other files come back as they are."""
    width = max((len(line.text) for line in lines), default=0)
    if not 50 <= width <= 100:
        return list(lines)
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    broken = sum(_is_full(a.text, b.text, width) for a, b in pairs)
    stopped = sum(a.text.endswith((".", "!", "?", '"')) for a, _ in pairs)
    if broken < 3 or broken < 0.85 * len(pairs) or stopped * 2 > len(pairs):
        return list(lines)
    runs: list[tuple[list[str], bool]] = []
    for index, line in enumerate(lines):
        if index and not line.gap and _is_full(lines[index - 1].text, line.text, width):
            runs[-1][0].append(line.text)
        else:
            runs.append(([line.text], line.gap))
    return [Line(" ".join(parts), gap) for parts, gap in runs]


def _is_full(text: str, following: str, width: int) -> bool:
    """True when the next line's first word would not have fitted any more (8 columns of leeway)."""
    return text != following and len(text) + 1 + len(following.split(" ", 1)[0]) > width - 8


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    sample = data[:65536]
    if sample.startswith(_OTHER_FILES):
        raise StoryUnreadable("The file is not a text file.")
    if len(sample) >= 16 and sample[1::2].count(0) > len(sample) * 0.35:
        return data.decode("utf-16-le", errors="replace")
    if (len(sample) - len(sample.translate(None, _CONTROLS))) * 50 > len(sample):
        raise StoryUnreadable("The file is not a text file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded_with_strays(data)


def _decoded_with_strays(data: bytes) -> str:
    """Windows-1252, or UTF-8 in which single Windows-1252 bytes were pasted."""
    loose = data.decode("utf-8-sig", errors="replace")
    strays = loose.count("\ufffd")
    whole = sum(1 for char in loose[:200_000] if char > "\x7f") - strays
    if strays > _STRAY_BYTES or strays >= whole:
        return data.decode("cp1252", errors="ignore")
    return data.decode("utf-8-sig", errors="newsroom-cp1252")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="ignore"), error.end


codecs.register_error("newsroom-cp1252", _as_cp1252)


def _typographic(text: str) -> str:
    """Entities that the scraper left behind (&#151; &amp; &rsquo;) as characters; &lt; and &gt; stay as printed."""
    return _ENTITY.sub(_entity, text) if "&" in text else text


def _entity(match: re.Match[str]) -> str:
    char = html.unescape(match[0])
    if len(char) != 1 or char in "<>" or char < " ":
        return " " if char in "\t\r\n" else match[0]
    return char


def _clean(raw: str) -> str:
    line = _SPACES.sub(" ", _INVISIBLE.sub("", raw)).strip(" ")
    if line.isascii():
        return line
    # Word by word: normalising one endless run of accents takes quadratic time.
    return " ".join(
        word if word.isascii() or len(word) > _LONGEST_WORD else unicodedata.normalize("NFC", word)
        for word in line.split(" ")
    )
