"""The section page: the newest stories of one section, older ones behind a link that costs the same however deep."""

from dataclasses import dataclass
from datetime import UTC, datetime

from articles.models.published import PublishedArticle
from articles.queries.cards import Card, read_cards
from articles.queries.site import NavSection, Site, read_site

PAGE = 24


@dataclass(frozen=True, slots=True)
class SectionPage:
    site: Site
    section: NavSection
    lead: Card | None
    cards: tuple[Card, ...]
    older: str  # cursor of the next page, empty on the last
    is_first: bool


class BadCursor(ValueError):
    """The address of an older page is not one that this site gave out."""


def read_section_page(slug: str, *, now: datetime, before: str = "") -> SectionPage | None:
    """A page of a section, three queries; None when there is no such section. Raises BadCursor."""
    site = read_site(now=now)
    section = next((each for each in site.sections if each.slug == slug), None)
    if section is None:
        return None
    stories = PublishedArticle.objects.live(now).filter(section_id=section.id).newest_first()
    if before:
        stories = stories.older_than(*_read_cursor(before))
    found = read_cards(stories[: PAGE + 1], site.sections)
    cards = found[:PAGE]
    lead = cards[0] if cards and not before else None
    return SectionPage(
        site=site,
        section=section,
        lead=lead,
        cards=tuple(cards[1:] if lead else cards),
        older=_cursor(cards[-1]) if len(found) > PAGE else "",
        is_first=not before,
    )


def _cursor(card: Card) -> str:
    moment = card.published_at or datetime.min.replace(tzinfo=UTC)
    return f"{round(moment.timestamp() * 1_000_000)}-{card.article_id}"


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
