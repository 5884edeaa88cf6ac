"""The top of the page: headline, dek, byline and time line, and where the rest begins."""

import re
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.importing.story import StoryAuthor, StoryPhoto, StoryUnreadable

from .dateline import opens_with_dateline, split_dateline
from .furniture import is_menu_word, is_prose
from .headlines import is_label_alone, labelled_title, title_key
from .lines import Line
from .names import are_names, byline_names, is_organisation, loose_byline_names, read_names
from .photos import are_twins, read_photo
from .times import TimeLine, read_time_line

_SEARCHED = 40
_LONGEST_HEADLINE = 300
_LONGEST_DEK = 60
_SITE = re.compile(
    r"\s*(?:[|–—-]|:(?=\s*ABC))\s*(?:ABC News|ABCNews\.com|abcnews\.go\.com|GMA|Good Morning America)\s*$", re.I
)
_CONTINUES = re.compile(r"(?:,|&|\band|\bvia|\bwith|^by:?)$", re.I)
_CONTINUED = re.compile(r"(?:and|via|with|&|,)\b", re.I)


@dataclass(frozen=True, slots=True)
class Head:
    """`end` is the first line after the head; `signed` says that a byline or a time line closed it."""

    headline: str
    dek: str = ""
    authors: tuple[StoryAuthor, ...] = ()
    published_at: datetime | None = None
    timed: bool = True
    photos: tuple[StoryPhoto, ...] = ()
    end: int = 1
    signed: bool = False


@dataclass(frozen=True, slots=True)
class _Signature:
    """Byline and time line; `teaser` is a dek that stood between them, `end` the first line below."""

    names: list[str]
    moment: TimeLine | None
    teaser: str
    end: int


def read_head(lines: Sequence[Line], zone: zoneinfo.ZoneInfo) -> Head:
    """The head of a page without banner and furniture. Raises StoryUnreadable when no line can be a headline."""
    start = _first_headline(lines, zone)
    anchor = _anchor(lines, start, zone)
    if anchor is None:
        return _unsigned(lines, start)
    signature = _signature(lines, anchor, zone)
    above = list(lines[start:anchor])
    names = signature.names
    if not names and len(above) > 1 and not lines[anchor].gap and _is_bare_byline(above[-1].text):
        names = [above.pop().text]
    moment = signature.moment
    if start:
        before = _signature(lines[:start], 0, zone)
        names, moment = names or before.names, moment or before.moment
    headline, dek, photos = _titles(above)
    return Head(
        headline,
        dek or signature.teaser,
        read_names(", ".join(names)),
        moment.published if moment else None,
        moment.timed if moment else True,
        tuple(photos),
        signature.end,
        True,
    )


def _is_signature(lines: Sequence[Line], at: int, zone: zoneinfo.ZoneInfo) -> bool:
    text = lines[at].text
    if _names(lines, at, zone) is not None or read_time_line(text, zone) is not None:
        return True
    return text.casefold().rstrip(": ") == "by" and at + 1 < len(lines) and are_names(lines[at + 1].text)


def _names(lines: Sequence[Line], at: int, zone: zoneinfo.ZoneInfo) -> str | None:
    """The names of a byline; directly above the time line every line that opens with "By" is one."""
    names = byline_names(lines[at].text)
    below = lines[at + 1] if at + 1 < len(lines) else None
    if names is None and at and below and not below.gap and read_time_line(below.text, zone) is not None:
        return loose_byline_names(lines[at].text)
    return names


def _first_headline(lines: Sequence[Line], zone: zoneinfo.ZoneInfo) -> int:
    """Usually 0; later when a byline or time line stands above the headline."""
    start = 0
    while start < min(len(lines), 3) and _is_signature(lines, start, zone):
        start += 1
    if start >= len(lines):
        raise StoryUnreadable("There is no headline and no text in the file.")
    text = lines[start].text
    if len(text) > _LONGEST_HEADLINE or is_prose(text, 35) or (is_prose(text, 18) and opens_with_dateline(text)):
        raise StoryUnreadable("There is no headline at the top of the file.")
    if start and (is_prose(text, 12) or start + 1 >= len(lines)):
        raise StoryUnreadable("There is no headline above the byline.")
    return start


def _anchor(lines: Sequence[Line], start: int, zone: zoneinfo.ZoneInfo) -> int | None:
    """The first line of byline or time below the headline."""
    for at in range(start + 1, min(len(lines), start + _SEARCHED)):
        text = lines[at].text
        if _is_signature(lines, at, zone):
            return at
        if len(text) > 500 or len(text.split()) > _LONGEST_DEK or opens_with_dateline(text):
            return None
    return None


def _signature(lines: Sequence[Line], at: int, zone: zoneinfo.ZoneInfo) -> _Signature:
    """The byline texts and the time of the lines from `at`."""
    names: list[str] = []
    teasers: list[str] = []
    moment: TimeLine | None = None
    end = at
    while end < min(len(lines), at + 12):
        text = lines[end].text
        found = _names(lines, end, zone)
        time = read_time_line(text, zone)
        if found is not None or text.casefold().rstrip(": ") == "by":
            if moment is not None and names:
                break
            joined, end = _joined_byline(lines, end, found or "", zone)
            names.append(joined)
        elif time is not None:
            moment = _merged(moment, time)
            end += 1
        elif moment is None and _stands_above_time(lines, end, zone):
            teasers += [text] if len(text.split()) > 4 and not are_names(text) else []
            end += 1
        else:
            break
    return _Signature([name for name in names if name], moment, " ".join(teasers), end)


def _merged(first: TimeLine | None, second: TimeLine) -> TimeLine:
    if first is None:
        return second
    return first if first.published is not None else TimeLine(second.published, first.updated, second.timed)


def _joined_byline(lines: Sequence[Line], at: int, names: str, zone: zoneinfo.ZoneInfo) -> tuple[str, int]:
    """A byline that runs over several lines ("By", "JANE DOE", "and JOHN ROE", "via", "NIGHTLINE")."""
    end = at + 1
    while end < min(len(lines), at + 10):
        text = lines[end].text
        if len(text) > 120 or read_time_line(text, zone) is not None or byline_names(text) is not None:
            break
        if not (_CONTINUES.search(names) or not names or _CONTINUED.match(text)):
            break
        if (
            re.search(r"\bvia$", names, re.I) is None
            and not are_names(_CONTINUED.sub("", text).strip() or "A")
            and text.lower() != "via"
        ):
            break
        names = f"{names} {text}".strip()
        end += 1
    return names, end


def _stands_above_time(lines: Sequence[Line], at: int, zone: zoneinfo.ZoneInfo) -> bool:
    """A line between byline and time: the show or network of the author, or a dek that stands below the byline."""
    text = lines[at].text
    if len(text.split()) > 40 or len(text) > 300 or opens_with_dateline(text):
        return False
    return any(read_time_line(line.text, zone) is not None for line in lines[at + 1 : at + 3])


def _is_bare_byline(text: str) -> bool:
    """Names above the time line without "By": an organisation, or a name in capitals."""
    if len(text) > 100 or not are_names(text):
        return False
    return is_organisation(text) or (text.isupper() and 2 <= len(text.split()) <= 12)


def _titles(above: Sequence[Line]) -> tuple[str, str, list[StoryPhoto]]:
    """Headline and dek out of the lines above the signature; a photo that stands among them is taken out."""
    rest = [line for line in above if not is_menu_word(line.text)] or list(above[:1])
    photos: list[StoryPhoto] = []
    kept: list[Line] = []
    at = 0
    while at < len(rest):
        found = read_photo(rest, at, 0, flat=False) if at else None
        if found:
            photos.append(found[0])
            at = found[1]
        else:
            if not is_label_alone(rest[at].text):
                kept.append(rest[at])
            at += 1
    texts = [_without_site(line.text) for line in kept or rest[:1]]
    texts = [text for n, text in enumerate(texts) if n == 0 or title_key(text) not in {title_key(t) for t in texts[:n]}]
    if len(texts) > 3:
        texts = _last_titles(texts)
    return texts[0], " ".join(texts[1:]), photos


def _last_titles(texts: list[str]) -> list[str]:
    """Many lines above the signature are leftovers of the page: the ones beside it count."""
    sentence = texts[-1].endswith((".", "!", "?", '"', "”")) or len(texts[-1].split()) > 15
    return texts[-2:] if sentence else texts[-1:]


def _without_site(text: str) -> str:
    return _SITE.sub("", text) or text


def _unsigned(lines: Sequence[Line], start: int) -> Head:
    """No byline, no time: a dek is only believed when a photo or a dateline shows where the text begins."""
    headline = _without_site(lines[start].text)
    end = start + 1
    while end < len(lines) and title_key(lines[end].text) == title_key(headline):
        end += 1
    if end + 1 < len(lines) and _is_dek(lines[end].text) and _text_begins(lines, end + 1):
        return Head(headline, lines[end].text, end=end + 1)
    return Head(headline, end=end)


def _is_dek(text: str) -> bool:
    return len(text.split()) <= 40 and not opens_with_dateline(text) and labelled_title(text) is None


def _text_begins(lines: Sequence[Line], at: int) -> bool:
    if split_dateline(lines[at].text)[1] != lines[at].text:
        return True
    twins = at + 1 < len(lines) and are_twins(lines[at].text, lines[at + 1].text)
    return twins and not are_twins(lines[at - 1].text, lines[at].text)
