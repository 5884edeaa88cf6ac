"""Excerpts: around what was asked for, marked, and escaped whatever the story says."""

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from articles.search.excerpts import excerpt, marked, pattern_of
from articles.search.parsing import parse


def mark(text: str, typed: str) -> str:
    return marked(text, pattern_of(parse(typed)))


@pytest.mark.parametrize(
    ("text", "typed", "html"),
    [
        ("The ferries run", "ferry", "The <mark>ferries</mark> run"),
        ("She runs and ran", "running", "She <mark>runs</mark> and ran"),
        ("He voted", "voting", "He <mark>voted</mark>"),
        ("A counsel to the council", "council", "A counsel to the <mark>council</mark>"),
        ("Joan Pérez’s day", "perez", "Joan <mark>Pérez’s</mark> day"),
        ("Joan Perez", "Pérez", "Joan <mark>Perez</mark>"),
        ("the U.S. and us", "U.S.", "the <mark>U.S</mark>. and <mark>us</mark>"),
        ("O’Brien paid 1,000", "obrien 1000", "<mark>O’Brien</mark> paid <mark>1,000</mark>"),
        ("the school  bond, a school", '"school bond"', "the <mark>school  bond</mark>, a school"),
        ("東京都の船", "東京", "<mark>東京</mark>都の船"),
        ("<b>ferry</b> & co", "ferry", "&lt;b&gt;<mark>ferry</mark>&lt;/b&gt; &amp; co"),
        ("amp; & lt <", "amp", "<mark>amp</mark>; &amp; lt &lt;"),
        ("Nothing here", "ferry", "Nothing here"),
        ("Nothing asked", "", "Nothing asked"),
    ],
)
def test_what_was_asked_for_is_marked_and_everything_is_escaped(text, typed, html):
    assert mark(text, typed) == html


def test_spanish_words_are_found_in_their_forms(settings):
    settings.LANGUAGE_CODE = "es"
    assert mark("Los ríos y el rio", "río") == "Los <mark>ríos</mark> y el <mark>rio</mark>"


def test_an_excerpt_is_cut_around_the_first_hit_at_whole_words():
    text = f"{'before ' * 100}the harbor ferry returned{' after' * 100}"
    cut = excerpt(text, pattern_of(parse("ferry")))
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert "the harbor <mark>ferry</mark> returned" in cut
    assert set(cut.replace("<mark>", "").replace("</mark>", "").split()) <= {*text.split(), "…"}


def test_the_place_with_most_of_the_words_is_shown():
    text = f"A ferry. {'Much else happened. ' * 40}The ferry hit the bridge."
    assert "<mark>bridge</mark>" in excerpt(text, pattern_of(parse("ferry bridge")))


def test_without_a_hit_the_beginning_is_shown():
    assert excerpt("Work begins in spring.", pattern_of(parse("ferry"))) == "Work begins in spring."
    assert excerpt("", None) == ""


@pytest.mark.parametrize("text", ["x" * 5000, "x" * 30_000 + " ferry", "🚢" * 3000, " " * 3000])
def test_a_text_without_spaces_is_cut_all_the_same(text):
    assert len(excerpt(text, pattern_of(parse("ferry")))) < 400


@given(st.text(), st.text())
def test_only_mark_comes_out_as_html(text, typed):
    html = mark(text, typed)
    plain = html.replace("<mark>", "").replace("</mark>", "")
    assert html.count("<mark>") == html.count("</mark>")
    assert plain == escape(text)
    cut = excerpt(text, pattern_of(parse(typed))).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in cut
    assert ">" not in cut


def test_plain_text_is_as_long_as_the_printed_one():
    from articles.search.excerpts import _plain

    every = "".join(map(chr, range(0x1, 0x30000)))
    assert [sign for sign in every if len(_plain(sign)) != 1] == []
    assert len(_plain(every)) == len(every)
