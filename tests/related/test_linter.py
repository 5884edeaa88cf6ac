"""The link linter: every fault of a story's links is told in a sentence, and one click mends it."""

import json

import pytest

from articles.models import PublishedArticle
from articles.related.linter import Row
from tests.factories import NOW, ArticleFactory, live_story
from tests.related.linting import (
    DAY,
    a,
    card,
    codes,
    draft,
    embargoed,
    embargoed_and_scheduled,
    expired,
    found,
    mended,
    path_of,
    scheduled,
    withdrawn,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hosts(settings):
    settings.OWN_HOSTS = frozenset({"news.example.org", "old.example.net"})
    settings.SITE_URL = "https://news.example.org"


def test_links_cards_and_picks_that_are_in_order_are_not_mentioned():
    one, two, three = live_story(), live_story(), live_story()
    body = a(path_of(one)) + card(two.pk) + a("https://example.com/a") + a("mailto:desk@example.org") + a("#notes")
    assert found(body, Row(1, target_id=three.pk), Row(2, url="https://example.com/b", title="B")) == []
    assert found("") == found("", story_id=one.pk) == []


def test_a_link_that_repeats_a_pick_is_told_with_both_places():
    story = live_story()
    (finding,) = found(a(path_of(story)), Row(7, target_id=story.pk))
    assert finding.as_dict() == {
        "code": "repeats_pick",
        "sentence": "The same story stands twice: linked in the text (“council vote”) and picked for the sidebar.",
        "at": {"kind": "link", "number": 0},
        "fixes": [
            {
                "do": "remove_row",
                "label": "Take it out of the sidebar",
                "at": {"kind": "row", "number": 7},
                "value": "",
            },
            {
                "do": "unlink",
                "label": "Remove the link, keep its words",
                "at": {"kind": "link", "number": 0},
                "value": "",
            },
            {"do": "repeat_row", "label": "Repeat it on purpose", "at": {"kind": "row", "number": 7}, "value": ""},
        ],
    }
    json.dumps(finding.as_dict())


@pytest.mark.parametrize(
    ("body", "rows", "code", "places"),
    [
        ("{card}{card}", [], "twice", "put into the text as a card (“Plan”) and put into the text as a card (“Plan”)"),
        ("{link}{card}", [], "twice", "linked in the text (“council vote”) and put into the text as a card (“Plan”)"),
        ("{card}", ["inline"], "twice", "put into the text as a card (“Plan”) and picked for the text"),
        ("{card}", ["sidebar"], "repeats_pick", "put into the text as a card (“Plan”) and picked for the sidebar"),
        ("", ["inline", "sidebar"], "repeats_pick", "picked for the text (“Plan”) and picked for the sidebar (“Plan”)"),
        ("", ["sidebar", "sidebar"], "twice", "picked for the sidebar (“Plan”) and picked for the sidebar (“Plan”)"),
    ],
)
def test_the_same_story_twice_is_told_wherever_it_stands(body, rows, code, places):
    story = live_story(headline="Plan")
    body = body.format(card=card(story.pk), link=a(path_of(story)))
    (finding,) = found(body, *(Row(n, target_id=story.pk, placement=place) for n, place in enumerate(rows)))
    assert finding.code == code
    assert finding.sentence == f"The same story stands twice: {places}."


def test_the_same_story_under_two_addresses_is_the_same_story():
    story = live_story()
    rows = [
        Row(1, url=f"https://amp.old.example.net/x/y-{story.pk}/?utm_source=x", title="T"),
        Row(2, target_id=story.pk),
    ]
    assert codes(found("", *rows)) == ["ours", "twice"]
    assert codes(
        found("", Row(1, url="https://a.example/x?id=1"), Row(2, url="http://www.a.example/x/?id=1&fbclid=2"))
    ) == ["twice"]
    assert codes(found("", Row(1, title="Only words"), Row(2, title="“Only” words!"))) == ["twice"]


def test_text_that_links_to_a_story_twice_gets_a_hint_and_to_a_source_twice_none():
    story = live_story()
    (finding,) = found(
        a(path_of(story), "vote") + a(path_of(story) + "#comments", "plan") + a("https://a.example/x") * 2
    )
    assert finding.sentence == "The same story is linked twice in the text: “vote” and “plan”."
    assert [(fix.do, fix.at.number) for fix in finding.fixes] == [("unlink", 1)]


def test_repeating_on_purpose_is_not_a_fault():
    story = live_story()
    assert found(a(path_of(story)), Row(1, target_id=story.pk, repeat=True)) == []
    assert found(card(story.pk) + card(story.pk, repeat=True)) == []
    assert found(card(story.pk), Row(1, target_id=story.pk, placement="inline", repeat=True)) == []


def test_what_stands_behind_a_repeat_on_purpose_still_has_to_say_so():
    story = live_story()
    rows = [Row(1, target_id=story.pk, repeat=True), Row(2, target_id=story.pk)]
    assert [(finding.code, finding.at.number) for finding in found("", *rows)] == [("twice", 2)]


def test_a_story_does_not_link_to_itself():
    story = live_story()
    body = a("https://news.example.org" + path_of(story)) + card(story.pk)
    findings = found(body, Row(1, target_id=story.pk), story_id=story.pk)
    assert [finding.code for finding in findings if finding.code == "itself"] == ["itself"] * 3
    assert found(a(f"/x/y-{story.pk}/"), story_id=story.pk)[0].sentence == (
        "The link “council vote” leads to this story itself. Readers have it open already."
    )


def test_copies_of_a_story_are_that_story():
    original = live_story()
    one, two = live_story(canonical_url=path_of(original)), live_story(canonical_url=path_of(original))
    PublishedArticle.objects.filter(pk__in=[one.pk, two.pk]).update(story_key=f"article:{original.pk}")
    assert codes(found(card(one.pk) + card(two.pk))) == ["twice"]
    (finding,) = found(card(two.pk), story_id=one.pk)
    assert finding.code == "itself"
    assert "is another copy of this story" in finding.sentence


def test_a_copy_may_link_to_its_source_but_not_recommend_it():
    source = "https://agency.example/item?id=5"
    copy = ArticleFactory(canonical_url=source)
    assert found(a(source), story_id=copy.pk) == []
    assert codes(found("", Row(1, url=source + "&utm_source=x", title="T"), story_id=copy.pk)) == ["itself"]


@pytest.mark.parametrize(
    ("make", "code", "of_link", "of_row"),
    [
        (draft, "draft", "is not published yet: readers who follow it find nothing until it is.", "once it is."),
        (embargoed, "embargoed", "is under embargo until Nov 4, 5:00 PM ET: readers", "see it then."),
        (embargoed_and_scheduled, "embargoed", "is under embargo until Nov 4, 5:00 PM ET", "see it then."),
        (scheduled, "scheduled", "is scheduled for Nov 4, 5:00 PM ET: readers", "readers see it then."),
        (withdrawn, "withdrawn", "was withdrawn: readers who follow it are told so", "readers do not see it."),
        (expired, "expired", "has been down since 4:00 PM ET: readers who", "readers do not see it."),
    ],
)
def test_a_story_that_readers_cannot_see_is_told_with_the_reason(make, code, of_link, of_row):
    story = make()
    for finding in (
        *found(a(f"/politics/x-{story.pk}/")),
        *found(card(story.pk)),
        *found("", Row(3, target_id=story.pk)),
    ):
        assert finding.code == code
        assert len(finding.fixes) == 1
        if finding.at.kind == "link":
            assert f"The link “council vote” leads to “Plan”, which {of_link}" in finding.sentence
        else:
            assert finding.sentence.startswith(("The card “Plan” ", "The related story “Plan” "))
            assert finding.sentence.endswith(of_row)


def test_a_story_that_is_no_longer_here_is_told():
    story = ArticleFactory()
    number = story.pk
    story.delete()
    for findings in (
        found(a(f"/x/y-{number}/")),
        found(card(number)),
        found(card(0)),
        found("", Row(1, target_id=number)),
        found("", Row(1, url=f"/x/y-{2**63 - 1}/")),
    ):
        assert codes(findings) == ["gone"]


@pytest.mark.parametrize(
    "href",
    [
        "https://news.example.org{path}",
        "http://old.example.net{path}?utm_source=x",
        "{path}?fbclid=1",
        "{path}amp/",
        "/an-old-section/an-old-slug-{id}/",
        "politics/x-{id}/",
        "/preview/{id}/",
        "/admin/articles/article/{id}/change/",
    ],
)
def test_a_link_to_our_story_by_another_address_gets_its_present_one(href):
    story = live_story()
    body = a(href.format(path=path_of(story), id=story.pk) + "#comments")
    (finding,) = found(body)
    assert finding.code == "ours"
    (fix,) = finding.fixes
    assert (fix.do, fix.value) == ("set_href", path_of(story) + "#comments")
    assert found(mended(fix, body, [])[0]) == []


def test_a_web_address_that_is_our_story_becomes_that_story():
    story = live_story()
    (finding,) = found("", Row(4, url=f"https://old.example.net{path_of(story)}", title="The plan"))
    assert finding.sentence.startswith("The web address of “The plan” is our own story")
    assert [(fix.do, fix.value, fix.at.number) for fix in finding.fixes] == [("use_story", str(story.pk), 4)]


def test_places_count_all_links_and_all_cards_of_the_text_as_posted():
    story = live_story()
    body = (
        '<p><a name="x">no link</a><a href="javascript:void(0)">one</a><a href="">two</a></p>'
        f'<div data-related="nonsense">x</div><div data-related="{story.pk}"><a href="{path_of(story)}">label</a></div>'
        '<p><a data-related="x" href="https://example.com/">three</a></p>'
        f'<p><a href="/x/y-999999/">gone</a></p><blockquote><div data-related="888888">gone</div></blockquote>'
    )
    assert [(f.code, f.at.kind, f.at.number) for f in found(body)] == [("gone", "link", 4), ("gone", "insert", 3)]


def test_names_are_cut_short_and_hostile_words_stay_words():
    (finding,) = found(a("/x/y-999999/", "<b>&lt;script&gt;\x00</b> " + "word " * 500))
    assert finding.sentence.startswith("The link “<script> word word")
    assert len(finding.sentence) < 200
    (finding,) = found('<p><a href="/x/y-999999/"><br></a></p>')
    assert "“/x/y-999999/”" in finding.sentence


def test_the_clock_is_an_argument():
    story = scheduled()
    assert codes(found(card(story.pk), now=NOW + 2 * DAY)) == []
    assert codes(found(card(story.pk), now=NOW)) == ["scheduled"]
