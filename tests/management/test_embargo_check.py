"""manage.py embargo_check: everything readers get, looked through for what they must not see."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from articles.dates import in_newsroom_zone
from articles.management.walking import PUBLIC_OUTPUTS
from articles.models import Correction, PublishedArticle
from articles.workflow import publish_article, withdraw_article
from tests.factories import NOW, ArticleFactory, ContestFactory, SectionFactory, live_story

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def check(at=NOW, **options) -> tuple[int, str]:
    said = io.StringIO()
    try:
        call_command("embargo_check", at=in_newsroom_zone(at).isoformat(), stdout=said, stderr=said, **options)
    except SystemExit as ended:
        return ended.code, said.getvalue()
    return 0, said.getvalue()


def a_newsroom() -> PublishedArticle:
    story = live_story(headline="Ferry line approved at last")
    live_story(headline="Council votes on the budget")
    withdraw_article(live_story().pk, by=None, now=NOW, reason="Wrong", reader_note="It was not ours to print.")
    ArticleFactory(headline="A draft that nobody knows")
    later = ArticleFactory(headline="Embargoed until the evening", embargo_until=NOW + HOUR)
    publish_article(later.pk, by=None, now=NOW)
    return story


@pytest.mark.parametrize("later", [timedelta(), HOUR, 24 * HOUR])
def test_a_newsroom_that_keeps_its_secrets_passes_at_any_time(later):
    a_newsroom()
    code, said = check(NOW + later)
    assert (code, "Leaks: 0" in said) == (0, True), said


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"headline": "A draft that nobody knows"}, "the headline “a draft that nobody knows”"),
        ({"dek": "Read on: embargoed, until the Evening."}, "the headline “embargoed until the evening”"),
        ({"seo_title": "Embargoed until the evening"}, "the headline"),
        ({"blocks": [{"type": "text", "html": '<p><a href="/politics/draft-{draft}/">x</a></p>'}]}, "the address of"),
    ],
)
def test_a_leak_is_told_with_its_page_and_fails(changed, sentence):
    story = a_newsroom()
    draft = str(story.pk + 3)
    if "blocks" in changed:
        block = {**changed["blocks"][0], "html": changed["blocks"][0]["html"].replace("{draft}", draft)}
        changed = {"blocks": [block]}
    PublishedArticle.objects.filter(pk=story.pk).update(**changed)
    code, said = check()
    assert code == 1
    assert sentence in said
    assert f"-{story.pk}/: " in said


def test_a_leak_in_a_note_is_found_on_the_corrections_page():
    story = a_newsroom()
    Correction.objects.create(
        article=story.article,
        kind=Correction.Kind.CORRECTION,
        note="Soon: a draft that nobody knows.",
        before=story.revision,
        after=story.revision,
        at=NOW,
    )
    code, said = check()
    assert code == 1
    assert "/corrections/: " in said


def test_what_the_embargo_hides_before_its_hour_may_be_seen_after_it():
    a_newsroom()
    later = PublishedArticle.objects.get(headline="Embargoed until the evening")
    PublishedArticle.objects.filter(pk=later.pk).update(published_at=NOW - HOUR)  # somebody has meddled with the row
    assert check()[0] == 0, "then it is live, and no secret"
    PublishedArticle.objects.filter(pk=later.pk).update(published_at=NOW + HOUR)
    assert "2 stories that readers do not have then" in check()[1]
    assert "1 stories" in check(NOW + HOUR)[1]


def test_only_some_stories_may_be_looked_at():
    a_newsroom()
    assert check(sample=0)[0] == 0
    with pytest.raises(CommandError, match="0 or more"):
        call_command("embargo_check", sample=-1)


def test_a_time_that_is_none_is_told():
    with pytest.raises(CommandError, match="is no time"):
        call_command("embargo_check", at="tomorrow")


def test_a_leak_is_found_in_feeds_too():
    story = a_newsroom()
    PublishedArticle.objects.filter(pk=story.pk).update(dek="Read on: embargoed until the evening.")
    said = check()[1]
    assert "/feeds/rss.xml: " in said
    assert "/feeds/sections/politics/rss.xml: " in said


def test_what_open_tabs_get_is_looked_through_too():
    contest = ContestFactory()
    coverage = contest.coverage
    coverage.sections.add(SectionFactory(name="Sport"))
    paths = {printed.path for output in PUBLIC_OUTPUTS for printed in output(NOW)}
    assert "/live/banner/sport/" in paths
    assert f"/live/contest/{coverage.slug}/{contest.slug}/card/" in paths
    assert "/live/banner/" not in paths  # it shows nowhere else
