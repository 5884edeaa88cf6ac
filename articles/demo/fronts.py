"""The front of the demo newsroom as its producer has arranged it: a package, and the sections in their own order."""

from datetime import datetime
from typing import Any

from articles.fronts import Layout, Package, RiverPlan, put_up
from articles.models import Article, FrontEdition, Section

PACKAGE = "The bridge and the boats"
IN_PACKAGE = ("bridge-crack-found", "late-ferry-returns", "senate-ferry-money")
ORDER = ("politics", "news", "business", "science", "culture", "sport")


def arrange_front(written: dict[str, Article], *, by: Any, now: datetime) -> None:
    """Put it up unless somebody has arranged a front already, or there is no producer."""
    if by is None or FrontEdition.objects.exists():
        return
    stories = tuple(written[slug].pk for slug in IN_PACKAGE if slug in written)
    sections = dict(Section.objects.filter(slug__in=ORDER).values_list("slug", "pk"))
    rivers = tuple(RiverPlan(sections[slug]) for slug in ORDER if slug in sections)
    put_up(Layout(packages=(Package(PACKAGE, stories),), rivers=rivers), by=by, now=now, note="The first of the day")
