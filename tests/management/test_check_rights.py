"""manage.py check_rights: what it says, to whom, and with which exit code. And the commands that look at pages."""

import io
import json
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command

from articles.models import Article, Attention, Photo, PublishedArticle
from articles.workflow import UpdateKind, note_save, publish_article, withdraw_article
from articles.workflow.photo_rights import kill_photo
from articles.workflow.schedule import schedule_update
from tests.factories import NOW, ArticleFactory, LivePostFactory, PhotoFactory, live_story, photo_with_picture

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def check(*options, command="check_rights"):
    said = io.StringIO()
    with time_machine.travel(NOW, tick=False):
        try:
            call_command(command, *options, stdout=said, stderr=said)
        except SystemExit as ended:
            return ended.code, said.getvalue()
    return 0, said.getvalue()


def on_record():
    return list(Attention.objects.filter(kind="rights").values_list("article_id", "sentence"))


def test_nothing_to_say():
    live_story(lead_photo=PhotoFactory())
    assert check() == (0, "No rights end within 14 days, and all photos may be shown where they are.\n")


def test_it_warns_before_rights_end_in_stories_readers_have_or_will_have():
    photo = PhotoFactory(caption="A pier.", rights_end_at=NOW + 3 * DAY)
    live = live_story(lead_photo=photo, headline="A new pier")
    later = ArticleFactory(lead_photo=photo, headline="Tomorrow’s pier", publish_at=NOW + DAY)
    publish_article(later.pk, by=None, now=NOW)
    ArticleFactory(lead_photo=photo)
    gone = live_story(lead_photo=photo)
    withdraw_article(gone.pk, by=None, now=NOW, reason="Wrong.")
    live_story(lead_photo=PhotoFactory(rights_end_at=NOW + 30 * DAY))
    code, said = check()
    assert code == 1
    told, *stories = said.splitlines()
    assert told.startswith(f"Photo {photo.pk}: The rights in the photo “A pier.” end Nov 6, 5:00 PM ET (in 3 days)")
    assert stories == [
        f"    story {live.pk} “A new pier”, live",
        f"    story {later.pk} “Tomorrow’s pier”, scheduled",
    ]
    assert {number for number, _ in on_record()} == {live.pk, later.pk}
    assert check("--within", "2")[0] == 0
    assert on_record() == []
    assert check("--within", "40")[1].count("Photo ") == 2


def test_json_says_the_same():
    photo = PhotoFactory(caption="A pier.", rights_end_at=NOW + 3 * DAY)
    story = live_story(lead_photo=photo, headline="A new pier")
    code, said = check("--json")
    (found,) = json.loads(said)
    assert code == 1
    assert found.pop("sentence").startswith("The rights in the photo “A pier.” end")
    assert found == {
        "kind": "ends",
        "photo": photo.pk,
        "caption": "A pier.",
        "ends": "2026-11-06T22:00:00+00:00",
        "stories": [{"id": story.pk, "headline": "A new pier", "live": True}],
    }
    assert check("--json", "--within", "1") == (0, "[]\n")


def test_another_time_is_only_told():
    live_story(lead_photo=PhotoFactory(rights_end_at=NOW + 30 * DAY))
    code, said = check("--now", "2026-11-25T06:00")
    assert (code, "end " in said) == (1, True)
    assert on_record() == []


def test_more_stories_than_agreed_is_a_fault():
    photo = PhotoFactory(caption="A pier.")
    for _ in range(3):
        live_story(lead_photo=photo)
    Photo.objects.update(most_uses=2)
    code, said = check()
    assert code == 2
    assert "The photo “A pier.” stands in 3 stories; 2 at most was agreed." in said
    Photo.objects.update(most_uses=3)
    assert check()[0] == 0


def test_posts_of_live_blogs_count_as_stories():
    photo = PhotoFactory(caption="A pier.", most_uses=1)
    live_story(lead_photo=photo)
    assert check()[0] == 0
    LivePostFactory(photo=photo)
    code, said = check()
    assert code == 2
    assert "The photo “A pier.” stands in 1 story and 1 post of live blogs; 1 at most was agreed." in said


def test_what_readers_are_shown_although_they_may_not_is_a_fault():
    photo = photo_with_picture(caption="A pier.")
    story = live_story(lead_photo=photo)
    Photo.objects.update(do_not_publish=True)  # past the verbs
    code, said = check()
    assert code == 2
    assert "Readers are shown the photo “A pier.”, although it is marked “do not publish”." in said
    assert f"story {story.pk} " in said
    code, said = check(command="check_pages")
    assert code == 1
    assert f"of photo {photo.pk}, which readers must not have" in said
    code, said = check(command="embargo_check")
    assert code == 1
    assert f"of photo {photo.pk}, which readers must not have" in said


def test_a_killed_photo_is_no_fault_once_it_is_gone():
    photo = photo_with_picture()
    live_story(lead_photo=photo)
    kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
    for command in ("check_rights", "check_pages", "embargo_check"):
        code, said = check(command=command)
        assert code == 0, said


def test_one_whose_rights_have_ended_is_on_no_page():
    live_story(lead_photo=photo_with_picture(rights_end_at=NOW + DAY))
    assert check("--at", "2026-11-05T06:00", command="embargo_check")[0] == 0
    assert PublishedArticle.objects.get().lead


def test_an_update_that_cannot_go_out_is_told_of_beforehand():
    story = live_story(headline="Before")
    Article.objects.filter(pk=story.pk).update(lead_photo=PhotoFactory(caption="A pier."), headline="After")
    note_save(story.pk, by=None, now=NOW)
    schedule_update(story.pk, at=NOW + DAY, kind=UpdateKind.SILENT, by=None, now=NOW)
    assert check()[0] == 0
    Photo.objects.update(rights_end_at=NOW + DAY / 2)
    code, said = check()
    assert code == 1
    assert "cannot go out: the photo “A pier.” may not be shown any more: its rights end" in said
    assert f"story {story.pk} “After”, live" in said


@pytest.mark.parametrize("days", ["0", "-1", "x", "1.5", "99999999999999999999", "٣"])
def test_a_number_of_days_is_needed(days):
    with pytest.raises(CommandError):
        call_command("check_rights", f"--within={days}")


def test_the_number_of_queries_does_not_grow_with_the_stories_of_a_photo(django_assert_max_num_queries):
    photo = PhotoFactory(rights_end_at=NOW + DAY)
    for _ in range(30):
        live_story(lead_photo=photo)
    with django_assert_max_num_queries(16):
        check()
