"""The banner of special coverage: which one shows in a section, a second as a line under it, and what both say. One
query, which open tabs ask too (views/live_banner.py).

Its time is the newest data time of what it points at, never the time of printing. When no news has come for longer than
the coverage allows, it no longer says “live” and tells since when.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.dates import in_newsroom_zone, printed_since, printed_stamp
from articles.models.coverage import SpecialCoverage, is_old
from articles.models.live_post import LivePost
from articles.models.published import is_live
from articles.queries.prepared import PreparedQuery

TARGET_COLUMNS = ("slug", "section_id", "published_at", "updated_at", "expires_at", "withdrawn_at")
COLUMNS = (
    "id", "title", "slug", "label", "url", "colour", "stale_after", "starts_at", "ends_at", "data_updated_at",
    "results_version", "target_id", *(f"target__{name}" for name in TARGET_COLUMNS), "newest_post",
)  # fmt: skip
STORY_COLUMNS = ("published_at", "expires_at", "withdrawn_at")
PathOf = Callable[[int, str, int], str]


@dataclass(frozen=True, slots=True)
class Banner:
    """`Your Voice Your Vote`, `Live results`, `Last Updated:` `April 23, 10:42:16PM ET`. `since` is what stands before
    the time; `stamp` and `iso_stamp` are empty when no data has come in, `url` when there is nothing to point at."""

    title: str
    label: str
    url: str
    since: str
    stamp: str
    iso_stamp: str
    is_stale: bool
    colour: str
    ends: str  # as machines read it, in UTC; empty: no end
    coverage_id: int

    @property
    def ground(self) -> str:
        """The accent is for what is live."""
        return "ink" if self.is_stale and self.colour == "accent" else self.colour

    @property
    def words(self) -> str:
        """What a screen reader is told of it when it has changed: not the time, which changes all the time."""
        said = ": ".join(filter(None, (self.title, self.label)))
        return f"{said}. {self.since} {self.stamp}" if self.is_stale and self.stamp else said


@dataclass(frozen=True, slots=True)
class BannerPlace:
    """What stands over a page, and where its open tabs ask for news of it."""

    first: Banner
    second: Banner | None
    address: str

    @property
    def tag(self) -> str:
        """Changes whenever anything of it does."""
        return blake2b(repr(self).encode(), digest_size=9).hexdigest()

    @property
    def ends(self) -> str:
        """When the last of both ends; empty when one has no end."""
        both = [self.first.ends] + ([self.second.ends] if self.second else [])
        return max(both) if all(both) else ""


def _showing(*, now: datetime, section_id: int, parent_id: int) -> QuerySet[Any, tuple[Any, ...]]:
    chosen = SpecialCoverage.sections.through.objects.filter(specialcoverage=OuterRef("pk"))
    here = chosen.filter(Q(section=section_id) | Q(section=parent_id))
    posts = LivePost.objects.live(now).filter(coverage=OuterRef("pk"))
    return (
        SpecialCoverage.objects.showing(now)
        .filter(~Exists(chosen) | Exists(here))
        .annotate(newest_post=Subquery(posts.values("published_at")[:1]))
        .values_list(*COLUMNS)[:2]
    )


_banners = PreparedQuery(_showing)


def read_banner(path_of: PathOf, address: str, *, section_id: int, parent_id: int, now: datetime) -> BannerPlace | None:
    """The banner over pages of a section (0: of none) that is part of another (0: of none) at `now` (aware); one query.
    `path_of` makes a story's path of its section's id, its slug and its own id; empty when there is no such section."""
    rows = _banners.rows(now=now, section_id=section_id, parent_id=parent_id)
    found = [_banner(dict(zip(COLUMNS, row, strict=True)), path_of, now=now) for row in rows]
    return BannerPlace(found[0], found[1] if len(found) > 1 else None, address) if found else None


def banner_of(coverage: SpecialCoverage, path_of: PathOf, *, now: datetime) -> Banner:
    """What a coverage would print at `now`, switched on or not, saved or not: for whoever writes it. Two queries."""
    target = coverage.target
    row = {name: getattr(coverage, name) for name in COLUMNS if "__" not in name and name != "newest_post"}
    row |= {f"target__{name}": getattr(target, name, None) for name in TARGET_COLUMNS}
    row["newest_post"] = None
    if coverage.pk:
        posts = LivePost.objects.live(now).filter(coverage=coverage.pk)
        row["newest_post"] = posts.values_list("published_at", flat=True).first()
    return _banner(row, path_of, now=now)


def _banner(row: dict[str, Any], path_of: PathOf, *, now: datetime) -> Banner:
    story_url = _story_path(row, path_of, now=now)
    newest = _newest_data(row, has_story=bool(story_url))
    waiting_since = newest or row["starts_at"]
    is_stale = waiting_since is not None and is_old(waiting_since, row["stale_after"], now=now)
    since, stamp = _since(row, newest, is_stale=is_stale, now=now)
    return Banner(
        title=_without_prefix(row["title"]) if is_stale else row["title"],
        label=without_live(row["label"]) if is_stale else row["label"],
        url=story_url or row["url"] or _own_path(row),
        since=since,
        stamp=stamp,
        iso_stamp=in_newsroom_zone(newest).isoformat(timespec="seconds") if newest else "",
        is_stale=is_stale,
        colour=row["colour"],
        ends=row["ends_at"].astimezone(UTC).isoformat(timespec="seconds") if row["ends_at"] else "",
        coverage_id=row["id"],
    )


def _newest_data(row: dict[str, Any], *, has_story: bool) -> datetime | None:
    """Results and what an editor has set, always; the story it points at; posts where it points at its own page."""
    times = [row["data_updated_at"]]
    if has_story:
        times += [row["target__published_at"], row["target__updated_at"]]
    elif not row["url"] and not row["target_id"]:
        times.append(row["newest_post"])
    return max(filter(None, times), default=None)


def _since(row: dict[str, Any], newest: datetime | None, *, is_stale: bool, now: datetime) -> tuple[str, str]:
    """What stands before the time, and the time."""
    if newest is None:
        return "", ""
    if not is_stale:
        return _("Last Updated:"), printed_stamp(newest)
    are_figures = row["results_version"] and newest == row["data_updated_at"]
    words = _("No new figures since") if are_figures else _("Nothing new since")
    return words, printed_since(newest, now=now)


def _own_path(row: dict[str, Any]) -> str:
    """The coverage's own page, when it was told to point at nothing else."""
    return "" if row["target_id"] else f"/coverage/{row['slug']}/"


def _story_path(row: dict[str, Any], path_of: PathOf, *, now: datetime) -> str:
    """The path of the story a banner points at, or empty while readers cannot see that story."""
    window = {name: row[f"target__{name}"] for name in STORY_COLUMNS}
    if not window["published_at"] or not is_live(**window, now=now):
        return ""
    return path_of(row["target__section_id"], row["target__slug"], row["target_id"])


def without_live(label: str) -> str:
    """A label without the word “live”, as it is said in the readers' language: `Live results` is `Results` then."""
    words = "|".join(re.escape(word.strip()) for word in _live_words().split("|"))
    left = re.sub(rf"(?<!\w)(?:{words})(?!\w)", "", label, flags=re.IGNORECASE)
    left = " ".join(left.split()).strip(" :,;.-–—·|!")
    return left[:1].upper() + left[1:] if label[:1].isupper() else left


def _without_prefix(title: str) -> str:
    """`Live: The storm` is `The storm`; a title that has the word elsewhere (`Long live the king`) stays."""
    head, colon, rest = title.partition(":")
    return rest.strip() if colon and rest.strip() and head.strip() and not without_live(head) else title


def _live_words() -> str:
    # Translators: the words of a label like “Live results” that say that it is live, with | between them.
    return pgettext("in the label of a banner", "live")
