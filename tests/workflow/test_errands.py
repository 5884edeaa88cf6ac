"""What follows publications: done at once or at its time, never lost, tried again until it works."""

from datetime import timedelta

import pytest

from articles.events import story_expired, story_published, story_withdrawn
from articles.models import Article, AuditLine, Errand, PublishedArticle, Trait
from articles.workflow import publish_article, release, steps, withdraw_article
from articles.workflow.due import do_due
from articles.workflow.errands import GRACE, LEASE, back_off
from tests.factories import NOW, ArticleFactory, live_story

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SIGNALS = {"published": story_published, "expired": story_expired, "withdrawn": story_withdrawn}


@pytest.fixture
def told():
    """What the site was told of, in order: (what, article, first). `told.broken` makes the receiver fail."""

    class Told(list):
        broken = False

    heard, receivers = Told(), []
    for name, signal in SIGNALS.items():

        def receive(name=name, **about):
            if heard.broken:
                raise ConnectionError("the cache is away")
            heard.append((name, about["article_id"], about.get("first")))

        receivers.append((signal, receive))
        signal.connect(receive)
    yield heard
    for signal, receive in receivers:
        signal.disconnect(receive)


def steps_left(article_id: int) -> dict[str, timedelta]:
    return {one.step: one.not_before - NOW for one in Errand.objects.filter(article=article_id)}


def test_what_is_due_is_done_as_soon_as_the_story_is_out_and_leaves_nothing_behind(told):
    article = ArticleFactory()
    publish_article(article.pk, by=None, now=NOW)
    assert told == [("published", article.pk, True)]
    assert not Errand.objects.exists()


def test_a_story_for_later_is_told_of_when_it_goes_live_and_when_it_is_over(told):
    article = ArticleFactory(publish_at=NOW + HOUR, expires_at=NOW + 2 * HOUR)
    publish_article(article.pk, by=None, now=NOW)
    assert told == []
    assert steps_left(article.pk) == {"announce": HOUR, "expire": 2 * HOUR}
    assert not list(do_due(now=NOW + HOUR - MINUTE))

    (live,) = do_due(now=NOW + HOUR + 6 * MINUTE)
    assert (live.what, live.late) == ("went live", 6 * MINUTE)
    (over,) = do_due(now=NOW + 2 * HOUR)
    assert (over.what, over.late) == ("taken down", None)

    assert told == [("published", article.pk, True), ("expired", article.pk, None)]
    lines = AuditLine.objects.filter(article=article.pk, verb__in=("went out", "expired")).order_by("at")
    assert list(lines.values_list("verb", "at")) == [("went out", NOW + HOUR), ("expired", NOW + 2 * HOUR)]


def test_scheduling_anew_replaces_what_was_to_follow(told):
    article = ArticleFactory(publish_at=NOW + HOUR, expires_at=NOW + 2 * HOUR)
    publish_article(article.pk, by=None, now=NOW)
    Article.objects.filter(pk=article.pk).update(publish_at=NOW + 3 * HOUR, expires_at=None)
    publish_article(article.pk, by=None, now=NOW + MINUTE)
    assert steps_left(article.pk) == {"announce": 3 * HOUR}


def test_withdrawing_leaves_nothing_to_be_told_but_that(told):
    article = ArticleFactory(expires_at=NOW + 2 * HOUR)
    publish_article(article.pk, by=None, now=NOW)
    told.clear()
    withdraw_article(article.pk, by=None, now=NOW + MINUTE, reason="Wrong")
    assert told == [("withdrawn", article.pk, None)]
    assert not Errand.objects.exists()


def test_a_receiver_that_fails_keeps_no_story_back_and_is_told_again(told, caplog):
    told.broken = True
    article = ArticleFactory()
    publish_article(article.pk, by=None, now=NOW)
    assert PublishedArticle.objects.live(NOW).filter(pk=article.pk).exists()
    errand = Errand.objects.get()
    assert (errand.step, errand.attempts, errand.not_before) == ("announce", 1, NOW + back_off(1))
    assert "the cache is away" in errand.fault
    assert "tell the site that the story is live" in caplog.text

    (failed,) = do_due(now=NOW + back_off(1))
    assert "the cache is away" in failed.fault
    assert Errand.objects.get().not_before == NOW + back_off(1) + back_off(2)
    assert not list(do_due(now=NOW + back_off(1))), "not tried again at once"

    told.broken = False
    (done,) = do_due(now=NOW + HOUR)
    assert (done.fault, done.late) == ("", HOUR)
    assert told == [("published", article.pk, True)]
    assert not Errand.objects.exists()


def test_one_receiver_that_fails_does_not_keep_the_others_from_being_told(told):
    def fails(**about):
        raise ValueError("no")

    story_published.connect(fails)
    try:
        publish_article(ArticleFactory().pk, by=None, now=NOW)
    finally:
        story_published.disconnect(fails)
    assert [what for what, *_ in told] == ["published"]
    assert Errand.objects.get().fault.endswith("no")


def test_a_story_goes_out_although_it_cannot_be_compared_with_others_and_is_later(monkeypatch):
    index = release.index_story
    monkeypatch.setattr(release, "index_story", lambda *args: 1 / 0)
    article = ArticleFactory()
    publish_article(article.pk, by=None, now=NOW)
    monkeypatch.setattr(release, "index_story", index)
    assert PublishedArticle.objects.live(NOW).count() == 1
    assert not Trait.objects.filter(story=article.pk).exists()
    assert [one.what for one in do_due(now=NOW + GRACE)] == ["similar stories found"]
    assert Trait.objects.filter(story=article.pk).exists()


def test_other_versions_are_told_apart_later_when_it_fails_at_first(monkeypatch):
    original = ArticleFactory()
    copy = live_story(canonical_url=f"/politics/x-{original.pk}/")
    pass_on = steps.pass_key_on
    monkeypatch.setattr(steps, "pass_key_on", lambda article_id: 1 / 0)
    Article.objects.filter(pk=original.pk).update(canonical_url="https://example.org/far/original")
    publish_article(original.pk, by=None, now=NOW)
    assert Errand.objects.get().step == "keys"
    monkeypatch.setattr(steps, "pass_key_on", pass_on)
    assert [one.fault for one in do_due(now=NOW + back_off(1))] == [""]
    copy.refresh_from_db()
    assert copy.story_key == PublishedArticle.objects.get(pk=original.pk).story_key


def test_what_a_dead_process_left_is_done_by_the_next(told):
    article = ArticleFactory(publish_at=NOW + HOUR)
    publish_article(article.pk, by=None, now=NOW)
    # Begun by somebody, and never finished.
    Errand.objects.update(not_before=NOW + HOUR + LEASE, attempts=1, tried_at=NOW + HOUR)
    assert not list(do_due(now=NOW + HOUR + MINUTE))
    assert len(list(do_due(now=NOW + HOUR + LEASE))) == 1
    assert told == [("published", article.pk, True)]


def test_back_off_grows_to_an_hour_and_no_further():
    assert [back_off(n) / MINUTE for n in (1, 2, 3, 7, 1000)] == [1, 2, 4, 60, 60]
