"""The buttons: publish, schedule, update with a note, withdraw; who gets which, and what they say."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html as lxml_html

from articles.models import Article, AuditLine, Byline, PublishedArticle
from articles.workflow import publish_article, withdraw_article
from articles.workflow.schedule import schedule_update, waiting_update
from tests.admin.conftest import filled, messages, words
from tests.factories import (
    NOW,
    ArticleFactory,
    ContributorFactory,
    UserFactory,
    live_story,
    photo_with_picture,
)

LIST = reverse("admin:articles_article_changelist")


def change(pk: int) -> str:
    return reverse("admin:articles_article_change", args=[pk])


def buttons(page) -> list[str]:
    row = lxml_html.fromstring(page.content.decode()).get_element_by_id("submit-row")
    return [" ".join(one.text_content().split()) for one in row.xpath(".//button|.//a")]


def primary(page) -> str:
    row = lxml_html.fromstring(page.content.decode()).get_element_by_id("submit-row")
    found = row.xpath(".//*[contains(@class, 'desk-primary')]")
    assert len(found) == 1
    return " ".join(found[0].text_content().split())


def test_publish_now(editor):
    story = ArticleFactory(headline="Ferry line approved")
    page = editor.get(change(story.pk))
    assert primary(page) == "Publish now"
    done = editor.post(change(story.pk), filled(page, _publish=""), follow=True)
    published = PublishedArticle.objects.get(pk=story.pk)
    assert published.is_live(NOW + timedelta(minutes=1))
    path = f"/politics/{published.slug}-{story.pk}/"
    assert f"Published: Ferry line approved. Readers see it now at {path}." in messages(done)
    assert primary(done) == "Publish update…"
    assert {"View on site", "Withdraw…", "Preview", "Save"} <= set(buttons(done))


def test_a_double_click_on_publish_asks_nothing(editor):
    story = ArticleFactory(headline="Ferry line approved")
    twice = filled(editor.get(change(story.pk)), _publish="")
    editor.post(change(story.pk), twice)
    done = editor.post(change(story.pk), twice, follow=True)
    assert done.redirect_chain == [(change(story.pk), 302)]
    assert "Readers see exactly this" in messages(done)
    assert AuditLine.objects.filter(verb=AuditLine.Verb.PUBLISHED).count() == 1


def test_publishing_at_once_from_the_add_form(editor):
    add = reverse("admin:articles_article_add")
    section = ArticleFactory().section
    data = filled(editor.get(add), headline="Flash", body="<p>It happened.</p>", section=section.pk, _publish="")
    editor.post(add, data)
    assert PublishedArticle.objects.get().headline == "Flash"


def test_refusal_keeps_the_save_and_says_each_thing_to_mend(editor):
    photo = photo_with_picture(credit="", alt_decision="", caption="The quay")
    story = ArticleFactory(headline="Old", body="", section=None)
    data = filled(editor.get(change(story.pk)), headline="New", lead_photo=photo.pk, _publish="")
    refused = editor.post(change(story.pk), data, follow=True)
    said = messages(refused)
    for sentence in ("in no section", "has no text", "has no credit", "no description for readers who cannot see it"):
        assert sentence in said
    assert "Saved, but not published" in said
    story.refresh_from_db()
    assert story.headline == "New"
    assert not PublishedArticle.objects.exists()


def test_schedule(editor):
    story = ArticleFactory(headline="Morning story")
    data = filled(editor.get(change(story.pk)), publish_at_0="2026-11-04", publish_at_1="06:00:00", _save="")
    saved = editor.post(change(story.pk), data, follow=True)
    assert primary(saved) == "Schedule for Nov 4, 6:00 AM ET"
    done = editor.post(change(story.pk), filled(saved, _publish=""), follow=True)
    assert "Scheduled for Nov 4, 6:00 AM ET: Morning story." in messages(done)
    published = PublishedArticle.objects.get()
    assert published.published_at == NOW.replace(day=4, hour=11)
    assert not published.is_live(NOW)
    assert "View on site" not in buttons(done)
    edited = editor.post(change(story.pk), filled(done, headline="Better", _save=""), follow=True)
    assert "What goes out at Nov 4, 6:00 AM ET is still the version from" in messages(edited)


def test_a_story_that_bears_an_earlier_time_or_ends_is_told_as_such(editor):
    story = ArticleFactory(headline="From the archive", publish_at=NOW - timedelta(days=2))
    data = filled(editor.get(change(story.pk)), expires_at_0="2027-11-04", expires_at_1="6 am", _publish="")
    said = messages(editor.post(change(story.pk), data, follow=True))
    assert "It is dated Nov 1, 5:00 PM ET, because “publish at” says so." in said
    assert "It is taken down at Nov 4, 2027, 6:00 AM ET, in 365 days." in said


def test_an_update_that_waits_is_told_and_taken_off_the_schedule(editor):
    published = live_story(headline="Ferry line")
    Article.objects.filter(pk=published.pk).update(headline="Ferry line opens")
    schedule_update(published.pk, at=timezone.now() + timedelta(hours=3), kind="silent", by=None, now=timezone.now())
    page = editor.get(change(published.pk))
    assert "Small fix, scheduled just now, goes out" in words(page)
    done = editor.post(change(published.pk), filled(page, dek="Also saved.", _unschedule=""), follow=True)
    assert "The update is off the schedule. Readers keep what they have." in messages(done)
    assert waiting_update(published.pk) is None
    assert Article.objects.get(pk=published.pk).dek == "Also saved."
    assert "Small fix, scheduled" not in words(editor.get(change(published.pk)))


def test_a_time_that_does_not_exist_is_refused_and_one_that_comes_twice_is_asked_about(editor):
    story = ArticleFactory()
    page = editor.get(change(story.pk))
    gap = filled(page, publish_at_0="2027-03-14", publish_at_1="02:30", _save="")
    assert "2:30 AM does not exist on March 14, 2027: clocks go from 2:00 to 3:00." in words(
        editor.post(change(story.pk), gap)
    )
    twice = filled(page, publish_at_0="2027-11-07", publish_at_1="1:30 AM", _save="")
    asked = editor.post(change(story.pk), twice)
    assert "say whether you mean the first (EDT) or the second (EST)" in words(asked)
    assert "the second (EST)" in words(asked)
    editor.post(change(story.pk), {**twice, "publish_at_2": "second"})
    story.refresh_from_db()
    assert story.publish_at.isoformat() == "2027-11-07T06:30:00+00:00"
    version = story.lock_version
    editor.post(change(story.pk), filled(editor.get(change(story.pk)), _save=""))
    story.refresh_from_db()
    assert (story.publish_at.isoformat(), story.lock_version) == ("2027-11-07T06:30:00+00:00", version)


def test_withdraw_asks_for_a_reason_then_takes_the_story_from_readers(editor):
    published = live_story(headline="Wrong story")
    address = reverse("admin:articles_article_withdraw", args=[published.pk])
    asked = editor.get(address)
    assert "will be told that it has been withdrawn" in words(asked)
    assert "Write why" in words(editor.post(address, {"reason": "  "}))
    assert PublishedArticle.objects.get().withdrawn_at is None
    done = editor.post(address, {"reason": "The quotes were made up."}, follow=True)
    assert "Withdrawn: Wrong story" in messages(done)
    published.refresh_from_db()
    assert published.withdrawn_reason == "The quotes were made up."
    assert primary(done) == "Publish again"


def test_what_was_published_is_never_deleted(log_in):
    boss = log_in(superuser=True)
    published, draft = live_story(), ArticleFactory(headline="Only a draft")
    assert boss.post(reverse("admin:articles_article_delete", args=[published.pk]), {"post": "yes"}).status_code == 403
    assert boss.post(LIST, {"action": "delete_selected", "_selected_action": [published.pk], "post": "yes"})
    assert Article.objects.filter(pk=published.pk).exists()
    asked = boss.get(reverse("admin:articles_article_delete", args=[draft.pk]))
    assert "Only a draft" in words(asked)
    assert boss.post(reverse("admin:articles_article_delete", args=[draft.pk]), {"post": "yes"}).status_code == 302
    assert not Article.objects.filter(pk=draft.pk).exists()


def test_editor_may_delete_a_draft_that_has_a_log(editor):
    draft = ArticleFactory()
    Article.objects.filter(pk=draft.pk).update(stage="review")
    draft.audit_lines.create(verb="saved", at=NOW)
    assert editor.post(reverse("admin:articles_article_delete", args=[draft.pk]), {"post": "yes"}).status_code == 302
    assert not Article.objects.exists()


def test_reporter_writes_and_sends_to_review_but_cannot_publish(log_in):
    me = UserFactory(role="Reporter")
    browser = log_in(user=me)
    story = ArticleFactory(headline="My story", created_by=me)
    page = browser.get(change(story.pk))
    assert primary(page) == "Send to review"
    crafted = browser.post(change(story.pk), filled(page, dek="New dek", _publish=""), follow=True)
    assert "You may write this story, but not publish it. Ask an editor." in messages(crafted)
    assert not PublishedArticle.objects.exists()
    browser.post(change(story.pk), filled(crafted, _review=""))
    story.refresh_from_db()
    assert (story.stage, story.dek) == ("review", "New dek")
    browser.post(LIST, {"action": "publish_selected", "_selected_action": [story.pk]})
    assert not PublishedArticle.objects.exists()
    assert browser.get(reverse("admin:articles_article_withdraw", args=[story.pk])).status_code == 403


def test_reporter_reads_but_does_not_change_what_belongs_to_others(log_in):
    browser = log_in("Reporter")
    story = ArticleFactory(headline="Hers", body="<p>Her <strong>own</strong> words.</p>")
    page = browser.get(change(story.pk))
    assert "You can read this story, but not change it" in words(page)
    assert "Her own words." in words(page)
    assert buttons(page) == ["Preview"]
    assert browser.post(change(story.pk), {"headline": "Mine now"}).status_code == 403
    story.refresh_from_db()
    assert story.headline == "Hers"


def test_a_byline_makes_a_story_ones_own(log_in):
    me = UserFactory(role="Reporter")
    story = ArticleFactory()
    Byline.objects.create(article=story, contributor=ContributorFactory(user=me))
    assert "Save" in buttons(log_in(user=me).get(change(story.pk)))


def test_publishing_several_stops_at_no_refusal(editor):
    good, bad, better = ArticleFactory(headline="Good"), ArticleFactory(headline="Bad", body=""), ArticleFactory()
    done = editor.post(
        LIST, {"action": "publish_selected", "_selected_action": [good.pk, bad.pk, better.pk]}, follow=True
    )
    assert "2 stories published. Readers see them now." in messages(done)
    assert "Not published: Bad. The story has no text." in messages(done)
    assert set(PublishedArticle.objects.values_list("pk", flat=True)) == {good.pk, better.pk}


def test_sending_several_to_review_leaves_what_has_moved_on(editor):
    draft, ready = ArticleFactory(), ArticleFactory(headline="Done", stage="ready")
    done = editor.post(LIST, {"action": "send_to_review", "_selected_action": [draft.pk, ready.pk]}, follow=True)
    assert "1 story sent to review." in messages(done)
    assert "Not sent to review: Done." in messages(done)
    assert list(Article.objects.order_by("pk").values_list("stage", flat=True)) == ["review", "ready"]


@pytest.mark.parametrize("pressed_before", ["published", "live"])
def test_a_story_withdrawn_meanwhile_comes_back_only_by_the_button_that_says_so(editor, pressed_before):
    story = ArticleFactory(headline="Never again")
    old = editor.get(change(story.pk)) if pressed_before == "published" else None
    publish_article(story.pk, by=None, now=NOW - timedelta(hours=1))
    old = old or editor.get(change(story.pk))
    withdraw_article(story.pk, by=None, now=NOW, reason="Wrong man named")
    done = editor.post(change(story.pk), filled(old, dek="A new dek.", _publish=""), follow=True)
    assert "Saved, but not published" in messages(done)
    assert "It was withdrawn meanwhile." in messages(done)
    story.refresh_from_db()
    assert (story.dek, story.published.withdrawn_at) == ("A new dek.", NOW)
    root = lxml_html.fromstring(done.content.decode())
    (button,) = root.get_element_by_id("submit-row").xpath(".//button[contains(@class, 'desk-primary')]")
    assert (button.text, button.get("name")) == ("Publish again", "_publish_again")
    editor.post(change(story.pk), filled(done, _publish_again=""))
    assert PublishedArticle.objects.get().withdrawn_at is None
    changed = filled(editor.get(change(story.pk)), dek="Newer.", _publish_again="")  # an old form, once more
    assert editor.post(change(story.pk), changed).url == reverse("admin:articles_article_update", args=[story.pk])
    assert PublishedArticle.objects.get().dek == "A new dek."


def test_withdrawing_several_asks_once(editor):
    one, other, draft = live_story(), live_story(), ArticleFactory(headline="Never out")
    chosen = {"action": "withdraw_selected", "_selected_action": [one.pk, other.pk, draft.pk]}
    asked = editor.post(LIST, chosen)
    assert "Withdraw 3 stories?" in words(asked)
    assert not PublishedArticle.objects.filter(withdrawn_at__isnull=False).exists()
    told = {"reason": "Wire service killed it", "reader_note": "We could not confirm it."}
    done = editor.post(LIST, chosen | {"confirmed": "1"} | told, follow=True)
    withdrawn = PublishedArticle.objects.filter(withdrawn_at__isnull=False)
    assert [(row.withdrawn_reason, row.withdrawn_note) for row in withdrawn] == [tuple(told.values())] * 2
    assert "Not withdrawn: Never out." in messages(done)


@pytest.mark.parametrize("role", ["Photo editor", "Producer"])
def test_other_roles_see_stories_without_buttons_that_change_them(log_in, role):
    published = live_story()
    assert buttons(log_in(role).get(change(published.pk))) == ["Preview", "View on site"]


def test_history_tells_what_happened(editor):
    published = live_story()
    page = words(editor.get(change(published.pk)))
    assert "The newsroom published" in page
    assert "Version 1" in page
