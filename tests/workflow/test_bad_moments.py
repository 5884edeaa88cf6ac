"""Bad moments of publishing: killed half way, pressed twice, raced by others. On both databases."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from copy import copy
from datetime import timedelta

import pytest
from django.core.management.color import no_style
from django.db import connection
from django.utils import timezone

from articles.models import Article, AuditLine, Errand, PublishedArticle, Revision, ScheduledUpdate
from articles.workflow import publish_article, withdraw_article
from articles.workflow.due import do_due
from articles.workflow.errands import GRACE
from articles.workflow.snapshot import digest_of
from tests.factories import ArticleFactory, live_story
from tests.workflow.processes import publisher, start

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60  # seconds; a slow machine must not fail


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run them at the same moment, each in a thread; returns what they returned or raised, in their order."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            results[place] = act()
        except Exception as fault:
            results[place] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return results


def whole(article_id: int) -> bool:
    """Whether the story is wholly published (True) or wholly not; anything between fails."""
    row = PublishedArticle.objects.filter(pk=article_id).first()
    revisions = Revision.objects.filter(article=article_id, kind=Revision.Kind.PUBLISHED)
    lines = AuditLine.objects.filter(article=article_id, verb=AuditLine.Verb.PUBLISHED)
    article = Article.objects.get(pk=article_id)
    if row is None:
        assert not revisions.exists()
        assert not lines.exists()
        assert not Errand.objects.filter(article=article_id).exists()
        assert article.stage == Article.Stage.DRAFT
        return False
    assert revisions.get() == row.revision
    assert lines.get().revision == row.revision
    assert (article.stage, article.content_digest) == (Article.Stage.READY, row.content_digest)
    return True


def test_a_process_killed_in_the_middle_of_50_publications_leaves_each_story_whole():
    ids = [ArticleFactory().pk for _ in range(50)]
    for published in (7, 13, 21):
        waiting = [pk for pk in ids if not PublishedArticle.objects.filter(pk=pk).exists()]
        process = publisher(waiting)
        for _ in range(published):
            assert process.stdout.readline(), process.stderr.read()
        process.kill()
        process.communicate(timeout=PATIENCE)
        done = sum(whole(pk) for pk in ids)
        assert 0 < done < 50
    # It may have died between a publication and what follows it: that is done by the next who looks.
    assert all(not one.fault for one in do_due(now=timezone.now() + GRACE))
    assert not Errand.objects.exists()
    for pk in ids:
        publish_article(pk, by=None, now=timezone.now())
        assert whole(pk)


def test_four_processes_that_race_publish_500_due_updates_exactly_once():
    _five_hundred_updates()
    loops = [start("manage.py", "publish_due", "--loop", "0.2") for _ in range(4)]
    said = []
    readers = [threading.Thread(target=lambda pipe=loop.stdout: said.extend(pipe)) for loop in loops]
    for reader in readers:
        reader.start()
    ends = time.monotonic() + PATIENCE
    while ScheduledUpdate.objects.exists() and time.monotonic() < ends:
        time.sleep(0.1)
    for loop in loops:
        loop.terminate()
    codes = [loop.wait(PATIENCE) for loop in loops]
    for reader in readers:
        reader.join(PATIENCE)
    faults = [loop.stderr.read() for loop in loops]

    assert (codes, faults) == ([0] * 4, [""] * 4)
    assert Counter(line.split(":")[0] for line in said)["Done, update"] == 500
    assert AuditLine.objects.filter(verb=AuditLine.Verb.WENT_OUT).count() == 500
    assert Revision.objects.filter(kind=Revision.Kind.PUBLISHED).count() == 501
    assert PublishedArticle.objects.filter(headline__startswith="New").count() == 500
    assert not ScheduledUpdate.objects.exists()


def _five_hundred_updates() -> None:
    """As schedule_update leaves them, written in bulk. Nothing in common: likeness is not raced for."""
    now = timezone.now() - timedelta(hours=1)
    first = live_story(at=now - timedelta(hours=1), body="<p>Short.</p>")
    revision, article = first.revision, Article.objects.get(pk=first.pk)
    stories, published, old, new, updates = [], [], [], [], []
    for number, pk in enumerate(range(first.pk + 1, first.pk + 501)):
        own = revision.pk + 1 + 2 * number
        story, row = copy(article), copy(first)
        story.pk, row.article_id, row.story_key = pk, pk, f"article:{pk}"
        content = {**revision.content, "headline": f"New{pk}", "dek": "", "body": f"<p>Words{pk}.</p>"}
        about = {"article_id": pk, "at": now}
        old.append(Revision(pk=own, number=1, content=revision.content, digest=revision.digest, **about))
        new.append(Revision(pk=own + 1, number=2, content=content, digest=digest_of(content), **about))
        row.revision = old[-1]
        stories.append(story)
        published.append(row)
        updates.append(ScheduledUpdate(revision=new[-1], kind="silent", made_at=now, **about))
    for rows in (stories, old, new, published, updates):
        type(rows[0]).objects.bulk_create(rows, batch_size=500)
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [Article, Revision]):
            cursor.execute(sql)
    Errand.objects.all().delete()


def test_a_double_click_on_publish_publishes_once():
    article, now = ArticleFactory(), timezone.now()

    def publish() -> PublishedArticle:
        return publish_article(article.pk, by=None, now=now)

    first, second = at_once(publish, publish)
    assert first == second == PublishedArticle.objects.get()
    assert whole(article.pk)


def test_one_publishes_while_another_withdraws():
    for _ in range(5):
        story, now = live_story(), timezone.now()
        Article.objects.filter(pk=story.pk).update(headline="Other words")
        results = at_once(
            lambda pk=story.pk, now=now: publish_article(pk, by=None, now=now),
            lambda pk=story.pk, now=now: withdraw_article(pk, by=None, now=now, reason="Wrong"),
        )
        assert all(isinstance(one, PublishedArticle) for one in results), results
        row = PublishedArticle.objects.get(pk=story.pk)
        lines = AuditLine.objects.filter(article=story.pk).exclude(verb=AuditLine.Verb.SAVED).order_by("id")
        last = list(lines)[-1].verb
        assert last == (AuditLine.Verb.WITHDRAWN if row.withdrawn_at else AuditLine.Verb.PUBLISHED)
        assert row.headline == "Other words"
        assert not Errand.objects.filter(article=story.pk).exists()


def test_one_publishes_while_the_scheduled_update_goes_out():
    story = live_story(at=timezone.now() - timedelta(hours=1))
    content = {**story.revision.content, "headline": "As scheduled"}
    now = timezone.now()
    revision = Revision.objects.create(
        article_id=story.pk, number=story.revision.number + 1, content=content, digest=digest_of(content), at=now
    )
    ScheduledUpdate.objects.create(article_id=story.pk, revision=revision, kind="silent", at=now, made_at=now)
    Article.objects.filter(pk=story.pk).update(headline="By hand")
    by_hand, by_job = at_once(
        lambda: publish_article(story.pk, by=None, now=now), lambda: [one.fault for one in do_due(now=now)]
    )
    assert isinstance(by_hand, PublishedArticle)
    assert isinstance(by_job, list)
    assert not any(by_job)
    # Whoever came last has its way: the job first and the person after, or the update is off the schedule.
    assert PublishedArticle.objects.get(pk=story.pk).headline == "By hand"
    assert not ScheduledUpdate.objects.exists()
