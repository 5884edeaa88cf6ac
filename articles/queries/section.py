"""The section page: the newest stories of one section and of those inside it, older ones behind a link that costs the
same however deep."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from articles.fronts.layout import Layout
from articles.queries.cards import Card, Teaser, cards_of
from articles.queries.fronts import read_layout, read_pins
from articles.queries.listing import PAGE, Listing, ListingPage, cursor_in, live_stories
from articles.queries.pool import Pool, most_read, numbered, size_for
from articles.queries.site import NavSection, Site, read_site
from articles.related import Pin, SlotPlan, Source, allocate

READ = 5


@cache
def _in_sections(size: int) -> Listing:
    """Of a section with those inside it: a walk down the index for each, merged."""
    return Listing(lambda *, now, **ids: [live_stories(now=now).filter(section_id=one) for one in ids.values()])


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPage(ListingPage):
    """`inside` are the sections that are part of it, `parent` the one that it is part of."""

    section: NavSection
    inside: tuple[NavSection, ...]
    parent: NavSection | None
    lead: Card | None
    most_read: tuple[Card, ...]

    @property
    def feed(self) -> dict[str, str]:
        return {"name": self.name, "path": f"/sections{self.path}"}


def read_section_page(
    slug: str, *, now: datetime, before: str = "", after: str = "", layout: Layout | None = None
) -> SectionPage | None:
    """A page of a section, five queries and a sixth for stories that somebody has pinned; None when there is no such
    section. `layout` is one that is not put up yet: that is the preview. Raises BadCursor."""
    site = read_site(now=now, section=slug)
    section = _called(slug, site)
    if section is None:  # renamed or made in another process a moment ago?
        site = read_site(now=now, section=slug, fresh=True)
        section = _called(slug, site)
    if section is None:
        return None
    inside = site.within(section)
    ids = [section.id, *(each.id for each in inside)]
    listing = _in_sections(size_for(ids))
    listed = listing.read(site, now=now, before=before, after=after, **numbered("section", ids))
    if layout is None:
        layout = read_layout(now=now, section_id=section.id) if listed.is_first else Layout()
    pins = read_pins(layout, site, now=now)
    slots = _allocated(list(listed.stories), most_read(site, now=now), layout, pins, with_lead=listed.is_first)
    lead = cards_of(slots["lead"], site)
    return SectionPage(
        site=site,
        name=section.name,
        path=section.url,
        description=section.description,
        section=section,
        inside=inside,
        parent=site.by_id.get(section.parent_id or 0),
        lead=lead[0] if lead else None,
        cards=cards_of(slots["stories"], site),
        most_read=cards_of(slots["most-read"], site),
        older=listed.older,
        newer=listed.newer,
        cursor=cursor_in(before, after, listed),
    )


def _allocated(
    found: list[Teaser], read: Pool, layout: Layout, pins: dict[int, Pin[Teaser]], *, with_lead: bool
) -> dict[str, list[Teaser]]:
    """The list is complete whatever its headlines, since readers page through it; only twins are shown once."""
    stories = [Source("newest in the section", found)]
    lead = [pins[layout.lead]] if layout.lead is not None else []
    top = [pins[one] for one in layout.top]
    plans = [
        SlotPlan("lead", pins=lead, size=int(with_lead), sources=stories, complete=True),
        SlotPlan("stories", pins=top, size=PAGE + len(top), sources=stories, complete=True),
        SlotPlan("most-read", size=READ, sources=[Source("read most now", read.most_read())]),
    ]
    return allocate(plans).slots


def _called(slug: str, site: Site) -> NavSection | None:
    return next((each for each in site.sections if each.slug == slug), None)
