"""Stages at the desk: buttons named by what they do, the note of who sent a story back, and what stands above the form.
Who may press what is in test_rights.py."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from lxml import html as lxml_html

from articles.models import Article, Revision, Section
from articles.workflow import UpdateKind, note_save, publish_article, withdraw_article
from articles.workflow.schedule import schedule_update
from articles.workflow.stages import mark_ready, send_back, submit
from tests.admin.conftest import filled, messages, words
from tests.factories import NOW, ArticleFactory, SectionFactory, UserFactory, live_story
from tests.workflow.matrix import make_person, make_stories

LIST = reverse("admin:articles_article_changelist")


def change(pk: int) -> str:
    return reverse("admin:articles_article_change", args=[pk])


def sending_back(pk: int) -> str:
    return reverse("admin:articles_article_send_back", args=[pk])


def buttons(page) -> list[str]:
    """Those that send the form: the primary one first."""
    row = lxml_html.fromstring(page.content.decode()).get_element_by_id("submit-row")
    assert len(row.xpath(".//*[contains(@class, 'desk-primary')]")) <= 1
    return [" ".join(one.text_content().split()) for one in row.xpath(".//button[@type='submit']")]


def standing(page) -> str:
    strips = lxml_html.fromstring(page.content.decode()).xpath("//*[contains(@class, 'desk-strips')]")
    return " ".join(strips[0].text_content().split()) if strips else ""


REPORTERS = {
    "draft": ["Send to review", "Save"],
    "review": ["Save", "Take back"],
    "ready": [],
    "scheduled": ["Send to review", "Save"],
    "live": ["Send to review", "Save"],
    "changed": ["Send to review", "Save"],
    "expired": ["Send to review", "Save"],
    "withdrawn": ["Send to review", "Save"],
}
EDITORS = {
    "draft": ["Publish now", "Save", "Send to review"],
    "review": ["Publish now", "Save", "Mark ready", "Send back…"],
    "ready": ["Publish now", "Save", "Send back…"],
    "scheduled": ["Schedule for Nov 4, 6:00 AM ET", "Save"],
    "live": ["Publish update…", "Save"],
    "changed": ["Publish update…", "Save"],
    "expired": ["Publish update…", "Save"],
    "withdrawn": ["Publish again", "Save"],
}
OF_OTHER_SECTIONS = EDITORS | {
    "draft": ["Send to review", "Save"],
    "review": ["Save"],
    "ready": ["Save"],
    **{state: ["Send to review", "Save"] for state in ("scheduled", "live", "changed", "expired", "withdrawn")},
}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("reporter, own", REPORTERS), ("editor", EDITORS), ("sport editor, politics", OF_OTHER_SECTIONS)],
)
def test_the_buttons_say_what_will_happen(log_in, kind, expected):
    person = make_person(kind)
    browser, stories = log_in(user=person), make_stories(kind, person)
    own = ("Send to review", "Save", "Take back", "Mark ready", "Send back…", "Publish", "Schedule")
    found = {
        state: [name for name in buttons(browser.get(change(story.pk))) if name.startswith(own)]
        for state, story in stories.items()
    }
    assert found == expected


def test_what_stands_above_the_form(log_in):
    reporter, chief = UserFactory(role="Reporter"), UserFactory(role="Editor", first_name="Edwin", last_name="Marsh")
    browser = log_in(user=chief)

    def said(pk: int) -> str:
        return standing(browser.get(change(pk)))

    story = ArticleFactory(created_by=reporter)
    assert said(story.pk) == ""
    submit(story.pk, by=reporter, now=NOW - timedelta(hours=1), note="Two sources.")
    assert said(story.pk) == f"In review since 4:00 PM ET, sent by {reporter.get_full_name()}. Two sources."
    send_back(story.pk, by=chief, now=NOW - timedelta(minutes=9), note="Name <b>both</b>.")
    assert said(story.pk) == "Sent back by Edwin Marsh at 4:51 PM ET: Name <b>both</b>."
    mark_ready(story.pk, by=chief, now=NOW)
    assert said(story.pk) == "Marked ready by Edwin Marsh at 5:00 PM ET."
    publish_article(story.pk, by=chief, now=NOW)
    assert said(story.pk) == "Live: readers see exactly this, since 5:00 PM ET."
    withdraw_article(story.pk, by=chief, now=NOW, reason="Made up.")
    assert said(story.pk) == "Withdrawn at 5:00 PM ET: readers do not see it. Made up."


def test_a_change_that_readers_do_not_have_is_one_click_away_from_being_seen(editor):
    live = Article.objects.get(pk=live_story().pk)
    live.dek = "Another one."
    live.save()
    note_save(live.pk, by=None, now=NOW)
    page = editor.get(change(live.pk))
    assert standing(page) == "Live: readers see the version from 4:00 PM ET. What changed since"
    address = lxml_html.fromstring(page.content.decode()).xpath("//*[contains(@class, 'desk-strip')]//a/@href")
    assert editor.get(address[0]).status_code == 200


def test_a_scheduled_story_says_when_it_goes_out_and_in_how_long(editor):
    story = ArticleFactory(publish_at=NOW + timedelta(hours=3, minutes=12))
    publish_article(story.pk, by=None, now=NOW)
    assert standing(editor.get(change(story.pk))) == "Goes out 8:12 PM ET, in 3 h 12 min."


def test_an_update_that_waits_for_its_time_is_said_as_well(editor):
    live = Article.objects.get(pk=live_story().pk)
    live.dek = "Another one."
    live.save()
    note_save(live.pk, by=None, now=NOW)
    schedule_update(live.pk, at=NOW + timedelta(hours=1), kind=UpdateKind.SILENT, by=None, now=NOW)
    said = "An update goes out 6:00 PM ET, in 1 h, as it was saved at 5:00 PM ET."
    assert standing(editor.get(change(live.pk))).endswith(said)


def test_old_stories_that_nobody_handed_over_say_only_what_is_known(editor):
    for stage, sentence in (("review", "In review."), ("ready", "Marked ready.")):
        assert standing(editor.get(change(ArticleFactory(stage=stage).pk))) == sentence


def test_sending_back_saves_asks_for_the_note_and_keeps_it(editor):
    story = ArticleFactory(headline="Old", stage="review")
    boxes = filled(editor.get(change(story.pk)), headline="New", _send_back="")
    asked = editor.post(change(story.pk), boxes, follow=True)
    assert "What is to be done?" in words(asked)
    story.refresh_from_db()
    assert (story.headline, story.stage) == ("New", "review")
    assert "Write what is to be done" in words(editor.post(sending_back(story.pk), {"note": " "}))
    long = "x" * 2001
    refused = editor.post(sending_back(story.pk), {"note": long})
    assert "2,001 characters" in words(refused)
    assert lxml_html.fromstring(refused.content.decode()).xpath("//textarea[@name='note']")[0].text.strip() == long
    done = editor.post(sending_back(story.pk), {"note": "Shorter."}, follow=True)
    assert "Sent back: New." in messages(done)


def test_a_note_is_not_lost_when_somebody_else_was_faster(editor):
    story = ArticleFactory(stage="review")
    page = editor.get(sending_back(story.pk))
    send_back(story.pk, by=UserFactory(role="Editor"), now=NOW, note="Mine first.")
    late = editor.post(sending_back(story.pk), filled(page, "send-back", note="Where is the mayor?"))
    assert "It is a draft already" in words(late)
    assert "Where is the mayor?" in words(late)
    assert "Mine first." in words(late)


def test_sending_back_a_story_that_is_gone_says_so(editor):
    assert editor.get(sending_back(4711), follow=True).status_code == 200
    assert editor.post(sending_back(4711), {"note": "x"}).status_code in (302, 409)


def test_a_verb_that_refuses_leaves_the_save_and_says_why(log_in):
    reporter = UserFactory(role="Reporter")
    browser, story = log_in(user=reporter), ArticleFactory(created_by=reporter)
    page = browser.get(change(story.pk))
    submit(story.pk, by=reporter, now=NOW)
    note_save(story.pk, by=reporter, now=NOW)
    done = browser.post(change(story.pk), filled(page, dek="New dek", _review=""), follow=True)
    assert "Saved, but not sent to review" in messages(done)
    assert "It is in review already. What you save is what the editor sees." in messages(done)
    assert Article.objects.get().dek == "New dek"


def test_what_a_writer_typed_while_the_editor_closed_the_story_is_kept_aside(log_in):
    reporter = UserFactory(role="Reporter")
    browser, story = log_in(user=reporter), ArticleFactory(created_by=reporter, headline="Old")
    page = browser.get(change(story.pk))
    mark_ready(story.pk, by=UserFactory(role="Editor"), now=NOW)
    done = browser.post(change(story.pk), filled(page, headline="Typed for an hour", _review=""), follow=True)
    assert "An editor has marked this ready. Ask for it back. What you typed is kept" in messages(done)
    story.refresh_from_db()
    assert (story.headline, story.stage) == ("Old", "ready")
    aside = story.revisions.get(kind=Revision.Kind.SET_ASIDE)
    assert (aside.content["headline"], aside.by, aside.version) == ("Typed for an hour", reporter, None)
    same = browser.post(change(story.pk), filled(page, _save=""), follow=True)
    assert "Ask for it back." in messages(same)
    assert story.revisions.filter(kind=Revision.Kind.SET_ASIDE).count() == 1


def test_nobody_else_puts_anything_aside(log_in):
    story = ArticleFactory(stage="ready")
    boxes = filled(log_in(superuser=True).get(change(story.pk)), headline="Mine")
    assert log_in("Reporter").post(change(story.pk), boxes).status_code == 403
    assert not story.revisions.filter(kind=Revision.Kind.SET_ASIDE).exists()


@pytest.mark.parametrize("loses_the_role", [False, True])
def test_who_has_no_part_in_a_story_any_more_gets_the_text_back(log_in, loses_the_role):
    reporter = UserFactory(role="Reporter")
    browser, story = log_in(user=reporter), ArticleFactory(is_shared=True, headline="Old")
    page = browser.get(change(story.pk))
    Article.objects.filter(pk=story.pk).update(is_shared=False)
    if loses_the_role:
        reporter.groups.clear()
    typed = {"headline": "Typed <b>for</b> an hour", "body": "<p>Every word.</p><script>alert(1)</script>"}
    done = browser.post(change(story.pk), filled(page, **typed, _save=""))
    assert done.status_code == 403
    assert "Nothing was saved." in words(done)
    assert "Typed <b>for</b> an hour" in words(done)
    assert "<p>Every word.</p>" in done.content.decode()
    assert "<script>alert(1)" not in done.content.decode()
    story.refresh_from_db()
    assert story.headline == "Old"
    assert not story.revisions.filter(kind=Revision.Kind.SET_ASIDE).exists()


def test_what_was_typed_into_a_closed_story_that_is_then_deleted_comes_back(log_in, monkeypatch):
    reporter = UserFactory(role="Reporter")
    browser, story = log_in(user=reporter), ArticleFactory(created_by=reporter)
    page = browser.get(change(story.pk))
    mark_ready(story.pk, by=UserFactory(role="Editor"), now=NOW)

    def gone(*args, **kwargs):
        raise Article.DoesNotExist

    monkeypatch.setattr("articles.admin.closing.set_aside", gone)
    done = browser.post(change(story.pk), filled(page, headline="Typed for an hour", _save=""))
    assert done.status_code == 409
    assert "Typed for an hour" in words(done)


# --- Several at once


def test_several_at_once_stop_at_no_refusal(editor):
    draft, ready = ArticleFactory(), ArticleFactory(headline="Done", stage="ready")
    chosen = [draft.pk, ready.pk]
    done = messages(editor.post(LIST, {"action": "mark_ready", "_selected_action": chosen}, follow=True))
    assert "1 story marked ready." in done
    assert "Not marked ready: Done. It is marked ready already." in done


def test_a_change_to_a_live_story_is_not_published_from_the_list(editor):
    story = Article.objects.get(pk=live_story(headline="Ferry is back").pk)
    story.dek = "Another one."
    story.save()
    note_save(story.pk, by=None, now=NOW)
    same = live_story(headline="As it is")
    done = editor.post(LIST, {"action": "publish_selected", "_selected_action": [story.pk, same.pk]}, follow=True)
    assert "Not published: Ferry is back. Readers have it already: say what they are told" in messages(done)
    assert "Not published: As it is. Readers see exactly this already." in messages(done)
    assert reverse("admin:articles_article_update", args=[story.pk]) in done.content.decode()


@pytest.mark.parametrize("action", ["send_to_review", "mark_ready", "publish_selected", "withdraw_selected"])
def test_a_chosen_story_that_is_gone_is_said_to_be(editor, action):
    done = editor.post(LIST, {"action": action, "_selected_action": ["4711"]}, follow=True)
    assert "One of the stories you chose is not in this list any more." in messages(done)


@pytest.mark.parametrize("action", ["send_to_review", "mark_ready", "publish_selected"])
def test_a_story_deleted_while_the_others_are_done_stops_none(editor, action, monkeypatch):
    from articles.admin import actions

    first, gone, last = (ArticleFactory(headline=name) for name in ("First", "Gone", "Last"))
    chosen = actions._chosen

    def and_then_deleted(*args):
        found = chosen(*args)
        Article.objects.filter(pk=gone.pk).delete()
        return found

    monkeypatch.setattr(actions, "_chosen", and_then_deleted)
    told = messages(
        editor.post(LIST, {"action": action, "_selected_action": [first.pk, gone.pk, last.pk]}, follow=True)
    )
    assert "Gone. Somebody has deleted it meanwhile." in told
    assert "2 stories" in told


# --- Whose section


def test_who_publishes_in_a_section_is_said_by_those_who_hand_out_log_ins(log_in):
    section, chief, reporter = SectionFactory(name="Sport"), UserFactory(role="Editor"), UserFactory(role="Reporter")
    address = reverse("admin:articles_section_change", args=[section.pk])
    boss = log_in(superuser=True)
    page = boss.get(address)
    assert chief.get_full_name() in words(page)
    assert reporter.get_full_name() not in words(page)
    boss.post(address, filled(page, "section_form", editors=[chief.pk], _save=""))
    assert list(section.editors.all()) == [chief]
    boss.post(address, filled(page, "section_form", editors=[reporter.pk], _save=""))
    assert list(section.editors.all()) == [chief]
    User.objects.get(pk=chief.pk).groups.clear()  # who left the role can still be taken off
    boss.post(address, filled(boss.get(address), "section_form", editors=[], _save=""))
    assert not section.editors.exists()


def test_a_producer_renames_a_section_and_makes_nobody_its_editor(log_in):
    section, chief = SectionFactory(name="Sport"), UserFactory(role="Editor")
    producer = UserFactory(role="Producer")
    section.editors.add(chief)
    browser, address = log_in(user=producer), reverse("admin:articles_section_change", args=[section.pk])
    page = browser.get(address)
    assert chief.get_full_name() in words(page)
    browser.post(address, filled(page, "section_form", name="Sports", editors=[producer.pk], _save=""))
    assert Section.objects.get().name == "Sports"
    assert list(section.editors.all()) == [chief]


def test_views_of_the_list_find_what_they_promise(log_in):
    person = make_person("reporter, own")
    browser, stories = log_in(user=person), make_stories("reporter, own", person)
    Article.objects.filter(pk=stories["draft"].pk).update(is_shared=True)
    names = {story.pk: state for state, story in stories.items()}

    def shown(view: str) -> set[str]:
        rows = browser.get(LIST, {"view": view}).context["cl"].result_list
        return {names[story.pk] for story in rows}

    assert shown("mine") == set(stories)
    assert shown("review") == {"review"}
    assert shown("draft") == {"draft"}
    assert shown("open") == {"draft"}
    assert shown("ready") == {"ready"}
    assert shown("scheduled") == {"scheduled"}
    assert shown("live") == shown("today") == {"live", "changed"}
    assert shown("changed") == {"changed"}
    assert shown("over") == {"expired"}
    assert shown("withdrawn") == {"withdrawn"}
    assert log_in("Reporter").get(LIST, {"view": "mine"}).context["cl"].result_count == 0


@pytest.mark.django_db
def test_an_editor_of_other_sections_is_told_why_there_is_no_button_to_publish(log_in):
    client = log_in("Editor")
    sport, politics = SectionFactory(name="Sport"), SectionFactory(name="Politics")
    sport.editors.add(client.get("/admin/").wsgi_request.user)
    told = "Politics is not among your sections, so you may not publish this story. Ask its editor."
    assert told in words(client.get(change(ArticleFactory(section=politics).pk)))
    assert "among your sections" not in words(client.get(change(ArticleFactory(section=sport).pk)))
    shared = ArticleFactory(section=politics, is_shared=True)
    assert "may not publish" not in words(log_in("Reporter").get(change(shared.pk)))
