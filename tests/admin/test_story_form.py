"""Writing a story: the form opens cheaply, saves what was typed, and never changes what readers see by itself."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, ArticlePhoto, Byline, PublishedArticle, RelatedLink
from articles.workflow import State, story_state
from tests.admin.conftest import filled, messages, row, words
from tests.factories import (
    NOW,
    ArticleFactory,
    ContributorFactory,
    PhotoFactory,
    SectionFactory,
    UserFactory,
    live_story,
)

ADD = reverse("admin:articles_article_add")


def change(pk: int) -> str:
    return reverse("admin:articles_article_change", args=[pk])


def test_new_story_is_saved_as_a_draft_of_its_writer(log_in):
    me = UserFactory(role="Reporter")
    browser = log_in(user=me)
    data = filled(browser.get(ADD), headline="Ferry line approved", body="<p>Text.</p>", _save="")
    answer = browser.post(ADD, data, follow=True)
    story = Article.objects.get()
    assert (story.headline, story.slug, story.created_by, story.edited_by) == (
        "Ferry line approved", "ferry-line-approved", me, me,
    )  # fmt: skip
    assert story_state(story, now=NOW) is State.DRAFT
    assert answer.redirect_chain[-1][0] == change(story.pk)
    assert "Saved: Ferry line approved. Readers do not see it yet." in messages(answer)
    assert f'<a href="{change(story.pk)}">Ferry line approved</a>'.encode() in answer.content


def test_text_without_a_headline_may_be_saved_but_not_nothing_at_all(editor):
    editor.post(ADD, filled(editor.get(ADD), body="<p>From the courthouse steps.</p>", _save=""))
    assert Article.objects.count() == 1
    refused = editor.post(ADD, filled(editor.get(ADD), _save=""))
    assert "Give the story a working headline" in words(refused)
    assert Article.objects.count() == 1


@pytest.mark.parametrize("links", [0, 30])
def test_form_opens_with_few_questions_however_many_links(editor, links):
    story = live_story().article
    targets = [ArticleFactory() for _ in range(links)]
    RelatedLink.objects.bulk_create(
        RelatedLink(article=story, target=target, position=n, story_key=f"article:{target.pk}")
        for n, target in enumerate(targets)
    )
    for n in range(min(links, 5)):
        ArticlePhoto.objects.create(article=story, photo=PhotoFactory(), position=n)
        Byline.objects.create(article=story, contributor=ContributorFactory(), position=n)
    editor.get(change(story.pk))
    with CaptureQueriesContext(connection) as queries:
        page = editor.get(change(story.pk))
    assert words(page).count("Council approves harbor plan") >= links
    assert len(queries) <= 25, [query["sql"][:120] for query in queries]


def test_form_costs_exactly_the_same_with_one_link_and_with_thirty(editor):
    def questions(links: int) -> int:
        story = ArticleFactory(section=SectionFactory())
        for n in range(links):
            RelatedLink.objects.create(article=story, target=ArticleFactory(), position=n)
        with CaptureQueriesContext(connection) as queries:
            editor.get(change(story.pk))
        return len(queries)

    questions(1)
    assert questions(1) == questions(30)


def test_editing_a_live_story_changes_nothing_for_readers_until_published(editor):
    published = live_story(headline="First wording")
    page = editor.get(change(published.pk))
    saved = editor.post(change(published.pk), filled(page, headline="Second wording", _save=""), follow=True)
    assert "Readers still see the version from" in messages(saved)
    assert PublishedArticle.objects.get().headline == "First wording"
    asked = editor.post(change(published.pk), filled(saved, _publish=""))
    assert asked["Location"] == reverse("admin:articles_article_update", args=[published.pk])
    assert PublishedArticle.objects.get().headline == "First wording"  # until it is said what readers are told


def test_saving_twice_without_a_change_disturbs_nobody(log_in):
    story = ArticleFactory()
    first, second = log_in("Editor"), log_in("Editor")
    opened = filled(second.get(change(story.pk)), _save="")
    first.post(change(story.pk), filled(first.get(change(story.pk)), _save=""))
    assert second.post(change(story.pk), opened | {"headline": "Mine"}).status_code == 302


def test_bylines_keep_their_order_and_new_ones_come_last(editor):
    story = ArticleFactory()
    ann, bo, cy = ContributorFactory(name="Ann"), ContributorFactory(name="Bo"), ContributorFactory(name="Cy")
    Byline.objects.create(article=story, contributor=ann, position=0)
    Byline.objects.create(article=story, contributor=bo, position=1)
    data = filled(editor.get(change(story.pk)), _save="")
    data |= row(2, "bylines", contributor=cy.pk, article=story.pk) | {"bylines-TOTAL_FORMS": "3"}
    assert editor.post(change(story.pk), data).status_code == 302
    assert [str(line) for line in story.bylines.all()] == ["Ann", "Bo", "Cy"]


def test_same_name_twice_is_refused_in_words(editor):
    ann = ContributorFactory(name="Ann")
    data = filled(editor.get(ADD), headline="A story", _save="")
    data |= row(0, "bylines", contributor=ann.pk) | row(1, "bylines", contributor=ann.pk, position="1")
    refused = editor.post(ADD, data | {"bylines-TOTAL_FORMS": "2"})
    assert "The same name stands in the byline twice" in words(refused)
    assert not Article.objects.exists()


def test_preview_is_for_staff_only(editor, client):
    story = ArticleFactory(headline="Secret wording")
    address = reverse("articles:preview", args=[story.pk])
    assert "Secret wording" in editor.get(address).content.decode()
    assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("reader"))
    assert "Secret wording" not in client.get(address, follow=True).content.decode()


def test_save_and_preview_saves_and_shows(editor):
    data = filled(editor.get(ADD), headline="Not saved before", body="<p>Text.</p>", _preview="")
    shown = editor.post(ADD, data, follow=True)
    assert shown.redirect_chain[-1][0] == reverse("articles:preview", args=[Article.objects.get().pk])


def test_times_are_said_in_the_newsrooms_zone(editor):
    assert "New York time (ET)" in words(editor.get(ADD))


def test_what_was_chosen_and_then_deleted_by_another_is_told_in_words(editor):
    story = ArticleFactory()
    rows = {"related_links-TOTAL_FORMS": "1"} | row(0, target=987654, article=story.pk)
    answer = editor.post(change(story.pk), filled(editor.get(change(story.pk)), section="987654", _save="") | rows)
    assert words(answer).count("Somebody has deleted what was chosen here. Choose something else") == 2
    assert "valid choice" not in words(answer)


def test_a_photo_that_the_text_asks_for_twice_is_told_and_printed_once(editor):
    lead, other, once = (PhotoFactory(caption=words) for words in ("The pier", "The boats", "The fog"))
    marks = "".join(f'<div data-photo="{photo.pk}">x</div>' for photo in (lead, other, once, other))
    story = ArticleFactory(lead_photo=lead, body=f"<p>One.</p>{marks}")
    told = messages(editor.post(change(story.pk), filled(editor.get(change(story.pk)), _publish=""), follow=True))
    assert "“The pier” stands on the page more than once. Readers see it only above the text." in told
    assert "“The boats” stands on the page more than once. Readers see it only where it comes first." in told
    assert "The fog" not in told
    printed = [block["caption"] for block in PublishedArticle.objects.get().blocks if block["type"] == "photo"]
    assert printed == ["The boats", "The fog"]
