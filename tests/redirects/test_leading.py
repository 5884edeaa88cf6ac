"""Readers who follow an old address, and the table behind: one step is always enough, and nobody goes in circles."""

import pytest

from articles.models import Redirect
from articles.redirects import Loop, note_move, put_redirect
from tests.factories import ContributorFactory, SectionFactory, TopicFactory, live_story

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
