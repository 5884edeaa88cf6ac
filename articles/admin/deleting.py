"""Deleting a draft: what goes with it, said before, and what that leaves behind in the stories that linked to it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.outcomes import story_link
from articles.models import Article, RelatedLink
from articles.workflow import note_save

NAMED = 20


def what_goes(drafts: Sequence[Article]) -> list[Any]:
    """For the confirmation page: each draft, and how many and which links of other stories lead to it."""
    lines: list[Any] = []
    for draft in drafts:
        lines.append(format_html("{}, with its links, bylines, versions and log. Photos stay.", str(draft)))
        if links := _links_to(draft):
            lines.append([_said(len(links)), _named(links)])
    return lines


def delete_draft(draft: Article, *, by: Any, now: datetime) -> None:
    """Delete it, and record in the stories that linked to it that they have changed."""
    with transaction.atomic():
        linking = {link.article_id for link in _links_to(draft)}
        draft.delete()
        for story_id in sorted(linking):
            note_save(story_id, by=by, now=now)


def _links_to(draft: Article) -> list[RelatedLink]:
    links = RelatedLink.objects.filter(target=draft).exclude(article=draft)
    return list(links.select_related("article").only("article__headline").order_by("-article_id"))


def _said(count: int) -> str:
    if count == 1:
        return "One related link leads to it and goes with it. It stands in:"
    return f"{count:,} related links lead to it and go with it. They stand in:"


def _named(links: list[RelatedLink]) -> list[SafeString]:
    stories = list({link.article_id: link.article for link in links}.values())
    named = [story_link(story) for story in stories[:NAMED]]
    more = len(stories) - len(named)
    return [*named, format_html("and {} more", f"{more:,}")] if more else named
