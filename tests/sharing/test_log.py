"""The log of openings: enough to notice that a link went further than it should, and nothing that follows a person."""

import pytest

from articles.models import PreviewOpening
from articles.sharing import link_address, make_link, note_opening
from articles.sharing.log import MOST_KEPT, described_browser, network_of
from tests.factories import NOW, ArticleFactory, UserFactory

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1"
)
SLACK = "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"


@pytest.fixture
def address(db, time_machine):
    time_machine.move_to(NOW, tick=False)
    editor = UserFactory(role="Editor")
    return link_address(make_link(ArticleFactory().pk, made_for="Jo", by=editor, now=NOW).pk)


def test_a_reading_is_recorded_with_half_an_address_and_no_version(client, address):
    client.get(address, headers={"User-Agent": FIREFOX}, REMOTE_ADDR="203.0.113.77")
    opening = PreviewOpening.objects.get()
    assert (opening.at, opening.network, opening.browser) == (NOW, "203.0.113.x", "Firefox on Windows")


def test_behind_a_proxy_the_address_it_saw_counts(client, address, settings):
    settings.READER_ADDRESS = "HTTP_X_FORWARDED_FOR"
    client.get(address, headers={"User-Agent": IPHONE, "X-Forwarded-For": "made up, 198.51.100.9"})
    opening = PreviewOpening.objects.get()
    assert (opening.network, opening.browser) == ("198.51.100.x", "Safari on iPhone")


def test_programs_that_draw_previews_are_marked_and_a_look_at_the_head_is_nobody(client, address):
    client.head(address, headers={"User-Agent": FIREFOX})
    assert not PreviewOpening.objects.exists()
    client.get(address, headers={"User-Agent": SLACK})
    assert PreviewOpening.objects.get().browser == f"Program: {SLACK}"


def test_a_page_fetched_ahead_is_no_person():
    assert described_browser({"User-Agent": FIREFOX, "Sec-Purpose": "prefetch"}).startswith("Program: ")
    assert described_browser({}) == "Program: nameless"
    assert len(described_browser({"User-Agent": "x" * 10_000})) < 200


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("2001:db8:5:77::1", "2001:db8:5::x"),
        ("::ffff:203.0.113.77", "203.0.113.x"),
        ("fe80::1%eth0", "fe80:0:0::x"),
        ("unknown", ""),
        ("", ""),
        ("'; DROP TABLE", ""),
    ],
)
def test_what_is_kept_of_an_address(address, network):
    assert network_of(address) == network


def test_no_more_than_some_hundred_openings_are_kept(client, address):
    client.get(address, headers={"User-Agent": FIREFOX})
    (first,) = PreviewOpening.objects.all()
    PreviewOpening.objects.bulk_create(
        PreviewOpening(link_id=first.link_id, at=NOW, browser="Firefox") for _ in range(MOST_KEPT - 2)
    )
    for _ in range(3):
        note_opening(first.link_id, {"User-Agent": FIREFOX}, address="", at=NOW)
    assert PreviewOpening.objects.count() == MOST_KEPT
    assert client.get(address).status_code == 200
