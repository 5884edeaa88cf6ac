"""Links looked through while a story is written and when it is saved: told in words, never in the way of saving."""

import json

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, PublishedArticle, RelatedLink
from tests.admin.conftest import filled, messages, row
from tests.factories import ArticleFactory, ContestFactory, live_story

LINT = reverse("admin:articles_article_lint")
ADD = reverse("admin:articles_article_add")


def change(pk: int) -> str:
    return reverse("admin:articles_article_change", args=[pk])


def findings(browser, *, story="", body="", rows=()) -> list[dict]:
    answer = browser.post(LINT, {"story": story, "body": body, "rows": json.dumps(list(rows))})
    assert answer.status_code == 200, answer.content
    return answer.json()["findings"]


def picked(number: int, target: int | str = "", **boxes) -> dict:
    blank = {"url": "", "title": "", "placement": "sidebar", "repeat": False}
    return {"number": number, "target_id": str(target)} | blank | boxes


def path(story: PublishedArticle) -> str:
    return f"/politics/{story.slug}-{story.pk}/"


def test_a_story_linked_in_the_text_and_picked_is_told_with_its_places_and_what_mends_it(editor):
    story = live_story(headline="The night ferry is back")
    body = f'<p><a href="https://example.org/">A</a> <a href="{path(story)}">the ferry</a></p>'
    (found,) = findings(editor, body=body, rows=[picked(7, story.pk)])
    assert found["code"] == "repeats_pick"
    assert "linked in the text (“the ferry”)" in found["sentence"]
    fixes = {(fix["do"], fix["at"]["kind"], fix["at"]["number"]) for fix in found["fixes"]}
    assert fixes == {("unlink", "link", 1), ("remove_row", "row", 7), ("repeat_row", "row", 7)}


def test_repeat_on_purpose_silences_it(editor):
    story = live_story()
    rows = [picked(0, story.pk), picked(1, story.pk)]
    assert [one["code"] for one in findings(editor, rows=rows)] == ["twice"]
    assert findings(editor, rows=[rows[0], rows[1] | {"repeat": True}]) == []


def test_a_draft_may_be_picked_but_is_told(editor):
    draft = ArticleFactory(headline="Not yet")
    (found,) = findings(editor, rows=[picked(3, draft.pk)])
    assert (found["code"], found["at"]) == ("draft", {"kind": "row", "number": 3})
    assert "Not yet" in found["sentence"]


def test_a_story_that_was_deleted_is_told(editor):
    assert [one["code"] for one in findings(editor, rows=[picked(0, 987654)])] == ["gone"]


def test_an_address_of_ours_in_a_row_can_become_the_story(editor):
    story = live_story()
    address = f"https://testserver/old/slug-{story.pk}/amp/"
    (found,) = findings(editor, rows=[picked(0, url=address, title="The ferry")])
    assert ("use_story", str(story.pk)) in [(fix["do"], fix["value"]) for fix in found["fixes"]]


def test_looking_through_costs_the_same_with_two_links_and_with_fifty(editor):
    def questions(count: int) -> int:
        stories = [live_story() for _ in range(count)]
        body = "".join(f'<p><a href="{path(story)}">A</a></p>' for story in stories)
        with CaptureQueriesContext(connection) as queries:
            findings(editor, body=body, rows=[picked(n, story.pk) for n, story in enumerate(stories)])
        return len(queries)

    questions(2)
    assert questions(2) == questions(50)


def save(browser, address: str, *rows: dict, **boxes):
    data = filled(browser.get(address), _save="", **boxes)
    for one in rows:
        data |= one
    total = max(len(rows), int(data["related_links-INITIAL_FORMS"]))
    return browser.post(address, data | {"related_links-TOTAL_FORMS": str(total)}, follow=True)


def test_saving_is_never_held_up_and_what_is_left_is_told(editor):
    other, draft = live_story(headline="The night ferry is back"), ArticleFactory(headline="Not yet")
    body = f'<p><a href="{path(other)}">The ferry</a></p>'
    told = messages(save(editor, ADD, row(0, target=other.pk), row(1, target=draft.pk), headline="Pier", body=body))
    assert "Saved: Pier." in told
    assert told.count("Look at the links:") == 2
    assert "Not yet" in told
    assert RelatedLink.objects.count() == 2


def test_a_story_whose_links_are_fine_is_saved_without_a_word_about_them(editor):
    body = f'<p><a href="{path(live_story())}">The ferry</a> <a href="https://example.org/">x</a></p>'
    told = messages(save(editor, ADD, row(0, target=live_story().pk), headline="Pier", body=body))
    assert "Saved: Pier." in told
    assert "links" not in told


def test_of_many_faults_a_few_are_told_and_the_rest_counted(editor):
    drafts = [ArticleFactory() for _ in range(9)]
    told = messages(save(editor, ADD, *(row(n, target=one.pk) for n, one in enumerate(drafts)), headline="Pier"))
    assert told.count("Look at the links:") == 5
    assert "And 4 more, listed under “Links”" in told


def test_hostile_words_in_a_fault_are_printed_as_words(editor):
    draft = ArticleFactory(headline="<img src=x onerror=alert(1)>")
    page = save(editor, ADD, row(0, target=draft.pk), headline="Pier").content.decode()
    assert "<img src=x" not in page


def test_publishing_tells_it_too(editor):
    story, draft = ArticleFactory(), ArticleFactory(headline="Not yet")
    RelatedLink.objects.create(article=story, target=draft)
    page = editor.get(change(story.pk))
    told = messages(editor.post(change(story.pk), filled(page, _publish=""), follow=True))
    assert "Published:" in told
    assert "Look at the links:" in told


def test_results_of_a_contest_that_was_deleted_are_told_at_every_save(editor):
    contest = ContestFactory(title="Mayor")
    body = f'<p>The count.</p><div data-contest="{contest.pk}">Mayor</div>'
    assert "contest" not in messages(save(editor, ADD, headline="Pier", body=body))
    said = f"The text has results of a contest that was deleted (number {contest.pk}). Take them out."
    contest.delete()
    story = Article.objects.get()
    assert said in messages(save(editor, change(story.pk)))
    assert list(story.attention.values_list("sentence", flat=True)) == [said]
    assert "contest" not in messages(save(editor, change(story.pk), body="<p>The count.</p>"))
    assert not story.attention.exists()
