"""The desk's front page: what each role finds first, what a line says, where it leads, and what it all costs."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html as lxml_html

from articles.admin.front_counts import counts_by_section
from articles.models import Article, Attention, AuditLine, Byline, Photo, ScheduledUpdate, UnsavedWork
from articles.workflow import UpdateKind, note_save, publish_article, withdraw_article
from articles.workflow.attention import note_attention
from articles.workflow.schedule import schedule_update
from tests.admin.conftest import words
from tests.factories import (
    NOW,
    ArticleFactory,
    ContributorFactory,
    SectionFactory,
    SpecialCoverageFactory,
    UserFactory,
    live_story,
    photo_with_picture,
)

FRONT = reverse("admin:index")
HOUR = timedelta(hours=1)


def parts(browser) -> dict[str, str]:
    """The words of each part of the front page by its heading, in their order."""
    answer = browser.get(FRONT)
    assert answer.status_code == 200
    sections = lxml_html.fromstring(answer.content.decode()).xpath("//div[@class='desk-front']/section")
    return {" ".join(each.xpath("string(h2)").split()): " ".join(each.xpath("string()").split()) for each in sections}


def links(browser, part: str) -> list[str]:
    root = lxml_html.fromstring(browser.get(FRONT).content.decode())
    (found,) = [one for one in root.xpath("//section[h2]") if one.xpath("normalize-space(h2)") == part]
    return found.xpath(".//li//a/@href")


def hand(story: Article, verb: AuditLine.Verb, *, by, at=NOW, note: str = "") -> None:
    AuditLine.objects.create(article=story, verb=verb, detail=note, at=at, by=by)


def changed_live_story(**kwargs) -> Article:
    story = live_story(**kwargs).article
    Article.objects.filter(pk=story.pk).update(dek="Another dek.")
    note_save(story.pk, by=None, now=NOW)
    return story


@pytest.mark.parametrize(
    ("role", "order"),
    [
        ("Reporter", ["Yours", "Needs review", "Going out next", "Needs attention", "By section"]),
        (
            "Editor",
            [
                *("Needs review", "Going out next", "Live with unpublished changes", "Yours", "Needs attention"),
                *("Special coverage", "By section"),
            ],
        ),
        ("Producer", ["Special coverage", "Going out next", "By section"]),
        ("Photo editor", ["Needs attention", "Going out next"]),
    ],
)
def test_everybody_finds_first_what_they_can_do_something_about(log_in, role, order):
    assert list(parts(log_in(role)))[: len(order)] == order


def test_somebody_without_a_role_sees_no_stories(log_in):
    ArticleFactory(headline="Secret", stage="review")
    assert "Secret" not in words(log_in().get(FRONT))


def test_a_story_that_was_sent_back_stands_first_with_its_note(log_in):
    reporter, boss = UserFactory(role="Reporter"), UserFactory(first_name="Ada", last_name="Boss")
    back = ArticleFactory(headline="Sent back", created_by=reporter)
    hand(back, AuditLine.Verb.SUBMITTED, by=reporter, at=NOW - 2 * HOUR)
    hand(back, AuditLine.Verb.SENT_BACK, by=boss, at=NOW - HOUR, note="Who says so?")
    Article.objects.filter(pk=back.pk).update(edited_at=NOW - 5 * HOUR)
    ArticleFactory(headline="Newer draft", created_by=reporter)
    yours = parts(log_in(user=reporter))["Yours"]
    assert yours.index("Sent back") < yours.index("Newer draft")
    assert "Sent back by Ada Boss: Who says so?" in yours


def test_yours_are_those_you_began_and_those_with_your_name(log_in):
    reporter = UserFactory(role="Reporter")
    ArticleFactory(headline="Begun by me", created_by=reporter)
    signed = ArticleFactory(headline="Signed by me")
    Byline.objects.create(article=signed, contributor=ContributorFactory(user=reporter))
    ArticleFactory(headline="Somebody else’s")
    yours = parts(log_in(user=reporter))["Yours"]
    assert "Begun by me" in yours
    assert "Signed by me" in yours
    assert "Somebody" not in yours


def test_review_tells_since_when_and_by_whom_the_longest_waiting_first(log_in):
    pat = UserFactory(first_name="Pat", last_name="Writer")
    for headline, hours in (("Newer", 1), ("Older", 3)):
        story = ArticleFactory(headline=headline, stage="review")
        hand(story, AuditLine.Verb.SUBMITTED, by=pat, at=NOW - hours * HOUR)
    waiting = parts(log_in("Editor"))["Needs review"]
    assert waiting.index("Older") < waiting.index("Newer")
    assert "3 h ago by Pat Writer" in waiting


def test_live_stories_with_unpublished_changes_are_listed_and_no_others(log_in):
    changed_live_story(headline="Changed")
    live_story(headline="As it is")
    gone = changed_live_story(headline="Withdrawn")
    withdraw_article(gone.pk, by=None, now=NOW, reason="No.")
    changed = parts(log_in("Editor"))["Live with unpublished changes"]
    assert "Changed" in changed
    assert "As it is" not in changed
    assert "Withdrawn" not in changed


def test_what_goes_out_next_is_told_with_its_time(log_in):
    story = ArticleFactory(headline="Tomorrow’s paper", publish_at=NOW + 3 * HOUR)
    publish_article(story.pk, by=None, now=NOW)
    editor = log_in("Editor")
    assert "8:00 PM ET" in parts(editor)["Going out next"]
    assert reverse("admin:articles_article_change", args=[story.pk]) in links(editor, "Going out next")[0]


def test_attention_leads_to_where_it_is_mended(log_in):
    photo = photo_with_picture()
    story = live_story(headline="Ferry", lead_photo=photo, at=NOW)
    Photo.objects.filter(pk=photo.pk).update(alt_decision="", caption="The ferry")
    note_attention(story.pk, Attention.Kind.BROKEN, ["https://x.example/ is dead (404)."], NOW)
    editor = log_in("Editor")
    told = parts(editor)["Needs attention"]
    assert "The photo “The ferry” has no description" in told
    assert "https://x.example/ is dead (404)." in told
    form = reverse("admin:articles_article_change", args=[story.pk])
    assert links(editor, "Needs attention") == [
        reverse("admin:articles_photo_change", args=[photo.pk]),
        f"{form}#related_links-group",
    ]


def test_an_update_that_is_late_stands_first_among_what_goes_out_and_what_needs_attention(log_in):
    story = changed_live_story(headline="Ferry")
    schedule_update(story.pk, at=NOW + HOUR, kind=UpdateKind.SILENT, note="", by=UserFactory(role="Editor"), now=NOW)
    ScheduledUpdate.objects.update(at=NOW - HOUR)
    told = parts(log_in("Editor"))
    assert "Late" in told["Going out next"]
    assert "The update was due 1 h ago and has not gone out." in told["Needs attention"]


def test_what_was_typed_and_not_saved_stands_above_all(log_in):
    reporter = UserFactory(role="Reporter")
    UnsavedWork.objects.create(
        user=reporter, place="new:a", boxes={}, headline="Half a story", tab="a", at=NOW - timedelta(minutes=5)
    )
    told = parts(log_in(user=reporter))
    assert next(iter(told)) == "Not saved yet"
    assert "Half a story" in told["Not saved yet"]
    assert "Not saved yet" not in parts(log_in("Reporter"))


def test_what_readers_no_longer_have_and_what_has_no_picture_needs_no_attention(log_in):
    photo = photo_with_picture()
    story = live_story(lead_photo=photo)
    Photo.objects.filter(pk=photo.pk).update(alt_decision="")
    note_attention(story.pk, Attention.Kind.LINK, ["Told."], NOW)
    withdraw_article(story.pk, by=None, now=NOW, reason="No.")
    assert "All links lead somewhere" in parts(log_in("Editor"))["Needs attention"]


def test_a_reporter_is_told_of_their_own_stories_only(log_in):
    reporter = UserFactory(role="Reporter")
    own, other = ArticleFactory(created_by=reporter), ArticleFactory()
    for story, sentence in ((own, "Mine is broken."), (other, "Theirs is broken.")):
        note_attention(story.pk, Attention.Kind.LINK, [sentence], NOW)
    told = parts(log_in(user=reporter))["Needs attention"]
    assert "Mine is broken." in told
    assert "Theirs" not in told


def test_numbers_are_those_of_the_lists_they_lead_to(log_in):
    section = SectionFactory(name="Sport")
    ArticleFactory(section=section)
    ArticleFactory(section=None)
    ArticleFactory(section=section, stage="review")
    ArticleFactory(section=section, stage="ready")
    scheduled = ArticleFactory(section=section, publish_at=NOW + HOUR)
    publish_article(scheduled.pk, by=None, now=NOW)
    live_story(section=section)
    live_story(section=section, at=NOW - 30 * HOUR)
    editor = log_in("Editor")
    root = lxml_html.fromstring(editor.get(FRONT).content.decode())
    rows = {
        row.xpath("string(th)"): [cell.xpath("string()").strip() for cell in row.xpath("td")]
        for row in root.xpath("//tbody/tr")
    }
    assert rows == {"Sport": ["1", "1", "1", "1", "1"], "In no section": ["1", "0", "0", "0", "0"]}
    for address in root.xpath("//tbody//td/a/@href"):
        assert "1 story" in words(editor.get(address)), address


def test_a_producer_sees_which_banners_are_on(log_in):
    SpecialCoverageFactory(title="The count")
    SpecialCoverageFactory(title="The storm", is_on=False)
    SpecialCoverageFactory(title="The parade", ends_at=NOW - HOUR)
    told = parts(log_in("Producer"))["Special coverage"]
    assert "The count ●On: readers see the banner" in told
    assert "The parade ◷Switched on, outside its times" in told
    assert "The storm ○Off" in told


def _one_of_each(n: int, user) -> None:
    hand(ArticleFactory(stage="review", created_by=user), AuditLine.Verb.SUBMITTED, by=user)
    hand(ArticleFactory(created_by=user), AuditLine.Verb.SENT_BACK, by=user, note="No.")
    photo = photo_with_picture(color=f"#{n * 8:02x}{255 - n * 8:02x}40")
    story = changed_live_story(lead_photo=photo)
    Photo.objects.filter(pk=photo.pk).update(alt_decision="")
    note_attention(story.pk, Attention.Kind.LINK, ["Look."], NOW)
    publish_article(ArticleFactory(publish_at=NOW + HOUR).pk, by=None, now=NOW)
    Byline.objects.create(article=story, contributor=ContributorFactory(user=None if n else user))


def _asked(browser) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(FRONT).status_code == 200
    return len(captured)


def test_the_front_costs_the_same_with_one_story_of_each_kind_and_with_thirty(log_in):
    costs = {"Reporter": 14, "Editor": 15, "Producer": 15}
    user = UserFactory()
    browser = log_in(user=user)
    for numbers in (range(1), range(1, 30)):
        for n in numbers:
            _one_of_each(n, user)
        # One person in each role after the other: the hundred and fifty stories are made once.
        for role, queries in costs.items():
            user.groups.set([Group.objects.get(name=role)])
            assert _asked(browser) == queries, (role, n)


def test_a_story_that_was_ready_long_ago_is_counted_and_one_that_is_out_is_not(log_in):
    section = SectionFactory(name="Sport")
    waiting = ArticleFactory(section=section, stage="ready")
    Article.objects.filter(pk=waiting.pk).update(edited_at=NOW - 900 * HOUR)
    for _ in range(3):
        withdraw_article(live_story(section=section).pk, by=None, now=NOW, reason="Wrong.")
    live_story(section=section)
    with CaptureQueriesContext(connection) as asked:
        counts = {row.name: [number for number, _ in row.numbers] for row in counts_by_section(now=NOW)}
    assert counts["Sport"][2] == 1
    assert len(asked) == 3
