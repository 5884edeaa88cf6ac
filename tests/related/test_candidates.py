"""Which published stories are alike, and what is put on record about it at publication."""

import threading

import pytest
from django.db import connection, transaction

from articles.models import Likeness, PublishedArticle, Trait
from articles.related.candidates import KEPT, index_story, likely_stories
from articles.related.traits import story_traits
from articles.workflow import publish_article, withdraw_article
from tests.factories import NOW, ArticleFactory, SpecialCoverageFactory, TopicFactory, live_story

pytestmark = pytest.mark.django_db

HARBOR = "Dredging barges scrape silt off the harbor wall"
CHESS = "Grandmaster wins chess final with a rook sacrifice"


def traits(headline, *, topics=(), coverage=None, text=""):
    return story_traits(
        headline=headline,
        dek="",
        text=text,
        topics=[(topic.pk, topic.name) for topic in topics],
        coverage=(coverage.pk, coverage.title) if coverage else None,
    )


def stories(count, **kwargs):
    """Live stories that have nothing in common but what the test gives them."""
    made = [
        live_story(headline=f"Plain{number} story{number}", dek="", body="<p>…</p>", **kwargs)
        for number in range(count)
    ]
    Trait.objects.all().delete()
    Likeness.objects.all().delete()
    return made


def index(story, *args, **kwargs):
    index_story(story.pk, traits(*args, **kwargs))


def likenesses(story):
    return list(Likeness.objects.filter(story_id=story.pk).order_by("-score", "-other_id"))


def ids(likely):
    return [each.story_id for each in likely]


def test_stories_with_the_same_words_find_each_other_and_no_others():
    one, two, other = stories(3)
    index(one, HARBOR)
    index(two, f"{HARBOR} again")
    index(other, CHESS)
    assert ids(likely_stories(traits(HARBOR))) == [two.pk, one.pk]
    assert [row.other_id for row in likenesses(one)] == [two.pk]
    assert [row.other_id for row in likenesses(two)] == [one.pk]
    assert likenesses(other) == []


def test_publishing_puts_it_on_record():
    topic = TopicFactory(name="Elections")
    first, second = (ArticleFactory(headline=headline, body="<p>…</p>", dek="") for headline in (HARBOR, CHESS))
    for article in (first, second):
        article.topics.add(topic)
        publish_article(article.pk, by=None, now=NOW)
    (row,) = likenesses(PublishedArticle.objects.get(pk=first.pk))
    assert row.other_id == second.pk
    assert [part[:2] for part in row.parts] == [["topic", "Elections"]]
    assert row.score == pytest.approx(sum(part[2] for part in row.parts))


def test_a_story_of_the_same_coverage_is_a_candidate():
    coverage = SpecialCoverageFactory(title="The Count")
    (story,) = stories(1)
    index(story, HARBOR, coverage=coverage)
    (found,) = likely_stories(traits(CHESS, coverage=coverage))
    assert (found.story_id, found.parts) == (story.pk, [("coverage", "The Count", 6.0)])


def test_the_story_itself_is_no_candidate():
    one, two = stories(2)
    index(one, HARBOR)
    index(two, HARBOR)
    assert ids(likely_stories(traits(HARBOR), but_not=one.pk)) == [two.pk]


def test_withdrawn_stories_are_no_candidates():
    one, two, three = stories(3)
    for story in (one, two):
        index(story, HARBOR)
    withdraw_article(one.pk, by=None, now=NOW, reason="Wrong harbor")
    assert ids(likely_stories(traits(HARBOR))) == [two.pk]
    index(three, HARBOR)
    assert [row.other_id for row in likenesses(three)] == [two.pk]


def test_a_topic_on_every_story_relates_nothing():
    topic = TopicFactory(name="News")
    made = stories(120)
    Trait.objects.bulk_create(
        Trait(trait=each.trait, story_id=story.pk) for story in made for each in traits("", topics=[topic])
    )
    assert likely_stories(traits("", topics=[topic])) == []


def test_many_stories_with_one_headline_are_bounded_and_the_newest_win():
    made = stories(40)
    for story in made[20:]:
        index(story, HARBOR)
    assert len(likely_stories(traits(HARBOR), limit=500)) == 20
    assert [row.other_id for row in likenesses(made[-1])] == [story.pk for story in made[-2 : -KEPT - 2 : -1]]


def test_a_new_text_replaces_what_was_on_record_in_both_directions():
    one, two, three = stories(3)
    index(one, HARBOR)
    index(two, HARBOR)
    index(three, CHESS)
    index(two, CHESS)
    assert likenesses(one) == []
    assert [row.other_id for row in likenesses(two)] == [three.pk]
    assert [row.other_id for row in likenesses(three)] == [two.pk]
    assert ids(likely_stories(traits(HARBOR))) == [one.pk]


def test_indexing_again_changes_nothing():
    made = stories(6)
    for story in made:
        index(story, HARBOR)

    def on_record():
        return set(Trait.objects.values_list("trait", "story_id")), [
            (row.story_id, row.other_id, row.score, row.parts)
            for row in Likeness.objects.order_by("story_id", "other_id")
        ]

    for story in made:  # what a trait is worth has changed while the first were put on record
        index(story, HARBOR)
    before = on_record()
    for story in reversed(made):
        index(story, HARBOR)
    assert on_record() == before


def test_a_small_fix_of_an_old_story_keeps_it_on_the_pages_of_newer_ones():
    _, *made = stories(2 * KEPT)
    oldest, *newer = made[KEPT:]
    for story in (oldest, *newer):
        index(story, HARBOR)
    old_friends = [row.story_id for row in Likeness.objects.filter(other_id=oldest.pk)]
    assert old_friends == [story.pk for story in newer]
    index(oldest, f"{HARBOR} again")
    assert [row.story_id for row in Likeness.objects.filter(other_id=oldest.pk)] == old_friends


def test_a_story_about_nothing_has_no_candidates():
    one, two = stories(2)
    index(one, "")
    index(two, HARBOR)
    assert likely_stories([]) == []
    assert not Trait.objects.filter(story_id=one.pk).exists()


def test_the_number_of_queries_is_the_same_however_much_a_story_shares(django_assert_num_queries):
    made = stories(20)
    for story in made[:10]:
        index(story, HARBOR)
    with django_assert_num_queries(3):
        assert len(likely_stories(traits(HARBOR))) == 10
    with django_assert_num_queries(3):
        assert len(likely_stories(traits(f"{HARBOR} in Port Harmon", text="gulls and tides and pilings"))) == 10


def test_indexing_is_undone_with_the_publication_it_belongs_to():
    one, two = stories(2)
    index(one, HARBOR)
    with transaction.atomic():
        index(two, HARBOR)
        transaction.set_rollback(True)
    assert not Likeness.objects.exists()
    assert not Trait.objects.filter(story_id=two.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_publications_at_the_same_time_finish_and_leave_both_directions():
    made = stories(8)
    failures = []

    def again(story):
        try:
            for _ in range(4):
                with transaction.atomic():
                    index(story, HARBOR)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    for story in made:
        index(story, HARBOR)
    threads = [threading.Thread(target=again, args=(story,)) for story in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert failures == []
    assert not any(thread.is_alive() for thread in threads)
    pairs = set(Likeness.objects.values_list("story_id", "other_id"))
    assert pairs
    assert pairs == {(other, story) for story, other in pairs}
