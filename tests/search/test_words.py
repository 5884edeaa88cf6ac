"""Words as they are indexed and asked for: the same whatever their accents, capitals and signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.words import language, loosened


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. Café’s 1,000 days", "the us cafe 1000 days"),
        ("O'Brien O’Brien", "obrien obrien"),
        ("José Muñoz, SÃO PAULO", "jose munoz sao paulo"),
        ("Straße", "strasse"),
        ("61-38 at example.org/x?y=z", "61 38 at example org x y z"),
        ("東京都 knows", "東 京 都 knows"),
        ("مرحبا שלום", "مرحبا שלום"),
        ("Ёлка й", "елка и"),
        ("naïve naïve", "naive naive"),
        ("_ % * '' \"", ""),
    ],
)
def test_signs_accents_and_capitals_go(text, words):
    assert loosened(text) == words


@given(st.text())
def test_loosening_twice_changes_nothing_and_leaves_only_words_and_spaces(text):
    once = loosened(text)
    assert loosened(once) == once
    assert not set(once) & set("\"'*():&|!<>-_=%\\\x00\n")


@pytest.mark.parametrize(
    ("code", "name"), [("en-us", "english"), ("es", "spanish"), ("es-mx", "spanish"), ("ja", "simple"), ("", "simple")]
)
def test_the_language_is_that_of_the_site(settings, code, name):
    settings.LANGUAGE_CODE = code
    assert language() == name
