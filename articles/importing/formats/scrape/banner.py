"""The special-coverage banner ("Your Voice Your Vote 2024", "Live results", "Last Updated: …") wherever it stands."""

import re
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from articles.importing.story import StoryCoverage

from .lines import Line, without
from .names import byline_names
from .times import is_stamp, read_stamp, read_time_line, stamp_prints_year

_LABEL = re.compile(
    r"(?:(?:see|view|full|live|latest|complete|primary|primaries|caucus|election|elections|all|breaking|read"
    r"|the)\s+){1,3}"
    r"(?:results?|updates?|coverage|blog|map|maps|tracker|video|analysis|news)\b\s*[»›>]*",
    re.I,
)
_TITLE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:vote|votes|election|elections|primary|primaries|midterms?|decision|convention"
    r"|inauguration|super tuesday|debate|coverage|caucus(?:es)?)\b",
    re.I,
)
_KNOWN_TITLE = re.compile(r"your voice,?\s+your vote\b.{0,30}", re.I)
_ONE_LINE = re.compile(r"(?P<front>.{1,120}?)\s*[|•·–—-]?\s*(?P<stamp>last\s+updated\b.{0,100})", re.I)
_YEAR = re.compile(r"\b(19\d\d|20\d\d)\b")
_YEARLY = re.compile(
    r"(?P<title>(?:20\d\d (?:election|primary|midterm)s?|(?:election|decision|campaign|vote) 20\d\d))"
    rf"\s*[|:–—-]?\s*(?P<label>{_LABEL.pattern})",
    re.I,
)
_HEAD = 40


@dataclass(frozen=True, slots=True)
class Banner:
    """The banner as printed; `stamp` is the whole "Last Updated" line or empty."""

    title: str
    label: str = ""
    stamp: str = ""


def take_banner(lines: Sequence[Line], zone: zoneinfo.ZoneInfo) -> tuple[Banner | None, list[Line]]:
    """The banner, if there is one, and the lines without it (also without a repetition of it)."""
    lines = _split_stamps(lines)
    stamps = [index for index, line in enumerate(lines) if is_stamp(line.text)]
    for at in stamps:
        found = _around(lines, at, zone)
        if found:
            banner, used = found
            if not banner.title:
                return None, without(lines, used)
            parts = {part.casefold() for part in (banner.title, banner.label, banner.stamp) if part}
            repeated = {i for stamp in stamps for i in (stamp - 2, stamp - 1, stamp) if i >= 0 and stamp != at}
            used |= {i for i in repeated if lines[i].text.casefold() in parts}
            return banner, without(lines, used)
    return _without_stamp(lines)


def coverage(banner: Banner, zone: zoneinfo.ZoneInfo, published: datetime | None) -> StoryCoverage:
    """The banner with its moment: the year stands in the title, or else follows from the story's own date."""
    year = next((int(found[1]) for found in map(_YEAR.search, (banner.title, banner.label)) if found), None)
    moment = read_stamp(banner.stamp, zone, year)
    if moment is None and published is not None:
        moment = read_stamp(banner.stamp, zone, published.year)
        if moment is not None and moment < published - timedelta(days=1):
            moment = read_stamp(banner.stamp, zone, published.year + 1) or moment
    return StoryCoverage(banner.title, banner.label, moment)


def _split_stamps(lines: Sequence[Line]) -> list[Line]:
    """One form for all: a banner printed in one line is cut, a stamp printed in two lines is joined."""
    result: list[Line] = []
    for line in lines:
        text = line.text
        if result and result[-1].text.casefold().rstrip(": ") == "last updated" and is_stamp("Last Updated: " + text):
            result[-1] = Line(f"Last Updated: {text}", result[-1].gap)
            continue
        match = _ONE_LINE.fullmatch(text) if len(text) < 240 and "updated" in text.casefold() else None
        if match and is_stamp(match["stamp"]) and not read_time_line(match["front"], zoneinfo.ZoneInfo("UTC")):
            result += [Line(part, line.gap and not n) for n, part in enumerate(_front(match["front"]))]
            result.append(Line(match["stamp"], False))
        else:
            result.append(line)
    return result


def _front(text: str) -> list[str]:
    label = re.search(_LABEL.pattern + r"$", text.strip(" |•·–—-:"), re.I)
    if not label:
        return [text]
    title = text[: label.start()].strip(" |•·–—-:")
    return [part for part in (title, label[0]) if part]


def _around(lines: Sequence[Line], at: int, zone: zoneinfo.ZoneInfo) -> tuple[Banner, set[int]] | None:
    """The banner around the stamp in line `at`, with the positions of its lines; its title may be missing."""

    def label(index: int) -> bool:
        return 0 <= index < len(lines) and _LABEL.fullmatch(lines[index].text) is not None

    def title(index: int) -> bool:
        return 0 <= index < len(lines) and _can_be_title(lines[index].text, zone)

    stamp = lines[at].text
    if stamp_prints_year(stamp) and not any(label(i) for i in (at - 2, at - 1, at + 1)):
        return None
    places: tuple[int | None, int | None] = (None, None)
    if label(at - 1):
        places = (at - 2 if title(at - 2) else at + 1 if title(at + 1) and _is_title(lines[at + 1]) else None, at - 1)
    elif label(at - 2) and title(at - 1):
        places = (at - 1, at - 2)
    elif label(at + 1):
        places = (at - 1 if title(at - 1) else at + 2 if title(at + 2) and _is_title(lines[at + 2]) else None, at + 1)
    elif title(at - 1) and title(at - 2) and (at == 2 or _is_title(lines[at - 2])) and not _is_title(lines[at - 1]):
        places = (at - 2, at - 1)
    elif title(at - 1):
        places = (at - 1, None)
    elif at == 0 and title(1) and _is_title(lines[1]):
        places = (1, 2 if label(2) else None)
    found_title, found_label = _leave_headline(lines, at, places, zone)
    name = lines[found_title].text if found_title is not None else ""
    tag = lines[found_label].text if found_label is not None else ""
    used = {at} | {place for place in (found_title, found_label) if place is not None}
    return Banner(name or tag, tag if name else "", stamp), used


def _leave_headline(
    lines: Sequence[Line], at: int, places: tuple[int | None, int | None], zone: zoneinfo.ZoneInfo
) -> tuple[int | None, int | None]:
    """Gives the title back to the story when nothing else above the byline could be its headline."""
    used = {at, *places}
    first = next((line.text for index, line in enumerate(lines) if index not in used), "")
    if first and not read_time_line(first, zone) and byline_names(first) is None:
        return places
    title, label = places
    if label is not None and title is not None and _LABEL.fullmatch(lines[label].text) is None:
        return label, None
    return (title, label) if title is not None and _is_title(lines[title]) and not first else (None, label)


def _can_be_title(text: str, zone: zoneinfo.ZoneInfo) -> bool:
    return (
        len(text) <= 100
        and not text.endswith((".", "?", "!", '"', "”"))
        and byline_names(text) is None
        and read_time_line(text, zone) is None
        and not is_stamp(text)
    )


def _is_title(line: Line) -> bool:
    return _TITLE.search(line.text) is not None


def _titled_label(lines: Sequence[Line]) -> Banner | None:
    """ "2024 Election Live Updates" in a line of its own on top, when another line can be the headline below it."""
    match = _YEARLY.fullmatch(lines[0].text) if len(lines) > 2 else None
    if not match or not lines[1].gap or lines[1].text.endswith(".") or byline_names(lines[1].text) is not None:
        return None
    return Banner(match["title"], match["label"] or "")


def _without_stamp(lines: list[Line]) -> tuple[Banner | None, list[Line]]:
    """A banner that prints no time: a title of the kind with its label, or the network's own election title."""
    titled = _titled_label(lines)
    if titled:
        return titled, without(lines, {0})
    for index, line in enumerate(lines[:_HEAD]):
        text = line.text
        if len(text) > 100:
            break
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        labelled = _LABEL.fullmatch(following) is not None
        if (_KNOWN_TITLE.fullmatch(text) or (labelled and index == 0 and _is_title(line))) and len(
            lines
        ) > 2 + labelled:
            used = {index, index + 1} if labelled else {index}
            return Banner(text, following if labelled else ""), without(lines, used)
    return None, lines
