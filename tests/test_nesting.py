"""HTML that is nested too deep is bounded before it is parsed, and loses no word by that."""

import time

import pytest

from articles import nesting
from articles.html import clean_body, plain_text
from articles.nesting import DEEPEST, FEW_SIGNS, bounded


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        '<div data-related="1">',
        "<ul><li>",
        "<dd><li>",
        "<div><object></div></object>",
        "<div><table><caption></div></caption></table>",
        '<div a="</div>">',
        '<!-- <x a=" --><div>',
        '<a =">',
        '<x a=="><div>',
        '<style><x a="</style><div>',
        "<svg><desc><div></div>",
    ],
)
def test_no_nesting_keeps_a_process_busy(unit):
    html = unit * (400_000 // len(unit))  # without the bound, 80,000 times <div> takes 15 seconds
    start = time.process_time()
    clean_body(html)
    assert time.process_time() - start < 3


@pytest.mark.parametrize("tag", ["div", "blockquote", "b", "section", "span"])
def test_words_in_any_depth_are_kept_in_their_order(tag):
    words = [f"word{number}" for number in range(4 * DEEPEST)]
    html = "".join(f"<{tag}>{word} " for word in words) + f"</{tag}>" * len(words) + "<p>after</p>"
    html += "<i></i>" * FEW_SIGNS
    assert bounded(html).count(f"<{tag}>") == DEEPEST
    assert plain_text(clean_body(html)).split() == [*words, "after"]


@pytest.mark.parametrize(
    "html",
    [
        '<p>a "q" &amp; b &lt;p&gt;</p><p>open<p>again',
        "<ul><li>x<li>y</ul><table><tr><td colspan=2>c<td>d</table>",
        """<a href='/x?a=1&amp;b="2'>one</a> <a title=a/b href=/q/>two</a> <a ="href=x>three</a>""",
        '<div data-related=12 data-repeat="on-purpose">Label</div><DIV>loud</DIV>',
        "5 < 6 <!-- c <b> --> <!--> 7 <? what ?> </ 8>",
        'a<script>if(a<b)"<p>"</script>b<style>p{}</style>c<textarea></div></textarea>d',
        "one<br/>two<svg/>three<img src=x onerror=1>four</p><hr>five",
        "<p don't=1>this is not quoted</p><p>nor is this</p>",
        "<xmp><b>not bold</b></xmp>",
        '<a href="/never-closed',
        "<scr<script>ipt>alert(1)</script>",
        '<p title="<img src=x onerror=alert(1)>">words</p>',
    ],
)
def test_what_is_written_anew_means_the_same(html, monkeypatch):
    before = clean_body(html)
    monkeypatch.setattr(nesting, "FEW_SIGNS", -1)
    assert clean_body(html) == before


def test_a_long_table_keeps_every_cell():
    row = "<tr><td>Ward</td><td>1,204</td></tr>"
    html = f"<table><tbody>{row * FEW_SIGNS}</tbody></table>"
    assert clean_body(html) == html


def test_few_tags_are_left_as_they_are():
    html = "<div>" * FEW_SIGNS
    assert bounded(html) is html
