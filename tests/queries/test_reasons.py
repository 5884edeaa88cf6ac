"""Why these stories: what the desk and explain_related are told is what the page shows."""

import json

import pytest
from django.core.management import CommandError, call_command
from lxml import html

from articles.models import Likeness
from articles.queries.article import find_story, read_article_page
from articles.queries.page_check import shown_on
from articles.queries.reasons import explain_page
from articles.workflow import publish_article
from tests.factories import NOW, ArticleFactory, TopicFactory, UserFactory, link, live_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(time_machine):
    time_machine.move_to(NOW)
    for number in range(20):
        live_story(headline=f"Word{number} thing{number}")
    draft, picked = ArticleFactory(headline="Not out yet"), live_story(headline="A chosen story")
    other = live_story(headline="Lighthouse keeper retires")
    article = ArticleFactory(headline="A page of its own")
    link(article, draft)
    link(article, picked.article)
    published = publish_article(article.pk, by=None, now=NOW)
    Likeness.objects.filter(story=published).delete()
    Likeness.objects.create(
        story=published, other=other, score=7.5, parts=[["topic", "Elections", 5.0], ["name", "Ohio", 2.5]]
    )
    return published


def explained(pk, *options) -> str:
    import io

    out = io.StringIO()
    call_command("explain_related", str(pk), *options, stdout=out)
    return out.getvalue()


def test_the_command_tells_exactly_what_the_page_shows(story, client):
    page, _ = shown_on(client.get(f"/politics/{story.slug}-{story.pk}/").text)
    told = json.loads(explained(story.pk, "--json"))
    accepted = [(slot["name"], line["story"]) for slot in told["slots"] for line in slot["stories"] if line["accepted"]]
    assert accepted == [(one.slot, one.key) for one in page]
    assert len(accepted) > 10


def test_points_score_and_refusals_are_told(story):
    told = json.loads(explained(story.pk, "--json"))
    by_name = {slot["name"]: slot["stories"] for slot in told["slots"]}
    first = by_name["next"][0]
    assert (first["headline"], first["likeness"], first["parts"]) == (
        "Lighthouse keeper retires",
        7.5,
        [{"kind": "topic", "words": "Elections", "points": 5.0}, {"kind": "name", "words": "Ohio", "points": 2.5}],
    )
    assert "Elections" in first["why"]
    assert first["score"] > 0
    assert [(line["accepted"], line["reason"]) for line in by_name["picked"]] == [
        (False, "readers cannot see this story now"),
        (True, "chosen by an editor"),
    ]
    assert "shown in “Read next” already" in {line["reason"] for line in by_name["section"]}  # by its heading
    assert {line["reason"] for line in by_name.get("", [])} <= {"not needed: the slots were full before its turn"}


def test_it_reads_well_in_a_terminal(story):
    text = explained(story.pk)
    assert "Read next [next]" in text
    assert "+ Lighthouse keeper retires" in text
    assert "refused: readers cannot see this story now" in text


def test_one_more_query_than_the_page(story, django_assert_num_queries):
    page = read_article_page(find_story(story.pk), now=NOW)
    with django_assert_num_queries(1):
        explain_page(page, now=NOW)


def test_a_draft_is_told_as_it_would_be(story):
    draft = ArticleFactory(headline="Coming soon")
    draft.topics.add(TopicFactory())
    told = json.loads(explained(draft.pk, "--json"))
    assert told["as_previewed"] is True
    assert told["slots"]


@pytest.mark.parametrize("number", ["0", "-5", "999999", str(10**30)])
def test_a_story_that_is_not_there_is_said_so(db, number):
    with pytest.raises(CommandError, match="There is no story"):
        explained(number) if not number.startswith("-") else call_command("explain_related", "--", number)


def test_the_preview_shows_the_ledger_to_staff_and_readers_never_get_it(story, client):
    assert "Why these stories" not in client.get(f"/politics/{story.slug}-{story.pk}/").text
    client.force_login(UserFactory(role="Reporter"))
    page = html.fromstring(client.get(f"/preview/{story.pk}/").text)
    reasons = page.get_element_by_id("reasons").text_content()
    assert "Readers cannot see this story now" in reasons
    assert "A chosen story" in reasons


def test_of_twins_it_names_the_one_that_is_shown_and_says_where_the_other_went(story, client):
    first = live_story(headline="Pier closes until spring")
    second = live_story(headline="No way onto the old pier", canonical_url=f"http://testserver/x/y-{first.pk}/")
    chosen = live_story(headline="Bakers ask for longer nights")
    copy = live_story(headline="Longer nights, say bakers", canonical_url=f"http://testserver/x/y-{chosen.pk}/")
    article = ArticleFactory(headline="About both")
    link(article, chosen.article)
    publish_article(article.pk, by=None, now=NOW)
    told = json.loads(explained(article.pk, "--json"))
    lines = [
        (slot["name"], line["id"], line["headline"], line["accepted"])
        for slot in told["slots"]
        for line in slot["stories"]
    ]
    assert ("picked", chosen.pk, "Bakers ask for longer nights", True) in lines
    assert ("next", second.pk, "No way onto the old pier", True) in lines
    assert ("next", first.pk, "Pier closes until spring", False) in lines
    assert {accepted for _, number, _, accepted in lines if number == copy.pk} == {False}
    printed = html.fromstring(client.get(f"/politics/{article.slug}-{article.pk}/").content)
    shown = [each.text_content().strip() for each in printed.findall(".//*[@data-story]//a[@href]")]
    assert [headline for _, _, headline, accepted in lines if accepted] == shown
