"""What the parts of the story's desk (stages, updates, history, merging, unsaved work, preview links, writing help)
have in common. Each is a class of its own file that ArticleAdmin inherits, and adds to what the parts behind it do."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from articles.models import Article


class StoryPart:
    """Call super() in each, so that every part has its turn."""

    def part_urls(self) -> list[URLPattern]:
        """Pages and endpoints of this part, under the stories' own address."""
        return []

    def part_context(self, request: HttpRequest, story: Article | None, *, now: datetime) -> dict[str, Any]:
        """What the part's pieces of the form print. `story` is None while it was never saved."""
        return {}

    def was_saved(self, request: HttpRequest, story: Article, *, tab: str, now: datetime) -> None:
        """Inside the transaction that saved the story, when its rows are in the database too."""

    def acted(self, request: HttpRequest, story: Article, *, now: datetime) -> HttpResponse | bool:
        """After the save, outside its transaction: do what the pressed button asks for beyond saving, and tell.

        Returns a response to send instead of the form, True when something was done and told, False when the pressed
        button is not this part's.
        """
        return False
