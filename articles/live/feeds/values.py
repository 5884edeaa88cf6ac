"""Single values of a feed, read with suspicion: every number, time, name and flag has its bounds."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from articles.html import one_line
from articles.live.feeds.shapes import LARGEST, MOST_TOLD, FeedRefused
from articles.live.rules import MOST_VOTES

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}", re.ASCII)
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3}){1,4}", re.ASCII)
_YES = frozenset({"true", "yes", "y", "1", "x"})
_NO = frozenset({"", "false", "no", "n", "0"})
EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
DEEPEST = 20  # objects and lists inside one another
# Of one piece of JSON, so that a small text does not become more than memory holds: 64 MB of "{}," would be 2 GB.
MOST_OBJECTS, MOST_VALUES = 2_000_000, 4_000_000
MOST_LINES = 1_000_000
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_PACKED = (b"\x1f\x8b", b"PK\x03\x04")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # marks that turn the direction of writing


def text_of(raw: bytes) -> str:
    """The text of a feed. Raises FeedRefused when it is too large or not UTF-8."""
    if len(raw) > LARGEST:
        raise FeedRefused(f"The feed is larger than {LARGEST // 1024 // 1024} MB.")
    if raw.startswith(_PACKED):
        raise FeedRefused("The feed is a packed file. Unpack it first.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FeedRefused(f"The feed is not UTF-8 (byte {error.start:,}).") from error


def lines_of(text: str) -> Iterator[str]:
    """Line by line with its end, one at a time: a list of them may be ten times as large as the text. Only what ends a
    line in files does. Raises FeedRefused after MOST_LINES."""
    for number, line in enumerate(_LINE.finditer(text), start=1):
        if number > MOST_LINES:
            raise FeedRefused(f"The feed has more than {MOST_LINES:,} lines.")
        yield line[0]


def json_of(text: str, where: str = "The feed") -> Any:
    """Parsed JSON without NaN, without repeated names in one object, not nested deeper than DEEPEST. Raises
    FeedRefused."""
    if text.count("{") + text.count("[") > MOST_OBJECTS or text.count(",") > MOST_VALUES:
        raise FeedRefused(f"{where} has more in it than any election.")
    try:
        found = json.loads(text, parse_constant=_no_number, object_pairs_hook=_once_each)
        _check_depth(found, where)
    except FeedRefused as error:
        raise FeedRefused(f"{where}: {error}.") from error
    except RecursionError as error:
        raise FeedRefused(f"{where} is nested too deeply.") from error
    except ValueError as error:
        if "int_max_str_digits" in str(error):  # Python's own limit, told in words for programmers
            raise FeedRefused(f"{where} is not JSON: a number in it is longer than any number of votes.") from error
        raise FeedRefused(f"{where} is not JSON: {str(error)[:MOST_TOLD]}.") from error
    return found


def _check_depth(value: Any, where: str) -> None:
    level, layer = 0, [value]
    while layer:
        level += 1
        if level > DEEPEST:
            raise FeedRefused("nested too deeply")
        inner: list[Any] = []
        for each in layer:
            if isinstance(each, dict):
                inner += [one for one in each.values() if isinstance(one, dict | list)]
            elif isinstance(each, list):
                inner += [one for one in each if isinstance(one, dict | list)]
        layer = inner


def _no_number(name: str) -> NoReturn:
    raise FeedRefused(f"{name} is no number")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise FeedRefused("a name stands twice in one object")
    return found


def mapping(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise FeedRefused(f"{where} is not an object.")
    return value


def sequence(value: Any, where: str, most: int) -> list[Any]:
    if not isinstance(value, list):
        raise FeedRefused(f"{where} is not a list.")
    if len(value) > most:
        raise FeedRefused(f"{where} has more than {most:,} entries.")
    return value


def whole(value: Any, where: str, most: int = MOST_VOTES) -> int:
    """A whole number: 1409055, "1409055", "1,409,055"; `most` in either direction. Raises FeedRefused."""
    if isinstance(value, bool) or not isinstance(value, int | str | float):
        raise FeedRefused(f"{where} is no whole number.")
    if isinstance(value, float):
        if not value.is_integer():
            raise FeedRefused(f"{where} is no whole number: {value}.")
        value = int(value)
    elif isinstance(value, str):
        said = value.strip()
        if not _WHOLE.fullmatch(said) and not _GROUPED.fullmatch(said):
            raise FeedRefused(f"{where} is no whole number: “{one_line(said)[:40]}”.")
        value = int(said.replace(",", ""))
    if abs(value) > most:
        raise FeedRefused(f"{where} is larger than {most:,}.")
    return value


def whole_or_none(value: Any, where: str, most: int = MOST_VOTES) -> int | None:
    """The same; None and an empty text mean that it is not known."""
    return None if value is None or (isinstance(value, str) and not value.strip()) else whole(value, where, most)


def percent_or_none(value: Any, where: str) -> Decimal | None:
    """A percentage with at most two decimals kept. Raises FeedRefused for what is no number, or beyond reason."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool) or not isinstance(value, int | str | float):
        raise FeedRefused(f"{where} is no percentage.")
    said = str(value).strip().removesuffix("%")
    try:
        number = Decimal(said[:40])
    except InvalidOperation as error:
        raise FeedRefused(f"{where} is no percentage: “{one_line(said)[:40]}”.") from error
    if not number.is_finite() or abs(number) > 9_999:
        raise FeedRefused(f"{where} is no percentage: “{one_line(said)[:40]}”.")
    return number.quantize(Decimal("0.01"))


def moment(value: Any, where: str) -> datetime:
    """An aware time from ISO 8601; without a zone it is UTC. Raises FeedRefused."""
    if not isinstance(value, str):
        raise FeedRefused(f"{where} is no time.")
    try:
        found = datetime.fromisoformat(value.strip()[:40])
    except ValueError as error:
        raise FeedRefused(f"{where} is no time: “{one_line(value)[:40]}”. Write 2026-11-03T22:15:00-05:00.") from error
    found = found.replace(tzinfo=UTC) if found.tzinfo is None else found
    try:
        found = found.astimezone(UTC)
    except OverflowError as error:
        raise FeedRefused(f"{where} is no time of an election.") from error
    if not EARLIEST <= found < LATEST:
        raise FeedRefused(f"{where} is no time of an election: {found:%Y-%m-%d}.")
    return found


def words(value: Any, where: str, most: int, *, required: bool = False) -> str:
    """One line of text without control characters and marks of direction. Raises FeedRefused when it is longer than
    `most`, or missing."""
    if value is None:
        value = ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise FeedRefused(f"{where} is no text.")
    said = one_line(_TURNING.sub("", str(value)[: most * 4]))
    if len(said) > most:
        raise FeedRefused(f"{where} is longer than {most} characters: “{said[:40]}…”.")
    if required and not said:
        raise FeedRefused(f"{where} is missing.")
    return said


def flag(value: Any, where: str) -> bool:
    """true, "yes", 1, "x"; false, "no", 0, nothing. Raises FeedRefused for anything else."""
    if isinstance(value, bool):
        return value
    said = "" if value is None else str(value).strip().lower()
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise FeedRefused(f"{where} is neither yes nor no: “{one_line(said)[:40]}”.")
