"""Changes to stories readers have: what they are told is asked beside the difference, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from lxml import html

from articles.models import Article, AuditLine, Correction, PublishedArticle, ScheduledUpdate
from articles.workflow import note_save, publish_article, withdraw_article
from articles.workflow.kinds import EFFECTS, UpdateKind
from articles.workflow.schedule import schedule_update
from tests.admin.conftest import filled, messages, words
from tests.factories import NOW, ArticleFactory, SectionFactory, UserFactory, live_story, photo_with_picture

NOTE = "An earlier version named the wrong ferry."


def change(pk: int) -> str:
    return reverse("admin:articles_article_change", args=[pk])


def update(pk: int) -> str:
    return reverse("admin:articles_article_update", args=[pk])


def changed_story(**boxes) -> PublishedArticle:
    """A story readers have had for an hour, edited since."""
    story = live_story(headline="Ferry back in service")
    edit(story.pk, **({"headline": "Night ferry back in service"} | boxes))
    return story


def edit(pk: int, **boxes) -> None:
    Article.objects.filter(pk=pk).update(**boxes)
    note_save(pk, by=None, now=NOW)


def boxes(page) -> dict[str, str]:
    (form,) = html.fromstring(page.content.decode()).xpath("//form[contains(@class, 'desk-update-form')]")
    return dict(form.form_values())


def live(pk: int) -> PublishedArticle:
    return PublishedArticle.objects.get(pk=pk)


def test_publishing_a_live_story_saves_and_asks_what_readers_are_told(editor):
    story = live_story(headline="Ferry back in service")
    page = editor.get(change(story.pk))
    sent = editor.post(change(story.pk), filled(page, headline="Night ferry back in service", _publish=""))
    assert sent.status_code == 302
    assert sent["Location"] == update(story.pk)
    assert Article.objects.get(pk=story.pk).headline == "Night ferry back in service"
    assert live(story.pk).headline == "Ferry back in service"
    asked = editor.get(sent["Location"])
    assert "kind" not in boxes(asked)  # nothing is chosen beforehand
    assert "Night" in words(asked)
    assert "Readers have the version from 4:00 PM ET" in words(asked)


@pytest.mark.parametrize("kind", [kind for kind in UpdateKind if kind is not UpdateKind.WITHDRAWAL])
def test_each_kind_does_what_its_line_in_the_table_says(editor, client, kind):
    story, effects = changed_story(), EFFECTS[kind]
    note = NOTE if effects.needs_note else ""
    done = editor.post(
        update(story.pk), boxes(editor.get(update(story.pk))) | {"kind": kind, "note": note}, follow=True
    )
    assert "Published: Night ferry back in service." in messages(done)
    after = live(story.pk)
    assert after.headline == "Night ferry back in service"
    assert (after.updated_at is not None) == effects.moves_updated
    assert [each["note"] for each in after.corrections] == ([NOTE] if effects.needs_note else [])
    page = html.fromstring(client.get(f"/politics/{after.slug}-{after.pk}/").content)
    published, modified = (
        page.xpath(f"//meta[@property='article:{name}_time']/@content") for name in ("published", "modified")
    )
    assert (modified != published) == effects.moves_updated
    assert (NOTE in page.text_content()) == effects.needs_note


def test_a_correction_is_tied_to_the_two_versions_it_lies_between(editor, client):
    story = changed_story()
    before = story.revision
    editor.post(update(story.pk), boxes(editor.get(update(story.pk))) | {"kind": "correction", "note": NOTE})
    correction = Correction.objects.get()
    assert (correction.before, correction.after) == (before, live(story.pk).revision)
    assert NOTE in client.get("/corrections/").content.decode()
    listed = editor.get(reverse("admin:articles_correction_changelist"))
    compared = f"/{story.pk}/compare/?before={correction.before.number}&after={correction.after.number}"
    assert any(compared in link for link in html.fromstring(listed.content.decode()).xpath("//a/@href"))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"note": NOTE}, "Say what readers are told."),
        ({"kind": "correction", "note": "  \n "}, "A correction needs a note"),
        ({"kind": "clarification", "note": ""}, "A clarification needs a note"),
        ({"kind": "silent", "note": NOTE}, "nobody would read this note"),
        ({"kind": "correction", "note": "x" * 2001}, "longer than 2,000 characters"),
        ({"kind": "correction", "note": NOTE, "when": "later", "at_0": "", "at_1": ""}, "Set the day and the time"),
        ({"kind": "correction", "note": NOTE, "when": "later", "at_0": "2026-11-03", "at_1": "09:00"}, "has passed"),
        ({"kind": "made up", "note": NOTE}, "Choose one of these"),
    ],
)
def test_what_is_missing_is_said_beside_the_difference_and_nothing_typed_is_lost(editor, sent, said):
    story = changed_story()
    page = editor.post(update(story.pk), boxes(editor.get(update(story.pk))) | sent)
    assert page.status_code == 200
    assert said in words(page)
    assert "Night" in words(page)
    kept = boxes(page)
    assert kept["note"].strip() == sent["note"].strip()
    if sent.get("kind") in UpdateKind.values:
        assert kept["kind"] == sent["kind"]
    assert live(story.pk).headline == "Ferry back in service"
    assert not Correction.objects.exists()


def test_a_change_that_came_between_shows_the_new_difference_and_keeps_the_note(editor):
    story = changed_story()
    form = boxes(editor.get(update(story.pk))) | {"kind": "correction", "note": NOTE}
    edit(story.pk, headline="Day ferry back in service")
    again = editor.post(update(story.pk), form)
    assert live(story.pk).headline == "Ferry back in service"
    assert "Somebody has saved or published this story since" in words(again)
    assert "Day" in words(again)
    assert (boxes(again)["kind"], boxes(again)["note"].strip()) == ("correction", NOTE)
    editor.post(update(story.pk), boxes(again))
    assert live(story.pk).headline == "Day ferry back in service"
    assert Correction.objects.get().note == NOTE


@pytest.mark.parametrize("seen", ["", "x", "1-", "-", "999999999999999999999-abc", "\u0663-x"])
def test_a_crafted_version_publishes_nothing(editor, seen):
    story = changed_story()
    page = editor.post(update(story.pk), {"seen": seen, "kind": "silent", "note": "", "when": "now"})
    assert page.status_code == 200
    assert live(story.pk).headline == "Ferry back in service"


def test_a_double_click_publishes_once(editor):
    story = changed_story()
    form = boxes(editor.get(update(story.pk))) | {"kind": "correction", "note": NOTE}
    for _ in range(2):
        done = editor.post(update(story.pk), form, follow=True)
        assert "Published" in messages(done)
    assert Correction.objects.count() == 1
    assert AuditLine.objects.filter(article=story.pk, verb=AuditLine.Verb.UPDATED).count() == 1


def test_an_update_can_wait_and_be_taken_off_again(editor):
    story = changed_story()
    at = {"when": "later", "at_0": "2026-11-04", "at_1": "06:00"}
    form = boxes(editor.get(update(story.pk))) | at | {"kind": "correction", "note": NOTE}
    done = editor.post(update(story.pk), form, follow=True)
    assert "Scheduled for Nov 4, 6:00 AM ET" in messages(done)
    waiting = ScheduledUpdate.objects.get()
    assert (waiting.note, waiting.kind) == (NOTE, "correction")
    assert live(story.pk).headline == "Ferry back in service"
    assert not Correction.objects.exists()
    page = editor.get(update(story.pk))
    assert "An update goes out Nov 4, 6:00 AM ET" in words(page)
    assert NOTE in words(page)
    done = editor.post(update(story.pk), {"_unschedule": ""}, follow=True)
    assert "Taken off the schedule" in messages(done)
    assert not ScheduledUpdate.objects.exists()
    assert "No update is waiting" in messages(editor.post(update(story.pk), {"_unschedule": ""}, follow=True))


def test_what_goes_out_first_takes_a_waiting_update_off_the_schedule_and_says_so(editor):
    story = changed_story()
    schedule_update(story.pk, at=NOW + timedelta(hours=3), kind=UpdateKind.SILENT, note="", by=None, now=NOW)
    done = editor.post(update(story.pk), boxes(editor.get(update(story.pk))) | {"kind": "silent"}, follow=True)
    assert "The update that was to go out at 8:00 PM ET is off the schedule" in messages(done)
    assert not ScheduledUpdate.objects.exists()


def test_where_nothing_differs_it_says_so_and_still_takes_a_note(editor):
    story = live_story()
    page = editor.get(update(story.pk))
    assert "There is nothing to publish: readers see exactly this." in words(page)
    offered = html.fromstring(page.content.decode()).xpath("//input[@name='kind']/@value")
    assert offered == ["correction", "clarification", "withdrawal"]
    assert "Choose one of these" in words(editor.post(update(story.pk), boxes(page) | {"kind": "silent"}))
    editor.post(update(story.pk), boxes(page) | {"kind": "clarification", "note": NOTE})
    assert live(story.pk).corrections[0]["note"] == NOTE


def test_what_keeps_it_from_going_out_is_listed_with_where_to_mend_it(editor):
    photo = photo_with_picture(caption="A boat.")
    story = changed_story(body="", lead_photo=photo)
    type(photo).objects.filter(pk=photo.pk).update(credit="")
    page = editor.get(update(story.pk))
    assert "The story has no text." in words(page)
    links = html.fromstring(page.content.decode()).xpath("//*[@class='desk-update-problems']//a/@href")
    assert links == [change(story.pk), reverse("admin:articles_photo_change", args=[photo.pk])]
    sent = boxes(page) | {"kind": "correction", "note": NOTE}
    refused = editor.post(update(story.pk), sent)
    assert "Nothing went out" in words(refused)
    assert boxes(refused)["note"].strip() == NOTE
    assert live(story.pk).headline == "Ferry back in service"


@pytest.mark.parametrize("fate", ["never published", "withdrawn", "scheduled"])
def test_only_what_readers_have_is_updated(editor, fate):
    article = ArticleFactory(publish_at=NOW + timedelta(hours=1) if fate == "scheduled" else None)
    if fate != "never published":
        publish_article(article.pk, by=None, now=NOW)
    if fate == "withdrawn":
        withdraw_article(article.pk, by=None, now=NOW, reason="x")
    done = editor.get(update(article.pk), follow=True)
    assert done.redirect_chain[-1][0] == change(article.pk)
    assert "nothing to update" in messages(done)
    page = editor.get(change(article.pk))
    sent = editor.post(change(article.pk), filled(page, headline="New words", _publish=""))
    assert sent["Location"] != update(article.pk)


@pytest.mark.parametrize("role", ["Reporter", "Photo editor", "Producer"])
def test_who_may_not_publish_finds_no_page(log_in, role):
    user = UserFactory(role=role)
    story = live_story(headline="Ferry back in service", created_by=user)
    edit(story.pk, headline="Crafted")
    person = log_in(user=user)
    assert person.get(update(story.pk)).status_code == 403
    for crafted in ({"kind": "silent", "when": "now"}, {"_unschedule": ""}):
        assert person.post(update(story.pk), crafted).status_code == 403
    assert live(story.pk).headline == "Ferry back in service"


def test_an_editor_of_other_sections_finds_no_page(log_in):
    user = UserFactory(role="Editor")
    SectionFactory(name="Sport").editors.add(user)
    assert log_in(user=user).get(update(changed_story().pk)).status_code == 403


def test_a_reporter_who_crafts_the_button_is_told_no(log_in):
    user = UserFactory(role="Reporter")
    story = live_story(headline="Ferry back in service", created_by=user)
    person = log_in(user=user)
    page = person.get(change(story.pk))
    done = person.post(change(story.pk), filled(page, headline="Crafted", _publish=""), follow=True)
    assert "not publish" in messages(done)
    assert live(story.pk).headline == "Ferry back in service"


def test_an_unknown_story_leads_back_to_the_desk(editor):
    assert (
        "doesn’t exist" in messages(editor.get(update(987654), follow=True)) or editor.get(update(987654)).status_code
    )


def test_withdrawing_goes_by_its_own_page_and_takes_the_note_along(editor, client):
    story = changed_story()
    chosen = boxes(editor.get(update(story.pk))) | {"kind": "withdrawal", "note": NOTE}
    page = editor.post(update(story.pk), chosen, follow=True)
    address = page.request["PATH_INFO"]
    (form,) = html.fromstring(page.content.decode()).xpath("//form[contains(@class, 'desk-confirm')]")
    sent = dict(form.form_values())
    assert sent["reader_note"].strip() == NOTE
    assert live(story.pk).withdrawn_at is None
    again = editor.post(address, sent | {"reason": ""})
    assert NOTE in words(again)
    editor.post(address, sent | {"reason": "The ferry sank."})
    assert live(story.pk).withdrawn_note == NOTE
    gone = client.get(f"/politics/{story.slug}-{story.pk}/")
    assert gone.status_code == 410
    assert NOTE in gone.content.decode()
    assert "sank" not in gone.content.decode()


def test_a_hostile_note_is_only_text(editor, client):
    story, hostile = changed_story(), "<script>alert('x')</script> “quoted” 👋\u202e"
    editor.post(update(story.pk), boxes(editor.get(update(story.pk))) | {"kind": "correction", "note": hostile})
    for address in ("/corrections/", f"/politics/{live(story.pk).slug}-{story.pk}/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_a_slip_in_a_time_that_is_not_asked_for_keeps_nothing_from_going_out(editor):
    story = changed_story()
    sent = boxes(editor.get(update(story.pk))) | {"kind": "update", "when": "now", "at_0": "no day", "at_1": "25:00"}
    assert editor.post(update(story.pk), sent).status_code == 302
    assert live(story.pk).updated_at is not None


def test_a_long_note_goes_whole_to_the_page_that_asks_about_withdrawing(editor):
    story, note = changed_story(), "Čas " * 300
    sent = boxes(editor.get(update(story.pk))) | {"kind": "withdrawal", "note": note}
    asked = editor.post(update(story.pk), sent, follow=True)
    assert len(asked.redirect_chain[0][0]) < 200
    assert note.strip() in html.fromstring(asked.content.decode()).xpath("string(//textarea[@name='reader_note'])")
    assert live(story.pk).withdrawn_at is None
