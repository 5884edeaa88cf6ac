"""Scheduled updates: fixed when they are scheduled, out at their time, and gone when something newer comes first."""

from datetime import timedelta

import pytest

from articles.models import Article, AuditLine, Correction, PublishedArticle, Revision, ScheduledUpdate
from articles.workflow import (
    NotAllowed,
    PublicationRefused,
    State,
    UpdateKind,
    note_save,
    publish_article,
    story_state,
    withdraw_article,
)
from articles.workflow.due import do_due, going_out_next, list_due
from articles.workflow.schedule import schedule_update, unschedule, waiting_update
from tests.factories import NOW, ArticleFactory, SectionFactory, SpecialCoverageFactory, UserFactory, live_story

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LATER = NOW + HOUR


def edit(story: PublishedArticle, **values: object) -> None:
    article = Article.objects.get(pk=story.pk)
    for name, value in values.items():
        setattr(article, name, value)
    article.save()
    note_save(article.pk, by=None, now=NOW)


def scheduled(*, kind=UpdateKind.SILENT, note="", at=LATER, by=None, **values) -> PublishedArticle:
    story = live_story(headline="As it was")
    edit(story, **{"headline": "As scheduled", **values})
    schedule_update(story.pk, at=at, kind=kind, note=note, by=by, now=NOW)
    return story


def readers_have(story: PublishedArticle) -> PublishedArticle:
    return PublishedArticle.objects.get(pk=story.pk)


def updates(now) -> list:
    return [done for done in do_due(now=now) if done.what == "update"]


def verbs(story: PublishedArticle) -> list[str]:
    return list(AuditLine.objects.filter(article=story.pk).order_by("id").values_list("verb", flat=True))


def test_an_update_goes_out_at_its_time_as_it_was_when_it_was_scheduled():
    editor = UserFactory(role="Editor")
    story = scheduled(by=editor, kind=UpdateKind.UPDATE)
    edit(story, headline="Edited later", dek="Not yet.")
    assert not updates(LATER - MINUTE)
    assert readers_have(story).headline == "As it was"

    (done,) = updates(LATER)

    assert (done.article_id, done.late, done.fault) == (story.pk, None, "")
    after = readers_have(story)
    assert (after.headline, after.dek, after.updated_at) == ("As scheduled", story.dek, LATER)
    assert after.revision.kind == Revision.Kind.PUBLISHED
    assert after.revision.by == editor
    assert verbs(story)[-2:] == [AuditLine.Verb.UPDATE_SCHEDULED, AuditLine.Verb.WENT_OUT]
    assert not ScheduledUpdate.objects.exists()
    article = Article.objects.for_list().get(pk=story.pk)
    assert (article.headline, article.is_changed) == ("Edited later", True)
    assert story_state(article, now=LATER) is State.LIVE_CHANGED


def test_with_no_later_edit_the_working_copy_is_what_readers_have():
    story = scheduled()
    updates(LATER)
    article = Article.objects.for_list().get(pk=story.pk)
    assert not article.is_changed
    assert story_state(article, now=LATER) is State.LIVE


def test_late_updates_say_how_late():
    scheduled()
    (done,) = updates(LATER + 6 * MINUTE)
    assert done.late == 6 * MINUTE


def test_a_correction_is_made_when_it_goes_out_between_the_two_revisions():
    story = scheduled(kind=UpdateKind.CORRECTION, note=" It was Tuesday. ")
    assert not Correction.objects.exists()
    updates(LATER)
    correction = Correction.objects.get()
    assert (correction.note, correction.at, correction.before) == ("It was Tuesday.", LATER, story.revision)
    assert correction.after == readers_have(story).revision


def test_another_one_takes_the_place_of_the_first():
    story = scheduled()
    edit(story, headline="Better")
    schedule_update(story.pk, at=LATER + HOUR, kind=UpdateKind.SILENT, by=None, now=NOW)
    assert not updates(LATER)
    updates(LATER + HOUR)
    assert readers_have(story).headline == "Better"


def test_publishing_something_newer_takes_the_update_off_the_schedule():
    story = scheduled()
    edit(story, headline="Newer")
    publish_article(story.pk, by=None, now=NOW + MINUTE)
    assert waiting_update(story.pk) is None
    assert not updates(LATER)
    assert readers_have(story).headline == "Newer"
    assert AuditLine.Verb.UNSCHEDULED in verbs(story)


def test_withdrawing_takes_the_update_off_the_schedule():
    story = scheduled()
    withdraw_article(story.pk, by=None, now=NOW, reason="Wrong")
    assert not updates(LATER)
    assert readers_have(story).withdrawn_at == NOW
    assert verbs(story)[-1] == AuditLine.Verb.UNSCHEDULED


def test_unscheduling_leaves_readers_and_the_history_as_they_are():
    story = scheduled()
    kept = Revision.objects.count()
    assert unschedule(story.pk, by=None, now=NOW)
    assert not unschedule(story.pk, by=None, now=NOW)
    assert not updates(LATER)
    assert Revision.objects.count() == kept
    assert verbs(story).count(AuditLine.Verb.UNSCHEDULED) == 1


def test_only_those_who_may_publish_schedule_and_unschedule():
    story, reporter = scheduled(), UserFactory(role="Reporter")
    with pytest.raises(NotAllowed):
        schedule_update(story.pk, at=LATER, kind=UpdateKind.SILENT, by=reporter, now=NOW)
    with pytest.raises(NotAllowed):
        unschedule(story.pk, by=reporter, now=NOW)
    assert waiting_update(story.pk)


@pytest.mark.parametrize(
    ("values", "chosen", "sentence"),
    [
        ({}, {}, "nothing to publish"),
        ({"dek": "New"}, {"at": NOW}, "has passed"),
        ({"dek": "New"}, {"kind": UpdateKind.CORRECTION, "note": " "}, "needs a note"),
        ({"dek": "New"}, {"kind": UpdateKind.CORRECTION, "note": "x" * 2001}, "longer than 2,000"),
        ({"dek": "New"}, {"kind": UpdateKind.WITHDRAWAL}, "Withdrawing is not publishing"),
        ({"body": "<p></p>"}, {}, "has no text"),
        ({"expires_at": LATER - MINUTE}, {}, "taken down before"),
        ({"embargo_until": LATER + MINUTE}, {}, "cannot be scheduled"),
    ],
)
def test_what_could_not_go_out_then_is_refused_now(values, chosen, sentence):
    story = live_story()
    edit(story, **values)
    with pytest.raises(PublicationRefused, match=sentence):
        schedule_update(story.pk, **{"at": LATER, "kind": UpdateKind.SILENT, "by": None, "now": NOW, **chosen})
    assert waiting_update(story.pk) is None


@pytest.mark.parametrize("how", ["never published", "scheduled", "withdrawn", "expired"])
def test_only_what_readers_have_can_be_updated(how):
    article = ArticleFactory(
        publish_at=NOW + HOUR if how == "scheduled" else None, expires_at=NOW if how == "expired" else None
    )
    if how != "never published":
        publish_article(article.pk, by=None, now=NOW - HOUR)
    if how == "withdrawn":
        withdraw_article(article.pk, by=None, now=NOW - MINUTE, reason="Wrong")
    with pytest.raises(PublicationRefused, match="Readers do not have this story"):
        schedule_update(article.pk, at=LATER, kind=UpdateKind.SILENT, by=None, now=NOW)


def test_one_that_cannot_go_out_is_put_on_record_and_the_rest_go_out():
    broken = scheduled(section=SectionFactory(name="Short-lived"))
    fine = scheduled(at=LATER + MINUTE)
    edit(broken, section=SectionFactory(name="Politics"))
    SectionFactory(name="Short-lived").delete()

    done = updates(LATER + MINUTE)

    assert {one.article_id: bool(one.fault) for one in done} == {broken.pk: True, fine.pk: False}
    waiting = waiting_update(broken.pk)
    assert waiting.attempts == 1
    assert "“Short-lived” is gone" in waiting.fault
    assert readers_have(broken).headline == "As it was"
    assert not updates(LATER + MINUTE), "not tried again at once"
    assert [one.fault for one in updates(LATER + 2 * MINUTE)] == [waiting.fault]


def test_a_coverage_that_was_deleted_meanwhile_keeps_no_update_back():
    coverage = SpecialCoverageFactory()
    story = scheduled(coverage=coverage)
    coverage.delete()
    assert [one.fault for one in updates(LATER)] == [""]
    assert readers_have(story).coverage_id is None


def test_taking_down_at_another_time_counts_when_the_update_goes_out():
    story = scheduled(expires_at=LATER + HOUR)
    assert readers_have(story).expires_at is None
    updates(LATER)
    assert readers_have(story).is_live(LATER)
    assert not readers_have(story).is_live(LATER + HOUR)


def test_the_list_of_what_is_due_does_nothing():
    story = scheduled()
    assert [(one.article_id, one.what) for one in list_due(now=LATER) if one.what == "update"] == [(story.pk, "update")]
    assert waiting_update(story.pk)


@pytest.mark.parametrize("others", [0, 30])
def test_what_goes_out_next_is_told_in_order_by_two_queries(others, django_assert_num_queries):
    update = scheduled(at=LATER + HOUR)
    first = ArticleFactory(headline="Morning story", publish_at=LATER, expires_at=LATER + 2 * HOUR)
    publish_article(first.pk, by=None, now=NOW)
    for _ in range(others):
        publish_article(ArticleFactory(publish_at=LATER + 5 * HOUR).pk, by=None, now=NOW)
    with django_assert_num_queries(2):
        coming = going_out_next(NOW, 3)
    assert [(one.article_id, one.headline, one.what, one.late) for one in coming] == [
        (first.pk, "Morning story", "first publication", None),
        (update.pk, "As scheduled", "update", None),
        (first.pk, "Morning story", "taken down", None),
    ]
    assert going_out_next(LATER + HOUR + 6 * MINUTE, 3)[0].late == 6 * MINUTE


def test_an_older_revision_can_be_published_as_it_is():
    story = live_story(headline="First words")
    edit(story, headline="Second words")
    publish_article(story.pk, by=None, now=NOW)
    publish_article(story.pk, by=None, now=NOW + MINUTE, revision=story.revision)
    assert readers_have(story).headline == "First words"
    assert Article.objects.get(pk=story.pk).headline == "Second words"
    assert Article.objects.get(pk=story.pk).is_changed
