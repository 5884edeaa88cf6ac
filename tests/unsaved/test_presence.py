"""Who else has a story open: the others, as long as their form says so."""

from datetime import timedelta

import pytest

from articles.models import Article, Presence
from articles.unsaved import beat, others_at
from tests.factories import NOW, ArticleFactory, UserFactory

SECOND = timedelta(seconds=1)


@pytest.mark.django_db
def test_others_are_told_with_when_they_typed_and_never_oneself(django_assert_num_queries) -> None:
    story, me = ArticleFactory(), UserFactory()
    dana, sam = UserFactory(first_name="Dana", last_name="Reed"), UserFactory(first_name="", last_name="")
    beat(story.pk, me.pk, now=NOW, typed_at=NOW)
    beat(story.pk, sam.pk, now=NOW - 30 * SECOND)
    with django_assert_num_queries(1):
        assert beat(story.pk, dana.pk, now=NOW, typed_at=NOW - 20 * SECOND)
    found = others_at(story.pk, but_not=me.pk, now=NOW)
    assert [(one.name, one.typed_at) for one in found] == [("Dana Reed", NOW - 20 * SECOND), (sam.username, None)]
    assert others_at(ArticleFactory().pk, but_not=me.pk, now=NOW) == []


@pytest.mark.django_db
def test_a_second_window_that_only_lies_open_does_not_hide_that_somebody_types() -> None:
    story, dana = ArticleFactory(), UserFactory()
    beat(story.pk, dana.pk, now=NOW, typed_at=NOW)
    beat(story.pk, dana.pk, now=NOW + 5 * SECOND)
    [row] = Presence.objects.all()
    assert (row.opened_at, row.typed_at, row.seen_at) == (NOW, NOW, NOW + 5 * SECOND)


@pytest.mark.django_db
def test_whoever_was_not_seen_for_three_quarters_of_a_minute_is_gone() -> None:
    story, dana = ArticleFactory(), UserFactory()
    beat(story.pk, dana.pk, now=NOW)
    assert others_at(story.pk, but_not=0, now=NOW + 44 * SECOND)
    assert not others_at(story.pk, but_not=0, now=NOW + 45 * SECOND)


@pytest.mark.django_db(transaction=True)
def test_a_story_that_is_gone_is_nowhere_to_be_at() -> None:
    story, dana = ArticleFactory(), UserFactory()
    Article.objects.all().delete()
    assert not beat(story.pk, dana.pk, now=NOW)
