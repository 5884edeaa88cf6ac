"""The default section: found or made, whatever sections there are."""

import pytest

from articles.models import Section

pytestmark = pytest.mark.django_db


def test_it_is_made_on_first_need():
    assert Section.objects.default("world-news").name == "World news"
    assert Section.objects.default("world-news") == Section.objects.get()


def test_a_section_of_this_name_under_another_address_will_do():
    there = Section.objects.create(name="News", slug="latest-news")
    assert Section.objects.default("news") == there
