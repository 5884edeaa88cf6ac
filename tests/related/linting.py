"""Bodies, rows and stories for the linter's tests, and the click on a fix as the desk's script makes it."""

from dataclasses import replace
from datetime import timedelta

from lxml import html as lxml_html

from articles.models import PublishedArticle
from articles.related.linter import Fix, Row, lint
from articles.workflow import publish_article, withdraw_article
from tests.factories import NOW, ArticleFactory, live_story

DAY = timedelta(days=1)


def path_of(story: PublishedArticle) -> str:
    return f"/{story.section.slug}/{story.slug}-{story.pk}/"


def a(href: str, words: str = "council vote") -> str:
    return f'<p>After the <a href="{href}">{words}</a> on Tuesday.</p>'


def card(story_id: int, *, repeat: bool = False) -> str:
    return f'<div data-related="{story_id}"{" data-repeat=on-purpose" if repeat else ""}>A label</div>'


def found(body: str = "", *rows: Row, story_id: int | None = None, now=NOW):
    return lint(story_id=story_id, body=body, rows=rows, now=now)


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def mended(fix: Fix, body: str, rows: list[Row]) -> tuple[str, list[Row]]:
    """What the desk's script does on a click."""
    if fix.at.kind == "row":
        change = {
            "remove_row": lambda row: None,
            "repeat_row": lambda row: replace(row, repeat=True),
            "use_story": lambda row: replace(row, target_id=int(fix.value), url=""),
        }[fix.do]
        changed = [change(row) if row.number == fix.at.number else row for row in rows]
        return body, [row for row in changed if row is not None]
    root = lxml_html.fragment_fromstring(body, create_parent="div")
    kind = {"link": "//a[@href]", "insert": "//*[@data-related]"}[fix.at.kind]
    element = root.xpath(kind)[fix.at.number]
    match fix.do:
        case "unlink":
            element.drop_tag()
        case "set_href":
            element.set("href", fix.value)
        case "remove_insert":
            element.drop_tree()
        case "repeat_insert":
            element.set("data-repeat", "on-purpose")
    return "".join(lxml_html.tostring(child, encoding="unicode") for child in root), rows


def draft():
    return ArticleFactory(headline="Plan")


def embargoed():
    return ArticleFactory(headline="Plan", embargo_until=NOW + DAY)


def embargoed_and_scheduled():
    return publish_article(ArticleFactory(headline="Plan", embargo_until=NOW + DAY).pk, by=None, now=NOW)


def scheduled():
    return publish_article(ArticleFactory(headline="Plan", publish_at=NOW + DAY).pk, by=None, now=NOW)


def withdrawn():
    story = live_story(headline="Plan")
    withdraw_article(story.pk, by=None, now=NOW, reason="Wrong.")
    return story


def expired():
    return live_story(headline="Plan", at=NOW - DAY, expires_at=NOW - timedelta(hours=1))
