"""The live blog of a coverage: its newest posts, those that stay at the top and the key moments, for the page of the
coverage, for its own pages of older posts, and for open tabs. A post by itself is in live_post.py."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery, prefetch_related_objects

from articles.dates import in_newsroom_zone, printed_near, printed_time
from articles.html import cut_paragraphs
from articles.models.coverage import SpecialCoverage
from articles.models.live_post import LivePost
from articles.models.photo import Photo
from articles.photos import printed_picture
from articles.queries.article import Photo as PrintedPhoto
from articles.queries.cards import Picture
from articles.queries.listing import read_cursor
from articles.queries.prepared import PreparedQuery
from articles.queries.site import Site, read_site

PAGE = 20
MOST_ON_TOP = 3
HEADLINES = 3  # that tell search engines and cards what it is about
MOST_MOMENTS = 12
MOST_GONE = 100  # posts withdrawn last: open tabs are told, so that they take them away


def _version_of(*, slug: str, now: datetime) -> Any:
    """Which version of its posts a coverage has, and how many photos in them readers may not have any more."""
    ended = LivePost.objects.filter(coverage=OuterRef("pk"), photo__rights_end_at__lte=now)
    count = ended.order_by().values("coverage").annotate(photos=Count("pk")).values("photos")
    coverage = SpecialCoverage.objects.for_readers().filter(slug=slug)
    return coverage.annotate(ended=Subquery(count)).values_list("pk", "posts_version", "ended")[:1]


_version = PreparedQuery(_version_of)


@dataclass(frozen=True, slots=True)
class PostCorrection:
    text: str
    printed: str
    iso: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post as readers get it. `html` is clean; `edited` printed, empty when it stands as it was published."""

    id: int
    path: str
    headline: str
    html: str
    photo: PrintedPhoto | None
    author: str
    author_path: str
    author_is_person: bool
    order: int  # microseconds since 1970: open pages sort by it
    is_pinned: bool
    is_key: bool
    printed: str
    printed_whole: str
    iso: str
    edited: str
    edited_iso: str
    corrections: tuple[PostCorrection, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A key moment, as the list above the posts links to it."""

    path: str
    words: str
    printed: str
    iso: str


@dataclass(frozen=True, slots=True)
class LiveBlog:
    """`pinned` stand on top and not among `posts`. `older`: the cursor behind the last post, empty at the end. `gone`:
    numbers of posts that were withdrawn lately."""

    title: str
    slug: str
    posts: tuple[Post, ...]
    pinned: tuple[Post, ...] = ()
    moments: tuple[Moment, ...] = ()
    older: str = ""
    gone: tuple[int, ...] = ()
    tag: str = ""
    starts_iso: str = ""
    ends_iso: str = ""
    is_over: bool = False

    @property
    def path(self) -> str:
        return f"/coverage/{self.slug}/live/"

    @property
    def live_path(self) -> str:
        return f"/live/posts/{self.slug}/"

    @property
    def all(self) -> tuple[Post, ...]:
        return (*self.pinned, *self.posts)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveBlogPage:
    """A page of the blog alone: the newest posts, or older ones."""

    site: Site
    blog: LiveBlog
    cursor: str = ""
    trail: tuple[tuple[str, str], ...] = field(default=())

    @property
    def name(self) -> str:
        return self.blog.title

    @property
    def path(self) -> str:
        return self.blog.path

    @property
    def is_first(self) -> bool:
        return not self.cursor

    @property
    def description(self) -> str:
        return " · ".join([post.headline for post in self.blog.posts if post.headline][:HEADLINES])

    @property
    def address(self) -> str:
        return f"{self.site.url}{self.path}{'?before=' if self.cursor else ''}{self.cursor}"


def read_posts_tag(slug: str, *, now: datetime) -> str | None:
    """What changes whenever the posts of a coverage do, when the rights in one of their photos are over, and when a day
    ends, since times are printed by it; one query. None when readers have no such coverage, or it never had a post."""
    rows = _version.rows(slug=slug, now=now)
    if not rows or not rows[0][1]:
        return None
    coverage_id, version, ended = rows[0]
    tag = _tag(coverage_id, version, now=now)
    return f"{tag}-{ended}" if ended else tag


def _tag(coverage_id: int, version: int, *, now: datetime) -> str:
    """Of a page. One with a photo whose rights are over asks once more, and is told the same."""
    return f"posts-{coverage_id}-{version}-{in_newsroom_zone(now).toordinal()}"


def read_blog(slug: str, *, now: datetime) -> LiveBlog | None:
    """The newest posts of a coverage for open tabs, with those that are gone; six queries. None when there is no such
    coverage."""
    coverage = SpecialCoverage.objects.for_readers().filter(slug=slug).first()
    return None if coverage is None else blog_of(coverage, now=now, with_gone=True)


def blog_of(coverage: SpecialCoverage, *, now: datetime, before: str = "", with_gone: bool = False) -> LiveBlog | None:
    """The newest posts, or those `before` a cursor; three queries, one when there are none, and one more `with_gone`.
    None for a coverage that never had a post. Raises BadCursor."""
    if coverage.posts_version == 0:
        return None
    rows = list(_posts(coverage, before, now=now)[: PAGE + 1])
    marked = [] if before else _marked(coverage, now=now)
    pinned = [post for post in marked if post.is_pinned][:MOST_ON_TOP]
    on_top = {post.pk for post in pinned}
    shown = list({post.pk: post for post in (*rows[:PAGE], *pinned)}.values())
    prefetch_related_objects(shown, "corrections")
    printed = {post.pk: printed_post(post, coverage.slug, now=now) for post in shown}
    return LiveBlog(
        title=coverage.title,
        slug=coverage.slug,
        posts=tuple(printed[post.pk] for post in rows[:PAGE] if post.pk not in on_top),
        pinned=tuple(printed[post.pk] for post in pinned),
        moments=tuple(_moment(post, coverage.slug, now=now) for post in marked if post.is_key)[:MOST_MOMENTS],
        older=_cursor_of(rows[PAGE - 1]) if len(rows) > PAGE else "",
        gone=_gone(coverage) if with_gone else (),
        tag=_tag(coverage.pk, coverage.posts_version, now=now),
        starts_iso=_iso(coverage.starts_at) if coverage.starts_at else "",
        ends_iso=_iso(coverage.ends_at) if coverage.ends_at else "",
        is_over=coverage.ends_at is not None and coverage.ends_at <= now,
    )


def read_live_blog_page(slug: str, *, now: datetime, before: str = "") -> LiveBlogPage | None:
    """A page of posts; six queries. None when readers have no such coverage, or it has no posts. Raises BadCursor."""
    coverage = SpecialCoverage.objects.for_readers().filter(slug=slug).first()
    blog = blog_of(coverage, now=now, before=before) if coverage else None
    if blog is None or not blog.all:
        return None
    trail = ((blog.title, f"/coverage/{slug}/"),)
    return LiveBlogPage(site=read_site(now=now), blog=blog, cursor=before, trail=trail)


def _posts(coverage: SpecialCoverage, before: str, *, now: datetime) -> Any:
    posts = _with_names(LivePost.objects.live(now).filter(coverage=coverage))
    if not before:
        return posts
    moment, post_id = read_cursor(before)
    return posts.filter(published_at__lte=moment).exclude(published_at=moment, id__gte=post_id)


def _marked(coverage: SpecialCoverage, *, now: datetime) -> list[LivePost]:
    """Pinned posts first, then key moments; the newest of each."""
    marked = LivePost.objects.live(now).filter(Q(is_pinned=True) | Q(is_key=True), coverage=coverage)
    return list(_with_names(marked.order_by("-is_pinned", "-published_at", "-id"))[: MOST_ON_TOP + MOST_MOMENTS])


def _with_names(posts: Any) -> Any:
    return posts.select_related("author", "photo")


def _gone(coverage: SpecialCoverage) -> tuple[int, ...]:
    gone = LivePost.objects.filter(coverage=coverage, published_at__isnull=False, withdrawn_at__isnull=False)
    return tuple(gone.order_by("-withdrawn_at").values_list("pk", flat=True)[:MOST_GONE])


def _cursor_of(post: LivePost) -> str:
    assert post.published_at is not None
    return f"{_micros(post.published_at)}-{post.pk}"


def _micros(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)


def post_path(slug: str, post_id: int) -> str:
    return f"/coverage/{slug}/live/{post_id}/"


def printed_post(post: LivePost, slug: str, *, now: datetime) -> Post:
    """A post that readers have, read with its author, photo and corrections; no query. Marks that were pasted into it
    out of a story stand for nothing here."""
    assert post.published_at is not None
    author = post.author
    return Post(
        id=post.pk,
        path=post_path(slug, post.pk),
        headline=post.headline,
        html="\n".join(cut_paragraphs(post.body)),
        photo=_photo(post.photo, now=now) if post.photo else None,
        author=author.name if author else "",
        author_path=f"/authors/{author.slug}/" if author else "",
        author_is_person=author is None or author.kind == author.Kind.PERSON,
        order=_micros(post.published_at),
        is_pinned=post.is_pinned,
        is_key=post.is_key,
        printed=printed_near(post.published_at, now=now),
        printed_whole=printed_time(post.published_at),
        iso=_iso(post.published_at),
        edited=printed_near(post.edited_at, now=now) if post.edited_at else "",
        edited_iso=_iso(post.edited_at) if post.edited_at else "",
        corrections=tuple(
            PostCorrection(each.text, printed_near(each.at, now=now), _iso(each.at)) for each in post.corrections.all()
        ),
    )


def _moment(post: LivePost, slug: str, *, now: datetime) -> Moment:
    assert post.published_at is not None
    return Moment(
        post_path(slug, post.pk), str(post), printed_near(post.published_at, now=now), _iso(post.published_at)
    )


def _photo(photo: Photo, *, now: datetime) -> PrintedPhoto | None:
    """None once readers may not have it: its words go with it."""
    if not photo.is_printable(now):
        return None
    picture = Picture.from_stored(printed_picture(photo, caption=photo.caption), now=now)
    return PrintedPhoto(picture, photo.caption, photo.credit) if picture else None


def _iso(moment: datetime) -> str:
    return in_newsroom_zone(moment).isoformat(timespec="seconds")
