"""Usage: where photos are used. What readers have is told by PublishedPhoto, the desk by the working copies; a photo
may stand in one and not in the other. A fixed number of queries, for one photo and for a page of the library."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Value

from articles.models import Article, ArticlePhoto, Contributor, LivePost, Photo, PublishedArticle, PublishedPhoto


class With(Enum):
    """Who has it where it is used."""

    READERS = "live"
    SCHEDULED = "scheduled"
    TAKEN_DOWN = "taken down"
    DESK = "on the desk only"


@dataclass(frozen=True, slots=True)
class Use:
    """One story with a photo. `places` are words ("on top"); `headline` is the published one, if there is one."""

    article_id: int
    headline: str
    whose: With
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """Where one photo is used: stories, the newest first, at most as many as were asked for, whose portrait it is
    (contributors' ids and names), and the posts of live blogs (ids and the names of their coverage). `stories` counts
    all stories."""

    uses: tuple[Use, ...]
    portraits: tuple[tuple[int, str], ...]
    stories: int
    posts: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stories readers have, will have, had, and that only the desk has, with a photo; and portraits."""

    live: int = 0
    scheduled: int = 0
    taken_down: int = 0
    desk: int = 0
    portraits: int = 0


@dataclass(frozen=True, slots=True)
class Uses:
    """In how many stories, and in how many posts of live blogs, a photo stands that may stand in so many of them."""

    stories: int = 0
    posts: int = 0

    @property
    def all(self) -> int:
        return self.stories + self.posts

    def __str__(self) -> str:
        """`3 stories`, `1 story and 2 posts of live blogs`."""
        told = [f"{self.stories:,} {'story' if self.stories == 1 else 'stories'}"] if self.stories else []
        told += [f"{self.posts:,} {'post' if self.posts == 1 else 'posts'} of live blogs"] if self.posts else []
        return " and ".join(told)


def stories_printing(photo: Photo) -> list[int]:
    """The stories whose published version uses a photo, by number: those readers have, will have or had. One query."""
    printed = PublishedPhoto.objects.filter(photo=photo).order_by("story_id")
    return list(printed.values_list("story_id", flat=True).distinct())


def stories_shown_with(photo_id: int, *, now: datetime) -> list[int]:
    """Those of them that readers have or will have at `now` (aware): not withdrawn, not over. One query."""
    standing = Q(story__expires_at__isnull=True) | Q(story__expires_at__gt=now)
    printed = PublishedPhoto.objects.filter(standing, photo=photo_id, story__withdrawn_at__isnull=True)
    return list(printed.order_by("story_id").values_list("story_id", flat=True).distinct())


def live_stories_with(photo: Photo, *, now: datetime, limit: int) -> tuple[list[PublishedArticle], int]:
    """The newest `limit` of the stories that readers have with a photo at `now` (aware), and how many there are. Two
    queries."""
    live = PublishedArticle.objects.live(now).filter(pk__in=PublishedPhoto.objects.filter(photo=photo).values("story"))
    return list(live.select_related("article", "section").newest_first()[:limit]), live.count()


def uses_by_photo(
    photos: Collection[int], *, at: datetime, story: int | None = None, post: int | None = None
) -> Mapping[int, Uses]:
    """In how many stories each photo stands, or will, `at` a time, and in how many posts of live blogs; one `story` or
    `post` aside. What was withdrawn or is over does not count, and what readers never see. One query, none for no
    photos."""
    if not photos:
        return {}
    standing = Q(story__expires_at__isnull=True) | Q(story__expires_at__gt=at)
    stories = PublishedPhoto.objects.filter(standing, photo__in=photos, story__withdrawn_at__isnull=True)
    posts = LivePost.objects.for_readers().filter(photo__in=photos)
    counted = stories.exclude(story=story).order_by().values("photo").annotate(uses=Count("story", distinct=True))
    others = posts.exclude(pk=post or 0).order_by().values("photo").annotate(uses=Count("pk"))
    columns = ("photo", "uses", "are_posts")
    rows = counted.annotate(are_posts=Value(0)).values_list(*columns)
    found: defaultdict[int, Uses] = defaultdict(Uses)
    for number, uses, are_posts in rows.union(others.annotate(are_posts=Value(1)).values_list(*columns), all=True):
        found[number] = replace(found[number], **{"posts" if are_posts else "stories": uses})
    return found


def usage_of(photo: Photo, *, now: datetime, limit: int = 100) -> Usage:
    """Where a photo is used at `now` (aware). Five queries and three that count."""
    printed = PublishedPhoto.objects.filter(photo=photo)
    stories = PublishedArticle.objects.filter(pk__in=printed.values("story"))
    newest = {story.pk: story for story in stories.defer("blocks", "search_text", "lead").newest_first()[:limit]}
    places = defaultdict(list)
    for story_id, place in printed.filter(story__in=newest).values_list("story_id", "place"):
        places[story_id].append(str(PublishedPhoto.Place(place).label))
    published = [
        Use(number, story.headline, _whose(story, now=now), tuple(sorted(places[number])))
        for number, story in newest.items()
    ]
    on_desk = _on_desk([photo.pk]).exclude(pk__in=printed.values("story"))
    drafts = [
        Use(article.pk, str(article), With.DESK, ("in the working copy",))
        for article in on_desk.only("pk", "headline").order_by("-pk")[:limit]
    ]
    return Usage(
        uses=tuple([*published, *drafts][:limit]),
        portraits=tuple(Contributor.objects.filter(photo=photo).order_by("name").values_list("pk", "name")[:limit]),
        stories=stories.count() + on_desk.count(),
        posts=tuple(photo.live_posts.order_by("-pk").values_list("pk", "coverage__title")[:limit]),
    )


def counts_of(photos: Iterable[Photo], *, now: datetime) -> dict[int, Counts]:
    """The same in numbers for a page of the library, by photo. Five queries, however many photos and stories."""
    ids = [photo.pk for photo in photos]
    found: dict[int, _Sums] = {number: _Sums() for number in ids}
    over = Q(story__withdrawn_at__isnull=False) | Q(story__expires_at__lte=now)
    told = PublishedPhoto.objects.filter(photo__in=ids).order_by().values_list("photo")
    for number, taken_down, scheduled, every in told.annotate(
        taken_down=Count("story", distinct=True, filter=over),
        scheduled=Count("story", distinct=True, filter=~over & Q(story__published_at__gt=now)),
        every=Count("story", distinct=True),
    ):
        found[number].taken_down, found[number].scheduled = taken_down, scheduled
        found[number].live = every - taken_down - scheduled
    for number, article_id in _desk_uses(ids):
        found[number].desk.add(article_id)
    portraits = Contributor.objects.filter(photo__in=ids).order_by().values_list("photo").annotate(Count("pk"))
    for number, count in portraits:
        found[number].portraits = count
    return {number: sums.done() for number, sums in found.items()}


class _Sums:
    """Counts while they are put together. A story counts once for the desk, wherever the photo stands in it."""

    def __init__(self) -> None:
        self.live = self.scheduled = self.taken_down = self.portraits = 0
        self.desk: set[int] = set()

    def done(self) -> Counts:
        return Counts(self.live, self.scheduled, self.taken_down, len(self.desk), self.portraits)


def _desk_uses(ids: list[int]) -> Iterator[tuple[int, int]]:
    """(photo, story) of working copies, where it is not in what was published of the same story."""
    for column in ("lead_photo", "share_photo"):
        used = Article.objects.filter(_not_printed(photo=column, story="pk"), **{f"{column}__in": ids})
        yield from used.order_by().values_list(column, "pk")
    inside = ArticlePhoto.objects.filter(_not_printed(photo="photo", story="article"), photo__in=ids).order_by()
    yield from inside.values_list("photo", "article")


def _not_printed(*, photo: str, story: str) -> Any:
    return ~Exists(PublishedPhoto.objects.filter(photo=OuterRef(photo), story=OuterRef(story)))


def _on_desk(ids: list[int]) -> Any:
    inside = ArticlePhoto.objects.filter(photo__in=ids).values("article")
    return Article.objects.filter(Q(lead_photo__in=ids) | Q(share_photo__in=ids) | Q(pk__in=inside))


def _whose(story: PublishedArticle, *, now: datetime) -> With:
    if story.withdrawn_at is not None or (story.expires_at is not None and story.expires_at <= now):
        return With.TAKEN_DOWN
    return With.SCHEDULED if story.published_at > now else With.READERS


def why_kept(photo: Photo, *, now: datetime) -> str:
    """Why a photo cannot be deleted, in a sentence; "" when nobody uses it. What readers had, and may get again, counts
    as well. One query, or seven."""
    if Photo.objects.unused().filter(pk=photo.pk).exists():
        return ""
    counts = counts_of([photo], now=now)[photo.pk]
    stories = counts.live + counts.scheduled + counts.taken_down + counts.desk
    told = [f"in {'one story' if stories == 1 else f'{stories:,} stories'}"] if stories else []
    told += ["on the page of a contributor"] if counts.portraits else []
    told += ["in a live blog"] if photo.live_posts.exists() else []
    return f"This photo stands {' and '.join(told)}, so it stays in the library. To keep it from readers, take it back."
