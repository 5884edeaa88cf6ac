"""The boxes of the arranging page: from a layout to what is printed, and from what a browser sends to a layout. The
page works without scripts, so every place is a box for the number of a story; desk/fronts.js makes cards of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from articles.dates import printed_soon
from articles.fronts.layout import (
    LONGEST_TITLE,
    MOST_IN_PACKAGE,
    MOST_PACKAGES,
    MOST_PINS,
    MOST_TOP,
    Layout,
    Package,
    RiverPlan,
    layout_from,
)
from articles.models import PublishedArticle, Section
from articles.queries.cards import CardPicture

NEWEST, SHOWN = 2000, 40  # among how many stories the page looks for words, and how many it lists


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story as the producer sees it. `state` is empty for one that readers have now."""

    number: int
    headline: str
    section: str = ""
    when: str = ""
    picture: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A list of stories on the front. `box` names its boxes; `most` is how many it holds."""

    box: str
    heading: str
    most: int
    cards: tuple[StoryCard, ...]
    blanks: range
    title_box: str = ""
    title: str = ""
    section: int = 0
    is_shown: bool = True


def places_of(layout: Layout, *, section: Section | None, now: datetime) -> list[Place]:
    """Every place of a front in the order of the page. The fronts of sections have a lead and stories on top only."""
    cards = cards_by_number(layout.stories(), now=now)
    lead = [layout.lead] if layout.lead is not None else []
    places = [_place("lead", "Lead", 1, lead, cards), _place("top", "Top stories", MOST_TOP, layout.top, cards)]
    if section is not None:
        return places
    packages = [*layout.packages, *[Package("", ())] * MOST_PACKAGES][:MOST_PACKAGES]
    for number, package in enumerate(packages, start=1):
        box = f"package-{number}"
        told = {"title_box": f"{box}-title", "title": package.title}
        places.append(_place(box, f"Package {number}", MOST_IN_PACKAGE, package.stories, cards, **told))
    planned = {plan.section: plan for plan in layout.rivers}
    fronts = {each.pk: each for each in Section.objects.filter(parent=None).in_navigation()}
    order = [pk for pk in planned if pk in fronts] + [pk for pk in fronts if pk not in planned]
    for pk in order:
        plan = planned.get(pk, RiverPlan(pk))
        told = {"section": pk, "is_shown": plan.shown}
        places.append(_place(f"river-{pk}", fronts[pk].name, MOST_PINS, plan.pins, cards, **told))
    return places


def layout_sent(boxes: QueryDict) -> Layout:
    """The layout that a browser sends. Raises BadLayout."""
    return layout_from(_said(boxes))


def layout_typed(boxes: QueryDict) -> Layout:
    """As much of a refused layout as can be shown again: what is no number is left out, and a story that stands twice
    keeps its first place."""
    said, seen = _said(boxes), set[int]()

    def readable(texts: list[str], most: int) -> tuple[int, ...]:
        numbers = (int(one) if one.isascii() and one.isdecimal() and len(one) < 19 else 0 for one in texts)
        found = [one for one in dict.fromkeys(numbers) if one and one not in seen][:most]
        seen.update(found)
        return tuple(found)

    lead = readable([said["lead"] or ""], 1)
    rivers = {int(row["section"]): row for row in said["rivers"] if row["section"].isdecimal()}
    return Layout(
        lead=lead[0] if lead else None,
        top=readable(said["top"], MOST_TOP),
        packages=tuple(
            Package(row["title"][:LONGEST_TITLE], readable(row["stories"], MOST_IN_PACKAGE)) for row in said["packages"]
        ),
        rivers=tuple(
            RiverPlan(section, shown=row["shown"], pins=readable(row["pins"], MOST_PINS))
            for section, row in rivers.items()
        ),
    )


def _said(boxes: QueryDict) -> dict[str, Any]:
    packages = [
        {"title": boxes.get(f"package-{number}-title", ""), "stories": boxes.getlist(f"package-{number}")}
        for number in range(1, MOST_PACKAGES + 1)
    ]
    rivers = [
        {
            "section": section,
            "shown": f"river-{section}-shown" in boxes,
            "pins": boxes.getlist(f"river-{section}"),
        }
        for section in boxes.getlist("rivers")
    ]
    lead = [one for one in boxes.getlist("lead") if one]
    top = [*lead[1:], *boxes.getlist("top")]  # only one can lead
    return {"lead": lead[0] if lead else None, "top": top, "packages": packages, "rivers": rivers}


def found_stories(words: str, section: int | None, *, now: datetime) -> list[StoryCard]:
    """The newest stories that readers have or will have, those with the words in their headline."""
    stories = PublishedArticle.objects.filter(withdrawn_at__isnull=True).exclude(expires_at__lte=now)
    if section:
        stories = stories.filter(Q(section=section) | Q(section__parent=section))
    if words.strip():
        newest = PublishedArticle.objects.newest_first().values("pk")[:NEWEST]
        stories = stories.filter(pk__in=newest, headline__icontains=words.strip()[:100])
    return [_card(story, now=now) for story in stories.select_related("section").newest_first()[:SHOWN]]


def cards_by_number(numbers: Iterable[int], *, now: datetime) -> dict[int, StoryCard]:
    found = PublishedArticle.objects.select_related("section").in_bulk(list(numbers))
    return {pk: _card(story, now=now) for pk, story in found.items()}


def _place(
    box: str, heading: str, most: int, numbers: Iterable[int], cards: dict[int, StoryCard], **told: Any
) -> Place:
    shown = tuple(
        cards.get(one) or StoryCard(one, "This story is not on the site", state="Take it out") for one in numbers
    )
    return Place(box, heading, most, shown, range(max(0, most - len(shown))), **told)


def _card(story: PublishedArticle, *, now: datetime) -> StoryCard:
    picture = CardPicture.from_stored(story.teaser_picture, "")
    state = ""
    if story.withdrawn_at is not None:
        state = "Withdrawn"
    elif story.published_at > now:
        state = f"From {printed_soon(story.published_at, now=now)}"
    elif not story.is_live(now):
        state = "Its time is over"
    return StoryCard(
        number=story.pk,
        headline=story.headline,
        section=story.section.name,
        when=printed_soon(story.published_at, now=now),
        picture=picture.smallest if picture else "",
        state=state,
    )
