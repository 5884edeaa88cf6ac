"""Feeds: the newest stories of the site, of a section with those inside it, of a topic or an author, and the newest
corrections. What stands in the file is in syndication/feeds.py."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum
from django.utils.translation import gettext

from articles.models.contributor import Contributor
from articles.models.correction import Correction
from articles.models.listing import AuthorListing, TopicListing
from articles.models.photo import Photo
from articles.models.published import PublishedArticle
from articles.models.published_photo import PublishedPhoto
from articles.models.topic import Topic
from articles.photos.rights import blocks_as_shown, use_as_shown
from articles.queries.prepared import PreparedQuery
from articles.queries.site import Site, read_site, story_path

SIZE = 30
COLUMNS = (
    "article_id", "slug", "section_id", "headline", "dek", "authors", "topics", "blocks", "dateline", "lead",
    "corrections", "published_at", "updated_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FeedItem:
    """`updated_at` moves with substantial changes only (workflow/kinds.py). `lead` and `blocks` are as publication
    stores them, without the photos whose rights are over."""

    kind: str  # story, correction: with `number` what never changes about it
    number: int
    path: str
    title: str
    summary: str
    published_at: datetime
    updated_at: datetime
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    blocks: tuple[dict[str, Any], ...] = ()
    lead: dict[str, Any] | None = None
    corrections: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """`about` is what never changes about it: `site`, `sections/3`, `corrections`. `marks` say which version of which
    story is in it: with other marks, the file is another. `read` gets the items."""

    site: Site
    about: str
    title: str
    subtitle: str
    path: str  # of the page
    base: str  # of the feed, up to rss.xml
    marks: tuple[Any, ...]
    read: Callable[[], tuple[FeedItem, ...]]


def find_feed(of: str, slug: str, *, now: datetime) -> Feed | None:
    """The feed of everything (`of` empty), of `corrections`, or of the section, topic or author with this slug; None
    without one. At most four queries, and one more for the items."""
    find = {
        "": _site_feed,
        "corrections": _corrections_feed,
        "sections": _section_feed,
        "topics": _topic_feed,
        "authors": _author_feed,
    }[of]
    return find(read_site(now=now), slug, now=now)


def _site_feed(site: Site, slug: str, *, now: datetime) -> Feed:
    """What every feed reader asks for: its two queries are compiled once."""
    marks = tuple(_NEWEST_MARKS.rows(now=now))

    def read() -> tuple[FeedItem, ...]:
        told = {article_id for article_id, *_ in marks}
        rows = (dict(zip(COLUMNS, row, strict=True)) for row in _NEWEST.rows(now=now))
        return tuple(_item(row, site) for row in rows if row["section_id"] in site.by_id and row["article_id"] in told)

    return Feed(site, "site", site.name, site.tagline, "/", "/feeds/", (*marks, *site.by_id.values()), read)


def _topic_feed(site: Site, slug: str, *, now: datetime) -> Feed | None:
    if (topic := Topic.objects.filter(slug=slug).first()) is None:
        return None
    listed = TopicListing.objects.live(now).filter(topic=topic)
    return _listed_feed(site, f"topics/{topic.pk}", topic.name, topic.description, f"/topics/{slug}/", listed, now=now)


def _author_feed(site: Site, slug: str, *, now: datetime) -> Feed | None:
    if (author := Contributor.objects.filter(slug=slug).first()) is None:
        return None
    listed = AuthorListing.objects.live(now).filter(author=author)
    return _listed_feed(site, f"authors/{author.pk}", author.name, author.role, f"/authors/{slug}/", listed, now=now)


def _section_feed(site: Site, slug: str, *, now: datetime) -> Feed | None:
    section = next((each for each in site.sections if each.slug == slug), None)
    if section is None:
        return None
    ids = [section.id, *(each.id for each in site.within(section))]
    # One walk down the index for each, then the newest of all: never a sort of everything the sections have.
    newest: set[int] = set()
    for one in ids:
        walk = PublishedArticle.objects.live(now).filter(section_id=one).newest_first()
        newest.update(walk.values_list("pk", flat=True)[:SIZE])
    stories = PublishedArticle.objects.live(now).filter(pk__in=newest).newest_first()
    return _feed(
        site, f"sections/{section.id}", f"{section.name} | {site.name}", section.description, section.url,
        f"/feeds/sections/{slug}/", stories,
    )  # fmt: skip


def _listed_feed(
    site: Site, about: str, name: str, line: str, path: str, listed: QuerySet[Any], *, now: datetime
) -> Feed:
    ids = list(listed.order_by("-published_at", "-story_id").values_list("story_id", flat=True)[:SIZE])
    stories = PublishedArticle.objects.live(now).filter(pk__in=ids).newest_first()
    return _feed(site, about, f"{name} | {site.name}", line, path, f"/feeds{path}", stories)


def _feed(
    site: Site, about: str, title: str, subtitle: str, path: str, base: str, stories: QuerySet[PublishedArticle]
) -> Feed:
    marks = tuple(_marks(stories, site.now))
    ids = [article_id for article_id, *_ in marks]

    def read() -> tuple[FeedItem, ...]:
        rows = stories.filter(pk__in=ids).values(*COLUMNS)
        return tuple(_item(row, site) for row in rows if row["section_id"] in site.by_id)

    return Feed(site, about, title, subtitle, path, base, (*marks, *site.by_id.values()), read)


def _marks(stories: QuerySet[PublishedArticle], now: datetime) -> QuerySet[Any, Any]:
    """What tells whether the file has changed."""
    return stories.annotate(lost=_lost_photos(now)).values_list("article_id", "projected_at", "lost")[:SIZE]


def _lost_photos(now: datetime) -> Subquery:
    """Which of the photos of a story readers do not see, as one number: with others missing, the file is another."""
    printed = PublishedPhoto.objects.filter(story=OuterRef("pk"), photo__in=Photo.objects.hidden(now))
    return Subquery(printed.order_by().values("story").annotate(lost=Sum("photo_id")).values("lost"))


def _item(row: dict[str, Any], site: Site) -> FeedItem:
    section = site.by_id[row["section_id"]]
    return FeedItem(
        kind="story",
        number=row["article_id"],
        path=story_path(section.slug, row["slug"], row["article_id"]),
        title=row["headline"],
        summary=row["dek"],
        published_at=row["published_at"],
        updated_at=row["updated_at"] or row["published_at"],
        authors=tuple(author["name"] for author in row["authors"]),
        categories=_once([section.name, *(topic["name"] for topic in row["topics"])]),
        blocks=tuple(blocks_as_shown(row["blocks"], now=site.now)),
        lead=use_as_shown(row["lead"], now=site.now),
        corrections=tuple(row["corrections"]),
    )


def _corrections_feed(site: Site, slug: str, *, now: datetime) -> Feed:
    live = PublishedArticle.objects.live(now).filter(pk=OuterRef("article_id"))
    about = [f"article__published__{name}" for name in ("headline", "slug", "section__slug")]
    noted = Correction.objects.filter(Exists(live), at__lte=now).order_by("-at", "-id")
    rows = list(noted.values_list("id", "kind", "note", "at", "article_id", *about)[:SIZE])

    def read() -> tuple[FeedItem, ...]:
        return tuple(
            FeedItem(
                kind="correction",
                number=number,
                path=story_path(section, slug, article_id),
                title=f"{Correction.Kind(kind).label}: {headline}",
                summary=note,
                published_at=at,
                updated_at=at,
                authors=(site.name,),
            )
            for number, kind, note, at, article_id, headline, slug, section in rows
        )

    title = f"{gettext('Corrections')} | {site.name}"
    return Feed(site, "corrections", title, "", "/corrections/", "/feeds/corrections/", tuple(rows), read)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _newest(now: datetime) -> QuerySet[PublishedArticle]:
    return PublishedArticle.objects.live(now).newest_first()


_NEWEST_MARKS = PreparedQuery(lambda now: _marks(_newest(now), now))
_NEWEST = PreparedQuery(lambda now: _newest(now).values_list(*COLUMNS)[:SIZE])
