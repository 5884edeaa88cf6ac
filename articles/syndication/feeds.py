"""Feeds: RSS 2.0 and Atom (RFC 4287), on Django's generators. Ids are tag URIs (RFC 4151) of the story's number, so
they survive every change of its address; `updated` is the time of the last substantial change. Which stories are in it
is in queries/feeds.py."""

import hashlib
import re
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from articles.queries.feeds import Feed, FeedItem
from articles.syndication.things import absolute

TAG_YEAR = 2026  # in which the software began to name things so; it never moves, or every id would
MOST_CATEGORIES = 20
_OURS = re.compile(r'(?P<attribute>\s(?:href|src)=")/(?!/)')
# What XML 1.0 cannot say, not even escaped (section 2.2).
_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Media:
    """Media RSS elements, the same in both kinds of feed."""

    def add_media(self, handler: Any, item: dict[str, Any]) -> None:
        if not (picture := item["picture"]):
            return
        handler.startElement("media:content", {"url": picture["src"], "medium": "image", **picture["about"]})
        for name, words in (("media:description", picture["caption"]), ("media:credit", picture["credit"])):
            if words:
                handler.addQuickElement(name, words)
        handler.endElement("media:content")


class Rss(_Media, Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if settings.WEBSUB_HUB:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": settings.WEBSUB_HUB})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["names"]:
            handler.addQuickElement("dc:creator", name)
        if item["content"]:
            handler.addQuickElement("content:encoded", item["content"])
        self.add_media(handler, item)


class Atom(_Media, Atom1Feed):
    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:media": "http://search.yahoo.com/mrss/"}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if settings.WEBSUB_HUB:
            handler.addQuickElement("link", "", {"rel": "hub", "href": settings.WEBSUB_HUB})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["names"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})
        self.add_media(handler, item)


KINDS: dict[str, type[Rss | Atom]] = {"rss": Rss, "atom": Atom}


def print_feed(feed: Feed, kind: str) -> str:
    """The file, `kind` rss or atom. One query for the items."""
    site, items = feed.site, feed.read()
    printed = KINDS[kind](
        title=_sayable(feed.title),
        link=site.url + feed.path,
        description=_sayable(feed.subtitle or feed.title),
        subtitle=_sayable(feed.subtitle) or None,
        language=site.language,
        author_name=_sayable(site.name),
        feed_url=f"{site.url}{feed.base}{kind}.xml",
        feed_guid=_tag(f"feed/{feed.about}"),
    )
    for item in items:
        printed.add_item(**_entry(item, feed, kind))
    return str(printed.writeString("utf-8"))


def feed_etag(feed: Feed, kind: str) -> str:
    """Changes whenever the file does: with a version, an order, a withdrawal, an expiry, a setting."""
    said = (feed.marks, feed.title, feed.subtitle, settings.FEED_FULL_TEXT, settings.WEBSUB_HUB, kind)
    return f'"{hashlib.sha256(repr(said).encode(errors="replace")).hexdigest()[:32]}"'


def _entry(item: FeedItem, feed: Feed, kind: str) -> dict[str, Any]:
    content = _content(item, feed) if settings.FEED_FULL_TEXT else ""
    return {
        "title": _sayable(item.title),
        "link": feed.site.url + item.path,
        "description": _sayable(item.summary) or None,
        "unique_id": _tag(f"{item.kind}/{item.number}"),
        "unique_id_is_permalink": False if kind == "rss" else None,
        "pubdate": item.published_at,
        "updateddate": item.updated_at,
        "categories": [_sayable(name) for name in item.categories[:MOST_CATEGORIES]],
        "names": [_sayable(name) for name in item.authors],
        "content": _sayable(content),
        "picture": _picture(item, feed),
    }


def _content(item: FeedItem, feed: Feed) -> str:
    """The text with its photos and corrections; related stories are furniture of the page and stay there."""
    parts: list[str] = [_figure(item.lead, feed)] if item.lead else []
    for block in item.blocks:
        if block["type"] == "photo":
            parts.append(_figure(block, feed))
        elif block["type"] == "gallery":
            parts += [_figure(photo, feed) for photo in block["photos"]]
        elif html := block.get("html"):
            parts.append(_OURS.sub(lambda found: f"{found['attribute']}{feed.site.url}/", html))
    for note in item.corrections:
        said = escape(note["note"])
        parts.append(f"<p><strong>{escape(note['kind'])}</strong> ({escape(note['printed_at'])}): {said}</p>")
    return "\n".join(part for part in parts if part)


def _figure(photo: dict[str, Any], feed: Feed) -> SafeString | str:
    picture = photo.get("picture")
    if not picture:
        return ""
    words = " ".join(filter(None, (photo["caption"], photo["credit"])))
    return format_html(
        '<figure><img src="{}" alt="{}">{}</figure>',
        absolute(feed.site, picture["largest"]),
        picture["alt"],
        format_html("<figcaption>{}</figcaption>", words) if words else mark_safe(""),
    )


def _picture(item: FeedItem, feed: Feed) -> dict[str, Any] | None:
    picture = item.lead["picture"] if item.lead else None
    if not item.lead or not picture:
        return None
    share = next(iter(picture.get("shares") or ()), None)
    if share:
        about = {"type": "image/jpeg", "width": str(share["width"]), "height": str(share["height"])}
    else:
        about = {"type": "image/webp"}
    words = {name: _sayable(item.lead[name]) for name in ("caption", "credit")}
    return {"src": absolute(feed.site, share["src"] if share else picture["largest"]), "about": about, **words}


def _tag(path: str) -> str:
    host = settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    return f"tag:{host},{TAG_YEAR}:{path}"


def _sayable(text: str) -> str:
    return _UNSAYABLE.sub("", text)
