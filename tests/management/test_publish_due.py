"""manage.py publish_due: what it says, what its exit code tells, and that it ends when it is told to."""

import io
import signal
import time
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connections
from django.utils import timezone

from articles.dates import in_newsroom_zone
from articles.management.times import read_time
from articles.models import Article, PublishedArticle, ScheduledUpdate
from articles.workflow import UpdateKind, publish_article
from articles.workflow.due import do_due
from articles.workflow.schedule import schedule_update
from tests.factories import NOW, ArticleFactory, live_story
from tests.workflow.processes import start

HOUR = timedelta(hours=1)


def run(at=NOW, **options) -> tuple[int, str]:
    said = io.StringIO()
    try:
        call_command("publish_due", now=in_newsroom_zone(at).isoformat(), stdout=said, stderr=said, **options)
    except SystemExit as ended:
        return ended.code, said.getvalue()
    return 0, said.getvalue()


def scheduled(headline: str) -> PublishedArticle:
    story = live_story()
    Article.objects.filter(pk=story.pk).update(headline=headline)
    schedule_update(story.pk, at=NOW + HOUR, kind=UpdateKind.SILENT, by=None, now=NOW)
    return story


@pytest.mark.django_db(transaction=True)
def test_it_says_what_went_out_and_how_late():
    story = scheduled("New words")
    assert run(NOW) == (0, "Nothing is due.\n")
    code, listed = run(NOW + HOUR, dry_run=True)
    assert (code, listed) == (
        0,
        f"Due, update: “{story.headline}” ({story.pk}), due November 3, 2026, 6:00 PM ET.\n",
    )
    code, said = run(NOW + HOUR + timedelta(minutes=6))
    assert (code, said) == (0, f"Done, update: “{story.headline}” ({story.pk}), 6 min late.\n")
    assert PublishedArticle.objects.get(pk=story.pk).headline == "New words"


@pytest.mark.django_db(transaction=True)
def test_one_failure_is_reported_and_the_rest_go_out():
    broken, fine = scheduled("Broken"), scheduled("Fine")
    ScheduledUpdate.objects.filter(article=broken.pk).update(kind="nonsense")
    code, said = run(NOW + HOUR)
    assert code == 1
    assert f"Failed, update: “{broken.headline}”" in said
    assert f"Done, update: “{fine.headline}”" in said
    assert PublishedArticle.objects.get(pk=fine.pk).headline == "Fine"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT])
def test_the_loop_works_and_ends_cleanly_when_it_is_told_to(which):
    article = ArticleFactory(publish_at=timezone.now() + timedelta(seconds=1))
    publish_article(article.pk, by=None, now=timezone.now())
    loop = start("manage.py", "publish_due", "--loop", "0.2")
    said = loop.stdout.readline()
    assert said.startswith("Done, went live: "), loop.stderr.read()
    loop.send_signal(which)
    began = time.monotonic()
    assert loop.wait(20) == 0
    assert time.monotonic() - began < 10
    assert loop.communicate()[1] == ""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2027-03-14T06:00", "2027-03-14T06:00:00-04:00"),
        (" 2027-01-14 06:00 ", "2027-01-14T06:00:00-05:00"),
        ("2027-03-14T06:00+02:00", "2027-03-14T06:00:00+02:00"),
        ("2027-03-14T06:00Z", "2027-03-14T06:00:00+00:00"),
    ],
)
def test_a_time_without_a_zone_is_the_newsrooms(written, read):
    assert read_time(written).isoformat() == read


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "is no time"),
        ("soon", "is no time"),
        ("2027-03-14T02:30", "does not exist"),
        ("2026-11-01T01:30", "comes twice"),
        ("9999-12-31T23:59", "Check the year"),
        ("0001-01-01T00:00", "Check the year"),
    ],
)
def test_what_is_no_time_is_told_in_words(written, sentence):
    with pytest.raises(CommandError, match=sentence):
        read_time(written)


@pytest.mark.parametrize("options", [{"loop": 0.0}, {"loop": 1e9}, {"loop": 1.0, "now": "2027-03-14T06:00"}])
def test_a_loop_that_makes_no_sense_is_refused(options):
    with pytest.raises(CommandError, match="--loop"):
        call_command("publish_due", **options)


@pytest.mark.django_db
def test_a_database_that_goes_away_is_no_fault_of_the_story(monkeypatch):
    scheduled("Ferry line")
    update, due = ScheduledUpdate.objects.get(), NOW + HOUR

    def away(*args: object, **kwargs: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("articles.workflow.due.publish_update", away)
    monkeypatch.setattr(connections["default"], "is_usable", lambda: False)
    with pytest.raises(OperationalError):
        list(do_due(now=due))
    update.refresh_from_db()
    assert (update.attempts, update.fault) == (0, "")
    monkeypatch.setattr(connections["default"], "is_usable", lambda: True)  # a fault of this one story
    assert [done.fault for done in do_due(now=due) if done.fault] == ["server closed the connection unexpectedly"]
