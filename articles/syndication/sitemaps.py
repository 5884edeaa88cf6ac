"""Sitemaps: the files by the protocol of sitemaps.org, with Google's elements for pictures and news. Written by hand,
since Django's sitemaps know no such elements and count every story to find its pages."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from django.urls import reverse

from articles.queries.site import Site
from articles.queries.sitemaps import Entry, MonthOfSection
from articles.syndication.things import absolute

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def print_index(site_url: str, months: Sequence[MonthOfSection]) -> str:
    """The index: news, places, and each month of each section."""
    files = [(reverse("articles:sitemap_news"), ""), (reverse("articles:sitemap_places"), "")]
    files += [(month_path(one), _w3c(one.newest_at)) for one in months]
    lines = (f"<sitemap><loc>{escape(site_url + path)}</loc>{_changed(at)}</sitemap>" for path, at in files)
    return f'{_XML}<sitemapindex xmlns="{_SCHEMA}">\n{_lines(lines)}</sitemapindex>\n'


def print_pages(site: Site, entries: Iterable[Entry]) -> str:
    """Pages with the time of their last substantial change and their lead picture."""
    lines = (
        f"<url><loc>{escape(site.url + entry.path)}</loc>"
        f"{_changed(_w3c(entry.changed_at) if entry.changed_at else '')}{_image(site, entry.picture)}</url>"
        for entry in entries
    )
    return f'{_XML}<urlset xmlns="{_SCHEMA}" xmlns:image="{_IMAGE}">\n{_lines(lines)}</urlset>\n'


def print_news(site: Site, entries: Iterable[Entry]) -> str:
    """Stories of the last days under the name of the paper, in its language (ISO 639)."""
    paper = f"<news:name>{escape(site.name)}</news:name><news:language>{site.language[:2]}</news:language>"
    url = escape(site.url)  # paths of stories are letters, digits and dashes: a thousand need no escaping
    lines = (
        f"<url><loc>{url}{entry.path}</loc><news:news><news:publication>{paper}</news:publication>"
        f"<news:publication_date>{entry.published}</news:publication_date>"
        f"<news:title>{escape(entry.headline)}</news:title></news:news></url>"
        for entry in entries
    )
    return f'{_XML}<urlset xmlns="{_SCHEMA}" xmlns:news="{_NEWS}">\n{_lines(lines)}</urlset>\n'


def month_path(one: MonthOfSection) -> str:
    return reverse("articles:sitemap_month", args=[one.section_slug, f"{one.year:04}", f"{one.month:02}"])


def _image(site: Site, picture: dict[str, Any] | None) -> str:
    if not picture:
        return ""
    return f"<image:image><image:loc>{escape(absolute(site, picture['largest']))}</image:loc></image:image>"


def _changed(at: str) -> str:
    return f"<lastmod>{at}</lastmod>" if at else ""


def _w3c(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
