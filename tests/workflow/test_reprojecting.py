"""manage.py reproject: readers' rows printed once more, in another language and with no time moved."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.forms import model_to_dict

from articles.models import PublishedArticle, Revision
from articles.workflow import UpdateKind, publish_article, withdraw_article
from tests.factories import NOW, ContributorFactory, TopicFactory, live_story, photo_with_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    made = live_story(
        topics=[TopicFactory()],
        authors=[ContributorFactory(name="Ann Lee"), ContributorFactory(name="Bo Diaz")],
        lead_photo=photo_with_picture(),
    )
    return publish_article(made.pk, by=None, now=NOW, kind=UpdateKind.CORRECTION, note="The vote was 5-4.")


def test_nothing_changes_where_nothing_has_changed(story):
    before = model_to_dict(PublishedArticle.objects.get()) | {"projected_at": None}
    call_command("reproject", stdout=StringIO())
    assert model_to_dict(PublishedArticle.objects.get()) | {"projected_at": None} == before


def test_another_language_is_printed_and_times_stay(story, settings):
    before = PublishedArticle.objects.get()
    settings.LANGUAGE_CODE = "es"
    call_command("reproject", stdout=StringIO())
    after = PublishedArticle.objects.get()
    assert after.printed_at == "3 de noviembre de 2026, 16:00"
    assert after.byline == "Por Ann Lee y Bo Diaz"
    assert after.corrections[0]["kind"] == "Corrección"
    assert (after.published_at, after.updated_at, after.story_key) == (
        before.published_at, before.updated_at, before.story_key,
    )  # fmt: skip


def test_a_withdrawn_story_stays_withdrawn(story):
    withdraw_article(story.pk, by=None, now=NOW, reason="Wrong.")
    call_command("reproject", stdout=StringIO())
    assert not PublishedArticle.objects.live(NOW).exists()


def test_a_damaged_story_is_told_of_and_keeps_no_other_from_being_printed(story):
    other = live_story()
    Revision.objects.filter(pk=story.revision_id).update(content={"body": "x", "bylines": "?", "photos": [3]})
    PublishedArticle.objects.filter(pk=other.pk).update(byline="", printed_at="?")
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("reproject", stdout=out, stderr=err)
    assert f"story {story.pk}" in err.getvalue()
    assert PublishedArticle.objects.get(pk=other.pk).printed_at != "?"
    assert "1 stories printed anew" in out.getvalue()
