"""/corrections/ and the page of a withdrawn story, as readers get them: every public note, and nothing else."""

from datetime import timedelta

import pytest
from lxml import html

from articles.models import Correction
from articles.queries.corrections import PAGE, read_corrections_page
from articles.queries.listing import BadCursor
from articles.workflow import UpdateKind, publish_article, withdraw_article
from tests.factories import NOW, ArticleFactory, live_story

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _election_night(time_machine):
    time_machine.move_to(NOW, tick=False)


def corrected(note="The vote was on Monday.", *, at=NOW, kind=UpdateKind.CORRECTION, **kwargs):
    """A live story that was corrected at `at`."""
    story = live_story(at=min(at, NOW) - HOUR, **kwargs)
    return publish_article(story.pk, by=None, now=at, kind=kind, note=note)


def notes_on(page):
    return [" ".join(note.text_content().split()) for note in page.xpath("//*[@class='correction-note']")]


def test_notes_stand_newest_first_by_day_with_their_story(client):
    corrected("It was Monday.", headline="The vote", slug="the-vote", at=NOW - timedelta(days=1))
    newer = corrected("It was the deputy.", headline="The deputy", slug="the-deputy", kind=UpdateKind.CLARIFICATION)
    page = html.fromstring(client.get("/corrections/").content)
    assert page.xpath("//main//h2//time/text()") == ["November 3, 2026", "November 2, 2026"]
    assert notes_on(page) == ["It was the deputy.", "It was Monday."]
    assert page.xpath("//main//*[@class='kicker']/text()") == ["Clarification", "Correction"]
    assert page.xpath("//main//h3/a/text()") == ["The deputy", "The vote"]
    assert page.xpath("//main//h3/a/@href")[0] == f"/politics/the-deputy-{newer.pk}/"


def test_a_day_begins_at_midnight_in_the_newsroom(client):
    corrected(at=NOW.replace(hour=4, minute=30))  # 11:30 PM of the day before in New York
    page = html.fromstring(client.get("/corrections/").content)
    assert page.xpath("//main//h2//time/@datetime") == ["2026-11-02"]


@pytest.mark.parametrize("fate", ["withdrawn", "expired", "unpublished change"])
def test_nothing_shows_of_what_readers_do_not_have(client, fate):
    story = corrected("Not for now.", headline="Public words")
    if fate == "withdrawn":
        withdraw_article(story.pk, by=None, now=NOW, reason="Wrong from top to toe.")
    elif fate == "expired":
        type(story).objects.filter(pk=story.pk).update(expires_at=NOW)
    else:
        story.article.headline = "Secret words"
        story.article.save()
    body = client.get("/corrections/").content.decode()
    assert ("Public words" in body) == ("Not for now." in body) == (fate == "unpublished change")
    assert "Secret words" not in body
    assert "top to toe" not in body


def test_a_withdrawal_is_told_without_the_headline_and_without_a_link(client):
    story = corrected("An older note.", headline="A wrong headline", slug="a-wrong-address")
    note = "Its <b>main</b> source could not be confirmed."
    withdraw_article(story.pk, by=None, now=NOW, reason="The mayor rang.", reader_note=note)
    for address, status in (("/corrections/", 200), (f"/politics/{story.slug}-{story.pk}/", 410)):
        response = client.get(address)
        body = response.content.decode()
        assert response.status_code == status
        assert notes_on(html.fromstring(body)) == [note]
        assert "&lt;b&gt;main&lt;/b&gt;" in body
        assert "November 3, 2026" in body
        for inside in ("wrong headline", "a-wrong-address", "mayor", "An older note."):
            assert inside not in body


def test_publishing_again_takes_the_note_of_the_withdrawal_away(client):
    story = live_story()
    withdraw_article(story.pk, by=None, now=NOW, reason="Early.", reader_note="We were too early.")
    assert "We were too early." in client.get("/corrections/").content.decode()
    again = publish_article(story.pk, by=None, now=NOW)
    assert again.withdrawn_note == ""
    assert "We were too early." not in client.get("/corrections/").content.decode()
    assert client.get(f"/politics/{story.slug}-{story.pk}/").status_code == 200


def test_a_story_withdrawn_before_its_time_is_not_told_of(client):
    article = ArticleFactory(publish_at=NOW + HOUR)
    publish_article(article.pk, by=None, now=NOW)
    withdraw_article(article.pk, by=None, now=NOW, reason="Not true.", reader_note="About a secret.")
    assert "About a secret." not in client.get("/corrections/").content.decode()


@pytest.mark.parametrize("notes", [0, 1, 30])
def test_four_queries_at_most(notes, django_assert_num_queries):
    for number in range(notes):
        corrected(at=NOW - number * HOUR)
    with django_assert_num_queries(4):
        page = read_corrections_page(now=NOW)
    assert sum(len(day.entries) for day in page.days) == notes


def test_paging_meets_every_note_once_also_those_of_one_second():
    story = corrected("Note 0.")
    first = Correction.objects.get()
    made = {"Note 0."}
    for number in range(1, 2 * PAGE):
        at = NOW if number % 2 else NOW - timedelta(minutes=number)
        Correction.objects.create(
            article=story.article,
            kind="correction",
            note=f"Note {number}.",
            before=first.before,
            after=first.after,
            at=at,
        )
        made.add(f"Note {number}.")
    for number in range(12):
        gone = live_story()
        note = f"Gone {number}."
        withdraw_article(gone.pk, by=None, now=NOW - timedelta(minutes=2) * (number % 3), reason="x", reader_note=note)
        made.add(note)
    seen, cursor = [], ""
    while True:
        page = read_corrections_page(now=NOW, before=cursor)
        seen += [entry.note for day in page.days for entry in day.entries]
        cursor = page.older
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == len(made)
    assert set(seen) == made


@pytest.mark.parametrize(
    "cursor", ["x", "-1", "1-1", "1-c", "1-x5", "٣-c٣", "9" * 30 + "-w1", "1-c" + "9" * 40, "\x00"]
)
def test_made_up_page_addresses_are_recognised(client, cursor):
    with pytest.raises(BadCursor):
        read_corrections_page(now=NOW, before=cursor)
    if cursor != "\x00":  # refused before any view (newsroom/nul.py)
        assert client.get("/corrections/", {"before": cursor}).status_code == 404


def test_an_empty_page_says_so_and_every_page_leads_here(client):
    assert "There is nothing here." in client.get("/corrections/").content.decode()
    assert html.fromstring(client.get("/").content).xpath("//footer//a[text()='Corrections']/@href") == [
        "/corrections/"
    ]


def test_headings_and_landmarks_are_in_order(client):
    corrected()
    page = html.fromstring(client.get("/corrections/").content)
    assert [heading.tag for heading in page.iter("h1", "h2", "h3", "h4")] == ["h1", "h2", "h3"]
    assert not page.xpath("//@style | //script[not(@src)]")
    for method in ("post", "put", "delete"):
        assert getattr(client, method)("/corrections/").status_code == 405
