"""The section page: the newest stories of one section, older ones behind a link that costs the same however deep."""

from dataclasses import dataclass
from datetime import UTC, datetime

from articles.models.published import PublishedArticle
from articles.queries.cards import Card, Teaser, cards_of, newest_in_section, read_pool
from articles.queries.pool import Pool, most_read
from articles.queries.prepared import PreparedQuery
from articles.queries.site import NavSection, Site, read_site
from articles.related import SlotPlan, Source, allocate

PAGE, READ = 24, 5


_newest = newest_in_section(PAGE + 1)
_older = PreparedQuery(
    lambda *, now, section_id, published_at, article_id: (
        PublishedArticle.objects.live(now)
        .filter(section_id=section_id)
        .older_than(published_at, article_id)
        .newest_first()
        .values_list(*Teaser._fields)[: PAGE + 1]
    )
)


@dataclass(frozen=True, slots=True)
class SectionPage:
    site: Site
    section: NavSection
    lead: Card | None
    cards: tuple[Card, ...]
    most_read: tuple[Card, ...]
    older: str  # cursor of the next page, empty on the last
    is_first: bool


class BadCursor(ValueError):
    """The address of an older page is not one that this site gave out."""


def read_section_page(slug: str, *, now: datetime, before: str = "") -> SectionPage | None:
    """A page of a section, four queries; None when there is no such section. Raises BadCursor."""
    site = read_site(now=now)
    section = _called(slug, site)
    if section is None:  # renamed or made in another process a moment ago?
        site = read_site(now=now, fresh=True)
        section = _called(slug, site)
    if section is None:
        return None
    if before:
        published_at, article_id = _read_cursor(before)
        found = read_pool(
            _older, site, now=now, section_id=section.id, published_at=published_at, article_id=article_id
        )
    else:
        found = read_pool(_newest, site, now=now, section_id=section.id)
    slots = _allocated(found[:PAGE], most_read(site, now=now), with_lead=not before)
    lead = cards_of(slots["lead"], site)
    return SectionPage(
        site=site,
        section=section,
        lead=lead[0] if lead else None,
        cards=cards_of(slots["stories"], site),
        most_read=cards_of(slots["most-read"], site),
        older=_cursor(found[PAGE - 1]) if len(found) > PAGE else "",
        is_first=not before,
    )


def _allocated(found: list[Teaser], read: Pool, *, with_lead: bool) -> dict[str, list[Teaser]]:
    """The list is complete whatever its headlines, since readers page through it; only twins are shown once."""
    stories = [Source("newest in the section", found)]
    plans = [
        SlotPlan("lead", size=int(with_lead), sources=stories, complete=True),
        SlotPlan("stories", size=PAGE, sources=stories, complete=True),
        SlotPlan("most-read", size=READ, sources=[Source("read most now", read.most_read())]),
    ]
    return allocate(plans).slots


def _cursor(last: Teaser) -> str:
    return f"{round(last.published_at.timestamp() * 1_000_000)}-{last.article_id}"


def _called(slug: str, site: Site) -> NavSection | None:
    return next((each for each in site.sections if each.slug == slug), None)


def _read_cursor(text: str) -> tuple[datetime, int]:
    micros, _, article_id = text.partition("-")
    if not (micros.isascii() and micros.isdigit() and article_id.isascii() and article_id.isdigit()):
        raise BadCursor(text)
    if len(micros) > 17 or len(article_id) > 18:
        raise BadCursor(text)
    seconds, rest = divmod(int(micros), 1_000_000)
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest), int(article_id)
    except (OverflowError, ValueError) as error:
        raise BadCursor(text) from error
