"""A reader counts once in half an hour, a network address is limited, and nothing that is remembered names anybody."""

from datetime import timedelta

import pytest

from articles.readership.recent import MOST_REMEMBERED, PER_ADDRESS, PER_STORY, RecentReaders
from tests.factories import NOW

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


@pytest.fixture
def recent() -> RecentReaders:
    return RecentReaders()


def look(recent: RecentReaders, story_id: int = 1, *, address="203.0.113.9", agent=FIREFOX, minutes: float = 0) -> bool:
    return recent.is_new(story_id, address=address, user_agent=agent, at=NOW - timedelta(hours=2, minutes=-minutes))


def test_the_same_reader_counts_once_in_half_an_hour(recent):
    assert look(recent)
    assert not look(recent, minutes=1)
    assert not look(recent, minutes=29.9)
    assert look(recent, minutes=30)


def test_another_story_another_browser_and_another_address_are_other_reads(recent):
    assert look(recent)
    assert look(recent, 2)
    assert look(recent, agent=FIREFOX.replace("145", "146"))
    assert look(recent, address="203.0.113.10")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2:bbbb:cccc::9", True),  # one household
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.9", "203.0.113.9", True),
        ("fe80::1%eth0", "fe80::1", True),
        ("", "", True),
        ("unix:", "unix:", True),
        ("\ud800", "\ud800", True),
    ],
)
def test_which_addresses_are_one(recent, one, other, same):
    assert look(recent, address=one)
    assert look(recent, address=other) is not same


def test_made_up_browsers_push_one_story_only_so_far(recent):
    assert sum(look(recent, agent=f"Mozilla/5.0 ({n})") for n in range(500)) == PER_STORY
    assert look(recent, address="203.0.113.10")


def test_one_address_reads_only_so_much_in_a_minute(recent):
    assert sum(look(recent, story_id) for story_id in range(500)) == PER_ADDRESS
    assert not look(recent, 1000, minutes=0.9)
    assert look(recent, 1001, minutes=1)


def test_a_new_day_knows_nobody_of_the_day_before():
    recent = RecentReaders()
    midnight = NOW.replace(hour=0) + timedelta(days=1)
    kinds = {"address": "203.0.113.9", "user_agent": FIREFOX}
    assert recent.is_new(1, **kinds, at=midnight - timedelta(minutes=1))
    before = set(recent._counted)
    assert recent.is_new(1, **kinds, at=midnight)
    assert not before & set(recent._counted)


def test_what_is_remembered_holds_neither_address_nor_browser(recent):
    look(recent)
    kept = repr([recent._counted, recent._used])
    assert "203.0.113" not in kept
    assert "Firefox" not in kept
    assert look(RecentReaders())  # and no other process makes the same digest:
    other = RecentReaders()
    look(other)
    assert not set(other._counted) & set(recent._counted)


def test_memory_is_bounded_by_number_and_by_time():
    small = RecentReaders(most=100)
    for n in range(1000):
        look(small, n, address=f"203.0.{n % 250}.{n // 250}")
    assert len(small._counted) <= 100
    assert len(small._used) <= 100
    look(small, 5000, minutes=90)
    assert len(small._counted) == 1
    assert MOST_REMEMBERED >= 10_000
