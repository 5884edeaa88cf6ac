"""The History tab and its pages: what is told of versions, who may compare them and who may bring one back."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from lxml import html as lxml_html

from articles.models import Article, Byline, Contributor, Revision
from articles.workflow import note_save
from articles.workflow.restore import set_aside
from articles.workflow.snapshot import take_snapshot
from tests.admin.conftest import filled, messages, words
from tests.factories import NOW, ArticleFactory, UserFactory, live_story

pytestmark = pytest.mark.django_db


def change(story):
    return reverse("admin:articles_article_change", args=[story.pk])


def compared(story, before="", after=""):
    given = {name: value for name, value in (("before", before), ("after", after)) if value != ""}
    return reverse("admin:articles_article_compare", args=[story.pk]) + f"?{urlencode(given)}"


def restored(story, number):
    return reverse("admin:articles_article_restore", args=[story.pk, number])


def named(story, number):
    return reverse("admin:articles_article_name_version", args=[story.pk, number])


def version_lines(page):
    return lxml_html.fromstring(page.content.decode()).xpath("//ul[@class='desk-versions']/li")


def save(story, **columns):
    Article.objects.filter(pk=story.pk).update(**columns)
    note_save(story.pk, by=None, now=NOW)


@pytest.fixture
def changed_story():
    """Live, with a change that readers do not have."""
    story = live_story(headline="Pier opens to walkers", body="<p>The planks held.</p>").article
    save(story, headline="Pier opens to runners", body="<p>The planks held all day.</p>")
    return story


def test_live_against_the_working_copy_shows_the_words_that_differ(editor, changed_story):
    page = editor.get(compared(changed_story, "live", "now"))
    root = lxml_html.fromstring(page.content.decode())
    printed = root.xpath("//section[contains(@class, 'desk-change')]//*[self::del or self::ins]")
    marks = [(each.tag, each.text_content().strip()) for each in printed]
    assert marks == [("del", "walkers"), ("ins", "runners"), ("ins", "all day")]
    assert "What readers have" in words(page)
    assert "Working copy" in words(page)
    assert editor.get(compared(changed_story)).content.count(b"<ins>") == page.content.count(b"<ins>")


def test_the_form_leads_there_in_one_click_and_so_does_every_version(editor, changed_story):
    root = lxml_html.fromstring(editor.get(change(changed_story)).content.decode())
    addresses = [link.get("href") for link in root.xpath("//*[@id='history-group']//a")]
    assert compared(changed_story, "live", "now") in addresses
    for address in addresses:
        assert editor.get(address).status_code == 200
    form = root.get_element_by_id("compare-versions")
    assert not form.xpath("ancestor::form")
    assert len(root.xpath("//input[@name='before'][@form='compare-versions']")) == 3


def test_a_version_tells_what_changed_who_and_whether_readers_have_it(editor, changed_story):
    mine = take_snapshot(changed_story.pk) | {"headline": "Lost"}
    set_aside(changed_story.pk, mine, by=UserFactory(first_name="Bo"), now=NOW, reason="Another save came first")
    lines = version_lines(editor.get(change(changed_story)))
    told = [" ".join(line.xpath("./div[@class='desk-version']")[0].text_content().split()) for line in lines]
    assert "Set aside: never was the story" in told[0]
    assert "Another save came first" in told[0]
    assert "Bo Doe" in told[0]
    assert "Saved The working copy Headline, text" in told[1]
    assert "Published Readers have this" in told[2]


def test_any_two_can_be_compared_and_the_first_with_nothing(editor, changed_story):
    assert "Pier opens to walkers" in words(editor.get(compared(changed_story, "nothing", "1")))
    assert "Nothing differs" in words(editor.get(compared(changed_story, "1", "2")))
    there, back = editor.get(compared(changed_story, "1", "3")), editor.get(compared(changed_story, "3", "1"))
    assert b"<ins>runners</ins>" in there.content
    assert b"<del>runners</del>" in back.content
    assert "Bring back version 1" in words(there)


@pytest.mark.parametrize("key", ["99", "-1", "x", "1" * 30, "1.5", "²", "live'--", "now now"])
def test_a_version_that_the_story_does_not_have_is_not_found(editor, changed_story, key):
    assert editor.get(compared(changed_story, key, "now")).status_code == 404
    assert editor.get(compared(changed_story, "live", key)).status_code == 404


def test_numbers_of_other_stories_and_huge_ones_are_not_found(editor, changed_story):
    other = ArticleFactory()
    for number in (2, 3, 10**30):
        assert editor.get(restored(other, number)).status_code == 404
        assert editor.post(restored(other, number), {"seen": other.lock_version}).status_code == 404
        assert editor.post(named(other, number), {"name": "x"}).status_code == 404
    assert editor.get(compared(other, "1", "3")).status_code == 404
    other.pk = 10**30
    assert editor.get(compared(other)).status_code == 404


def test_opening_the_page_brings_nothing_back_and_its_button_does(editor, changed_story):
    page = editor.get(restored(changed_story, 1))
    assert b"<del>runners</del>" in page.content
    assert Revision.objects.count() == 3
    seen = {"seen": Article.objects.get().lock_version}
    done = editor.post(restored(changed_story, 1), seen, follow=True)
    assert "as it was in version 1. Readers see what they saw before." in messages(done)
    assert Article.objects.get().headline == "Pier opens to walkers"
    assert Revision.objects.first().reason == "Brought back version 1"


def test_what_is_gone_is_told(editor, changed_story):
    Byline.objects.create(article=changed_story, contributor=Contributor.objects.create(name="Cy Poe", slug="cy"))
    save(changed_story)
    Byline.objects.all().delete()
    Contributor.objects.all().delete()
    save(changed_story)
    done = editor.post(restored(changed_story, 4), {"seen": Article.objects.get().lock_version}, follow=True)
    assert "Not brought back: “Cy Poe” has been deleted from the contributors." in messages(done)


def test_when_the_story_was_saved_meanwhile_one_is_asked_again(editor, changed_story):
    page = editor.get(restored(changed_story, 1))
    sent = dict(lxml_html.fromstring(page.content.decode()).forms[-1].form_values())
    sent["seen"] = sent.get("seen") or str(changed_story.lock_version)
    save(changed_story, headline="Pier closed")
    again = editor.post(restored(changed_story, 1), sent)
    assert "The story was saved meanwhile, so nothing was brought back yet." in messages(again)
    assert b"Pier closed" in again.content
    assert Article.objects.get().headline == "Pier closed"


def test_without_the_right_to_edit_one_may_compare_and_nothing_else(log_in, changed_story):
    for role in ("Reporter", "Photo editor", "Producer"):
        browser = log_in(role)
        page = browser.get(compared(changed_story, "live", "now"))
        assert page.status_code == 200
        assert "Bring back" not in words(page) + words(browser.get(change(changed_story)))
        seen = {"seen": Article.objects.get().lock_version}
        assert browser.get(restored(changed_story, 1)).status_code == 403
        assert browser.post(restored(changed_story, 1), seen).status_code == 403
        assert browser.post(named(changed_story, 1), {"name": "Mine"}).status_code == 403
    assert Article.objects.get().headline == "Pier opens to runners"
    assert not Revision.objects.exclude(name="").exists()
    stranger = log_in("")
    assert stranger.get(compared(changed_story)).status_code == 403


def test_a_version_gets_a_name_in_the_history_and_loses_it_again(editor, changed_story):
    done = editor.post(named(changed_story, 1), {"name": " As the lawyers\nread it "}, follow=True)
    assert "Version 1 is called “As the lawyers read it”. It is kept for good." in messages(done)
    assert "“As the lawyers read it”" in words(editor.get(change(changed_story)))
    long = editor.post(named(changed_story, 1), {"name": "x" * 81}, follow=True)
    assert "A name has at most 80 characters. This one has 81" in messages(long)
    assert Revision.objects.get(number=1).name == "As the lawyers read it"
    assert editor.get(named(changed_story, 1)).status_code == 405
    editor.post(named(changed_story, 1), {"name": ""})
    assert Revision.objects.get(number=1).name == ""


def test_text_that_looks_like_a_script_stays_text(editor, changed_story):
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    content = take_snapshot(changed_story.pk) | {
        "headline": evil,
        "body": f"<p>{evil} &lt;script&gt;alert(3)&lt;/script&gt; <a href='javascript:alert(4)'>x</a></p>",
        "bylines": [{"id": 1, "name": evil, "kind": "person"}],
        "section": {"id": 9999, "name": evil},
        "publish_at": evil,
        "related": [{"key": evil, "url": evil, "title": evil}],
    }
    Revision.objects.create(
        article=changed_story, number=9, content=content, digest="x", at=NOW, name=evil, reason=evil
    )
    save(changed_story, headline="Later")
    addresses = (
        compared(changed_story, "9", "now"),
        compared(changed_story, "nothing", "9"),
        restored(changed_story, 9),
        reverse("admin:articles_article_versions", args=[changed_story.pk]),
        change(changed_story),
    )
    for address in addresses:
        page = editor.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page


@pytest.mark.parametrize("content", [[], {}, "words", 7, {"body": None, "photos": "x", "lead": 3, "topics": [[]]}])
def test_a_damaged_version_is_compared_as_far_as_it_can_be_read(editor, changed_story, content):
    Revision.objects.create(article=changed_story, number=9, content=content, digest="x", at=NOW)
    for address in (
        compared(changed_story, "9", "now"),
        compared(changed_story, "now", "9"),
        restored(changed_story, 9),
    ):
        assert editor.get(address).status_code == 200


def test_a_story_that_readers_never_had_is_compared_with_the_version_before(editor):
    story = ArticleFactory(headline="One")
    assert "before the story was begun" in words(editor.get(compared(story)))
    save(story, headline="Two")
    assert "Version 1" in words(editor.get(compared(story)))
    assert "nothing yet: the story was never published" in words(editor.get(compared(story, "live", "now")))


def test_a_long_history_goes_on_on_pages_of_its_own(editor):
    story = ArticleFactory()
    for number in range(60):
        save(story, headline=f"Headline {number}")
    tab = editor.get(change(story))
    assert len(version_lines(tab)) == 10
    address = reverse("admin:articles_article_versions", args=[story.pk])
    assert f'<a href="{address}">All versions</a>' in tab.content.decode()
    first, second = editor.get(address), editor.get(address, {"page": "2"})
    assert first.content.count(b'<li id="version-') == 50
    assert second.content.count(b'<li id="version-') == 11
    # The last line of a page is compared with the first of the next.
    assert b"before=11&amp;after=12" in first.content
    assert b"before=nothing&amp;after=1" in second.content
    assert editor.get(address, {"page": "no"}).status_code == 200
    done = editor.post(named(story, 3), {"name": "Old", "page": "2"})
    assert done.url == f"{address}?page=2"


def test_the_tab_costs_two_queries_however_long_the_history(editor, django_assert_max_num_queries):
    from articles.admin.story_history import StoryHistory

    class Tab(StoryHistory):
        pass

    story = ArticleFactory()
    for number in range(30):
        save(story, headline=f"Headline {number}")
    story = Article.objects.select_related("published").get(pk=story.pk)
    with django_assert_max_num_queries(2):
        assert len(Tab().part_context(None, story, now=NOW)["versions"]) == 10


def test_the_story_form_posts_nothing_of_the_history(editor, changed_story):
    page = editor.get(change(changed_story))
    sent = filled(page)
    assert not {"before", "after", "name"} & sent.keys()


@pytest.mark.parametrize("what", ["story", "version"])
def test_what_is_deleted_at_the_instant_it_is_brought_back_or_named_is_no_error(editor, monkeypatch, what):
    story = ArticleFactory()
    gone = {"story": Article.DoesNotExist, "version": Revision.DoesNotExist}[what]

    def lost(*args, **kwargs):
        raise gone

    monkeypatch.setattr("articles.admin.story_history.restore_revision", lost)
    monkeypatch.setattr("articles.admin.story_history.name_revision", lambda *args, **kwargs: lost() and None)
    assert editor.post(restored(story, 1), {"seen": story.lock_version}).status_code == 404
    if what == "version":
        assert editor.post(named(story, 1), {"name": "First"}).status_code == 404
