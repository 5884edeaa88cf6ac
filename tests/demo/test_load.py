"""The demo newsroom loads through the product's own verbs, twice adds nothing, and no page of it repeats a story."""

import hashlib
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from lxml import html

from articles.demo.content import STORIES
from articles.demo.load import is_unfinished, load_demo
from articles.demo.people import demo_log_ins, make_people
from articles.models import Article, Byline, Contributor, Photo, PublishedArticle, RelatedLink, SpecialCoverage
from articles.queries.site import story_path
from tests.factories import NOW, picture_bytes

pytestmark = pytest.mark.django_db


def plain_picture(name: str) -> bytes:
    """A quick stand-in for a drawing, another one for each name."""
    return picture_bytes(width=900, height=600, color="#" + hashlib.sha256(name.encode()).hexdigest()[:6])


@pytest.fixture
def demo(time_machine):
    time_machine.move_to(NOW, tick=False)
    return list(load_demo(now=NOW, draw=plain_picture))


def everything():
    models = (Article, Byline, Contributor, Photo, PublishedArticle, RelatedLink, SpecialCoverage)
    return {model.__name__: model.objects.count() for model in models}


def test_an_interrupted_load_goes_on_where_it_stopped(time_machine):
    time_machine.move_to(NOW, tick=False)
    loading = load_demo(now=NOW, draw=plain_picture)
    for _ in range(40):
        next(loading)
    loading.close()
    assert is_unfinished()
    list(load_demo(now=NOW, draw=plain_picture))
    assert not is_unfinished()
    assert Article.objects.count() == len(STORIES)
    assert PublishedArticle.objects.count() == sum(story.state not in ("draft", "review") for story in STORIES)


def test_every_state_that_was_promised_is_there_and_a_second_load_adds_nothing(demo):
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


def test_no_story_appears_twice_on_any_page_of_the_demo(demo, client):
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


def test_log_ins_are_made_in_development_only(settings, client):
    assert make_people() == {}
    settings.DEBUG = True
    assert len(make_people()) == 7
    for username, password, _role in demo_log_ins():
        assert client.login(username=username, password=password), username


def test_two_loads_at_once_are_told_in_a_sentence(monkeypatch):
    from articles.management.commands import load_demo as command

    def met(**kwargs):
        raise IntegrityError
        yield

    monkeypatch.setattr(command, "load_demo", met)
    with pytest.raises(CommandError, match="loaded by another program too"):
        call_command("load_demo", stdout=StringIO())
