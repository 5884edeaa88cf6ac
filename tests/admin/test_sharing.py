"""Preview links at the desk: made from the form and on their own page, listed with who opened them, revoked."""

from datetime import timedelta

import pytest
from django.urls import reverse
from lxml import html

from articles.models import Article, PreviewLink
from articles.sharing import link_address, make_link, note_opening
from articles.workflow.stages import mark_ready
from tests.admin.conftest import filled, messages, words
from tests.factories import NOW, ArticleFactory, UserFactory, live_story

FIREFOX = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"}


def change(pk: int) -> str:
    return reverse("admin:articles_article_change", args=[pk])


def links(pk: int) -> str:
    return reverse("admin:articles_article_links", args=[pk])


def addresses(page) -> list[str]:
    return html.fromstring(page.content.decode()).xpath("//*[@class='desk-address']/input/@value")


def test_the_form_saves_and_makes_a_link_of_what_was_typed(editor, client):
    article = ArticleFactory(headline="First words")
    boxes = filled(
        editor.get(change(article.pk)), headline="Second words", link_for="Jo Counsel", link_hours="24", _link=""
    )
    done = editor.post(change(article.pk), boxes, follow=True)
    link = PreviewLink.objects.get()
    assert (link.made_for, link.expires_at - link.made_at) == ("Jo Counsel", timedelta(hours=24))
    assert "Here is the link for Jo Counsel" in messages(done)
    assert addresses(done) == [link_address(link.pk)]
    assert "Second words" in client.get(link_address(link.pk)).content.decode()


def test_saving_the_story_alone_makes_no_link(editor):
    article = ArticleFactory()
    editor.post(change(article.pk), filled(editor.get(change(article.pk)), link_for="Jo", _save=""))
    assert not PreviewLink.objects.exists()


def test_the_page_of_the_links_makes_lists_and_revokes(editor, client):
    article = ArticleFactory()
    made = editor.post(links(article.pk), {"link_for": "Jo Counsel", "link_hours": "168"}, follow=True)
    link = PreviewLink.objects.get()
    assert addresses(made) == [link_address(link.pk)]
    note_opening(link.pk, FIREFOX, address="203.0.113.7", at=NOW)
    page = editor.get(links(article.pk))
    assert "Opened 1 time" in words(page)
    assert "Firefox on Windows · from 203.0.113.x" in words(page)
    revoke = reverse("admin:articles_article_revoke", args=[article.pk, link.pk])
    assert editor.get(revoke).status_code == 405
    assert client.get(link_address(link.pk)).status_code == 200
    done = editor.post(revoke, follow=True)
    assert "Revoked: the link for Jo Counsel." in messages(done)
    assert addresses(done) == []
    assert client.get(link_address(link.pk)).status_code == 410


@pytest.mark.parametrize("hours", ["", "1", "1000000", "x"])
def test_a_crafted_time_makes_no_link_and_says_so(editor, hours):
    article = ArticleFactory()
    done = editor.post(links(article.pk), {"link_for": "Jo", "link_hours": hours})
    assert "No link was made." in messages(done)
    assert "Jo" in html.fromstring(done.content.decode()).xpath("//input[@name='link_for']/@value")
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize("role", ["Reporter", "Photo editor", "Producer"])
def test_who_may_not_edit_the_story_sees_no_address(log_in, role):
    editor = UserFactory(role="Editor")
    article = ArticleFactory(created_by=editor)
    link = make_link(article.pk, made_for="Jo", by=editor, now=NOW)
    person = log_in(role)
    assert person.get(links(article.pk)).status_code == 403
    assert person.post(links(article.pk), {"link_for": "Me", "link_hours": "24"}).status_code == 403
    assert person.post(reverse("admin:articles_article_revoke", args=[article.pk, link.pk])).status_code == 403
    assert link_address(link.pk) not in person.get(change(article.pk)).content.decode()
    assert PreviewLink.objects.filter(revoked_at=None).count() == 1


def test_a_writer_revokes_their_own_link_after_the_story_was_closed_to_them(log_in):
    reporter, editor = UserFactory(role="Reporter"), UserFactory(role="Editor")
    story = ArticleFactory(created_by=reporter)
    own = make_link(story.pk, made_for="Jo", by=reporter, now=NOW)
    theirs = make_link(story.pk, made_for="Counsel", by=editor, now=NOW)
    mark_ready(story.pk, by=editor, now=NOW)
    browser = log_in(user=reporter)
    assert links(story.pk) in browser.get(change(story.pk)).content.decode()
    assert addresses(browser.get(links(story.pk))) == [link_address(own.pk)]
    assert browser.post(links(story.pk), {"link_for": "Me", "link_hours": "24"}).status_code == 403
    revoke = [reverse("admin:articles_article_revoke", args=[story.pk, link.pk]) for link in (own, theirs)]
    assert browser.post(revoke[1]).status_code == 403
    assert "Revoked: the link for Jo." in messages(browser.post(revoke[0], follow=True))
    assert list(PreviewLink.objects.filter(revoked_at=None)) == [theirs]


def test_a_link_of_another_story_is_not_revoked_through_this_one(editor):
    admin = UserFactory(role="Editor")
    other = make_link(ArticleFactory().pk, made_for="Jo", by=admin, now=NOW)
    here = ArticleFactory()
    done = editor.post(reverse("admin:articles_article_revoke", args=[here.pk, other.pk]), follow=True)
    assert "not one of the story’s" in messages(done)
    assert PreviewLink.objects.get().revoked_at is None


def test_a_story_that_was_deleted_meanwhile_is_no_error(editor):
    assert editor.post(links(987654), {"link_for": "x", "link_hours": "24"}).status_code == 302


def test_many_links_and_openings_cost_no_more(editor, django_assert_max_num_queries):
    user = UserFactory(role="Editor")
    story = live_story()
    Article.objects.filter(pk=story.pk).update(headline="Changed")
    for number in range(20):
        link = make_link(story.pk, made_for=f"Jo {number}", by=user, now=NOW)
        for _ in range(5):
            note_opening(link.pk, FIREFOX, address="203.0.113.7", at=NOW)
    with django_assert_max_num_queries(16):
        page = editor.get(links(story.pk))
    assert len(addresses(page)) == 20
