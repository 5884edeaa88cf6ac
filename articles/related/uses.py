"""Uses: every place where a working copy points at another story: links in its text, cards in its text, picked rows.

Read from what a form holds at the moment, saved or not. What is wrong with them is said by linter.py.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from lxml import etree

from articles.html import ON_PURPOSE, one_line, without_controls
from articles.related.identity import LARGEST_ID, LONGEST_ADDRESS, article_id_of, article_key, link_key, url_key

Kind = Literal["link", "insert", "row"]
LONGEST_BODY = 5_000_000  # characters; the desk's requests are cut off at half of that
LONGEST_WORDS = 60
_PLACE_ON_PAGE = re.compile(r"#[A-Za-z][\w-]{0,60}$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """`link`: which of the `<a href>` of the body, `insert`: which of its [data-related], both counted from 0 in the
    order of the document as posted; `row`: the row's own number."""

    kind: Kind
    number: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the related stories as the form holds it. `repeat`: ticked “repeat on purpose”."""

    number: int
    target_id: int | None = None
    url: str = ""
    title: str = ""
    placement: str = "sidebar"
    repeat: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """`key` says which story it is, `story_id` that it is ours; `where` is link, insert, inline or sidebar."""

    at: Place
    where: str
    key: str
    story_id: int | None = None
    address: str = ""
    title: str = ""
    repeat: bool = False
    element: Any = None

    @property
    def is_pick(self) -> bool:
        return self.where == "sidebar"

    @property
    def place_on_page(self) -> str:
        """`#comments`, if the address ends so: it stays when the address is renewed."""
        found = _PLACE_ON_PAGE.search(self.address)
        return found[0] if found else ""

    @property
    def words(self) -> str:
        """What it is called where it stands: the linked words, the label of the card, the title of the row."""
        text = self.title if self.element is None else "".join(islice(self.element.itertext(), 40))
        text = one_line(text[:2000]) or self.address
        return text if len(text) <= LONGEST_WORDS else text[: LONGEST_WORDS - 1].rstrip() + "…"


def rows_of(posted: object) -> list[Row]:
    """Rows of a JSON list of objects with the names of Row; what is none is left out, what is wrong in one is empty."""
    return [
        Row(
            number=_whole(given.get("number")) or 0,
            target_id=_whole(given.get("target_id")),
            url=_text(given.get("url")),
            title=_text(given.get("title")),
            placement=_text(given.get("placement")) or "sidebar",
            repeat=given.get("repeat") is True,
        )
        for given in (posted if isinstance(posted, list) else [])
        if isinstance(given, dict)
    ]


def uses_in_rows(rows: Sequence[Row]) -> Iterator[Use]:
    for row in rows:
        url, title, target = _text(row.url).strip(), _text(row.title), _whole(row.target_id)
        key = link_key(target_id=target, url=url, title=title)
        where = "inline" if row.placement == "inline" else "sidebar"
        story_id = target if target is not None else article_id_of(key)
        if key:
            address = "" if target is not None else url[:LONGEST_ADDRESS]
            yield Use(Place("row", row.number), where, key, story_id, address, title, row.repeat is True)


def uses_in_body(body: str) -> Iterator[Use]:
    """In the order of the text. Links on the label of a card are counted and passed over: readers never get them."""
    links = inserts = inside = 0
    for event, element in _elements(body):
        is_mark = element.get("data-related") is not None
        href = element.get("href") if element.tag == "a" else None
        if event == "end":
            inside -= is_mark
            continue
        if is_mark and (use := _insert(element, inserts)):
            yield use
        inside += is_mark
        inserts += is_mark
        if href is not None and not inside and (key := url_key(href)):
            yield Use(Place("link", links), "link", key, article_id_of(key), href.strip(), element=element)
        links += href is not None


def _elements(body: str) -> Iterable[tuple[str, Any]]:
    text = without_controls(_text(body)[:LONGEST_BODY])
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.LxmlError:  # nothing in it
        return ()
    return () if root is None else etree.iterwalk(root, events=("start", "end"))


def _insert(element: Any, number: int) -> Use | None:
    given = element.get("data-related")
    if not (given.isascii() and given.isdecimal() and len(given) <= 18):
        return None
    repeat = element.get("data-repeat") == ON_PURPOSE
    story_id = int(given)
    return Use(Place("insert", number), "insert", article_key(story_id), story_id, repeat=repeat, element=element)


def _text(given: object) -> str:
    return given if isinstance(given, str) else ""


def _whole(given: object) -> int | None:
    """A number as it is or in digits; anything else, and what no database could hold, is no number."""
    if isinstance(given, str) and given.isascii() and given.isdecimal() and len(given) < 20:
        given = int(given)
    return given if isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= LARGEST_ID else None
