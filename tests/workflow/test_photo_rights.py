"""Taking a photo from readers, bringing it back, and changing its rights: at once, everywhere, and whole."""

from datetime import timedelta
from itertools import chain

import pytest
from django.core.files.storage import default_storage, storages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.events import photo_changed
from articles.management.walking import PUBLIC_OUTPUTS, print_stories
from articles.models import Article, Attention, AuditLine, Photo, PhotoErrand, PublishedArticle
from articles.photos import attach_picture
from articles.photos import putting_away as files
from articles.photos.making import lacking, make
from articles.workflow import PublicationRefused, UpdateKind, note_save, photo_rights, publish_article, withdraw_article
from articles.workflow.due import do_due, list_due
from articles.workflow.errands import GRACE
from articles.workflow.photo_rights import Rights, RightsRefused, bring_back_photo, kill_photo, save_rights
from articles.workflow.schedule import schedule_update
from tests.factories import (
    NOW,
    ArticleFactory,
    PhotoFactory,
    UserFactory,
    live_story,
    photo_with_picture,
    picture_bytes,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
AGAIN = NOW + 2 * HOUR


@pytest.fixture
def photo():
    return photo_with_picture(color="maroon", caption="A pier.")


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """What happens on commit, happens."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def showing(photo, now=NOW):
    """The public outputs that show the photo, or say its caption."""
    ids = list(PublishedArticle.objects.values_list("pk", flat=True))
    printed = chain(chain.from_iterable(output(now) for output in PUBLIC_OUTPUTS), print_stories(ids, now))
    return {page.path for page in printed if photo.fingerprint[2:22] in page.html or photo.caption in page.html}


def public(photo):
    names = [*files.public_files(photo.fingerprint), photo.image.name]
    return [name for name in names if default_storage.exists(name)]


def attention(**about):
    return list(Attention.objects.filter(**about).values_list("article_id", "kind", "sentence"))


def test_a_killed_photo_is_gone_from_everything_and_the_desk_is_told(photo, commits):
    person = UserFactory(role="Photo editor")
    lead = live_story(lead_photo=photo, headline="A new pier")
    inside = ArticleFactory(body=f'<p>One.</p><p data-photo="{photo.pk}"></p><p>Two.</p>', share_photo=photo)
    inside.photos.create(photo=photo)
    note_save(inside.pk, by=None, now=NOW)
    publish_article(inside.pk, by=None, now=NOW - HOUR)
    other = live_story(lead_photo=photo_with_picture(color="green"))
    assert showing(photo)
    with commits():
        outcome = kill_photo(photo.pk, reason="The  agency\nasks.", by=person, now=NOW)
    assert outcome.stories == (lead.pk, inside.pk)
    assert showing(photo) == set()
    row = PublishedArticle.objects.get(pk=lead.pk)
    assert (row.lead, row.teaser_picture, row.teaser_until) == (None, "", None)
    assert "A pier." not in row.search_text
    assert PublishedArticle.objects.get(pk=inside.pk).share_picture is None
    assert PublishedArticle.objects.get(pk=other.pk).lead
    photo = Photo.objects.get(pk=photo.pk)
    assert (photo.killed_at, photo.killed_by, photo.killed_reason) == (NOW, person, "The agency asks.")
    lines = AuditLine.objects.filter(verb=AuditLine.Verb.PHOTO_KILLED).order_by("article_id")
    assert [(line.article_id, line.by, line.detail) for line in lines] == [
        (number, person, "“A pier.”: The agency asks.") for number in (lead.pk, inside.pk)
    ]
    said = attention(kind="photo")
    assert [number for number, *_ in said] == [inside.pk, lead.pk]
    (sentence,) = {sentence for *_, sentence in said}
    assert sentence.startswith(
        "Readers do not see the photo “A pier.”: it was taken back from readers (The agency asks.)"
    )
    assert public(photo) == []
    assert storages["sent"].exists(f"held/{photo.image.name}")
    assert PhotoErrand.objects.get().away_at == NOW


def test_the_picture_it_had_when_the_story_went_out_goes_too(photo, commits, media_root):
    story = live_story(lead_photo=photo)
    other = photo_with_picture(color="red")
    make(photo, lacking(photo))
    attach_picture(photo, picture_bytes(color="teal"), name="other.jpg")
    before = story.lead["picture"]["src"].removeprefix("/media/")
    assert (media_root / before).exists()
    with commits():
        kill_photo(photo.pk, reason="Wrong place.", by=None, now=NOW)
    kept = {path.name[:20] for path in (media_root / "renditions").rglob("*-*.*")}
    assert kept == {other.fingerprint[2:22]}


def test_killing_twice_changes_nothing(photo):
    live_story(lead_photo=photo)
    kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
    outcome = kill_photo(photo.pk, reason="Another reason.", by=None, now=AGAIN)
    assert (outcome.is_done, outcome.stories) == (False, ())
    assert Photo.objects.get(pk=photo.pk).killed_reason == "Not ours."
    assert AuditLine.objects.filter(verb=AuditLine.Verb.PHOTO_KILLED).count() == 1


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_reason_is_needed(photo, reason):
    live_story(lead_photo=photo)
    with pytest.raises(RightsRefused, match="Write why"):
        kill_photo(photo.pk, reason=reason, by=None, now=NOW)
    assert showing(photo)


def test_a_reason_of_ten_thousand_characters_is_cut(photo):
    live_story(lead_photo=photo)
    kill_photo(photo.pk, reason="Not ours. " * 1000, by=None, now=NOW)
    photo = Photo.objects.get(pk=photo.pk)
    assert len(photo.killed_reason) == 300
    ((_, _, sentence),) = attention()
    assert len(sentence) <= 600


def test_a_photo_that_is_not_there(photo):
    with pytest.raises(Photo.DoesNotExist):
        kill_photo(photo.pk + 1, reason="Not ours.", by=None, now=NOW)


def test_it_comes_back_as_it_was(photo, commits):
    story = live_story(lead_photo=photo)
    before, files_before = showing(photo), public(photo)
    row = PublishedArticle.objects.get(pk=story.pk)
    with commits():
        kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
    with commits():
        outcome = bring_back_photo(photo.pk, by=None, now=NOW)
    assert outcome.stories == (story.pk,)
    assert showing(photo) == before
    assert sorted(public(photo)) == sorted(files_before)
    after = PublishedArticle.objects.get(pk=story.pk)
    assert (after.lead, after.published_at, after.updated_at) == (row.lead, row.published_at, row.updated_at)
    assert not attention()
    assert not storages["sent"].exists(f"held/{photo.image.name}")
    assert PhotoErrand.objects.get().away_at is None
    assert AuditLine.objects.filter(article=story.pk, verb=AuditLine.Verb.PHOTO_BACK).exists()
    assert not bring_back_photo(photo.pk, by=None, now=NOW).is_done


def test_where_it_comes_back_to_very_many_the_older_ones_follow_by_themselves(photo, monkeypatch):
    monkeypatch.setattr(photo_rights, "MOST_AT_ONCE", 1)
    stories = [live_story(lead_photo=photo) for _ in range(3)]
    kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
    assert bring_back_photo(photo.pk, by=None, now=NOW).stories == tuple(story.pk for story in stories)
    with_it = PublishedArticle.objects.filter(lead__isnull=False).order_by("pk")
    assert [story.pk for story in with_it] == [stories[-1].pk]
    done = [one for one in do_due(now=NOW) if one.what == "printed anew"]
    assert [one.fault for one in done] == ["", ""]
    assert with_it.all().count() == 3


def test_what_was_brought_back_stays_away_where_its_rights_are_over_or_it_is_barred(photo, commits):
    live_story(lead_photo=photo)
    with commits():
        kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
    Photo.objects.filter(pk=photo.pk).update(rights_end_at=NOW)
    with commits():
        bring_back_photo(photo.pk, by=None, now=NOW)
    assert showing(photo) == set()
    assert public(photo) == []
    ((_, _, sentence),) = attention()
    assert "its rights ended" in sentence


def test_it_does_not_come_back_in_a_story_that_has_been_published_without_it(photo):
    story = live_story(lead_photo=photo)
    kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
    Article.objects.filter(pk=story.pk).update(lead_photo=None)
    note_save(story.pk, by=None, now=NOW)
    publish_article(story.pk, by=None, now=NOW)
    assert not attention()
    assert bring_back_photo(photo.pk, by=None, now=NOW).stories == ()
    assert showing(photo) == set()


def test_a_withdrawn_story_loses_it_too_and_is_not_talked_about(photo):
    story = live_story(lead_photo=photo)
    withdraw_article(story.pk, by=None, now=NOW, reason="Wrong.")
    assert kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW).stories == ()
    assert PublishedArticle.objects.get().lead is None
    with pytest.raises(PublicationRefused, match="A pier"):
        publish_article(story.pk, by=None, now=NOW)


def test_a_scheduled_story_goes_live_without_it(photo):
    article = ArticleFactory(lead_photo=photo, publish_at=AGAIN)
    publish_article(article.pk, by=None, now=NOW)
    assert kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW).stories == (article.pk,)
    assert showing(photo, AGAIN) == set()


def test_an_update_that_waits_with_it_is_told_of(photo):
    story = live_story()
    Article.objects.filter(pk=story.pk).update(lead_photo=photo)
    note_save(story.pk, by=None, now=NOW)
    schedule_update(story.pk, at=NOW + HOUR, kind=UpdateKind.SILENT, by=None, now=NOW)
    kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
    ((number, _, sentence),) = attention(kind="photo")
    assert number == story.pk
    assert sentence.startswith("The update for ")
    assert "cannot go out: the photo “A pier.” was taken back" in sentence


def test_a_row_of_an_older_release_loses_it_as_well(photo):
    story = live_story(lead_photo=photo)
    row = PublishedArticle.objects.get(pk=story.pk)
    for name in ("photo", "until"):
        del row.lead["picture"][name]
    row.save()
    kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
    assert showing(photo) == set()


def test_barring_and_setting_an_end_reach_live_stories_at_once(photo, commits):
    live_story(lead_photo=photo)
    before = showing(photo)
    with commits():
        outcome = save_rights(photo.pk, Rights(rights_end_at=NOW + HOUR), by=None, now=NOW)
    assert len(outcome.stories) == 1
    # An excerpt says no caption that it might have to take back.
    assert showing(photo) == {path for path in before if not path.startswith("/search/")}
    assert showing(photo, NOW + HOUR) == set()
    with commits():
        save_rights(photo.pk, Rights(do_not_publish=True), by=None, now=NOW)
    assert showing(photo) == set()
    assert public(photo) == []
    assert len(attention()) == 1
    with commits():
        save_rights(photo.pk, Rights(rights_terms="Europe only"), by=None, now=NOW)
    assert showing(photo) == showing(photo, AGAIN) == before
    assert public(photo)
    assert not attention()
    assert AuditLine.objects.filter(verb=AuditLine.Verb.PHOTO_RIGHTS).count() == 3


def test_words_alone_touch_no_story(photo):
    live_story(lead_photo=photo)
    outcome = save_rights(photo.pk, Rights(rights_holder="Jo Lens", most_uses=3), by=None, now=NOW)
    assert (outcome.is_done, outcome.stories) == (True, ())
    assert not save_rights(photo.pk, Rights(rights_holder="Jo Lens", most_uses=3), by=None, now=NOW).is_done
    with pytest.raises(RightsRefused):
        save_rights(photo.pk, Rights(rights_holder="x" * 10_000), by=None, now=NOW)


def test_a_barred_photo_that_readers_never_had_stays_where_the_desk_sees_it(photo, commits):
    with commits():
        save_rights(photo.pk, Rights(do_not_publish=True), by=None, now=NOW)
    assert public(photo)


def test_a_story_printed_anew_while_it_was_barred_gets_it_back(photo):
    from articles.workflow.reprojecting import reproject

    story = live_story(lead_photo=photo)
    before = showing(photo)
    save_rights(photo.pk, Rights(do_not_publish=True), by=None, now=NOW)
    reproject(story.pk, now=NOW)
    assert PublishedArticle.objects.get().lead is None
    save_rights(photo.pk, Rights(), by=None, now=NOW)
    assert showing(photo) == before


def test_the_files_follow_when_the_rights_end_by_themselves(photo):
    live_story(lead_photo=photo)
    Photo.objects.filter(pk=photo.pk).update(rights_end_at=NOW)
    assert not [done for done in list_due(now=NOW - HOUR) if done.what == "files of a photo"]
    (told,) = [done for done in list_due(now=NOW + HOUR) if done.what == "files of a photo"]
    assert (told.headline, told.late) == ("“A pier.”", HOUR)
    assert public(photo)
    (done,) = [done for done in do_due(now=NOW + HOUR) if done.what == "files of a photo"]
    assert done.fault == ""
    assert public(photo) == []
    assert not [done for done in do_due(now=NOW + 2 * HOUR) if done.what == "files of a photo"]
    Photo.objects.filter(pk=photo.pk).update(rights_end_at=None)
    list(do_due(now=NOW + 3 * HOUR))
    assert public(photo)


def test_files_that_cannot_be_deleted_are_tried_again_and_told_of(photo, commits, monkeypatch):
    live_story(lead_photo=photo)

    def broken(*args):
        raise OSError("The disk is read-only.")

    monkeypatch.setattr(type(default_storage._wrapped), "delete", broken)
    with commits():
        kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
    assert showing(photo) == set()  # pages do not wait for it
    errand = PhotoErrand.objects.get()
    assert (errand.away_at, errand.attempts) == (None, 1)
    assert "The disk is read-only." in errand.fault
    later = NOW + 2 * GRACE
    (done,) = [done for done in do_due(now=later) if done.what == "files of a photo"]
    assert "The disk is read-only." in done.fault
    assert not [done for done in do_due(now=later) if done.what == "files of a photo"]
    monkeypatch.undo()
    list(do_due(now=later + HOUR))
    assert public(photo) == []
    assert PhotoErrand.objects.get().fault == ""


def test_what_an_interruption_left_is_finished(photo):
    held = storages["sent"]
    with default_storage.open(photo.image.name) as file:
        half = file.read()[:100]
    from django.core.files.base import ContentFile

    held.save(files.held_name(photo.image.name), ContentFile(half))
    size = default_storage.size(photo.image.name)
    files.put_away(photo)
    files.put_away(photo)
    assert held.size(files.held_name(photo.image.name)) == size
    files.bring_out(photo)
    files.bring_out(photo)
    assert default_storage.size(photo.image.name) == size
    default_storage.delete(photo.image.name)
    with pytest.raises(files.OriginalLost):
        files.put_away(photo)
    with pytest.raises(files.OriginalLost):
        files.bring_out(photo)


def test_whoever_keeps_copies_is_told_after_the_commit(photo, commits):
    told = []

    def listen(photo_id, at, **kwargs):
        told.append((photo_id, at))

    photo_changed.connect(listen)
    try:
        with commits() as waiting:
            kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
            assert told == []
        assert waiting
    finally:
        photo_changed.disconnect(listen)
    assert told == [(photo.pk, NOW)]


def test_a_photo_without_a_picture_has_no_files(commits):
    photo = PhotoFactory()
    story = live_story(lead_photo=photo)
    with commits():
        assert kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW).stories == (story.pk,)
    assert not PhotoErrand.objects.exists()


def test_a_kill_asks_little_for_each_story():
    asked = []
    for count, color in ((1, "red"), (11, "green")):
        photo = photo_with_picture(color=color)
        for _ in range(count):
            live_story(lead_photo=photo)
        with CaptureQueriesContext(connection) as queries:
            kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
        asked.append(len(queries))
    assert asked[1] - asked[0] <= 2 * 10  # the row itself, and what is searched for
