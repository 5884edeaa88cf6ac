"""The rows of related links: every story once, whatever its address looks like, and never an error page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, RelatedLink
from tests.admin.conftest import filled, row, words
from tests.factories import NOW, ArticleFactory, UserFactory, live_story, photo_with_picture


def change(pk: int) -> str:
    return reverse("admin:articles_article_change", args=[pk])


def save(browser, story, *rows: dict, initial: int | None = None):
    data = filled(browser.get(change(story.pk)), _save="")
    for one in rows:
        data |= one
    total = max(len(rows), int(data["related_links-INITIAL_FORMS"]))
    return browser.post(change(story.pk), data | {"related_links-TOTAL_FORMS": str(total)})


def test_address_of_our_own_story_becomes_that_story(editor):
    story, other = ArticleFactory(), ArticleFactory(headline="The other one")
    address = f"https://www.testserver/politics/some-old-slug-{other.pk}/amp/?utm_source=x#top"
    assert save(editor, story, row(0, url=address, article=story.pk)).status_code in (302, 200)
    link = RelatedLink.objects.get()
    assert (link.target, link.url, link.story_key) == (other, "", f"article:{other.pk}")


def test_path_of_our_own_story_is_understood(editor):
    story, other = ArticleFactory(), ArticleFactory()
    save(editor, story, row(0, url=f"/politics/x-{other.pk}/", article=story.pk))
    assert RelatedLink.objects.get().target == other


def test_same_story_by_choice_and_by_address_is_refused(editor):
    story, other = ArticleFactory(), ArticleFactory(headline="The other one")
    chosen = row(0, target=other.pk, article=story.pk)
    typed = row(1, url=f"http://testserver/a/b-{other.pk}/", title="Same again", article=story.pk)
    refused = save(editor, story, chosen, typed)
    assert "This is the same story as “The other one” above" in words(refused)
    assert not RelatedLink.objects.exists()


def test_same_story_twice_on_purpose_is_allowed(editor):
    story, other = ArticleFactory(), ArticleFactory()
    again = row(1, target=other.pk, article=story.pk, repeat_on_purpose="on")
    assert save(editor, story, row(0, target=other.pk, article=story.pk), again).status_code == 302
    assert RelatedLink.objects.count() == 2


def test_same_page_elsewhere_under_two_addresses_is_refused(editor):
    story = ArticleFactory()
    one = row(0, url="https://example.org/report?utm_source=a", title="The report", article=story.pk)
    two = row(1, url="http://www.example.org/report/", title="Report", article=story.pk)
    assert "same story as “The report”" in words(save(editor, story, one, two))


@pytest.mark.parametrize("initial", ["0", "-1"])
def test_a_form_that_forgets_the_rows_there_are_repeats_none_of_them(editor, initial):
    story, other = ArticleFactory(), ArticleFactory(headline="The other one")
    RelatedLink.objects.create(article=story, target=other)
    again = row(0, target=other.pk, article=story.pk) | {"related_links-INITIAL_FORMS": initial}
    assert "This is the same story as “The other one”" in words(save(editor, story, again))
    assert RelatedLink.objects.count() == 1


@pytest.mark.parametrize("how", ["choice", "address"])
def test_link_to_itself_is_refused(editor, how):
    story = ArticleFactory()
    boxes = {"target": story.pk} if how == "choice" else {"url": f"https://testserver/x/y-{story.pk}/"}
    refused = save(editor, story, row(0, article=story.pk, **boxes))
    assert "A story cannot point at itself." in words(refused)
    assert not RelatedLink.objects.exists()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/a", "mailto:a@b.c"])
def test_only_web_addresses(editor, address):
    story = ArticleFactory()
    refused = save(editor, story, row(0, url=address, title="Click", article=story.pk))
    assert "Only web addresses that begin with http:// or https:// can be linked." in words(refused)
    assert not RelatedLink.objects.exists()


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        ({"repeat_on_purpose": "on"}, "Choose one of our stories, or give a web address and a title."),
        ({"url": "https://example.org/x"}, "Give the link a title"),
        ({"url": "/about/"}, "not a story"),
    ],
)
def test_what_is_missing_is_said(editor, boxes, sentence):
    story = ArticleFactory()
    assert sentence in words(save(editor, story, row(0, article=story.pk, **boxes)))


def test_story_and_foreign_address_together_are_refused(editor):
    story, other = ArticleFactory(), ArticleFactory()
    refused = save(editor, story, row(0, target=other.pk, url="https://example.org/x", title="X", article=story.pk))
    assert "not both" in words(refused)


def test_two_rows_may_swap_their_stories(editor):
    story, one, two = ArticleFactory(), ArticleFactory(), ArticleFactory()
    first = RelatedLink.objects.create(article=story, target=one, position=0)
    second = RelatedLink.objects.create(article=story, target=two, position=1)
    swapped = {"related_links-0-target": two.pk, "related_links-1-target": one.pk}
    assert save(editor, story, swapped).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.target, second.target) == (two, one)
    assert (first.story_key, second.story_key) == (f"article:{two.pk}", f"article:{one.pk}")


def test_a_row_may_take_the_story_of_a_row_that_is_taken_out(editor):
    story, one, two = ArticleFactory(), ArticleFactory(), ArticleFactory()
    kept = RelatedLink.objects.create(article=story, target=one, position=0)
    RelatedLink.objects.create(article=story, target=two, position=1)
    moved = {"related_links-0-target": two.pk, "related_links-1-DELETE": "on"}
    assert save(editor, story, moved).status_code == 302
    kept.refresh_from_db()
    assert list(story.related_links.all()) == [kept]
    assert kept.target == two


def test_imported_headline_without_address_may_stay(editor):
    story = ArticleFactory()
    RelatedLink.objects.create(article=story, title="Only a headline")
    assert save(editor, story).status_code == 302
    assert RelatedLink.objects.get().story_key == "title:only a headline"


# --- What a row shows


def test_a_row_shows_its_story_as_a_card(editor):
    story = ArticleFactory()
    other = live_story(headline="The night ferry is back", at=NOW, lead_photo=photo_with_picture())
    RelatedLink.objects.create(article=story, target=other.article)
    RelatedLink.objects.create(article=story, target=ArticleFactory(headline="Not yet"), position=1)
    page = editor.get(change(story.pk))
    assert "The night ferry is backPolitics · Live · just now" in words(page)
    assert "Not yetPolitics · Draft" in words(page)
    assert f'data-card="{other.pk}"' in page.content.decode()
    assert page.content.decode().count("-320.jpg") == 1


def test_a_row_that_is_refused_still_shows_the_story_that_was_chosen(editor):
    story, other = ArticleFactory(), ArticleFactory(headline="The other one")
    twice = [row(n, target=other.pk, article=story.pk) for n in range(2)]
    refused = save(editor, story, *twice).content.decode()
    assert refused.count(f'data-card="{other.pk}"') == 2


def test_who_may_not_change_a_story_sees_its_links_but_nothing_to_pick_with(log_in):
    story = ArticleFactory(created_by=UserFactory())
    RelatedLink.objects.create(article=story, target=ArticleFactory(headline="The other one"))
    page = log_in("Reporter").get(change(story.pk))
    assert "The other one" in words(page)
    assert "data-picking" not in page.content.decode()


# --- Very many rows


def with_links(count: int) -> Article:
    """A story that an import gave so many related links."""
    story = ArticleFactory()
    RelatedLink.objects.bulk_create(
        RelatedLink(article=story, title=f"Headline {n}", story_key=f"title:headline {n}", position=n)
        for n in range(count)
    )
    return story


@pytest.mark.parametrize(
    ("count", "shown", "said"), [(100, 100, ""), (101, 100, "And one more"), (130, 100, "And 30 more")]
)
def test_a_form_shows_the_first_hundred_links_and_says_how_many_more_there_are(editor, count, shown, said):
    story = with_links(count)
    page = editor.get(change(story.pk))
    assert filled(page)["related_links-TOTAL_FORMS"] == str(shown)
    assert said in words(page)
    assert ("came with an import" in words(page)) == bool(said)


def test_links_that_are_not_shown_stay_as_they_are(editor):
    story = with_links(10_000)
    before = list(story.related_links.values_list())
    with CaptureQueriesContext(connection) as queries:
        page = editor.get(change(story.pk))
    assert len(queries) <= 25
    taken_out = filled(page, _save="", **{"related_links-0-DELETE": "on", "related_links-1-title": "Another"})
    assert editor.post(change(story.pk), taken_out).status_code == 302
    after = list(story.related_links.values_list())
    assert after[100 - 1 :] == before[100:]
    assert [link.title for link in story.related_links.all()[:2]] == ["Another", "Headline 2"]


def test_a_link_may_not_repeat_one_that_is_not_shown(editor):
    story = with_links(101)
    refused = save(editor, story, {"related_links-5-title": "Headline 100"})
    assert "This is the same story as “Headline 100”, which is among those that are not shown." in words(refused)


def test_more_links_than_a_story_takes_are_refused_and_nothing_is_lost(editor):
    story = ArticleFactory()
    many = [row(n, title=f"Headline {n}", article=story.pk) for n in range(101)]
    refused = save(editor, story, *many)
    assert "A story takes at most 100 related stories here. Take some out, then save again." in words(refused)
    assert "Headline 100" in refused.content.decode()
    assert not story.related_links.exists()
    assert save(editor, story, *many[:100]).status_code == 302
    assert story.related_links.count() == 100


@pytest.mark.parametrize("total", ["100000", "x", "9" * 30])
def test_a_number_of_rows_that_makes_no_sense_is_refused(editor, total):
    story = ArticleFactory()
    sent = filled(editor.get(change(story.pk)), headline="Changed", _save="") | {"related_links-TOTAL_FORMS": total}
    assert editor.post(change(story.pk), sent).status_code == 200
    assert not Article.objects.filter(headline="Changed").exists()


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("bylines", "A byline takes at most 200 names. Take some out, then save again."),
        ("photos", "A story takes at most 200 photos here. Take some out, then save again."),
    ],
)
def test_more_names_or_photos_than_a_story_ever_has_are_refused_before_they_cost_seconds(editor, rows, sentence):
    story = ArticleFactory()
    sent = filled(editor.get(change(story.pk)), headline="Changed", _save="") | {f"{rows}-TOTAL_FORMS": "9" * 30}
    refused = editor.post(change(story.pk), sent)
    assert sentence in words(refused)
    assert f'name="{rows}-301-position"' not in refused.content.decode()
    assert not Article.objects.filter(headline="Changed").exists()
