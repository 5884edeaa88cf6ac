"""The live blog as pages read it: order, what stays on top, older pages, and what it costs."""

from datetime import timedelta

import pytest

from articles.models import LivePostCorrection
from articles.queries.coverage import read_coverage_page
from articles.queries.live_blog import PAGE, read_blog, read_live_blog_page
from tests.factories import NOW, ContributorFactory, LivePostFactory, SpecialCoverageFactory, photo_with_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def coverage():
    return SpecialCoverageFactory(slug="the-count")


def posts(coverage, number, **kwargs):
    return [
        LivePostFactory(coverage=coverage, published_at=NOW - timedelta(minutes=minute), **kwargs)
        for minute in range(number)
    ]


def ids(posts):
    return [post.id if hasattr(post, "id") else post.pk for post in posts]


def test_newest_first_and_pinned_on_top(coverage):
    made = posts(coverage, 3)
    pinned = LivePostFactory(coverage=coverage, published_at=NOW - timedelta(hours=5), is_pinned=True)
    blog = read_blog("the-count", now=NOW)
    assert ids(blog.posts) == ids(made)
    assert ids(blog.pinned) == [pinned.pk]


def test_older_posts_follow_without_a_gap_or_a_repeat(coverage):
    made = ids(posts(coverage, 2 * PAGE + 3))
    seen, cursor = [], ""
    while True:
        page = read_live_blog_page("the-count", now=NOW, before=cursor)
        seen += ids(page.blog.posts)
        cursor = page.blog.older
        if not cursor:
            break
    assert seen == made


def test_posts_of_one_moment_are_all_shown(coverage):
    made = [LivePostFactory(coverage=coverage, published_at=NOW) for _ in range(PAGE + 5)]
    first = read_live_blog_page("the-count", now=NOW)
    second = read_live_blog_page("the-count", now=NOW, before=first.blog.older)
    assert sorted(ids(first.blog.posts) + ids(second.blog.posts)) == sorted(post.pk for post in made)


@pytest.mark.parametrize("number", [1, 30])
def test_it_costs_the_same_whatever_there_is(coverage, number, django_assert_num_queries):
    for post in posts(coverage, number, author=ContributorFactory(), photo=None, is_key=True):
        LivePostCorrection.objects.create(post=post, text="It was ward 5.", at=NOW)
    read_coverage_page("the-count", now=NOW)  # what is prepared once in a process
    with django_assert_num_queries(5):
        read_blog("the-count", now=NOW)
    with django_assert_num_queries(7):
        read_coverage_page("the-count", now=NOW)


def test_drafts_withdrawn_posts_and_rehearsals_are_nobodys(coverage):
    LivePostFactory(coverage=coverage, headline="Out")
    LivePostFactory(coverage=coverage, headline="Draft", published_at=None)
    gone = LivePostFactory(coverage=coverage, headline="Gone", withdrawn_at=NOW)
    blog = read_blog("the-count", now=NOW)
    assert [post.headline for post in blog.posts] == ["Out"]
    assert blog.gone == (gone.pk,)
    LivePostFactory(coverage=SpecialCoverageFactory(slug="trial", is_rehearsal=True))
    assert read_blog("trial", now=NOW) is None
    assert read_live_blog_page("trial", now=NOW) is None


def test_a_photo_leaves_its_post_when_its_rights_end(coverage, media_root):
    LivePostFactory(coverage=coverage, photo=photo_with_picture(rights_end_at=NOW + timedelta(hours=1)))
    with_photo, without = (read_blog("the-count", now=NOW + timedelta(hours=hours)) for hours in (0, 2))
    assert with_photo.posts[0].photo.picture is not None
    assert without.posts[0].photo is None


def test_key_moments_are_listed(coverage):
    LivePostFactory(coverage=coverage, headline="", body="<p>The mayor concedes.</p>", is_key=True)
    assert [moment.words for moment in read_blog("the-count", now=NOW).moments] == ["The mayor concedes."]
