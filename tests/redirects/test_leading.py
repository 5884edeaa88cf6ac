"""Readers who follow an old address, and the table behind: one step is always enough, and nobody goes in circles."""

import pytest

from articles.models import Contest, Redirect
from articles.redirects import Loop, note_move, put_redirect
from tests.factories import (
    NOW,
    ContestFactory,
    ContributorFactory,
    LivePostFactory,
    SectionFactory,
    SpecialCoverageFactory,
    TopicFactory,
    live_story,
)

pytestmark = pytest.mark.django_db


def table():
    return dict(Redirect.objects.values_list("old_address", "new_address"))


@pytest.mark.parametrize("behind", ["", "?utm_source=mail", "/"])
def test_an_old_address_leads_on_for_good(client, behind):
    story = live_story()
    put_redirect("/2014/05/story.html", f"/politics/{story.slug}-{story.pk}/")
    response = client.get(f"/2014/05/story.html{behind}")
    assert response.status_code == 301
    assert client.get(response["Location"]).status_code == 200


def test_the_query_of_an_old_address_counts_where_it_is_all_there_is(client):
    put_redirect("/index.php?p=12", "/politics/")
    put_redirect("/?p=12", "/politics/")
    assert client.get("/index.php?p=12")["Location"] == "/politics/"
    assert client.get("/index.php?p=13").status_code == 404
    assert client.get("/?p=12")["Location"] == "/politics/"
    assert client.get("/?p=13").status_code == 200


def test_an_address_without_a_final_slash_leads_on_in_one_step(client):
    put_redirect("/about-the-paper", "/about/")
    assert client.get("/about-the-paper")["Location"] == "/about/"
    assert client.get("/about-the-paper/")["Location"] == "/about/"


def test_what_is_gone_for_good_says_so(client):
    put_redirect("/contest", "")
    response = client.get("/contest/")
    assert response.status_code == 410
    assert "no longer here" in response.content.decode()


def test_a_page_of_ours_is_never_led_away_from(client):
    story = live_story()
    put_redirect("/politics", "/elsewhere/")
    assert client.get(f"/politics/{story.slug}-{story.pk}/").status_code == 200
    assert client.get("/politics/").status_code == 200


def test_one_query_finds_where_it_leads(django_assert_num_queries):
    from articles.redirects import lead_on

    put_redirect("/old", "/new/")
    with django_assert_num_queries(1):
        assert lead_on("/old/", "a=b") == "/new/"


def test_chains_are_shortened_from_both_ends():
    put_redirect("/a", "/b/")
    put_redirect("/b", "/c/")
    assert table() == {"/a": "/c/", "/b": "/c/"}
    put_redirect("/z", "/a")
    assert table()["/z"] == "/c/"


@pytest.mark.parametrize("end", ["/a", "/a/", "/b/"])
def test_loops_are_refused_and_nothing_changes(end):
    put_redirect("/b", "/a/")
    with pytest.raises(Loop):
        put_redirect("/a", end)
    assert table() == {"/b": "/a/"}


def test_moving_back_and_forth_leaves_no_circle():
    note_move("/city/", "/metro/")
    note_move("/metro/", "/city/")
    assert table() == {"/metro": "/city/"}
    note_move("/city/", "/local/")
    assert table() == {"/metro": "/local/", "/city": "/local/"}


def test_a_renamed_section_topic_and_author_are_found_under_their_old_address(client):
    section, topic, author = SectionFactory(name="City"), TopicFactory(slug="tides"), ContributorFactory(slug="ann-lee")
    for one, slug in ((section, "metro"), (topic, "tides-and-floods"), (author, "ann-lee-ross")):
        one.slug = slug
        one.save()
    assert client.get("/city/")["Location"] == "/metro/"
    assert client.get("/topics/tides/")["Location"] == "/topics/tides-and-floods/"
    assert client.get("/authors/ann-lee/")["Location"] == "/authors/ann-lee-ross/"


def test_a_new_section_takes_its_address_back():
    put_redirect("/city", "/metro/")
    SectionFactory(name="City")
    assert table() == {}


class TestUnderACoverage:
    """Its contests, its posts and the parts that open tabs ask for go where the coverage goes."""

    @pytest.fixture
    def moved(self, time_machine):
        time_machine.move_to(NOW, tick=False)
        coverage = SpecialCoverageFactory(slug="vote")
        contest = ContestFactory(coverage=coverage, slug="mayor")
        post = LivePostFactory(coverage=coverage)
        contest.slug = "mayor-2026"
        contest.save()
        coverage.slug = "vote-2026"
        coverage.save(update_fields=["slug"])
        return post

    def followed(self, client, path):
        """The last address, and how many steps led there."""
        for step in range(4):
            response = client.get(path)
            if response.status_code != 301:
                assert response.status_code == 200, path
                return path, step
            path = response["Location"]
        raise AssertionError(f"{path} leads on and on")

    @pytest.mark.parametrize(
        ("old", "new", "steps"),
        [
            ("/coverage/vote/", "/coverage/vote-2026/", 1),
            ("/coverage/vote/live/", "/coverage/vote-2026/live/", 1),
            ("/coverage/vote/live/{post}/", "/coverage/vote-2026/live/{post}/", 1),
            ("/coverage/vote/results/mayor/?at=2026-11-01T12:00", "/coverage/vote-2026/results/mayor-2026/", 2),
            (
                "/coverage/vote/results/mayor-2026/?utm_source=x&at=2026-11-01T12:00",
                "/coverage/vote-2026/results/mayor-2026/?at=2026-11-01T12:00",
                1,
            ),
            ("/live/posts/vote/", "/live/posts/vote-2026/", 1),
            ("/live/coverage/vote/", "/live/coverage/vote-2026/", 1),
            ("/live/coverage/vote.json", "/live/coverage/vote-2026.json", 1),
            ("/live/contest/vote/mayor/", "/live/contest/vote-2026/mayor-2026/", 2),
            ("/live/contest/vote/mayor/card/", "/live/contest/vote-2026/mayor-2026/card/", 2),
            ("/live/contest/vote/mayor-2026.json", "/live/contest/vote-2026/mayor-2026.json", 1),
        ],
    )
    def test_everything_is_found_under_its_old_address(self, client, moved, old, new, steps):
        assert self.followed(client, old.format(post=moved.pk)) == (new.format(post=moved.pk), steps)

    def test_moved_once_more(self, client, moved):
        contest = Contest.objects.get()
        contest.slug = "mayors"
        contest.save()
        for old, steps in (
            ("vote-2026/results/mayor-2026", 1),
            ("vote/results/mayor-2026", 2),
            ("vote/results/mayor", 3),
        ):
            assert self.followed(client, f"/coverage/{old}/") == ("/coverage/vote-2026/results/mayors/", steps)

    def test_nobody_is_sent_to_what_is_not_there_more_than_once(self, client, moved):
        response = client.get("/live/contest/vote/sheriff/")
        assert response["Location"] == "/live/contest/vote-2026/sheriff/"
        assert client.get(response["Location"]).status_code == 404
        assert client.get("/live/coverage/votes/").status_code == 404

    def test_a_coverage_that_leads_elsewhere_takes_what_was_under_it_along(self, client):
        put_redirect("/coverage/games", "/sport/")
        put_redirect("/coverage/gala", "")
        assert client.get("/coverage/games/live/5/")["Location"] == "/sport/"
        assert client.get("/coverage/gala/results/best-dress/").status_code == 410
        assert client.get("/live/posts/games/").status_code == 404
