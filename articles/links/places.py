"""Where live stories link to: every address in their running text and among their related stories, with its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urldefrag, urljoin

from django.conf import settings
from lxml import html as lxml_html

from articles.models.published import PublishedArticle

AT_ONCE = 200  # stories read in one query
MOST_STORIES = 50_000  # stories looked through in one run, most of which have no link
_KINDS = {"ul": "list", "ol": "list", "table": "table", "blockquote": "quotation", "h2": "heading", "h3": "heading"}


@dataclass(frozen=True, slots=True)
class Place:
    """A link where readers see it. `place` in words: "paragraph 3", "related, sidebar"."""

    story_id: int
    headline: str
    place: str


@dataclass(slots=True)
class Links:
    """Places by address, without fragment, newest stories first. `before` is the id to go on from, None at the end."""

    by_address: dict[str, list[Place]] = field(default_factory=dict)
    before: int | None = None
    left_out: int = 0  # links of one story that were more than the limit


def collect_links(*, now: datetime, limit: int, before: int | None = None) -> Links:
    """At most `limit` different addresses from stories that are live at `now` (aware), from the newest id down. Whole
    stories are taken: one that would pass the limit is left for the next run."""
    links = Links(before=before)
    for looked_at, (story_id, headline, found) in enumerate(_stories(now, before)):
        new = {address for address, _ in found} - links.by_address.keys()
        if (links.by_address and len(links.by_address) + len(new) > limit) or looked_at >= MOST_STORIES:
            return links
        for address, place in found:
            if address not in links.by_address and len(links.by_address) >= limit:
                links.left_out += 1
            else:
                links.by_address.setdefault(address, []).append(Place(story_id, headline, place))
        links.before = story_id
    links.before = None
    return links


def _stories(now: datetime, before: int | None) -> Iterator[tuple[int, str, list[tuple[str, str]]]]:
    live = PublishedArticle.objects.live(now).order_by("-article_id")
    while True:
        part = live if before is None else live.filter(article_id__lt=before)
        rows = list(part.values_list("article_id", "headline", "blocks", "picked")[:AT_ONCE])
        for story_id, headline, blocks, picked in rows:
            yield story_id, headline, list(_links_of(blocks, picked))
            before = story_id
        if len(rows) < AT_ONCE:
            return


def _links_of(blocks: list[dict[str, Any]], picked: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """(address, place) in the order of the page, each address once at each place."""
    paragraphs = 0
    found: dict[tuple[str, str], None] = {}
    for block in blocks:
        if block["type"] == "text":
            for element in lxml_html.fragment_fromstring(block["html"], create_parent="div"):
                paragraphs += element.tag == "p"
                place = _place(element.tag, paragraphs)
                found |= {(address, place): None for a in element.iter("a") if (address := _address(a.get("href")))}
        elif block["type"] == "related" and (address := _address(block.get("url"))):
            found[address, f"related, in the text after paragraph {paragraphs}"] = None
    for pick in picked:
        if address := _address(pick.get("url")):
            found[address, "related, sidebar"] = None
    yield from found


def _place(tag: str, paragraphs: int) -> str:
    if tag == "p":
        return f"paragraph {paragraphs}"
    kind = _KINDS.get(tag, "text")
    return f"{kind} after paragraph {paragraphs}" if paragraphs else f"{kind} before the first paragraph"


def _address(href: str | None) -> str:
    """Absolute and without fragment; "" for what is no page: mail, telephone, a place on the same page."""
    href = (href or "").strip()
    if not href or href.startswith("#"):
        return ""
    try:
        address = urldefrag(urljoin(settings.SITE_URL + "/", href)).url
    except ValueError:
        return href  # malformed: a dead link too, and asking.py says so
    return "" if address.lower().startswith(("mailto:", "tel:")) else address
