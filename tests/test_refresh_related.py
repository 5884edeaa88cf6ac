"""refresh_related: after an upgrade or a restore, what publication would have put on record."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Likeness, PublishedArticle, Revision, Trait
from articles.workflow import withdraw_article
from tests.factories import NOW, TopicFactory, live_story

pytestmark = pytest.mark.django_db


def refresh(*words):
    out = StringIO()
    call_command("refresh_related", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def _stories():
    for headline in ("Dredging barges scrape silt", "Dredging barges return", "Grandmaster wins chess final"):
        live_story(headline=headline, body=f"<p>{headline} off Port Harmon.</p>", dek="")


def on_record():
    likenesses = Likeness.objects.order_by("story_id", "other_id").values_list("story_id", "other_id")
    return set(Trait.objects.values_list("trait", "story_id")), list(likenesses)


@pytest.mark.usefixtures("_stories")
def test_what_an_upgrade_left_empty_is_filled_as_publication_would():
    before = on_record()
    assert before[1]
    Trait.objects.all().delete()
    Likeness.objects.all().delete()
    assert refresh() == "Looked at 3 stories.\n"
    assert on_record() == before


@pytest.mark.usefixtures("_stories")
def test_keys_are_worked_out_too():
    story = PublishedArticle.objects.first()
    PublishedArticle.objects.filter(pk=story.pk).update(text_keys=["url:example.com/lost"])
    refresh("--all")
    story.refresh_from_db()
    assert story.text_keys == []


@pytest.mark.usefixtures("_stories")
def test_only_stories_that_nobody_looked_at_unless_all_are_wanted():
    assert refresh() == "Looked at 0 stories.\n"
    Trait.objects.filter(story_id=PublishedArticle.objects.first().pk).delete()
    assert refresh() == "Looked at 1 story.\n"
    assert refresh("--all", "--batch", "1") == "Looked at 3 stories.\n"


@pytest.mark.usefixtures("_stories")
def test_doing_it_twice_changes_nothing():
    refresh("--all")
    before = on_record()
    refresh("--all", "--batch", "2")
    assert on_record() == before


@pytest.mark.usefixtures("_stories")
def test_a_run_that_was_interrupted_goes_on_where_it_stopped(monkeypatch):
    from articles.management.commands import refresh_related

    Trait.objects.all().delete()
    Likeness.objects.all().delete()
    done = []

    def stop_at_the_second(story_id, traits):
        if done:
            raise KeyboardInterrupt
        done.append(story_id)
        index_story(story_id, traits)

    index_story = refresh_related.index_story
    monkeypatch.setattr(refresh_related, "index_story", stop_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        refresh()
    assert set(Trait.objects.values_list("story_id", flat=True)) == set(done)
    monkeypatch.setattr(refresh_related, "index_story", index_story)
    assert refresh() == "Looked at 2 stories.\n"


@pytest.mark.usefixtures("_stories")
def test_a_story_that_cannot_be_read_is_named_and_stops_nothing():
    broken = PublishedArticle.objects.order_by("pk").first()
    Revision.objects.filter(pk=broken.revision_id).update(content={"headline": "Half a story"})
    Trait.objects.all().delete()
    with pytest.raises(CommandError, match=str(broken.pk)):
        refresh()
    assert Trait.objects.values("story_id").distinct().count() == 2


@pytest.mark.usefixtures("_stories")
def test_withdrawn_stories_are_left_alone():
    story = PublishedArticle.objects.first()
    withdraw_article(story.pk, by=None, now=NOW, reason="Wrong port")
    assert refresh("--all") == "Looked at 2 stories.\n"


def test_revisions_from_before_coverages_are_read():
    story = live_story()
    content = story.revision.content
    content.pop("coverage", None)
    Revision.objects.filter(pk=story.revision_id).update(content=content)
    assert refresh("--all") == "Looked at 1 story.\n"


def test_topics_are_compared():
    topic = TopicFactory(name="Elections")
    one, two = (live_story(headline=headline, body="<p>…</p>", dek="") for headline in ("Ballots", "Chess"))
    for story in (one, two):
        content = story.revision.content | {"topics": [{"id": topic.pk, "name": topic.name, "slug": topic.slug}]}
        Revision.objects.filter(pk=story.revision_id).update(content=content)
    refresh("--all")
    assert [row.parts[0][:2] for row in Likeness.objects.filter(story_id=one.pk)] == [["topic", "Elections"]]


@pytest.mark.parametrize("number", ["0", "-3"])
def test_a_batch_of_nothing_is_explained(number):
    with pytest.raises(CommandError, match="1 or more"):
        refresh("--batch", number)
