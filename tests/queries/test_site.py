"""The frame of every page, and what happens while a process remembers sections that another one has changed."""

import pytest
from django.core.cache import cache

from articles.models import Section
from articles.queries.site import SECTIONS_KEY, read_site
from tests.factories import NOW, SectionFactory, live_story

pytestmark = pytest.mark.django_db


def stale(*sections: Section) -> None:
    """Make this process remember sections as they are now."""
    cache.set(SECTIONS_KEY, [(each.pk, each.name, each.slug, "", 7, None, 0, 0) for each in sections])


def test_sections_are_read_once_and_renewed_when_one_is_saved(
    django_assert_num_queries, django_capture_on_commit_callbacks
):
    section = SectionFactory(name="Sport")
    read_site(now=NOW)
    with django_assert_num_queries(1):  # the banner
        assert [each.name for each in read_site(now=NOW).sections] == ["Sport"]
    with django_capture_on_commit_callbacks(execute=True):
        section.name = "Sports"
        section.save()
    assert [each.name for each in read_site(now=NOW).sections] == ["Sports"]


def test_a_section_renamed_elsewhere_leads_no_reader_in_circles(client, time_machine, django_assert_max_num_queries):
    time_machine.move_to(NOW, tick=False)
    story = live_story(section=SectionFactory(name="Politics"))
    stale(story.section)
    Section.objects.update(slug="city", name="City")
    assert client.get(f"/city/{story.slug}-{story.pk}/").status_code == 200
    stale(Section(pk=story.section_id, name="Politics", slug="politics"))
    with django_assert_max_num_queries(2):  # the story and the sections: crawlers ask for old addresses often
        response = client.get(f"/politics/wrong-slug-{story.pk}/")
    assert response.status_code == 301
    assert response["Location"] == f"/city/{story.slug}-{story.pk}/"


def test_a_section_made_elsewhere_is_there_at_once(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    stale()
    story = live_story()
    assert client.get("/politics/").status_code == 200
    stale()
    assert client.get(f"/politics/{story.slug}-{story.pk}/").status_code == 200
