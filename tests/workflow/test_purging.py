"""purge_revisions: what may be forgotten, and everything that may not."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from articles.models import Article, PreviewLink, Revision, ScheduledUpdate, UnsavedWork
from articles.workflow import UpdateKind, note_save, publish_article
from articles.workflow.purging import forgettable, purge
from articles.workflow.restore import restore_revision, set_aside
from articles.workflow.snapshot import take_snapshot
from tests.factories import NOW, ArticleFactory, UserFactory, live_story

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=91)


def save(article, headline):
    Article.objects.filter(pk=article.pk).update(headline=headline)
    note_save(article.pk, by=None, now=NOW)
    return article.revisions.order_by("-number").first()


def run(*words):
    out = StringIO()
    with time_machine.travel(LATER):
        call_command("purge_revisions", *words, stdout=out)
    return out.getvalue()


def test_old_saves_go_and_the_newest_and_the_named_ones_stay():
    editor, article = UserFactory(role="Editor"), ArticleFactory()
    kept = article.revisions.get()
    Revision.objects.filter(pk=kept.pk).update(name="As filed")
    for number in range(5):
        newest = save(article, f"Headline {number}")
    set_aside(article.pk, take_snapshot(article.pk) | {"dek": "Mine"}, by=editor, now=NOW, reason="")
    last = set_aside(article.pk, take_snapshot(article.pk) | {"dek": "Mine too"}, by=editor, now=NOW, reason="")

    assert run("--dry-run") == "5 versions from before November 4, 2026 would be deleted.\n"
    assert article.revisions.count() == 8
    assert run() == "5 versions from before November 4, 2026 deleted.\n"
    # `newest` is the working copy although something was set aside after it.
    assert set(article.revisions.all()) == {kept, newest, last}
    assert run() == "0 versions from before November 4, 2026 deleted.\n"


def test_what_is_not_old_enough_stays():
    article = ArticleFactory()
    save(article, "Later")
    assert run("--older-than", "92").startswith("0 versions")
    assert run("--older-than", "90").startswith("1 version ")


def test_published_versions_and_those_of_corrections_stay():
    story = live_story().article
    save(story, "Second")
    publish_article(story.pk, by=None, now=NOW, kind=UpdateKind.CORRECTION, note="The vote was on Monday.")
    restored = story.revisions.get(number=1)
    restore_revision(story.pk, restored.pk, by=None, now=NOW)
    save(story, "Third")
    run()
    kinds = [version.kind for version in story.revisions.order_by("number")]
    assert kinds == [Revision.Kind.PUBLISHED, Revision.Kind.PUBLISHED, Revision.Kind.RESTORED, Revision.Kind.SAVED]


def test_what_somebody_was_given_or_works_on_stays():
    editor, article = UserFactory(role="Editor"), ArticleFactory()
    shown, closed, planned, typed_over, _newest = [
        article.revisions.get(),
        *(save(article, f"Headline {number}") for number in range(4)),
    ]
    times = {"made_at": NOW, "made_by": editor}
    PreviewLink.objects.create(article=article, revision=shown, expires_at=LATER, **times)
    PreviewLink.objects.create(article=article, revision=closed, expires_at=NOW + timedelta(minutes=1), **times)
    ScheduledUpdate.objects.create(article=article, revision=planned, kind="silent", at=LATER, made_at=NOW)
    UnsavedWork.objects.create(
        user=editor, article=article, place="story:1", boxes={}, opened_version=typed_over.version, at=NOW
    )
    assert set(forgettable(before=LATER - timedelta(days=1))) == {closed}
    with time_machine.travel(LATER):
        run()
    assert not Revision.objects.filter(pk=closed.pk).exists()
    assert article.revisions.count() == 4


def test_stopped_in_the_middle_it_has_done_whole_portions_and_goes_on():
    for _ in range(3):
        article = ArticleFactory()
        save(article, "Later")
    portions = purge(before=LATER, batch=2)
    assert next(portions) == 2
    portions.close()
    assert Revision.objects.count() == 4
    assert list(purge(before=LATER, batch=2)) == [1]


def test_a_version_that_gets_a_name_at_the_last_moment_stays(monkeypatch):
    article = ArticleFactory()
    save(article, "Later")
    from articles.workflow import purging

    asked = purging._portion

    def name_it_after_it_was_chosen(before, last, batch):
        chosen = asked(before, last, batch)
        Revision.objects.filter(pk__in=chosen).update(name="For the lawyers")
        return chosen

    monkeypatch.setattr(purging, "_portion", name_it_after_it_was_chosen)
    assert list(purge(before=LATER)) == [0]
    assert article.revisions.count() == 2


@pytest.mark.parametrize("days", ["-1", "ten", "", "99999", "1e3", "²"])
def test_a_number_of_days_that_is_none_is_refused(days):
    with pytest.raises(CommandError, match="no number of days"):
        call_command("purge_revisions", f"--older-than={days}")
