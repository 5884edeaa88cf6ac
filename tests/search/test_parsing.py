"""What readers type, taken apart: nothing is an error, and nothing is an operator."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.parsing import LONGEST, MOST_TERMS, Asked, parse


def wanted(typed: str) -> list[str]:
    return [" ".join(term) for term in parse(typed).wanted]


def unwanted(typed: str) -> list[str]:
    return [" ".join(term) for term in parse(typed).unwanted]


def test_words_phrases_and_what_is_left_out():
    typed = 'harbor "school bond" -ferry -"night shift"'
    assert wanted(typed) == ["harbor", "school bond"]
    assert unwanted(typed) == ["ferry", "night shift"]


@pytest.mark.parametrize("typed", ['"school bond', "“school bond”", "«school bond»", "„school bond“"])
def test_any_quotation_marks_make_a_phrase(typed):
    assert wanted(typed) == ["school bond"]


def test_a_quotation_mark_that_is_never_closed_closes_at_the_end():
    assert wanted('ferry "school bond') == ["ferry", "school bond"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("foo AND (bar*", ["foo", "bar"]),
        ("headline:x NEAR(y z, 3)", ["headline x", "near y", "z", "3"]),
        ("'; DROP TABLE articles_article; --", ["drop", "table", "articles article"]),
        ("a & b | !c <-> d", ["b", "c", "d"]),
        ("%_\\", []),
        ("\x00\x01", []),
        ("🚢 ⛵", []),
        ("---", []),
        ("-", []),
    ],
)
def test_operators_of_databases_are_words_or_nothing(typed, words):
    assert wanted(typed) == words


def test_a_word_with_signs_in_it_is_a_phrase_of_its_parts():
    assert wanted("twenty-one") == ["twenty one"]
    assert unwanted("twenty-one") == []


def test_small_words_alone_are_told_and_with_others_they_are_left_out():
    assert parse("the of and").only_small
    assert not parse("the of and").wanted
    assert wanted("the ferry") == ["ferry"]
    assert not parse("the ferry").only_small


def test_a_phrase_keeps_its_small_words():
    assert wanted('"the who"') == ["the who"]


def test_what_is_wanted_and_not_wanted_is_wanted():
    assert (wanted("ferry -ferry"), unwanted("ferry -ferry")) == (["ferry"], [])


def test_a_long_text_is_cut_and_that_is_told():
    asked = parse("ferry " * 5000)
    assert asked.was_cut
    assert len(asked.text) <= LONGEST
    assert not parse("x" * LONGEST).was_cut
    many = parse(" ".join(f"w{number}" for number in range(MOST_TERMS + 1)))
    assert many.was_cut
    assert len(many.wanted) == MOST_TERMS


def test_a_language_of_the_site_decides_which_words_are_small(settings):
    settings.LANGUAGE_CODE = "es"
    assert parse("de la").only_small
    assert wanted("the") == ["the"]


def test_nothing_typed_asks_for_nothing():
    assert parse("") == Asked()
    assert not parse(" \n ").says_something


@given(st.text())
def test_any_text_is_understood(typed):
    asked = parse(typed)
    assert len(asked.text) <= LONGEST
    for term in (*asked.wanted, *asked.unwanted):
        assert term
        assert all(word and not set(word) & set(" \"'*():&|!<>-_%\\\x00") for word in term)
