"""Sections inside sections, topics, contributors, standing pages and old addresses on the desk: what is refused, and
how it is said."""

import pytest
from django.urls import reverse

from articles.models import Contributor, Page, Redirect, Section
from articles.redirects import put_redirect
from tests.admin.conftest import words
from tests.factories import ContributorFactory, SectionFactory, TopicFactory, live_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(log_in):
    return log_in(superuser=True)


def add(browser, model, **boxes):
    return browser.post(reverse(f"admin:articles_{model}_add"), boxes)


SECTION = {"name": "Elections", "slug": "elections", "half_life_days": 7, "position": 1}
PAGE = {"title": "About us", "slug": "about", "position": 1, "is_public": "on", "body": "<p>We print.</p>"}


def test_a_section_is_put_inside_another_but_never_deeper(boss):
    politics = SectionFactory()
    assert add(boss, "section", **SECTION, parent=politics.pk).status_code == 302
    elections = Section.objects.get(slug="elections")
    deeper = SECTION | {"name": "Count", "slug": "count", "parent": elections.pk}
    assert add(boss, "section", **deeper).status_code == 200
    form = boss.get(reverse("admin:articles_section_change", args=[politics.pk]))
    answer = boss.post(
        form.request["PATH_INFO"], SECTION | {"name": "Politics", "slug": "politics", "parent": politics.pk}
    )
    assert "A section cannot be part of itself" in words(answer)
    assert not Section.objects.filter(slug="count").exists()


@pytest.mark.parametrize("slug", ["topics", "search", "2014", "about"])
def test_no_section_takes_an_address_of_the_site(boss, slug):
    Page.objects.create(title="About us", slug="about")
    answer = add(boss, "section", **SECTION | {"slug": slug})
    assert "Choose another address" in words(answer)


def test_no_page_takes_an_address_of_a_section_or_of_the_site(boss):
    SectionFactory(name="Politics")
    for slug in ("politics", "search", "2014"):
        assert "Choose another address" in words(add(boss, "page", **PAGE | {"slug": slug}))
    assert add(boss, "page", **PAGE).status_code == 302
    assert "Another page is that already" in words(
        add(boss, "page", **PAGE | {"slug": "us", "role": "about"})
        if add(boss, "page", **PAGE | {"slug": "we", "role": "about"}).status_code == 302
        else boss.get("/")
    )


def test_what_readers_find_stories_under_is_not_deleted(boss):
    topic, author = TopicFactory(), ContributorFactory()
    story = live_story(topics=[topic], authors=[author])
    story.article.topics.clear()
    story.article.bylines.all().delete()
    for model, one in (("topic", topic), ("contributor", author)):
        answer = boss.post(reverse(f"admin:articles_{model}_delete", args=[one.pk]), {"post": "yes"})
        assert answer.status_code == 403
        one.refresh_from_db()


def test_profiles_are_web_addresses_one_to_a_line(boss):
    about = {"name": "Ann Lee", "slug": "ann-lee", "kind": "person"}
    refused = words(add(boss, "contributor", **about, links="https://a.example/\njavascript:alert(1)"))
    assert "“javascript:alert(1)” is no web address" in refused
    assert "11 addresses; 10 are the most" in words(
        add(boss, "contributor", **about, links="\n".join(f"https://a.example/{n}" for n in range(11)))
    )
    add(boss, "contributor", **about, links="https://a.example/\r\n\r\nhttps://a.example/\r\nhttps://b.example/ann")
    assert Contributor.objects.get().links == ["https://a.example/", "https://b.example/ann"]


def test_old_addresses_are_led_on_from_the_desk(log_in):
    browser = log_in("Producer")
    SectionFactory()
    add(browser, "redirect", old_address=" https://testserver/old/?utm_source=x ", new_address="politics/")
    refused = add(browser, "redirect", old_address="/a", new_address="javascript:alert(1)")
    assert "is no web address" in words(refused)
    add(browser, "redirect", old_address="/older", new_address="/old/")
    assert dict(Redirect.objects.values_list("old_address", "new_address")) == {
        "/old": "/politics/",
        "/older": "/politics/",
    }


def test_a_loop_is_refused_and_a_second_row_for_an_address_too(log_in):
    browser = log_in("Producer")
    put_redirect("/a", "/b/")
    assert "lead back to itself" in words(add(browser, "redirect", old_address="/b", new_address="/a"))
    assert "already exists" in words(add(browser, "redirect", old_address="/a", new_address="/c"))
    assert Redirect.objects.count() == 1


def test_an_old_address_is_changed_and_its_row_moves_with_it(log_in):
    browser = log_in("Producer")
    row = put_redirect("/a", "/b/")
    page = reverse("admin:articles_redirect_change", args=[row.pk])
    assert browser.post(page, {"old_address": "/z", "new_address": "/c/"}).status_code == 302
    assert dict(Redirect.objects.values_list("old_address", "new_address")) == {"/z": "/c/"}


@pytest.mark.parametrize("role", ["Reporter", "Photo editor", "Editor"])
def test_old_addresses_are_the_producers(log_in, role):
    assert add(log_in(role), "redirect", old_address="/a", new_address="/b").status_code == 403
