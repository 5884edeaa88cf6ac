"""Which story is this link? Same story, same key; different stories never the same."""

import string
import time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from articles.models import Article, PublishedArticle
from articles.models.section import RESERVED_SLUGS
from articles.related import article_id_of, link_key, title_key, url_key
from articles.related.identity import LARGEST_ID, LONGEST_ADDRESS, original_key, story_key, story_path

SITE, ALIAS, UNICODE = "news.example.org", "old.example.net", "zeitung-münchen.example"


@pytest.fixture(autouse=True, scope="module")
def _own_hosts():
    from django.test import override_settings

    with override_settings(
        OWN_HOSTS=frozenset({SITE, ALIAS, UNICODE, "[::1]", "www.straße.example", "no host:at all", ""}),
        SITE_URL=f"https://{SITE}",
    ):
        yield


@pytest.mark.parametrize(
    "url",
    [
        "/politics/council-approves-plan-42/",
        "/politics/an-old-slug-42",
        "/an-old-section/an-old-slug-42/",
        "/sport/council-approves-plan-42/?utm_source=feed&fbclid=1#comments",
        "/politics/-42/",
        "/politics/x-0042/",
        "/politik/überblick-42/",
        "/politik/%C3%BCberblick-42/",
        "politics/council-approves-plan-42/",
        "../../politics/council-approves-plan-42/?page=2",
        "./politics/x-42",
        "/news/../politics/./x-42/",
        f"https://{SITE}/politics/council-approves-plan-42/",
        "http://NEWS.example.ORG:80/politics/council-approves-plan-42/",
        f"https://www.{SITE}//politics//council-approves-plan-42/",
        f"https://{SITE}:8443/politics/x-42/",
        f"//{ALIAS}/politics/x-42/",
        f"http:\\\\{ALIAS}\\politics\\x-42\\",
        f"https://{SITE}/politics/council-approves-plan-42/amp/",
        f"https://{SITE}/politics/council-approves-plan-42.amp.html",
        f"https://{SITE}/amp/politics/council-approves-plan-42/",
        f"https://amp.{SITE}/politics/council-approves-plan-42/",
        f"https://{SITE}/politics/council-approves-plan-42/?amp=1",
        f"https://{SITE}/politics/council-approves-plan-42/?print=1",
        f"https://{SITE}/politics/council-approves-plan-42/print/",
        f"https://{SITE}/print/politics/council-approves-plan-42/",
        f"https://{SITE}/politics/council-approves-plan-42/feed/",
        f"https://{SITE}/politics/council%2Dapproves-42/index.html",
        f"https://{SITE}/politics/x-42/index.php?p=7",
        f"https://{SITE}/politics/x-42/Default.aspx",
        f"https://{SITE}./politics/x-42/",
        f"https://{SITE}/preview/42/",
        f"https://{SITE}/admin/articles/article/42/change/?_changelist_filters=view%3Dmine",
        f"https://{UNICODE}/politics/x-42/",
        "https://xn--zeitung-mnchen-osb.example/politics/x-42/",
        "https://straße.example/politics/x-42/",
        "http://[::1]:8000/politics/x-42/",
        "http://[0:0:0:0:0:0:0:1]/politics/x-42/",
        f"  https://{SITE}/politics/x-42/\u200b\r\n",
        f"https://{SITE}/poli\ntics/x-42/",
        f"https://www.google.com/amp/s/{SITE}/politics/x-42/amp/",
        f"https://news-example-org.cdn.ampproject.org/c/s/{SITE}/politics/x-42/?amp=1",
        f"https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2F{SITE}%2Fpolitics%2Fx-42%2F&data=05%7C02",
        f"https://l.facebook.com/l.php?u=https%3A%2F%2F{ALIAS}%2Fpolitics%2Fx-42%2F&h=AT0",
    ],
)
def test_all_addresses_of_our_story_are_one_key(url):
    assert url_key(url) == "article:42"


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/politics/",
        "/covid-19/",
        "/politics/plan/",
        "/politics/2026/plan-42/",
        "/topics/area-51/",
        "/search/x-42/",
        "/static/articles/icon-180",
        "/politics/x-0/",
        f"/politics/x-{LARGEST_ID + 1}/",
        "/politics/x-٤٢/",
        "/politics/x-42/comments/",
        "/politics/x-42.pdf",
        "/preview/x/",
        "/admin/articles/photo/42/change/",
        f"https://blog.{SITE}/politics/x-42/",
        f"https://{SITE}.elsewhere.example/politics/x-42/",
        f"https://elsewhere.example/?u=https://{SITE}/politics/x-42/",
        f"https://elsewhere.example/{SITE}/politics/x-42/",
        "https://strasse.example/politics/x-42/",
        "x-42/",
        "covid-19",
    ],
)
def test_other_pages_and_other_sites_are_not_our_stories(url):
    assert not url_key(url).startswith("article:")


own_ids = st.integers(1, LARGEST_ID)
segments = st.text(string.ascii_letters + string.digits + "-_", max_size=20)


@given(
    own_ids,
    st.sampled_from(["", "http://", "https://", "//", "HTTPS://www.", "https://amp."]),
    st.sampled_from([SITE, SITE.upper(), ALIAS, ALIAS + ".", ALIAS + ":443"]),
    st.text(string.ascii_letters, min_size=1, max_size=12).filter(lambda slug: slug.lower() not in RESERVED_SLUGS),
    segments,
    st.sampled_from(["", "/", "/amp/", "/print", "//", "/index.html", "/?amp", "/?utm_source=x&id=7#top", "#!/x"]),
)
def test_whatever_the_form_our_story_is_its_id(number, scheme, host, section, slug, ending):
    site = scheme + host if scheme else ""
    assert url_key(f"{site}/{section}/{slug}-{number}{ending}") == f"article:{number}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/story?id=1", "https://example.com/story?id=2"),
        ("https://example.com/story?id=1&id=2", "https://example.com/story?id=2&id=1"),
        ("https://example.com/story?id=1&id=2", "https://example.com/story?id=1"),
        ("https://example.com/?p=1", "https://example.com/?p=2"),
        ("https://example.com/watch?v=a", "https://example.com/watch?v=A"),
        ("https://example.com/story?page=1", "https://example.com/story?page=2"),
        ("https://example.com/story?q=b%a3", "https://example.com/story?q=b%a4"),
        ("https://example.com/story?q=a+b", "https://example.com/story?q=a%2Bb"),
        ("https://example.com/a b", "https://example.com/ab"),
        ("https://example.com/a%2Fb", "https://example.com/a/b"),
        ("https://example.com/a%3Fid=1", "https://example.com/a?id=1"),
        ("https://example.com/Story", "https://example.com/story"),
        ("https://example.com:8080/story", "https://example.com/story"),
        ("https://a.example.com/story", "https://b.example.com/story"),
        ("https://amp.example.com/story", "https://example.com/story"),
        ("https://faß.example/story", "https://fass.example/story"),
        ("https://example.com/#!/story/5", "https://example.com/#!/story/6"),
        ("https://example.com/#/story/5", "https://example.com/"),
        ("https://example.com/a-42/", f"https://{SITE}/a/a-42/"),
        # A parameter with a name that campaigns use, where it may be the one that tells the stories apart:
        ("https://example.com/view.php?cid=1", "https://example.com/view.php?cid=2"),
        ("https://example.com/view.php?ref=spring", "https://example.com/view.php?ref=autumn"),
        ("https://example.com/index.php?mod=news&id=5", "https://example.com/index.php?mod=sport&id=5"),
        ("https://example.com/app/index.php?cid=news", "https://example.com/app/index.php?cid=sport"),
        ("https://maps.example.com/?cid=123", "https://maps.example.com/?cid=124"),
        ("https://court.example.com/judgment?ref=2020-15", "https://court.example.com/judgment?ref=2020-16"),
        ("https://example.com/gallery?amp=5", "https://example.com/gallery"),
        ("https://example.com/list?pk_id=5", "https://example.com/list?pk_id=6"),
        ("https://example.com/list?share=a1", "https://example.com/list?share=a2"),
    ],
)
def test_different_stories_keep_different_keys(one, other):
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/story?id=7",
        "http://example.com/story/?id=7&utm_medium=social&cid=abc",
        "HTTPS://WWW.Example.COM:443/story?id=7#top",
        "https://example.com//story?fbclid=xyz&id=7&ref=home",
        "https://example.com/story?UTM_Source=x&mod=hp_lead_pos1&id=7&amp=1&outputType=amp",
        "https://example.com/x/../story/index.html?id=%37",
        "https://example.com/story?id=7&%75tm_source=x&&",
        "http://example.com:443/story?id=7#",
        "https://example.com./story?id=7#:~:text=seven",
        "https://www.google.de/amp/s/www.example.com/story?id=7",
        "https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.com%2Fstory%3Fid%3D7&ved=0",
    ],
)
def test_one_page_elsewhere_is_one_key(url):
    assert url_key(url) == "url:https://example.com/story?id=7"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "https://example.com/2026/council-approves-plan",
            "https://example.com/2026/council-approves-plan?cid=social_7",
        ),
        ("https://example.com/us/story-77", "https://example.com/us/story-77?ref=12"),
        ("https://example.com/story", "https://example.com/story?ref=newsletter"),
        ("https://example.com/?p=12", "https://example.com/?p=12&ref=home"),
        ("https://example.com/a?b=1&c=2", "https://example.com/a?c=2&b=1"),
        ("https://example.com/a/", "https://example.com/a/index.php?utm_source=x"),
        ("https://example.com/caf%c3%a9", "https://example.com/café"),
        ("https://bücher.example/a", "https://XN--BCHER-KVA.example/a"),
        ("https://faß.example/a", "https://xn--fa-hia.example/a"),
        ("https://www.www.example.com/a", "https://example.com/a"),
    ],
)
def test_spellings_of_one_address_are_one_key(one, other):
    assert url_key(one) == url_key(other) != ""


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "ftp://example.com/x",
        "",
        "   ",
        "#comments",
        "?page=2",
        "example.com/story",
        "https://",
        "https://./",
        "http:///politics/x-42/",
        "http://[::1",
        "http://[v1.example]/",
        "http://[fe80::1%25eth0]/",
        "http://example.com:99999/",
        "http://exa mple.com/",
        "http://example.com\x00.elsewhere.example/",
        "http://\udcff.example/",
        "https://example.com/\ud800",
        "mailto:a@b.c",
        f"https://{SITE}@elsewhere.example/politics/x-42/",
        f"https://user:word@{SITE}/politics/x-42/",
        "https://user:word@example.com/",
        "https://@example.com/",
        "https://" + "google.com/amp/s/" * 5 + "example.com/x",
        "https://example.com/" + "a" * LONGEST_ADDRESS,
        b"https://example.com/",
        None,
        42,
    ],
)
def test_what_is_no_page_has_no_key(url):
    assert url_key(url) == ""


addresses = st.one_of(
    st.text(),
    st.text().map("https://example.com/{}".format),
    st.text().map("//{}".format),
    st.text("/.?#&=%;:@[]\\ -_+!~aA0wW5ßéxn\u3002\u200d", max_size=60).map("https://example.com/{}".format),
    st.text("/.?#&=%;:@[]\\ -_+!~aA0wW5ßéxn\u3002\u200d", max_size=60).map("http://{}".format),
    st.lists(
        st.sampled_from(
            "/ // index.html index.php Default.aspx .. . %2e%2e %2F a-b-7 ? & = # #! mod=x cid=1 ref=a id=5 utm_id=1 "
            "amp print=1 ; é www. google.com/amp/s/ example.com https:// :80 :443 %25".split()
        ),
        max_size=14,
    ).map(lambda parts: "https://example.com/" + "".join(parts)),
)


@given(addresses)
@example("https://www.www.news.example.org/politics/x-5/")
@example("https://example.com/index.html/index.php/?id=5")
@example("http://example.com:443/")
def test_no_address_breaks_it_and_the_address_in_a_key_has_that_key(url):
    key = url_key(url)
    assert len(key) <= 255
    if key.startswith("url:") and "~" not in key:
        assert url_key(key.removeprefix("url:")) == key
    elif key:
        assert key.startswith(("article:", "url:"))


words = st.text(string.ascii_letters + string.digits + "-_", min_size=1, max_size=12)
meaning = st.tuples(st.sampled_from(["id", "story", "storyId", "p", "v", "page", "article"]), words)
noise = st.tuples(
    st.sampled_from(["utm_source", "utm_x", "fbclid", "gclid", "mc_eid", "mtm_cid", "at_medium", "_hsenc"]), words
)


@given(st.lists(words, max_size=3), st.lists(meaning, max_size=3), st.lists(meaning, max_size=3))
def test_two_addresses_that_differ_in_what_carries_meaning_are_never_merged(path, some, others):
    def told_apart(pairs):
        return sorted(pairs, key=lambda pair: pair[0])

    assume(told_apart(some) != told_apart(others))
    base = "https://example.com/" + "/".join(path) + "?"
    one, other = (base + "&".join("=".join(pair) for pair in pairs) for pairs in (some, others))
    assert url_key(one) != url_key(other)


@given(st.data(), st.lists(words, max_size=3), st.lists(meaning, max_size=3, unique_by=lambda pair: pair[0]))
def test_order_and_tracking_change_nothing(data, path, pairs):
    dirty = data.draw(st.permutations(pairs + data.draw(st.lists(noise, max_size=3))))
    base = "https://example.com/" + "/".join(path) + "?"
    clean, tracked = (base + "&".join("=".join(pair) for pair in given) for given in (pairs, dirty))
    assert url_key(clean) == url_key(tracked)


def test_a_backslash_is_a_slash_as_in_browsers():
    assert url_key("HTTP://0/\\") == "url:https://0/"
    assert url_key("https://example.com\\@elsewhere.example/") == url_key("https://example.com/@elsewhere.example")


def test_an_address_of_eight_thousand_characters_has_a_short_key_of_its_own():
    long = "https://example.com/" + "a" * 8000
    assert len(url_key(long)) == 255
    assert url_key(long) != url_key(long + "b")


@pytest.mark.parametrize("piece", ["/index.html", "/-0", "%25", "&a=b", "/..", "//", "a.", "/amp", "amp/s/a.b/", "-"])
def test_an_address_made_to_be_slow_is_not(piece):
    started = time.process_time()
    for before in ("https://example.com/", f"https://{SITE}/politics/x-", "https://google.com/amp/s/", ""):
        url_key((before + piece * LONGEST_ADDRESS)[:LONGEST_ADDRESS])
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("host", ["é" * 4000, "é." * 2000 + "com", "a" * 254, "a." * 127 + "com"])
def test_a_name_longer_than_any_host_is_no_address(host):
    start = time.process_time()
    assert url_key(f"https://{host}/story") == ""
    assert time.process_time() - start < 0.01  # Python's own IDNA takes 30 ms for it


def test_headlines_without_address_are_told_apart_by_their_words():
    assert title_key("MORE Heat, “Less” Rain!") == title_key("more heat less rain")
    assert title_key("Council approves plan") != title_key("Council rejects plan")
    assert link_key(title="— !") == ""


def test_the_most_certain_fact_decides():
    assert link_key(target_id=3, url="https://example.com/", title="x") == "article:3"
    assert link_key(url="https://example.com/a", title="x") == "url:https://example.com/a"
    assert link_key(title="X") == "title:x"


@pytest.mark.parametrize(
    "key", ["url:https://x/", "article:", "article:x", "article:٣", "article:007", "article:0", ""]
)
def test_only_a_key_of_ours_has_an_id_inside(key):
    assert article_id_of("article:42") == 42
    assert article_id_of(key) is None
    assert article_id_of("article:" + "9" * 5000) is None


def test_a_story_has_the_key_of_its_address():
    assert story_key(story_path("politics", "plan", 7)) == story_key(Article(pk=7)) == "article:7"
    assert story_key(PublishedArticle(article_id=7)) == "article:7"


def test_a_copy_has_the_key_of_its_original():
    copy = Article(pk=7, canonical_url="https://www.agency.example/item?id=5&utm_source=wire")
    assert story_key(copy) == "url:https://agency.example/item?id=5"
    assert story_key(Article(pk=7, canonical_url=f"https://{ALIAS}/politics/x-3/")) == "article:3"
    assert story_key(PublishedArticle(article_id=7, story_key="article:1", canonical_url="/a/x-3/")) == "article:1"


def test_an_original_that_is_only_a_site_makes_no_copies_of_all_its_stories():
    assert original_key("https://agency.example/") == original_key("http://www.agency.example/#top") == ""
    assert original_key("https://agency.example/?p=5") == "url:https://agency.example/?p=5"
    assert story_key(Article(pk=7, canonical_url="https://agency.example")) == "article:7"


@pytest.mark.parametrize("thing", [None, b"\xff", 3, object(), Article(), {"pk": 3}])
def test_what_is_no_story_has_no_key(thing):
    assert story_key(thing) == ""
