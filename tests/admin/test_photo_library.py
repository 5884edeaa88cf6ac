"""The list of photos: what it is searched and filtered by, and what it costs."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html as lxml_html

from articles.dates import newsroom_zone
from articles.models import ArticlePhoto, Photo
from tests.admin.test_photos import LIST
from tests.factories import (
    NOW,
    ArticleFactory,
    ContributorFactory,
    LivePostFactory,
    PhotoFactory,
    live_story,
    photo_with_picture,
)

pytestmark = pytest.mark.django_db


def listed(browser, **asked) -> set[str]:
    page = lxml_html.fromstring(browser.get(LIST, asked).content.decode())
    return {each.text_content() for each in page.find_class("desk-caption")}


@pytest.mark.parametrize("asked", ["pier", "JO LENS", "ferry", "dsc_0042", "ann pier storm"])
def test_photos_are_found_by_all_their_words(log_in, asked):
    PhotoFactory(
        caption="The pier",
        credit="Jo Lens",
        photographer="Ann Ek",
        keywords="ferry, storm",
        original_name="DSC_0042.jpg",
    )
    PhotoFactory(caption="A gull", credit="Bo Ray")
    assert listed(log_in("Photo editor"), q=asked) == {"The pier"}


def test_photos_are_found_by_their_rights(log_in):
    PhotoFactory(caption="Free")
    PhotoFactory(caption="Soon", rights_end_at=NOW + timedelta(days=30))
    PhotoFactory(caption="Later", rights_end_at=NOW + timedelta(days=31))
    PhotoFactory(caption="Over", rights_end_at=NOW)
    PhotoFactory(caption="Barred", do_not_publish=True)
    PhotoFactory(caption="Killed", killed_at=NOW)
    browser = log_in("Photo editor")
    assert listed(browser, rights="free") == {"Free", "Soon", "Later"}
    assert listed(browser, rights="soon") == {"Soon"}
    assert listed(browser, rights="over") == {"Over"}
    assert listed(browser, rights="barred") == {"Barred"}
    assert listed(browser, rights="killed") == {"Killed"}


def test_photos_are_found_by_where_they_are_used(log_in):
    photos = {
        name: PhotoFactory(caption=name) for name in ("Out", "Lead", "Shared", "Text", "Portrait", "Post", "Unused")
    }
    live_story(lead_photo=photos["Out"])
    story = ArticleFactory(lead_photo=photos["Lead"], share_photo=photos["Shared"])
    ArticlePhoto.objects.create(article=story, photo=photos["Text"])
    ContributorFactory(photo=photos["Portrait"])
    LivePostFactory(photo=photos["Post"])
    browser = log_in("Photo editor")
    assert listed(browser, used="live") == {"Out"}
    assert listed(browser, used="no") == {"Unused"}


def test_photos_are_found_by_what_they_lack_and_by_their_age(log_in):
    PhotoFactory(caption="Old", alt_decision="", credit="Jo", taken_at=NOW - timedelta(days=3))
    photo_with_picture(caption="New", alt_decision="caption", credit="", taken_at=NOW - timedelta(hours=2))
    Photo.objects.filter(caption="Old").update(uploaded_at=NOW - timedelta(days=8))
    browser = log_in("Photo editor")
    assert listed(browser, needs="picture") == {"Old"}
    assert listed(browser, needs="alt") == {"Old"}
    assert listed(browser, needs="credit") == {"New"}
    assert listed(browser, came="week") == listed(browser, taken="day") == {"New"}
    assert listed(browser, taken="week", came="month") == {"Old", "New"}
    assert listed(browser, taken="nonsense") == {"Old", "New"}


def test_photos_are_found_by_who_took_them_and_on_which_day(log_in):
    zone = newsroom_zone()
    PhotoFactory(caption="Late", photographer="Ann Ek", taken_at=datetime(2026, 11, 2, 23, 59, tzinfo=zone))
    PhotoFactory(caption="Next", photographer="Bo Ray", taken_at=datetime(2026, 11, 3, 0, 0, tzinfo=zone))
    PhotoFactory(caption="Ann Ek at the pier", photographer="Bo Ray", taken_at=datetime(2026, 12, 1, tzinfo=zone))
    browser = log_in("Photo editor")
    assert listed(browser, photographer="ann") == {"Late"}
    assert listed(browser, photographer=" ") == listed(browser, day="2026") == {"Late", "Next", "Ann Ek at the pier"}
    assert listed(browser, day="2026-11-2") == {"Late"}
    assert listed(browser, day="2026-11", photographer="Bo Ray") == {"Next"}


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "2026-13", "0000", "9999-12-31", "²026", "2026-11-02\0"])
def test_a_day_that_is_none_finds_nothing(log_in, day):
    PhotoFactory(caption="A gull", taken_at=NOW)
    assert listed(log_in("Photo editor"), day=day, photographer="\0") == set()


@pytest.mark.parametrize(
    "asked", [{}, {"q": "pier"}, {"photographer": "ann", "day": "2026"}, {"used": "no", "rights": "free"}]
)
def test_the_list_costs_the_same_with_one_photo_and_with_thirty(log_in, asked):
    browser = log_in("Photo editor")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(LIST, asked).status_code == 200
        return len(queries)

    photo_with_picture(caption="The pier")
    cost()
    assert cost() == 6
    for number in range(29):
        PhotoFactory(caption=f"The pier {number}", rights_end_at=NOW + timedelta(days=number))
    assert cost() == 6
