"""What commands print to look at every public page: the search among it, as readers get it."""

from datetime import timedelta

import pytest

from articles.management.walking import PUBLIC_OUTPUTS, print_search
from articles.workflow import publish_article, withdraw_article
from tests.factories import NOW, ArticleFactory, live_story

pytestmark = pytest.mark.django_db


def test_the_search_is_printed_and_shows_no_story_that_readers_do_not_have():
    live_story(headline="New ferry")
    later = ArticleFactory(headline="New embargo", embargo_until=NOW + timedelta(hours=1))
    publish_article(later.pk, by=None, now=NOW)
    withdraw_article(live_story(headline="New mistake").pk, by=None, now=NOW, reason="Wrong")
    assert print_search in PUBLIC_OUTPUTS
    printed = list(print_search(NOW))
    assert [page.path for page in printed] == ["/search/?", "/search/?from=1000-01-01", "/search/?q=new"]
    for page in printed:
        assert "ferry" in page.html
        assert "embargo" not in page.html
        assert "mistake" not in page.html


def test_every_page_of_the_common_word_is_printed():
    for number in range(25):
        live_story(headline=f"New ferry {number}")
    assert [page.path for page in print_search(NOW)][-1] == "/search/?q=new&page=2"
