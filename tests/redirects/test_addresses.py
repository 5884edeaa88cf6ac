"""One spelling for each old address, and sentences for what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.redirects import BadAddress, new_address, old_address
from articles.redirects.addresses import spelled


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("/2014/05/08/story.html", "/2014/05/08/story.html"),
        ("2014/05/08/story.html", "/2014/05/08/story.html"),
        ("/about-us/", "/about-us"),
        ("/?p=123", "/?p=123"),
        ("/story.php?id=5&utm_source=x&fbclid=y#top", "/story.php?id=5"),
        ("https://testserver/a/", "/a"),
        ("http://TESTSERVER/a?b=c", "/a?b=c"),
        ("/Straße/caf%C3%A9/", "/Stra%C3%9Fe/caf%C3%A9"),
        ("/%7Eann/", "/~ann"),
        ("/Case/Kept", "/Case/Kept"),
        ("//evil.example/x"[1:], "/evil.example/x"),
    ],
)
def test_an_old_address_has_one_spelling(text, spelling, settings):
    settings.OWN_HOSTS = frozenset({"testserver"})
    assert old_address(text) == spelling
    assert old_address(spelling) == spelling


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "  ",
        "https://other.example/a",
        "javascript:alert(1)",
        "//other.example/a",
        "/a b",
        "/a\x00b",
        "/" + "x" * 801,
        "http://[bad/",
    ],
)
def test_what_is_no_old_address_is_refused_in_a_sentence(text):
    with pytest.raises(BadAddress, match=r"\.$|…$|//$"):
        old_address(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", ""),
        ("/politics/plan-12/", "/politics/plan-12/"),
        ("politics/plan-12/?a=b#c", "/politics/plan-12/?a=b#c"),
        ("https://other.example/x?y=z", "https://other.example/x?y=z"),
    ],
)
def test_where_to_lead_is_ours_elsewhere_or_nowhere(text, address):
    assert new_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://x.example/",
        "https://",
        "https://a b/",
        "https://u:p@x.example/",
    ],
)
def test_readers_are_sent_to_web_pages_only(text):
    with pytest.raises(BadAddress):
        new_address(text)


@given(st.text(), st.text())
def test_any_request_has_a_spelling_that_stays_on_this_site(path, query):
    spelling = spelled(path, query)
    assert spelling.startswith("/")
    assert not spelling.startswith("//")
    path, _, query = spelling.partition("?")
    assert spelled(path, query) == spelling
