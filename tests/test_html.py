"""The sanitiser and the knife."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.html import clean_body, cut_paragraphs, one_line, plain_text

HOSTILE = [
    "<script>alert(1)</script>",
    "<p onclick='alert(1)'>x</p>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVa\tScRiPt:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<iframe src='https://example.org'></iframe>",
    "<p>a<!-- <script>alert(1)</script> --></p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<form action=/><input name=x></form>",
    "<style>*{display:none}</style>",
]


@pytest.mark.parametrize("html", HOSTILE)
@pytest.mark.parametrize("clean", [clean_body, lambda html: "".join(cut_paragraphs(html))])
def test_nothing_active_survives(html, clean):
    result = clean(html).lower()
    traces = ("<script", "onerror", "onclick", "javascript:", "style=", "<svg", "<iframe", "<form", "data:text", "<img")
    for trace in traces:
        assert trace not in result


def test_what_a_journalist_writes_survives():
    body = (
        '<p>A <strong>b</strong> <a href="https://example.org/?a=1&amp;b=2" title="t">link</a></p><ul><li>x</li></ul>'
    )
    assert clean_body(body) == body


def test_loose_text_and_containers_become_paragraphs_in_order():
    html = "loose <b>bold</b><div><p>one</p>two<section>three</section></div><h1>Big</h1><p>&nbsp;</p><hr>tail"
    assert cut_paragraphs(html) == [
        "<p>loose <b>bold</b></p>", "<p>one</p>", "<p>two</p>", "<p>three</p>", "<h2>Big</h2>", "<hr>", "<p>tail</p>",
    ]  # fmt: skip


def test_cutting_what_was_cut_changes_nothing():
    once = cut_paragraphs("a<div>b<blockquote><p>c</p></blockquote></div><ul><li>d</li></ul>")
    assert cut_paragraphs("".join(once)) == once


@given(st.text())
def test_any_text_is_cut_without_an_error_and_cleaning_is_stable(text):
    once = clean_body(text)
    assert clean_body(once) == once
    assert "\x00" not in "".join(cut_paragraphs(text))


def test_one_line_folds_white_space_and_drops_what_cannot_be_seen():
    assert one_line(" A\u200b  head\x00line\r\n with\u00a0space\ufeff ") == "A headline with space"
    assert one_line("\u202eevil\ufffe \ud800pair") == "evil pair"


@pytest.mark.parametrize("entity", ["&#1;", "&#xB;", "&#xFFFE;", "&#8238;"])
def test_characters_written_as_entities_do_not_come_in_either(entity):
    html = f'loose {entity} text <a href="java{entity}script:alert(1)">link</a>'
    assert "javascript" not in clean_body(html)
    assert cut_paragraphs(html) == cut_paragraphs(clean_body(html))
    assert plain_text(cut_paragraphs(html)[0]) == "loose text link"


def test_plain_text_keeps_words_apart():
    assert plain_text("<p>one</p><p>two<br>three</p>") == "one two three"
