"""A standing page: about the paper, its ethics, how to reach it."""

from dataclasses import dataclass
from datetime import datetime

from articles.dates import in_newsroom_zone, printed_day
from articles.models.page import Page
from articles.queries.site import Site, read_site


@dataclass(frozen=True, slots=True)
class StandingPageText:
    """`html` was cleaned when it was saved (models/page.py)."""

    site: Site
    name: str
    path: str
    description: str
    html: str
    printed_day: str
    iso_day: str

    @property
    def address(self) -> str:
        return self.site.url + self.path


def read_standing_page(slug: str, *, now: datetime) -> StandingPageText | None:
    """A page that readers may see, three queries; None when there is none."""
    page = Page.objects.public().filter(slug=slug).first()
    if page is None:
        return None
    return StandingPageText(
        site=read_site(now=now),
        name=page.title,
        path=f"/{page.slug}/",
        description=page.description,
        html=page.body,
        printed_day=printed_day(page.edited_at),
        iso_day=in_newsroom_zone(page.edited_at).date().isoformat(),
    )
