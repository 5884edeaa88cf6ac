"""The section page: the newest stories of one section, older ones behind a link that costs the same however deep."""

from dataclasses import dataclass
from datetime import datetime

from articles.queries.cards import Card, Teaser, cards_of
from articles.queries.listing import PAGE, Listing, live_stories
from articles.queries.pool import Pool, most_read
from articles.queries.site import NavSection, Site, read_site
from articles.related import SlotPlan, Source, allocate

READ = 5

_in_section = Listing(lambda *, now, section_id: live_stories(now=now).filter(section_id=section_id))


@dataclass(frozen=True, slots=True)
class SectionPage:
    site: Site
    section: NavSection
    lead: Card | None
    cards: tuple[Card, ...]
    most_read: tuple[Card, ...]
    older: str  # cursors of the neighbouring pages, empty where there is none
    newer: str
    is_first: bool


def read_section_page(slug: str, *, now: datetime, before: str = "", after: str = "") -> SectionPage | None:
    """A page of a section, four queries; None when there is no such section. Raises BadCursor."""
    site = read_site(now=now)
    section = _called(slug, site)
    if section is None:  # renamed or made in another process a moment ago?
        site = read_site(now=now, fresh=True)
        section = _called(slug, site)
    if section is None:
        return None
    listed = _in_section.read(site, now=now, before=before, after=after, section_id=section.id)
    slots = _allocated(list(listed.stories), most_read(site, now=now), with_lead=listed.is_first)
    lead = cards_of(slots["lead"], site)
    return SectionPage(
        site=site,
        section=section,
        lead=lead[0] if lead else None,
        cards=cards_of(slots["stories"], site),
        most_read=cards_of(slots["most-read"], site),
        older=listed.older,
        newer=listed.newer,
        is_first=listed.is_first,
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


def _called(slug: str, site: Site) -> NavSection | None:
    return next((each for each in site.sections if each.slug == slug), None)
