"""The link linter at its limits: every fix mends, hostile bodies and rows, and sizes that no story should have."""

import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import PublishedArticle
from articles.related.linter import MOST_FINDINGS, Row, lint, rows_of
from tests.factories import NOW, live_story
from tests.related.linting import a, card, codes, draft, found, mended, path_of, withdrawn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hosts(settings):
    settings.OWN_HOSTS = frozenset({"news.example.org", "old.example.net"})
    settings.SITE_URL = "https://news.example.org"


pieces = st.one_of(
    st.tuples(st.just("link"), st.integers(0, 6), st.sampled_from(["{path}", "https://old.example.net{path}?amp=1"])),
    st.tuples(st.just("card"), st.integers(0, 6), st.booleans()),
)
some_rows = st.tuples(
    st.integers(0, 6), st.booleans(), st.sampled_from(["inline", "sidebar"]), st.sampled_from([False, False, True])
)


@pytest.fixture
def newsroom():
    """Two live stories, a copy, a draft, a withdrawn one, one that never was, and the edited story last."""
    one, other, gone = live_story(), live_story(), 999_999
    copy = live_story()
    PublishedArticle.objects.filter(pk=copy.pk).update(story_key=f"article:{one.pk}")
    return [one.pk, other.pk, copy.pk, draft().pk, withdrawn().pk, gone, live_story().pk]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(texts=st.lists(pieces, max_size=6), picks=st.lists(some_rows, max_size=5))
def test_every_fix_of_every_finding_leaves_fewer_findings(newsroom, texts, picks):
    paths = {story.pk: path_of(story) for story in PublishedArticle.objects.select_related("section")}
    body = ""
    for kind, which, how in texts:
        number = newsroom[which]
        path = paths.get(number, f"/x/y-{number}/")
        body += card(number, repeat=how) if kind == "card" else a(how.format(path=path), f"words {number}")
    rows = [
        Row(n, target_id=None, url=f"/x/y-{newsroom[which]}/", title="T", placement=placement, repeat=repeat)
        if by_url
        else Row(n, target_id=newsroom[which], placement=placement, repeat=repeat)
        for n, (which, by_url, placement, repeat) in enumerate(picks)
    ]
    findings = found(body, *rows, story_id=newsroom[-1])
    for finding in findings:
        assert finding.fixes
        for fix in finding.fixes:
            mended_body, mended_rows = mended(fix, body, rows)
            left = found(mended_body, *mended_rows, story_id=newsroom[-1])
            assert len(left) < len(findings), (finding, fix)


@given(
    st.one_of(st.text(), st.text("<>a/div href=data-related\"'&;!-[]1 \x00", max_size=80)),
    st.lists(
        st.tuples(st.integers(), st.none() | st.integers(), st.text(), st.text(), st.text(), st.booleans()), max_size=3
    ),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_no_body_and_no_rows_break_it(body, rows):
    for finding in lint(story_id=1, body=body, rows=[Row(*row) for row in rows], now=NOW):
        assert finding.sentence


def test_rows_are_read_from_whatever_was_posted():
    posted = [
        {"number": 1, "target_id": "5", "url": None, "title": 7, "placement": "inline", "repeat": "yes"},
        {"number": "x", "target_id": -1, "url": "https://example.com/", "title": "T", "repeat": True},
        {"target_id": 10**30},
        {"target_id": True},
        "nonsense",
        None,
        [],
    ]
    assert rows_of(posted) == [
        Row(1, target_id=5, placement="inline"),
        Row(0, url="https://example.com/", title="T", repeat=True),
        Row(0),
        Row(0),
    ]
    assert rows_of({"a": 1}) == rows_of(None) == rows_of("[]") == []


@pytest.mark.parametrize(
    "body", [None, 7, "", "   ", "<!-- -->", '<?xml version="1.0" encoding="utf-16"?>', "\ud800\x00"]
)
def test_a_body_that_is_none_has_no_links(body):
    assert found(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 200_000,
        '<a href="/x/y-1/">' * 100_000,
        '<div data-related="1">' * 90_000,
        '<p><a href="/x/y-1/">words</a></p>' * 60_000,
        '<a href="https://example.com/' + "a" * 2_000_000 + '">',
        "<" * 2_000_000,
        "&" * 2_000_000,
        "<a " + 'href="x" ' * 200_000 + ">",
    ],
    ids=lambda body: body[:24],
)
def test_two_megabytes_of_anything_are_linted_in_good_time(body):
    started = time.process_time()
    findings = found(body)
    assert time.process_time() - started < 4
    assert len(findings) <= MOST_FINDINGS + 2


def test_ten_thousand_rows_cost_one_query_and_give_a_hundred_findings(django_assert_num_queries):
    story = live_story()
    rows = [Row(n, target_id=story.pk if n % 2 else n + 1000) for n in range(10_000)]
    with django_assert_num_queries(1):
        findings = found("", *rows, story_id=story.pk)
    assert len(findings) == MOST_FINDINGS + 1
    assert findings[-1].code == "more"
    assert re.match(r"[\d,]+ more of this kind\. They will be shown", findings[-1].sentence)
    assert findings[-1].fixes == ()


def test_addresses_of_eight_thousand_characters_are_no_trouble():
    long = "https://example.com/" + "a" * 8000
    rows = [Row(n, url=f"{long}{n % 400}", title="T") for n in range(500)]
    assert codes(found("", *rows)) == ["twice"] * 100


def test_the_number_of_queries_does_not_grow_with_the_links(django_assert_num_queries):
    stories = [live_story() for _ in range(5)]
    body = "".join(a("https://news.example.org" + path_of(story)) + card(story.pk) for story in stories)
    for some in (body, a("/x/y-1/")):
        with django_assert_num_queries(1):
            found(some, *(Row(story.pk, target_id=story.pk) for story in stories))
    with django_assert_num_queries(0):
        found("<p>No links.</p>", Row(1, url="https://example.com/"))
