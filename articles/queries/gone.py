"""The page of a story that readers have lost: withdrawn, with what they are told about it, or its time is over. Nothing
of the story itself is on it."""

from dataclasses import dataclass
from datetime import datetime

from articles.dates import in_newsroom_zone, printed_day
from articles.models.published import PublishedArticle
from articles.queries.cards import Card
from articles.queries.errors import read_error_page
from articles.queries.site import Site


@dataclass(frozen=True, slots=True)
class GonePage:
    """`note` is what the desk tells readers about the withdrawal, `printed_day` and `iso_day` when that was; all three
    are empty where nothing is told."""

    site: Site
    latest: tuple[Card, ...]
    is_withdrawn: bool
    note: str = ""
    printed_day: str = ""
    iso_day: str = ""


def read_gone_page(story: PublishedArticle, *, now: datetime) -> GonePage:
    """The queries of an error page: three, and a fourth when the newest stories are all alike."""
    around = read_error_page(now=now)
    if story.withdrawn_at is None or not story.withdrawn_note:
        return GonePage(around.site, around.latest, story.withdrawn_at is not None)
    return GonePage(
        around.site,
        around.latest,
        is_withdrawn=True,
        note=story.withdrawn_note,
        printed_day=printed_day(story.withdrawn_at),
        iso_day=in_newsroom_zone(story.withdrawn_at).date().isoformat(),
    )
