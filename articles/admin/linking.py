"""The links of a story, and the results in its text, looked through once more when it was saved: told, and put on
record for the desk's front page. While it is written, picking.py does that.

What counts as a fault, and what mends it, is decided by related/linter.py. Nothing here keeps anybody from saving.
"""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html

from articles.admin.related_links import MOST_ROWS
from articles.models import Article, Attention
from articles.related.linter import Row, lint
from articles.workflow.attention import note_attention
from articles.workflow.checks import contest_problems

TOLD = 5  # findings that are told after saving; the form lists all of them


def saved_rows(story: Article) -> list[Row]:
    """The related links of a story as the linter reads them, as many as its form shows."""
    links = story.related_links.order_by("position", "id").values_list(
        "target_id", "url", "title", "placement", "repeat_on_purpose"
    )
    return [Row(number, *link) for number, link in enumerate(links[:MOST_ROWS])]


def tell_about_links(request: HttpRequest, story: Article, *, now: datetime) -> None:
    """After saving: a warning for each fault that is left in the links and for results that readers do not get, and a
    line on the front page until it is mended."""
    found = lint(story_id=story.pk, body=story.body, rows=saved_rows(story), now=now)
    results = contest_problems(story.body)
    note_attention(story.pk, Attention.Kind.LINK, [*(finding.sentence for finding in found), *results], now)
    for sentence in results[:TOLD]:
        messages.warning(request, sentence)
    for finding in found[:TOLD]:
        messages.warning(request, format_html("Look at the links: {}", finding.sentence))
    if len(found) > TOLD:
        messages.warning(request, f"And {len(found) - TOLD} more, listed under “Links” in the form.")
