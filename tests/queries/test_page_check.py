"""check_pages finds what must never be on a page, and nothing on pages that are right."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from articles.models import PublishedArticle
from articles.queries.page_check import faults_on, shown_on
from articles.workflow import publish_article
from tests.factories import NOW, ArticleFactory, link, live_story

PAGE = """<!doctype html><main><a href="/politics/nav-9/">navigation</a>
<ul data-slot="picked">{picked}</ul><ul data-slot="next">{next}</ul></main>"""


def teaser(number: int, *, key: str = "", extra: str = "") -> str:
    return f'<li data-story="{key or f"article:{number}"}" {extra}><a href="/politics/x-{number}/">x</a></li>'


def faults(**slots: str) -> list[str]:
    filled = {"picked": teaser(1), "next": teaser(2)} | slots
    return [fault.sentence for fault in faults_on("/p/", PAGE.format(**filled), own_keys=["article:7"], live={1, 2, 7})]


def test_a_page_that_is_right_has_no_faults():
    assert faults() == []
    assert [one.key for one in shown_on(PAGE.format(picked=teaser(1), next=teaser(2)))[0]] == ["article:1", "article:2"]


def test_a_story_that_stands_twice_is_found_under_whatever_key():
    assert faults(next=teaser(1)) == ["article:1 stands twice: in “picked” and in “next”."]
    assert faults(next=teaser(1, key="url:https://x.example/a")) == [
        "url:https://x.example/a stands twice: in “picked” and in “next”."
    ]
    assert faults(next=teaser(1, extra='data-repeat="on-purpose"')) == []


def test_the_page_itself_what_is_not_live_and_an_empty_slot_are_found():
    assert faults(next=teaser(7)) == ["The page shows itself (article:7) in “next”."]
    assert faults(next=teaser(3)) == ["article:3 in “next” leads to story 3, which readers cannot see."]
    assert faults(next="") == ["“next” is printed without a story in it."]


@pytest.mark.django_db
def test_the_command_looks_at_stories_and_fronts(time_machine):
    time_machine.move_to(NOW)
    for number in range(30):
        live_story(at=NOW - timedelta(minutes=number))
    out = io.StringIO()
    call_command("check_pages", stdout=out, verbosity=0)
    assert out.getvalue().startswith(
        "44 pages with "
    )  # 30 stories, home, two pages of a section, corrections, not found
    assert "Faults: 0." in out.getvalue()
    out = io.StringIO()
    call_command("check_pages", sample=5, stdout=out, verbosity=0)
    assert out.getvalue().startswith("19 pages with ")


@pytest.mark.django_db
def test_the_command_ends_with_an_error_on_a_find(time_machine):
    time_machine.move_to(NOW)
    article, other = ArticleFactory(), live_story()
    link(article, other.article)
    link(article, url="https://example.com/a", title="Elsewhere")
    publish_article(article.pk, by=None, now=NOW)
    row = PublishedArticle.objects.get(pk=article.pk)
    row.picked = [{**row.picked[0], "repeat": True}, *row.picked]  # as if the allocator had let it through
    row.picked[0]["repeat"] = False
    row.picked[1]["key"], row.picked[1]["article_id"] = "title:other words", None
    row.picked[1]["url"], row.picked[1]["title"] = f"/politics/{other.slug}-{other.pk}/", "Other words"
    row.save()
    told = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("check_pages", stdout=io.StringIO(), stderr=told, verbosity=0)
    assert end.value.code == 1
    assert "stands twice" in told.getvalue()


@pytest.mark.django_db
def test_a_sample_of_less_than_nothing_is_refused():
    with pytest.raises(CommandError, match="0 or more"):
        call_command("check_pages", "--sample", "-1")
