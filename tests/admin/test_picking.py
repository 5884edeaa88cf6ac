"""What the story form asks while somebody writes: stories, photos and suggestions, for those who may see them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, PublishedArticle
from articles.workflow import note_save, publish_article, withdraw_article
from tests.admin.conftest import filled
from tests.factories import (
    NOW,
    ArticleFactory,
    ContestFactory,
    PhotoFactory,
    SectionFactory,
    SpecialCoverageFactory,
    TopicFactory,
    UserFactory,
    live_story,
    photo_with_picture,
)
from tests.live.counting import count

STORIES, PHOTOS, CONTESTS, SUGGEST, LINT = (
    reverse(f"admin:articles_article_{name}")
    for name in ("pick_stories", "pick_photos", "pick_contests", "suggest", "lint")
)


def ids(response) -> list[int]:
    return [one["id"] for one in response.json()["results"]]


# --- Finding


def test_typing_finds_stories_with_all_the_words_in_their_headline_newest_first(editor):
    old, new = live_story(headline="The night ferry is back"), ArticleFactory(headline="Ferry strike at NIGHT")
    ArticleFactory(headline="The day ferry", dek="Not by night.")
    assert ids(editor.get(STORIES, {"q": "night ferry"})) == [new.pk, old.pk]


def test_nothing_typed_finds_the_newest_but_not_the_story_itself(editor):
    stories = [ArticleFactory() for _ in range(23)]
    found = ids(editor.get(STORIES, {"q": " ", "story": stories[-1].pk}))
    assert found == [story.pk for story in reversed(stories[2:-1])]


def test_an_address_of_ours_finds_its_story(editor):
    story = live_story()
    ArticleFactory()
    assert ids(editor.get(STORIES, {"q": f"https://www.testserver/x/old-slug-{story.pk}/?utm_source=a"})) == [story.pk]


def test_a_card_tells_section_state_and_time_and_shows_the_picture(editor):
    live_story(headline="Live one", lead_photo=photo_with_picture(), at=NOW - timedelta(hours=2))
    ArticleFactory(headline="Draft one", section=None)
    draft, live = editor.get(STORIES).json()["results"]
    assert (live["headline"], live["meta"], live["state"]) == ("Live one", "Politics · Live · 2 h ago", "Live")
    assert live["picture"].endswith(".jpg")
    assert (draft["meta"], draft["picture"], draft["kind"]) == ("Draft · just now", "", "draft")


def test_a_card_of_a_scheduled_or_changed_story_says_what_readers_have(editor):
    article = ArticleFactory(headline="Later", publish_at=NOW + timedelta(hours=1))
    publish_article(article.pk, by=None, now=NOW)
    changed = live_story(headline="Now").article
    changed.dek = "Another one."
    changed.save()
    note_save(changed.pk, by=None, now=NOW)
    states = {one["headline"]: one["meta"] for one in editor.get(STORIES).json()["results"]}
    assert states == {"Later": "Politics · Scheduled", "Now": "Politics · Live · 1 h ago"}


def test_cards_are_looked_up_by_number_in_the_order_asked_for(editor):
    one, two = ArticleFactory(), ArticleFactory()
    assert ids(editor.get(STORIES, {"ids": f"{two.pk},999999,{one.pk},{two.pk}"})) == [two.pk, one.pk]
    picture = PhotoFactory(caption="Dawn.")
    assert ids(editor.get(PHOTOS, {"ids": f"{picture.pk}"})) == [picture.pk]
    assert ids(editor.get(PHOTOS, {"ids": ""})) == []


def test_photos_are_found_by_words_of_caption_and_credit(editor):
    photo = PhotoFactory(caption="The harbor at dawn", credit="Ann Lens")
    PhotoFactory(caption="The harbor at noon", credit="Bo Lens")
    (card,) = editor.get(PHOTOS, {"q": "harbor ann"}).json()["results"]
    address = reverse("admin:articles_photo_change", args=[photo.pk])
    words = {"caption": "The harbor at dawn", "credit": "Ann Lens", "rights": "", "refusal": ""}
    assert card == {"id": photo.pk, "picture": "", "address": address, **words}


def test_photos_are_found_by_photographer_keywords_and_file_name_too(editor):
    photo = PhotoFactory(photographer="Ann Lens", keywords="ferry, storm", original_name="DSC_0042.jpg")
    PhotoFactory(photographer="Bo")
    for asked in ("ann storm", "FERRY dsc_0042"):
        assert [card["id"] for card in editor.get(PHOTOS, {"q": asked}).json()["results"]] == [photo.pk]


@pytest.mark.parametrize(
    ("columns", "rights", "refusal"),
    [
        ({"rights_end_at": NOW + timedelta(days=3)}, "Until Nov 6, 5:00 PM ET", ""),
        ({"most_uses": 1}, "In 1 story at most", ""),
        ({"most_uses": 1, "do_not_publish": True}, "", "Do not publish"),
        ({"rights_end_at": NOW}, "", "Rights ended 5:00 PM ET"),
        ({"killed_at": NOW, "killed_reason": "Wrong man."}, "", "Taken back: Wrong man."),
    ],
)
def test_a_photo_says_how_it_may_be_used(editor, columns, rights, refusal):
    PhotoFactory(**columns)
    (card,) = editor.get(PHOTOS).json()["results"]
    assert (card["rights"], card["refusal"]) == (rights, refusal)


@pytest.mark.parametrize("address", [STORIES, PHOTOS])
def test_finding_costs_the_same_with_one_and_with_twenty(editor, address):
    def questions() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(address).status_code == 200
        return len(queries)

    photo = photo_with_picture()
    live_story(lead_photo=photo)
    questions()
    once = questions()
    for _ in range(20):
        live_story(lead_photo=photo, section=SectionFactory(name=f"Section {PhotoFactory().pk}"))
    assert questions() == once


# --- Suggestions


@pytest.fixture
def harbor(db):
    return TopicFactory(name="Harbor", slug="harbor")


def about(topic, **kwargs) -> PublishedArticle:
    """A live story with a topic."""
    article = ArticleFactory(**kwargs)
    article.topics.add(topic)
    note_save(article.pk, by=None, now=NOW)
    return publish_article(article.pk, by=None, now=NOW - timedelta(hours=2))


def unrelated(count: int = 12) -> None:
    """Stories about other things, so that a shared topic is worth something."""
    things = "tax snow chess opera wheat soccer cancer lunar budget wolves jazz bread tennis quartz".split()
    for thing in things[:count]:
        live_story(headline=f"All about {thing} {thing}ers", slug=thing, dek="", body=f"<p>Of {thing} only.</p>")


def asked(**boxes) -> dict:
    return {"story": "", "headline": "", "dek": "", "body": "", "section": "", "coverage": ""} | boxes


def test_a_story_never_saved_gets_suggestions_with_their_reason(editor, harbor):
    unrelated()
    story = about(harbor, headline="Divers clear the shipping lane", body="<p>They found an anchor.</p>")
    found = editor.post(SUGGEST, asked(headline="Pier", topics=[harbor.pk])).json()["results"]
    assert [one["id"] for one in found] == [story.pk]
    assert "shares Harbor" in found[0]["reason"]
    assert "2 h old" in found[0]["reason"]


def test_same_special_coverage_is_suggested(editor):
    unrelated()
    coverage = SpecialCoverageFactory(title="Harbor Vote")
    story = live_story(headline="Ballots were counted twice", coverage=coverage)
    assert story.pk in ids(editor.post(SUGGEST, asked(headline="Pier", coverage=coverage.pk)))


@pytest.mark.parametrize("how", ["picked", "inserted", "linked", "itself"])
def test_what_the_form_names_already_is_not_suggested(editor, harbor, how):
    unrelated()
    story, other = about(harbor, headline="Divers clear the lane"), about(harbor, headline="Cranes stand idle all week")
    boxes = {
        "picked": {"picked": [story.pk]},
        "inserted": {"body": f'<p>A</p><div data-related="{story.pk}">x</div>'},
        "linked": {"body": f'<p><a href="http://testserver/x/y-{story.pk}/amp/?utm_source=a">A</a></p>'},
        "itself": {"story": story.pk},
    }[how]
    assert ids(editor.post(SUGGEST, asked(topics=[harbor.pk]))) == [other.pk, story.pk]
    assert ids(editor.post(SUGGEST, asked(topics=[harbor.pk], **boxes))) == [other.pk]


def test_a_twin_of_a_picked_story_is_not_suggested(editor, harbor):
    unrelated()
    original = about(harbor, headline="Divers clear the lane")
    copy = about(harbor, headline="Shipping resumes", canonical_url=f"http://testserver/x/y-{original.pk}/")
    assert copy.story_key == original.story_key
    assert ids(editor.post(SUGGEST, asked(topics=[harbor.pk], picked=[original.pk]))) == []


def test_only_what_readers_can_open_is_suggested(editor, harbor):
    unrelated()
    gone, live = about(harbor, headline="Divers clear the lane"), about(harbor, headline="Cranes stand idle all week")
    withdraw_article(gone.pk, by=None, now=NOW, reason="Wrong.")
    draft = ArticleFactory(headline="Nets are torn")
    draft.topics.add(harbor)
    assert ids(editor.post(SUGGEST, asked(topics=[harbor.pk]))) == [live.pk]


def test_at_most_six_are_suggested_at_the_same_cost(editor, harbor):
    def questions() -> int:
        with CaptureQueriesContext(connection) as queries:
            editor.post(SUGGEST, asked(topics=[harbor.pk]))
        return len(queries)

    unrelated()
    things = "divers cranes nets buoys ropes crabs sails anchors oars docks".split()
    about(harbor, headline="One sloop sinks", body="<p>Sloops.</p>")
    questions()
    once = questions()
    for thing in things:
        about(harbor, headline=f"Why {thing} matter {thing}ly", body=f"<p>{thing}.</p>")
    assert len(ids(editor.post(SUGGEST, asked(topics=[harbor.pk])))) == 6
    assert questions() == once


def test_nothing_written_suggests_nothing(editor):
    live_story()
    assert editor.post(SUGGEST, asked()).json() == {"results": []}


# --- Who may, and what is refused

HUGE = "x" * 1_000_001


@pytest.mark.parametrize(
    ("address", "sent", "sentence"),
    [
        (STORIES, {"story": "1 OR 1=1"}, "is not the number of a story"),
        (STORIES, {"story": "9" * 30}, "is not the number of a story"),
        (STORIES, {"ids": "1,²"}, "is not the number of a story"),
        (STORIES, {"ids": ",".join(map(str, range(1, 500)))}, "At most 300"),
        (PHOTOS, {"ids": "-1"}, "is not the number of a photo"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_with_a_sentence(editor, address, sent, sentence):
    answer = editor.get(address, sent)
    assert answer.status_code == 400
    assert sentence in answer.json()["error"]


@pytest.mark.parametrize(
    ("address", "sent", "sentence"),
    [
        (SUGGEST, {"story": "x"}, "is not the number of a story"),
        (SUGGEST, {"topics": ["1", "<script>"]}, "is not the number of a topic"),
        (SUGGEST, {"section": "1.5"}, "is not the number of a section"),
        (SUGGEST, {"coverage": "٣"}, "is not the number of a special coverage"),
        (SUGGEST, {"body": HUGE}, "too long to be looked through"),
        (LINT, {"body": HUGE}, "too long to be looked through"),
        (LINT, {"story": "../1"}, "is not the number of a story"),
        (LINT, {"rows": "[{"}, "could not be read"),
        (LINT, {"rows": "[" * 100_000}, "could not be read"),
        (LINT, {"rows": '{"number": 1}'}, "could not be read"),
        (LINT, {"rows": f"[{'9' * 5000}]"}, "could not be read"),
        (LINT, {"rows": f"[{','.join(['{}'] * 10_000)}]"}, "10,000 rows"),
    ],
)
def test_a_form_that_makes_no_sense_is_answered_with_a_sentence(editor, address, sent, sentence):
    answer = editor.post(address, sent)
    assert answer.status_code == 400
    assert sentence in answer.json()["error"]


@pytest.mark.parametrize("one", ["1", "{}", '{"number": -1, "placement": 7}', '{"target_id": [1], "url": {"a": 1}}'])
def test_a_row_that_makes_no_sense_is_passed_over(editor, one):
    answer = editor.post(LINT, {"rows": f"[{one}]"})
    assert (answer.status_code, answer.json()) == (200, {"findings": []})


@pytest.mark.parametrize(
    "term",
    [
        "%",
        "_",
        "\\",
        "'; DROP TABLE",
        "﷽" * 400,
        "\ud83d\ude00 😀",
        "\x01\x02",
        "/",
        "http://[",
        "https://testserver/x-99999999999999999999/",
    ],
)
def test_any_words_may_be_looked_for(editor, term):
    live_story()
    answer = editor.get(STORIES, {"q": term.encode("utf-8", "replace").decode()})
    assert answer.status_code == 200


def test_a_text_of_nothing_but_marks_is_looked_at_quickly(editor):
    body = '<div data-related="1">' * 3_000 + "<p>" * 3_000 + '<a href="//[">x</a>' * 1_000
    for address in (SUGGEST, LINT):
        assert editor.post(address, {"body": body, "headline": "\x00"}).status_code == 200


@pytest.mark.parametrize("address", [STORIES, PHOTOS, SUGGEST, LINT])
def test_the_log_in_page_is_all_a_reader_gets(client, db, address):
    for method in (client.get, client.post):
        answer = method(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("address", [STORIES, PHOTOS, SUGGEST, LINT])
def test_staff_without_stories_see_none(log_in, address):
    ArticleFactory(headline="Secret draft")
    browser = log_in(user=UserFactory())
    answer = browser.get(address) if address in (STORIES, PHOTOS) else browser.post(address)
    assert answer.status_code == 403
    assert "Secret draft" not in answer.content.decode()
    assert "You may not see this" in answer.json()["error"]


def test_forms_of_other_sites_are_refused(log_in):
    user = UserFactory(role="Editor")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    for address in (SUGGEST, LINT):
        assert browser.post(address, {"body": ""}).status_code == 403


def test_answers_are_never_kept_and_asked_for_in_one_way_only(editor):
    assert "no-store" in editor.get(STORIES).headers["Cache-Control"]
    assert editor.post(STORIES).status_code == 405
    assert editor.get(LINT).status_code == 405


# --- The form around it


def test_a_coverage_is_chosen_in_the_form_also_by_reporters(log_in):
    coverage, reporter = SpecialCoverageFactory(title="Harbor Vote"), UserFactory(role="Reporter")
    browser = log_in(user=reporter)
    add = reverse("admin:articles_article_add")
    page = browser.get(add)
    assert "Harbor Vote" in page.content.decode()
    browser.post(add, filled(page, headline="Pier opens", coverage=coverage.pk, _save=""))
    assert Article.objects.get().coverage == coverage


def test_an_old_coverage_stays_chosen_when_many_newer_ones_came(editor):
    old = SpecialCoverageFactory(title="Old", is_on=False)
    story = ArticleFactory(coverage=old)
    for _ in range(60):
        SpecialCoverageFactory()
    address = reverse("admin:articles_article_change", args=[story.pk])
    page = editor.get(address)
    assert page.content.decode().count("Night of the Count") == 50
    editor.post(address, filled(page, _save=""))
    story.refresh_from_db()
    assert story.coverage == old


def test_how_long_a_section_stays_fresh_is_set_by_the_desk(log_in):
    section = SectionFactory()
    browser = log_in("Producer")
    address = reverse("admin:articles_section_change", args=[section.pk])
    browser.post(address, filled(browser.get(address), "section_form", half_life_days="90", _save=""))
    section.refresh_from_db()
    assert section.half_life_days == 90
    refused = browser.post(address, filled(browser.get(address), "section_form", half_life_days="0", _save=""))
    assert refused.status_code == 200


# --- Contests


def test_contests_are_found_by_contest_place_and_coverage_and_rehearsals_are_refused(editor):
    night = SpecialCoverageFactory(title="Harbor Vote")
    mayor, _other = ContestFactory(title="Mayor", coverage=night), ContestFactory(title="Council")
    trial = ContestFactory(title="Mayor", coverage=SpecialCoverageFactory(title="Trial", is_rehearsal=True))
    assert ids(editor.get(CONTESTS, {"q": "harbor mayor"})) == [mayor.pk]
    asked = {"ids": f"{trial.pk},999999,{mayor.pk}"}
    rehearsal, card = editor.get(CONTESTS, asked).json()["results"]
    assert rehearsal["refusal"].startswith("A rehearsal")
    assert (card["headline"], card["meta"], card["refusal"]) == ("Mayor", "Harbor Vote · no votes yet", "")


@pytest.mark.parametrize("number", [1, 15])
def test_a_list_of_contests_costs_the_same_however_long(editor, number):
    for _ in range(number):
        count(ContestFactory(), -5, now=NOW, ames=3)
    with CaptureQueriesContext(connection) as asked:
        assert len(ids(editor.get(CONTESTS))) == number
    assert sum("articles_contest" in query["sql"] for query in asked) == 1


def test_only_staff_who_see_stories_are_told_of_contests(client, log_in):
    assert client.get(CONTESTS).status_code == 302
    assert log_in("").get(CONTESTS).status_code in (302, 403)
    assert log_in("Reporter").get(CONTESTS).status_code == 200
