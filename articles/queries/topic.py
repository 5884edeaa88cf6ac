"""The page of a topic, and the list of topics that have stories."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from articles.models.listing import TopicListing
from articles.models.topic import Topic
from articles.queries.cards import cards_of
from articles.queries.listing import Listing, ListingPage, cursor_in, paragraphs_of
from articles.queries.site import Site, read_site

MOST = 1000

_of_topic = Listing(lambda *, now, topic_id: TopicListing.objects.live(now).filter(topic_id=topic_id), story="story")


@dataclass(frozen=True, slots=True)
class Place:
    """A topic as the list of all prints it."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class TopicsPage:
    site: Site
    topics: tuple[Place, ...]
    is_cut: bool  # there are more than a page can hold


def read_topic_page(slug: str, *, now: datetime, before: str = "", after: str = "") -> ListingPage | None:
    """A page of a topic's stories, four queries; None when there is no such topic. Raises BadCursor."""
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        return None
    site = read_site(now=now)
    listed = _of_topic.read(site, now=now, before=before, after=after, topic_id=topic.pk)
    introduction = paragraphs_of(topic.introduction)
    return ListingPage(
        site=site,
        name=topic.name,
        path=f"/topics/{topic.slug}/",
        description=topic.description,
        introduction=introduction or tuple(filter(None, [topic.description])),
        cards=cards_of(listed.stories, site),
        older=listed.older,
        newer=listed.newer,
        cursor=cursor_in(before, after, listed),
        trail=((gettext("Topics"), "/topics/"),),
    )


def read_topics_page(*, now: datetime) -> TopicsPage:
    """All topics with a live story, by name. Three queries."""
    listed = TopicListing.objects.live(now).filter(topic=OuterRef("pk"))
    rows = list(Topic.objects.filter(Exists(listed)).order_by("name").values_list("name", "slug")[: MOST + 1])
    topics = tuple(Place(name, f"/topics/{slug}/") for name, slug in rows[:MOST])
    return TopicsPage(read_site(now=now), topics, is_cut=len(rows) > MOST)
