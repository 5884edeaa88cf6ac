"""Every page that readers get, printed as they get it, one after the other: for commands that look at all of them.

A new public output (a feed, a sitemap, search) is one more function in PUBLIC_OUTPUTS.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple

from articles.models.published import PublishedArticle
from articles.printing import print_page
from articles.queries.article import find_story, read_article_page
from articles.queries.corrections import read_corrections_page
from articles.queries.errors import read_error_page
from articles.queries.gone import read_gone_page
from articles.queries.home import read_home_page
from articles.queries.section import read_section_page
from articles.related import article_key
from articles.syndication import home_data, story_data


class Printed(NamedTuple):
    path: str
    html: str
    own_keys: tuple[str, ...] = ()


def print_home(now: datetime) -> Iterator[Printed]:
    page = read_home_page(now=now)
    yield Printed("/", _print("articles/home.html", page, home_data(page.site)))


def print_sections(now: datetime, *, older: int | None = None) -> Iterator[Printed]:
    """Each section with its `older` pages, None: with all of them."""
    for section in read_home_page(now=now).site.sections:
        before, pages = "", 0
        while older is None or pages <= older:
            page = read_section_page(section.slug, now=now, before=before)
            if page is None:
                break  # renamed since the home page was read
            path = f"{section.url}?before={before}" if before else section.url
            yield Printed(path, _print("articles/section.html", page))
            before, pages = page.older, pages + 1
            if not before:
                break


def print_corrections(now: datetime) -> Iterator[Printed]:
    before = ""
    while True:
        page = read_corrections_page(now=now, before=before)
        path = f"/corrections/?before={before}" if before else "/corrections/"
        yield Printed(path, _print("articles/corrections.html", page))
        before = page.older
        if not before:
            return


def print_errors(now: datetime) -> Iterator[Printed]:
    """What readers get for what is not there, and for stories that were taken from them: one without a note of each
    kind, since all of those are alike, and every one with a note."""
    yield Printed("(page for what is not there)", _print("404.html", read_error_page(now=now)))
    lost = PublishedArticle.objects.filter(published_at__lte=now)
    silent = lost.filter(withdrawn_at__isnull=False, withdrawn_note="")[:1]
    expired = lost.filter(withdrawn_at__isnull=True, expires_at__lte=now)[:1]
    noted = lost.filter(withdrawn_at__isnull=False).exclude(withdrawn_note="")
    for story in chain(silent, expired, noted.iterator(chunk_size=100)):
        yield Printed(f"(page of story {story.pk}, which is gone)", _print("410.html", read_gone_page(story, now=now)))


def print_stories(ids: Iterable[int], now: datetime) -> Iterator[Printed]:
    """Those of the stories that are live, with what stands in their head for other sites."""
    for article_id in ids:
        story = find_story(article_id)
        if story is None or not story.is_live(now):
            continue  # withdrawn since the list was read
        page = read_article_page(story, now=now)
        text = _print("articles/article.html", page, story_data(page))
        yield Printed(page.path, text, (article_key(article_id), story.story_key))


# All but the stories' own pages, of which there may be too many to look at every one.
PUBLIC_OUTPUTS: tuple[Callable[[datetime], Iterator[Printed]], ...] = (
    print_home,
    print_sections,
    print_corrections,
    print_errors,
)


def _print(template: str, page: Any, structured_data: str = "") -> str:
    return print_page(template, {"page": page, "site": page.site, "structured_data": structured_data}).text
