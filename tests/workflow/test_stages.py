"""From hand to hand: what a hand-over changes, what it leaves behind, and when it is refused in words.

Who may do what is in test_permissions.py.
"""

import itertools
import threading
from datetime import timedelta

import pytest
from django.db import connection

from articles.models import Article, AuditLine, PublishedArticle, Revision
from articles.workflow import note_save, publish_article
from articles.workflow.stages import (
    LONGEST_NOTE,
    StageRefused,
    last_hand_over,
    mark_ready,
    send_back,
    submit,
    take_back,
)
from tests.factories import NOW, ArticleFactory, UserFactory, live_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter():
    return UserFactory(role="Reporter")


@pytest.fixture
def chief():
    return UserFactory(role="Editor")


def edit(pk: int, **values: object) -> None:
    article = Article.objects.get(pk=pk)
    for name, value in values.items():
        setattr(article, name, value)
    article.save()
    note_save(pk, by=None, now=NOW)


def stage_of(pk: int) -> str:
    return Article.objects.get(pk=pk).stage


def test_a_story_goes_from_its_writer_to_the_editor_and_back_and_out(reporter, chief):
    story = ArticleFactory(created_by=reporter)
    assert submit(story.pk, by=reporter, now=NOW).stage == "review"
    assert send_back(story.pk, by=chief, now=NOW, note="Who says so?").stage == "draft"
    assert submit(story.pk, by=reporter, now=NOW, note="The mayor does.").stage == "review"
    assert take_back(story.pk, by=reporter, now=NOW).stage == "draft"
    assert submit(story.pk, by=reporter, now=NOW).stage == "review"
    assert mark_ready(story.pk, by=chief, now=NOW).stage == "ready"
    publish_article(story.pk, by=chief, now=NOW)
    said = story.audit_lines.exclude(verb="saved").order_by("id").values_list("verb", "detail", "by__username")
    assert [line[:2] for line in said][:-1] == [
        ("submitted", ""),
        ("sent back", "Who says so?"),
        ("submitted", "The mayor does."),
        ("taken back", ""),
        ("submitted", ""),
        ("ready", ""),
    ]
    assert said[1][2] == chief.username


def test_a_hand_over_leaves_a_revision_and_moves_no_version(reporter):
    story = ArticleFactory(created_by=reporter)
    saved = story.revisions.get()
    submit(story.pk, by=reporter, now=NOW)
    handed = story.revisions.first()
    assert (handed.number, handed.kind, handed.reason) == (2, Revision.Kind.HANDED_OVER, "Sent to review")
    assert (handed.version, handed.digest, handed.by) == (story.lock_version, saved.digest, reporter)
    assert last_hand_over(story.pk).revision == handed
    now = Article.objects.get(pk=story.pk)
    assert (now.lock_version, now.content_digest, now.edited_at) == (
        story.lock_version,
        story.content_digest,
        story.edited_at,
    )


def test_a_button_pressed_twice_is_one_hand_over(reporter, chief):
    story = ArticleFactory(created_by=reporter)
    for _ in range(2):
        submit(story.pk, by=reporter, now=NOW)
    for _ in range(2):
        send_back(story.pk, by=chief, now=NOW, note="Shorter.")
    assert story.audit_lines.filter(verb__in=("submitted", "sent back")).count() == 2
    assert story.revisions.count() == 3
    with pytest.raises(StageRefused, match="draft already"):  # another note is another hand-over
        send_back(story.pk, by=chief, now=NOW, note="And better.")


def test_the_second_of_two_editors_is_told_what_the_first_decided(reporter, chief):
    story = ArticleFactory(created_by=reporter)
    submit(story.pk, by=reporter, now=NOW)
    mark_ready(story.pk, by=chief, now=NOW)
    with pytest.raises(StageRefused, match="marked ready already"):
        mark_ready(story.pk, by=UserFactory(role="Editor"), now=NOW)
    with pytest.raises(StageRefused, match="marked ready already"):
        submit(story.pk, by=chief, now=NOW)


@pytest.mark.parametrize("note", ["", " \r\n\t ", "\u200b"])
def test_sending_back_without_a_word_is_refused(chief, note):
    story = ArticleFactory(stage="review")
    with pytest.raises(StageRefused, match="Write what is to be done"):
        send_back(story.pk, by=chief, now=NOW, note=note)
    assert stage_of(story.pk) == "review"


def test_a_note_may_be_as_long_as_promised_and_no_longer(chief):
    story = ArticleFactory(stage="review")
    with pytest.raises(StageRefused, match="2,001 characters"):
        send_back(story.pk, by=chief, now=NOW, note="é" * (LONGEST_NOTE + 1))
    note = "é\r\n" * (LONGEST_NOTE // 2 - 1) + "ab"
    send_back(story.pk, by=chief, now=NOW, note=f"  {note}\x00\n")
    assert last_hand_over(story.pk).detail == note.replace("\r\n", "\n")


def test_a_change_to_a_live_story_is_handed_over_while_readers_see_no_difference(reporter, chief):
    story = live_story(created_by=reporter, headline="Ferry is back")
    with pytest.raises(StageRefused, match="Nothing has changed since it was published"):
        submit(story.pk, by=reporter, now=NOW)
    edit(story.pk, headline="Ferry is back, twice")
    submit(story.pk, by=reporter, now=NOW)
    send_back(story.pk, by=chief, now=NOW, note="Once.")
    edit(story.pk, headline="Ferry is back, once")
    submit(story.pk, by=reporter, now=NOW)
    assert PublishedArticle.objects.get().headline == "Ferry is back"
    publish_article(story.pk, by=chief, now=NOW)
    assert stage_of(story.pk) == "ready"
    assert PublishedArticle.objects.get().headline == "Ferry is back, once"


def test_what_is_scheduled_is_taken_off_the_schedule_before_it_is_sent_back(chief, reporter):
    story = ArticleFactory(publish_at=NOW + timedelta(hours=13), created_by=reporter)
    publish_article(story.pk, by=chief, now=NOW)
    with pytest.raises(StageRefused, match="goes out at Nov 4, 6:00 AM ET as it is"):
        send_back(story.pk, by=chief, now=NOW, note="Wait.")
    with pytest.raises(StageRefused, match="Nothing has changed since it was scheduled"):
        submit(story.pk, by=reporter, now=NOW)
    edit(story.pk, dek="Another one.")
    submit(story.pk, by=reporter, now=NOW)
    send_back(story.pk, by=chief, now=NOW, note="Leave it.")  # the change, which goes out only when published
    assert PublishedArticle.objects.get().published_at > NOW


def test_what_is_not_in_review_cannot_be_taken_back(reporter):
    story = ArticleFactory(created_by=reporter)
    with pytest.raises(StageRefused, match="draft already"):
        take_back(story.pk, by=reporter, now=NOW)
    live = live_story(created_by=reporter)
    with pytest.raises(StageRefused, match="not in review any more"):
        take_back(live.pk, by=reporter, now=NOW)


@pytest.mark.parametrize("verb", [submit, mark_ready, take_back])
def test_a_story_that_is_gone_is_said_to_be(verb, chief):
    with pytest.raises(Article.DoesNotExist):
        verb(4711, by=chief, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_decide_at_the_same_instant_one_does():
    story = ArticleFactory(stage="review")
    chiefs = [UserFactory(role="Editor") for _ in range(4)]
    gate, outcomes = threading.Barrier(len(chiefs)), []

    def decide(number: int) -> None:
        gate.wait()
        try:
            if number % 2:
                mark_ready(story.pk, by=chiefs[number], now=NOW)
            else:
                send_back(story.pk, by=chiefs[number], now=NOW, note=f"Note {number}")
            outcomes.append(number)
        except StageRefused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(number,)) for number in range(len(chiefs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    verbs = list(
        AuditLine.objects.filter(verb__in=("ready", "sent back")).order_by("id").values_list("verb", flat=True)
    )
    assert len(verbs) == len(outcomes) == Revision.objects.filter(kind=Revision.Kind.HANDED_OVER).count() >= 1
    # What was sent back may be marked ready by another; nobody does what has been done.
    assert all(one != next_one for one, next_one in itertools.pairwise(verbs))
    assert stage_of(story.pk) == {"ready": "ready", "sent back": "draft"}[verbs[-1]]
