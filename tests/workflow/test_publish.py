"""The door: what it lets through, what it refuses and why, and that it does all or nothing."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from articles.events import story_published, story_withdrawn
from articles.models import Article, AuditLine, Correction, Errand, PublishedArticle, RelatedLink, Revision
from articles.models.revision import AppendOnlyError
from articles.workflow import (
    NotAllowed,
    PublicationRefused,
    State,
    UpdateKind,
    note_save,
    publish_article,
    state_words,
    story_state,
    withdraw_article,
)
from articles.workflow.updating import ChangedMeanwhile, pending_update, publish_seen
from tests.factories import NOW, ArticleFactory, PhotoFactory, UserFactory, link, live_story, photo_with_picture

pytestmark = pytest.mark.django_db


def edit(story: PublishedArticle, **values: object) -> Article:
    article = Article.objects.get(pk=story.pk)
    for name, value in values.items():
        setattr(article, name, value)
    article.save()
    note_save(article.pk, by=None, now=NOW)
    return Article.objects.for_list().get(pk=story.pk)


def problems_of(article: Article) -> list[str]:
    with pytest.raises(PublicationRefused) as refused:
        publish_article(article.pk, by=None, now=NOW)
    assert not PublishedArticle.objects.filter(pk=article.pk).exists()
    return refused.value.problems


def test_publishing_takes_a_revision_and_writes_an_audit_line_and_the_readers_row():
    editor = UserFactory(role="Editor")
    article = ArticleFactory()

    story = publish_article(article.pk, by=editor, now=NOW)

    assert story.headline == article.headline
    assert story.published_at == NOW
    assert story.printed_at == "November 3, 2026, 5:00 PM"
    assert (story.revision.number, story.revision.kind) == (2, Revision.Kind.PUBLISHED)  # 1 is the save
    assert story.revision.content["headline"] == article.headline
    line = AuditLine.objects.get(article=article)
    assert (line.verb, line.by, line.at) == (AuditLine.Verb.PUBLISHED, editor, NOW)


def test_saving_a_live_story_changes_nothing_for_readers_until_it_is_published():
    story = live_story(body="<p>First text.</p>")

    article = edit(story, body="<p>Second text.</p>", headline="Another headline")

    assert "First text" in PublishedArticle.objects.get(pk=story.pk).blocks[0]["html"]
    assert story_state(article, now=NOW) is State.LIVE_CHANGED
    publish_article(story.pk, by=None, now=NOW)
    after = PublishedArticle.objects.get(pk=story.pk)
    assert "Second text" in after.blocks[0]["html"]
    assert after.headline == "Another headline"
    assert after.published_at == story.published_at
    assert after.updated_at is None
    assert after.revision.number == 4


def test_publishing_the_same_content_again_writes_nothing():
    story = live_story()
    again = publish_article(story.pk, by=None, now=NOW)
    assert again.projected_at == story.projected_at
    assert Revision.objects.filter(kind=Revision.Kind.PUBLISHED).count() == 1


def test_a_story_with_nothing_in_it_is_refused_with_a_sentence_for_each_thing_missing():
    article = ArticleFactory(headline=" ", slug="", section=None, body="<p>&nbsp;</p><div></div>")
    assert problems_of(article) == [
        "The story has no headline.",
        "The story has no web address. Fill in “address”.",
        "The story is in no section. Choose one.",
        "The story has no text.",
    ]


def test_a_photo_needs_a_credit_and_a_decision_about_its_description():
    photo = photo_with_picture(credit="", alt_decision="", caption="A pier.")
    credit, description = problems_of(ArticleFactory(lead_photo=photo))
    assert credit == "The photo “A pier.” has no credit. Write who took it."
    assert "no description" in description


def test_a_photo_whose_picture_is_missing_keeps_no_story_back():
    photo = PhotoFactory(credit="", alt_decision="")
    assert live_story(lead_photo=photo).lead["picture"] is None


@pytest.mark.parametrize("expires_in", [-1, 1])
def test_a_story_cannot_be_taken_down_before_it_was_there(expires_in):
    article = ArticleFactory(expires_at=NOW + timedelta(hours=expires_in), embargo_until=NOW + timedelta(hours=2))
    assert problems_of(article) == ["The story would be taken down before anyone could read it. Check “take down at”."]


def test_a_story_for_later_is_scheduled_and_appears_without_any_job():
    article = ArticleFactory(publish_at=NOW + timedelta(hours=13))
    story = publish_article(article.pk, by=None, now=NOW)
    article = Article.objects.for_list().get(pk=article.pk)

    assert state_words(article, now=NOW) == "Scheduled for Nov 4, 6:00 AM ET"
    assert AuditLine.objects.get().verb == AuditLine.Verb.SCHEDULED
    live = PublishedArticle.objects.live
    assert not live(NOW + timedelta(hours=12, minutes=59)).exists()
    assert live(NOW + timedelta(hours=13)).get() == story


def test_the_embargo_wins_over_the_wish_to_publish_now():
    article = ArticleFactory(publish_at=NOW - timedelta(hours=1), embargo_until=NOW + timedelta(hours=3))
    assert publish_article(article.pk, by=None, now=NOW).published_at == NOW + timedelta(hours=3)


def test_a_live_story_cannot_be_scheduled_away_from_its_readers():
    story = live_story()
    edit(story, publish_at=NOW + timedelta(hours=1))
    with pytest.raises(PublicationRefused, match="Readers have this story already"):
        publish_article(story.pk, by=None, now=NOW)


def test_a_substantial_update_moves_the_updated_time_and_a_small_fix_does_not():
    story = live_story()
    edit(story, body="<p>More is known.</p>")
    updated = publish_article(story.pk, by=None, now=NOW, kind=UpdateKind.UPDATE)
    assert updated.printed_updated_at == "November 3, 2026, 5:00 PM"
    edit(story, body="<p>More is known!</p>")
    fixed = publish_article(story.pk, by=None, now=NOW + timedelta(hours=1))
    assert fixed.updated_at == NOW


def test_a_correction_prints_its_note_and_lies_between_two_revisions():
    story = live_story()
    edit(story, body="<p>It was Tuesday.</p>")
    with pytest.raises(PublicationRefused, match="needs a note"):
        publish_article(story.pk, by=None, now=NOW, kind=UpdateKind.CORRECTION)
    after = publish_article(
        story.pk, by=None, now=NOW, kind=UpdateKind.CORRECTION, note="An earlier version said Monday."
    )
    assert after.corrections[0]["note"] == "An earlier version said Monday."
    assert after.corrections[0]["printed_at"] == "November 3, 2026"
    correction = Correction.objects.get()
    assert (correction.before, correction.after) == (story.revision, after.revision)


def test_withdrawing_takes_the_story_from_readers_and_asks_for_a_reason():
    editor = UserFactory(role="Editor")
    story = live_story()
    with pytest.raises(PublicationRefused, match="why"):
        withdraw_article(story.pk, by=editor, now=NOW, reason="  ")
    withdraw_article(story.pk, by=editor, now=NOW, reason="Wrong person named")
    assert not PublishedArticle.objects.live(NOW).exists()
    assert AuditLine.objects.filter(verb=AuditLine.Verb.WITHDRAWN, detail="Wrong person named", by=editor).count() == 1
    again = withdraw_article(story.pk, by=editor, now=NOW + timedelta(hours=1), reason="Twice")
    assert again.withdrawn_at == NOW


def test_a_withdrawn_story_comes_back_by_publishing_it():
    story = live_story()
    withdraw_article(story.pk, by=None, now=NOW, reason="Checking")
    back = publish_article(story.pk, by=None, now=NOW + timedelta(hours=1))
    assert back.withdrawn_at is None
    assert back.published_at == story.published_at


def test_an_update_that_was_looked_at_does_not_bring_back_what_was_withdrawn_meanwhile():
    story = live_story()
    edit(story, headline="Another headline")
    seen = pending_update(story, now=NOW).seen
    withdraw_article(story.pk, by=None, now=NOW, reason="Wrong")
    with pytest.raises(ChangedMeanwhile):
        publish_seen(story.pk, seen=seen, kind=UpdateKind.UPDATE, note="", at=None, by=None, now=NOW)
    with pytest.raises(PublicationRefused, match="withdrawn meanwhile"):
        publish_article(story.pk, by=None, now=NOW, again=False)
    assert PublishedArticle.objects.get().withdrawn_at == NOW


def test_what_was_never_published_cannot_be_withdrawn():
    with pytest.raises(PublicationRefused, match="never had this story"):
        withdraw_article(ArticleFactory().pk, by=None, now=NOW, reason="No")


@pytest.mark.parametrize("role", ["Reporter", "Photo editor", "Producer", None])
def test_only_editors_publish_and_withdraw(role):
    user = UserFactory(role=role)
    article = ArticleFactory(created_by=user)
    with pytest.raises(NotAllowed):
        publish_article(article.pk, by=user, now=NOW)
    assert not PublishedArticle.objects.exists()
    story = live_story()
    with pytest.raises(NotAllowed):
        withdraw_article(story.pk, by=user, now=NOW, reason="No")
    assert PublishedArticle.objects.live(NOW).count() == 1


def test_nobody_in_particular_may_not_publish():
    with pytest.raises(NotAllowed):
        publish_article(ArticleFactory().pk, by=AnonymousUser(), now=NOW)


def test_events_are_sent_after_the_commit_only(django_capture_on_commit_callbacks):
    told = []

    def listen(signal_name):
        def receive(**kwargs):
            told.append((signal_name, kwargs["article_id"]))

        return receive

    on_publish, on_withdraw = listen("published"), listen("withdrawn")
    story_published.connect(on_publish)
    story_withdrawn.connect(on_withdraw)
    article = ArticleFactory()
    with django_capture_on_commit_callbacks(execute=True):
        publish_article(article.pk, by=None, now=NOW)
        assert told == []
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_article(article.pk, by=None, now=NOW, reason="Enough")
    assert told == [("published", article.pk), ("withdrawn", article.pk)]


def test_a_failure_half_way_leaves_no_trace(monkeypatch):
    article = ArticleFactory()
    monkeypatch.setattr(AuditLine.objects, "create", lambda **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publish_article(article.pk, by=None, now=NOW)
    assert not PublishedArticle.objects.exists()
    assert not Revision.objects.filter(kind=Revision.Kind.PUBLISHED).exists()
    assert not Errand.objects.exists()


def test_revisions_are_never_rewritten():
    revision = live_story().revision
    revision.reason = "Never happened"
    with pytest.raises(AppendOnlyError):
        revision.save()


def test_a_published_story_cannot_be_deleted_even_by_code():
    story = live_story()
    with pytest.raises(Exception, match="protected"):
        Article.objects.get(pk=story.pk).delete()


@pytest.mark.parametrize("body", ["<hr>", "<p>&nbsp;</p><hr>", "<table><tr><td> </td></tr></table>"])
def test_a_line_across_the_page_is_no_text(body):
    assert "The story has no text." in problems_of(ArticleFactory(body=body))


def test_a_second_click_does_not_print_a_correction_twice():
    story = live_story(body="<p>Ten ships.</p>")
    edit(story, body="<p>Two ships.</p>")
    later = NOW + timedelta(minutes=1)
    for _ in range(2):
        publish_article(story.pk, by=None, now=later, kind=UpdateKind.CORRECTION, note="We counted wrong. ")
    assert Correction.objects.count() == 1
    publish_article(story.pk, by=None, now=later, kind=UpdateKind.CORRECTION, note="We counted wrong again.")
    assert Correction.objects.count() == 2


def test_a_new_headline_elsewhere_or_a_renamed_section_is_no_unpublished_change():
    other = live_story(headline="Old words")
    article = ArticleFactory()
    link(article, other.article)
    story = publish_article(article.pk, by=None, now=NOW)
    edit(other, headline="New words")
    article.section.name = "Renamed"
    article.section.save()
    note_save(article.pk, by=None, now=NOW)
    assert story_state(Article.objects.for_list().get(pk=story.pk), now=NOW) is State.LIVE


@pytest.mark.parametrize("where", ["rows", "text"])
def test_a_story_with_more_related_stories_than_readers_can_use_is_refused_and_can_be_previewed(where, admin_client):
    article = ArticleFactory()
    if where == "rows":
        RelatedLink.objects.bulk_create(
            RelatedLink(article=article, title=f"Link {number}", story_key=f"title:link {number}")
            for number in range(10_000)
        )
    else:
        article.body += "".join(f'<div data-related="{number}">x</div>' for number in range(1, 10_001))
        article.save()
    with pytest.raises(PublicationRefused, match=r"10,000 related stories; readers get 100 at most"):
        publish_article(article.pk, by=None, now=NOW)
    assert admin_client.get(f"/preview/{article.pk}/").status_code == 200
