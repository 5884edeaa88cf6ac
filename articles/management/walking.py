"""Every page that readers get, printed as they get it, one after the other: for commands that look at all of them.

A new public output (a feed, a sitemap, search) is one more function in PUBLIC_OUTPUTS.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from articles.dates import in_newsroom_zone
from articles.models.contributor import Contributor
from articles.models.coverage import SpecialCoverage
from articles.models.published import PublishedArticle
from articles.models.topic import Topic
from articles.printing import print_page
from articles.queries.archive import read_day_page, read_month_page, read_year_page
from articles.queries.article import find_story, read_article_page
from articles.queries.author import read_author_page, read_authors_page
from articles.queries.contest import read_contest_page
from articles.queries.corrections import read_corrections_page
from articles.queries.coverage import read_coverage_page
from articles.queries.errors import read_error_page
from articles.queries.feeds import find_feed
from articles.queries.gone import read_gone_page
from articles.queries.home import read_home_page
from articles.queries.live_blog import read_live_blog_page
from articles.queries.live_post import read_live_post_page
from articles.queries.results import read_results
from articles.queries.results_board import board_of, live_path_of
from articles.queries.search import read_search_page
from articles.queries.section import read_section_page
from articles.queries.site import read_banner_of
from articles.queries.sitemaps import read_month, read_months, read_news, read_places
from articles.queries.standing_page import read_standing_page
from articles.queries.topic import read_topic_page, read_topics_page
from articles.related import article_key
from articles.syndication import (
    author_data,
    contest_page_data,
    coverage_page_data,
    home_data,
    live_blog_data,
    live_post_data,
    page_data,
    section_data,
    story_data,
)
from articles.syndication.feeds import KINDS, print_feed
from articles.syndication.results_data import contest_data, coverage_data
from articles.syndication.sitemaps import month_path, print_index, print_news, print_pages


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
            yield Printed(path, _print("articles/section.html", page, section_data(page)))
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


def print_topics(now: datetime, *, older: int | None = None) -> Iterator[Printed]:
    """The list of topics, and each with its `older` pages, None: with all of them. So are the next two."""
    page = read_topics_page(now=now)
    yield Printed("/topics/", _print("articles/topics.html", page))
    for topic in page.topics:
        slug = topic.path.split("/")[2]
        yield from _print_pages("topic", partial(read_topic_page, slug, now=now), page_data, older)


def print_authors(now: datetime, *, older: int | None = None) -> Iterator[Printed]:
    page = read_authors_page(now=now)
    yield Printed("/authors/", _print("articles/authors.html", page))
    for author in (*page.people, *page.organisations):
        slug = author.path.split("/")[2]
        yield from _print_pages("author", partial(read_author_page, slug, now=now), author_data, older)


def print_coverages(now: datetime, *, older: int | None = None) -> Iterator[Printed]:
    for slug in SpecialCoverage.objects.for_readers().values_list("slug", flat=True):
        yield from _print_pages("coverage", partial(read_coverage_page, slug, now=now), coverage_page_data, older)


def print_live_blogs(now: datetime) -> Iterator[Printed]:
    """The newest page of each live blog, what open pages get of it, and each of its posts by itself."""
    for slug in SpecialCoverage.objects.for_readers().filter(posts_version__gt=0).values_list("slug", flat=True):
        page = read_live_blog_page(slug, now=now)
        if page is None:
            continue
        yield Printed(page.path, _print("articles/live_blog.html", page, live_blog_data(page)))
        yield Printed(page.blog.live_path, render_to_string("articles/_live_blog.html", {"blog": page.blog}))
        for post in page.blog.all:
            alone = read_live_post_page(slug, post.id, now=now)
            if alone is not None:
                yield Printed(alone.path, _print("articles/live_post.html", alone, live_post_data(alone)))


def print_contests(now: datetime) -> Iterator[Printed]:
    """The results of each coverage and the page of each of its contests, with what machines of other sites get."""
    for slug in SpecialCoverage.objects.for_readers().values_list("slug", flat=True):
        results = read_results(slug, now=now)
        board = board_of(results) if results else None
        if results is None or board is None:
            continue
        yield Printed(live_path_of(slug), print_page("articles/_coverage_results.html", {"board": board}).text)
        yield Printed(board.json_path, coverage_data(results))
        for card in results.cards:
            embed = print_page("articles/_contest_embed.html", {"card": card})
            yield Printed(f"{card.live_path}card/", embed.text)
            if page := read_contest_page(slug, card.slug, now=now):
                part = print_page("articles/_contest.html", {"board": page.board}).text
                content = {"page": page, "site": page.site, "results": mark_safe(part)}  # noqa: S308 (of a template)
                data = {"structured_data": contest_page_data(page)}
                yield Printed(page.path, print_page("articles/contest.html", content | data).text)
                yield Printed(page.board.json_path, contest_data(page.results))


def print_banners(now: datetime) -> Iterator[Printed]:
    """What open tabs get of the banner, in no section and in each."""
    for slug in ("", *(section.slug for section in read_home_page(now=now).site.sections)):
        if place := read_banner_of(slug, now=now):
            yield Printed(place.address, print_page("articles/_banner.html", {"place": place}).text)


def print_archive(now: datetime) -> Iterator[Printed]:
    """The month of the newest story and that of the oldest, with their years and days; all others are made alike."""
    live = PublishedArticle.objects.live(now).order_by("published_at").values_list("published_at", flat=True)
    ends = {in_newsroom_zone(moment).date().replace(day=1) for moment in (live.first(), live.last()) if moment}
    for first in sorted(ends):
        year, month = read_year_page(first.year, now=now), read_month_page(first.year, first.month, now=now)
        for page in filter(None, (year, month)):
            yield Printed(page.path, _print("articles/archive_calendar.html", page))
        for day in month.steps if month else ():
            read = partial(read_day_page, date.fromisoformat(day.iso), now=now)
            yield from _print_pages("archive", read, page_data, None)


def print_standing_pages(now: datetime) -> Iterator[Printed]:
    for standing in read_home_page(now=now).site.pages:
        if page := read_standing_page(standing.slug, now=now):
            yield Printed(page.path, _print("articles/standing_page.html", page))


def _print_pages(
    template: str, read: Callable[..., Any], data: Callable[[Any], str], older: int | None
) -> Iterator[Printed]:
    before, pages = "", 0
    while older is None or pages <= older:
        page = read(before=before)
        if page is None:
            return  # renamed since the list was read
        path = f"{page.path}?before={before}" if before else page.path
        yield Printed(path, _print(f"articles/{template}.html", page, data(page)))
        before, pages = page.older, pages + 1
        if not before:
            return


def print_feeds(now: datetime) -> Iterator[Printed]:
    """Both kinds of the site's feed and of that of corrections, and one kind of the others: they say the same."""
    site = read_home_page(now=now).site
    topics = Topic.objects.filter(listings__isnull=False).distinct().values_list("slug", flat=True)
    authors = Contributor.objects.filter(listings__isnull=False).distinct().values_list("slug", flat=True)
    asked = [("", "", kind) for kind in KINDS] + [("corrections", "", kind) for kind in KINDS]
    asked += [("sections", section.slug, "rss") for section in site.sections]
    for of, slug, kind in chain(
        asked, (("topics", s, "atom") for s in topics), (("authors", s, "atom") for s in authors)
    ):
        if feed := find_feed(of, slug, now=now):
            yield Printed(f"{feed.base}{kind}.xml", print_feed(feed, kind))


def print_sitemaps(now: datetime) -> Iterator[Printed]:
    months = read_months(now=now)
    yield Printed("/sitemap.xml", print_index(settings.SITE_URL, months))
    yield Printed("/sitemaps/news.xml", print_news(*read_news(now=now)))
    yield Printed("/sitemaps/places.xml", print_pages(*read_places(now=now)))
    for one in months:
        if found := read_month(one.section_slug, one.year, one.month, now=now):
            yield Printed(month_path(one), print_pages(*found))


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


def print_search(now: datetime) -> Iterator[Printed]:
    """The empty page, the newest of all stories, and every page of those that have a common word."""
    for query in ({}, {"from": "1000-01-01"}):
        yield Printed(f"/search/?{urlencode(query)}", _print("articles/search.html", read_search_page(query, now=now)))
    address = "?q=new"
    while address:
        page = read_search_page(dict(parse_qsl(address.removeprefix("?"))), now=now)
        yield Printed(f"/search/{address}", _print("articles/search.html", page))
        address = page.older


# All but the stories' own pages, of which there may be too many to look at every one.
PUBLIC_OUTPUTS: tuple[Callable[[datetime], Iterator[Printed]], ...] = (
    print_home,
    print_sections,
    print_corrections,
    print_errors,
    print_topics,
    print_authors,
    print_coverages,
    print_contests,
    print_banners,
    print_live_blogs,
    print_archive,
    print_standing_pages,
    print_feeds,
    print_sitemaps,
    print_search,
)


def _print(template: str, page: Any, structured_data: str = "") -> str:
    return print_page(template, {"page": page, "site": page.site, "structured_data": structured_data}).text
