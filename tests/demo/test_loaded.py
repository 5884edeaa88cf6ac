"""The demo newsroom once it is loaded: one of everything, twice adds nothing, and no page of it repeats a story. How it
loads is in test_load.py."""

from datetime import timedelta

import pytest
from lxml import html
from time_machine import travel

from articles.demo.load import load_demo
from articles.models import (
    Article,
    Byline,
    Call,
    Choice,
    Contest,
    Contributor,
    CountUpdate,
    Photo,
    PublishedArticle,
    RelatedLink,
    ReportingArea,
    ResultsLine,
    SpecialCoverage,
)
from articles.queries.site import story_path
from tests.factories import NOW, plain_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(making_once):
    with making_once(), travel(NOW, tick=False):
        list(load_demo(now=NOW, draw=plain_picture))


def everything():
    models = (
        *(Article, Byline, Contributor, Photo, PublishedArticle, RelatedLink, SpecialCoverage),
        *(Contest, Choice, ReportingArea, CountUpdate, Call, ResultsLine),
    )
    return {model.__name__: model.objects.count() for model in models}


def test_every_state_that_was_promised_is_there_and_a_second_load_adds_nothing(demo, time_machine):
    time_machine.move_to(NOW, tick=False)
    live = PublishedArticle.objects.live(NOW).count()
    assert live >= 40
    assert PublishedArticle.objects.filter(withdrawn_at__isnull=False).count() == 1
    assert PublishedArticle.objects.filter(published_at__gt=NOW).count() == 1
    assert Article.objects.filter(published=None, stage="review").count() == 1
    assert Article.objects.filter(published=None, stage="draft").count() == 1
    assert SpecialCoverage.objects.showing(NOW).count() == 1
    assert PublishedArticle.objects.exclude(corrections=[]).count() == 1
    assert PublishedArticle.objects.filter(section__slug="sport").exists()
    before = everything()
    assert list(load_demo(now=NOW + timedelta(days=1), draw=plain_picture)) == []
    assert everything() == before


def test_no_story_appears_twice_on_any_page_of_the_demo(demo, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    sections = set(PublishedArticle.objects.values_list("section__slug", flat=True))
    stories = PublishedArticle.objects.live(NOW).values_list("section__slug", "slug", "pk")
    own_key = {story_path(*story): f"article:{story[2]}" for story in stories}
    live_keys = set(own_key.values())
    hidden = set(Article.objects.exclude(pk__in=[story[2] for story in stories]).values_list("headline", flat=True))
    for path in ["/", "/nothing-here/", *(f"/{slug}/" for slug in sections), *own_key]:
        content = client.get(path).content.decode()
        page = html.fromstring(content)
        keys = page.xpath("//@data-story")
        assert keys, path
        assert len(keys) == len(set(keys)), path
        assert own_key.get(path) not in keys
        assert {key for key in keys if key.startswith("article:")} <= live_keys, path
        assert len(page.xpath("//*[@data-slot]//*[@data-story] | //*[@data-slot and @data-story]")) == len(keys), path
        assert not [headline for headline in hidden if headline in page.text_content()], path
