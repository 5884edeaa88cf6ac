"""Asking the index, on both databases: what is found, in which order, and that no text at all is too much for it."""

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles.queries.search import PAGE, read_search_page
from articles.queries.suggestions import read_suggestions
from articles.search.asking import best_hits, meant, newest_hits, titled_hits, within
from articles.search.backends import backend
from articles.search.parsing import parse
from tests.factories import NOW, ArticleFactory, SectionFactory, byline, live_story

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HOSTILE = [
    "x" * 10_000,
    "the of and",
    "foo AND (bar*",
    '"unbalanced ""quotes" -"',
    "'; DROP TABLE articles_article; --",
    "\x00\ud800 headline:ferry",
    "🚢 -🚢 '=sx' =m202611",
    "مرحبا -שלום 東京都 ไทย हिन्दी",
    "a" * 60 + "* NEAR/3 {b} ^c <-> !d | e & \\",
    "-ferry",
]


def newest(typed, **where) -> list[int]:
    return [hit.story_id for hit in newest_hits(parse(typed), within(now=NOW, **where), limit=50)]


def best(typed, **where) -> list[int]:
    return [hit.story_id for hit in best_hits(parse(typed), within(now=NOW, **where), now=NOW)]


def story(headline, *, days=1, **kwargs):
    return live_story(headline=headline, at=NOW - days * DAY, **{"dek": "", "body": "<p>…</p>", **kwargs}).pk


def test_all_words_have_to_be_there_in_any_of_their_forms():
    one = story("Ferries returned", body="<p>The harbor waited.</p>")
    story("Ferry leaves")
    assert newest("ferry harbor") == best("FERRY harbors") == [one]


def test_a_phrase_is_words_in_a_row():
    one = story("Notes", body="<p>The school bond passed.</p>")
    other = story("Notes too", days=2, body="<p>A bond for every school.</p>")
    assert newest("school bond") == [one, other]
    assert newest('"school bond"') == best('"school bond"') == [one]
    assert newest('"bond school"') == []


def test_what_is_excluded_is_left_out_words_and_phrases():
    one = story("Ferry news", body="<p>Night shift and fares</p>")
    other = story("Ferry news again", days=2, body="<p>Shift at night</p>")
    assert newest("ferry -fares") == best("ferry -fares") == [other]
    assert newest('ferry -"night shift"') == best('ferry -"night shift"') == [other]
    assert newest("-fares") == [other]
    assert newest("ferry -fares -shift") == []
    assert newest("ferry") == [one, other]


def test_small_words_of_any_language_do_not_find_everything(settings):
    settings.LANGUAGE_CODE = "fr"
    story("Bridge opens")
    assert newest("le -ferry") == best("le -ferry") == newest("de") == []


def test_section_author_and_dates_narrow_it_down():
    sport, culture = SectionFactory(name="Sport"), SectionFactory(name="Culture")
    article = ArticleFactory(headline="Ferry race", section=sport)
    byline(article, "Ann Lee")
    from articles.workflow import publish_article

    one = publish_article(article.pk, by=None, now=NOW - 3 * DAY).pk
    other = story("Ferry film", section=culture, days=10)
    author = article.bylines.get().contributor_id
    assert newest("ferry", sections=[sport.pk]) == best("ferry", sections=[sport.pk]) == [one]
    assert newest("ferry", sections=[sport.pk, culture.pk]) == [one, other]
    assert newest("ferry", author=author) == best("ferry", author=author) == [one]
    assert newest("", author=author, sections=[culture.pk]) == []
    assert newest("ferry", since=NOW - 5 * DAY) == [one]
    assert newest("ferry", until=NOW - 5 * DAY) == best("ferry", until=NOW - 5 * DAY) == [other]
    assert newest("ferry", since=NOW - 10 * DAY, until=NOW - 3 * DAY) == [other], "from its second on, up to the end"


def test_the_newest_come_in_order_and_go_on_behind_a_place():
    made = [story(f"Ferry {number}", days=number * 40) for number in range(1, 8)]
    assert newest("ferry") == made
    first = newest_hits(parse("ferry"), within(now=NOW), limit=3)
    assert [hit.story_id for hit in first] == made[:3]
    assert newest("ferry", before=first[-1].place) == made[3:]


def test_stories_of_long_ago_are_found():
    old = story("Ferry of old", days=60 * 365)
    assert newest("ferry") == best("ferry") == [old]


def test_the_headline_is_worth_more_than_the_dek_and_that_more_than_the_text():
    filler = "<p>Something else altogether was said there.</p>"
    body = story("Notes of the day", body=f"<p>A ferry.</p>{filler}")
    dek = story("Notes of the week", dek="A ferry.", body=filler)
    headline = story("Ferry news", body=filler)
    assert best("ferry") == [headline, dek, body]


def test_of_two_stories_that_fit_as_well_the_newer_comes_first():
    old, new = story("Ferry news", days=800), story("Ferry news", days=2)
    assert best("ferry") == [new, old]


def test_an_old_story_with_the_words_in_its_headline_is_among_the_candidates_of_a_common_word(monkeypatch):
    from articles.search import asking

    monkeypatch.setattr(asking, "CANDIDATES", 5)
    old = story("Ferry sinks", days=2000)
    for number in range(8):
        story(f"Notes {number}", days=number + 1, body="<p>The ferry.</p>")
    assert old in best("ferry")
    assert len(best("ferry")) == 6


@pytest.mark.parametrize(
    ("headline", "typed"),
    [
        ("東京都の新しい船", "東京"),
        ("مرحبا بالعالم", "بالعالم"),
        ("שלום עולם", "שלום"),
        ("Новости ёлки", "елки"),
        ("हिन्दी समाचार", "समाचार"),
        ("São Paulo’s café", "sao paulo cafe"),
        ("The U.S. and the sea", "US"),
    ],
)
def test_every_script_is_searched(headline, typed):
    one = story(headline)
    story("Something else")
    assert newest(typed) == best(typed) == [one]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_texts_find_nothing_and_break_nothing(typed):
    story("A quiet day")
    page = read_search_page({"q": typed, "author": typed, "section": typed, "from": typed, "to": typed}, now=NOW)
    assert page.total in (0, 1, None)
    read_suggestions(typed, now=NOW)
    assert SectionFactory._meta.model.objects.count() == 1


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(), sort=st.sampled_from(["", "newest"]))
@example(typed="a NOT", sort="")
@example(typed='"a" "', sort="newest")
def test_any_text_is_answered(typed, sort):
    page = read_search_page({"q": typed, "sort": sort}, now=NOW)
    assert page.results == ()
    backend().newest(parse(typed), within(now=NOW), limit=3)
    assert read_suggestions(typed, now=NOW) == ()


def test_headlines_are_found_by_the_beginning_of_a_word():
    one = story("Ferries return to the harbor")
    other = story("Ferry leaves", days=2)
    assert [hit.story_id for hit in titled_hits("ferr", within(now=NOW), limit=5)] == [one, other]
    assert [hit.story_id for hit in titled_hits("returns harb", within(now=NOW), limit=5)] == [one]
    for typed in ("ferrie", "ferries", "ferry"):
        assert [hit.story_id for hit in titled_hits(typed, within(now=NOW), limit=5)] == [one, other], typed
    assert [hit.story_id for hit in titled_hits("to the harb", within(now=NOW), limit=5)] == [one]
    assert titled_hits("fe", within(now=NOW), limit=5) == []


def test_going_through_all_pages_meets_every_story_once():
    made = {story(f"Ferry {number}", days=1 + number % 7) for number in range(2 * PAGE + 5)}
    for sort in ("newest", ""):
        seen, chosen = [], {"q": "ferry", "sort": sort}
        while True:
            page = read_search_page(chosen, now=NOW)
            seen += [result.card.article_id for result in page.results]
            if not page.older:
                break
            name, value = page.older.rpartition("&")[2].split("=")
            chosen[name] = value
        assert len(seen) == len(set(seen)) == len(made), sort
        assert set(seen) == made


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite cannot compare spellings")
class TestTypingMistakes:
    def test_a_mistyped_word_is_understood_and_told(self):
        one = story("Government resigns")
        page = read_search_page({"q": "goverment"}, now=NOW)
        assert [result.card.article_id for result in page.results] == [one]
        assert page.instead == "government"

    def test_what_was_meant_has_pages_too(self):
        made = {story(f"Government {number}") for number in range(PAGE + 5)}
        first = read_search_page({"q": "goverment"}, now=NOW)
        assert (first.total, first.older) == (PAGE + 5, "?q=government&page=2")
        second = read_search_page({"q": "government", "page": "2"}, now=NOW)
        assert {result.card.article_id for page in (first, second) for result in page.results} == made

    def test_with_few_results_others_are_offered(self):
        story("A goverment of typing slips")
        for number in range(3):
            story(f"Government {number}")
        page = read_search_page({"q": "goverment -ferry"}, now=NOW)
        assert len(page.results) == 1
        assert page.meant == 'government -"ferry"'
        assert "q=government" in page.meant_url

    def test_a_word_that_only_hidden_stories_have_is_never_offered(self):
        article = ArticleFactory(headline="Resignation of the mayor", embargo_until=NOW + DAY)
        from articles.workflow import publish_article

        publish_article(article.pk, by=None, now=NOW)
        assert meant(parse("resignaton")) == "resignation"
        page = read_search_page({"q": "resignaton"}, now=NOW)
        assert (page.instead, page.meant, page.results) == ("", "", ())

    def test_without_the_extension_search_works_and_a_check_tells(self, monkeypatch):
        from articles.search import postgresql
        from articles.search.checks import typing_mistakes

        assert typing_mistakes(databases=["default"]) == []
        monkeypatch.setattr(postgresql, "_COMPARING", set())
        with connection.cursor() as cursor:
            cursor.execute("DROP EXTENSION pg_trgm CASCADE")
        one = story("Government resigns")
        assert [found.id for found in typing_mistakes(databases=["default"])] == ["articles.W001"]
        assert read_search_page({"q": "goverment"}, now=NOW).total == 0
        assert newest("government") == [one]
