"""Standing: whether the site has a page under a path now, told from the tables and without printing any page. For
commands that check thousands of addresses."""

from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit

from django.http import Http404
from django.urls import resolve

from articles.models.contributor import Contributor
from articles.models.coverage import SpecialCoverage
from articles.models.page import Page
from articles.models.published import PublishedArticle
from articles.models.section import Section
from articles.models.topic import Topic

LARGEST_ID = 2**63 - 1


class StandingAddresses:
    """`works(path)` at `now` (aware). Names are read once, stories as they are asked for."""

    def __init__(self, *, now: datetime):
        self.now = now

    def works(self, address: str) -> bool:
        path, query = urlsplit(address).path, urlsplit(address).query
        if path == "/" and query:
            return False  # the home page takes no query; other systems keep their stories there
        path = path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"
        try:
            found = resolve(path)
        except (Http404, ValueError):
            return False
        asked = found.kwargs
        if found.view_name == "articles:missing":
            return False
        if found.view_name == "articles:article":
            return self._is_live(int(asked["article_id"]))
        if found.view_name == "articles:section":
            return asked["section_slug"] in self._places
        slugs = self._slugs.get(found.view_name)
        return slugs is None or asked.get("slug") in slugs

    @cached_property
    def _places(self) -> set[str]:
        return {*Section.objects.values_list("slug", flat=True), *Page.objects.public().values_list("slug", flat=True)}

    @cached_property
    def _slugs(self) -> dict[str, set[str]]:
        tables = {"topic": Topic, "author": Contributor, "coverage": SpecialCoverage}
        return {f"articles:{name}": set(table.objects.values_list("slug", flat=True)) for name, table in tables.items()}

    def _is_live(self, article_id: int) -> bool:
        return article_id <= LARGEST_ID and PublishedArticle.objects.live(self.now).filter(pk=article_id).exists()
