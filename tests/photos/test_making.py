"""Making sizes: what is on record, once or twice, with a full disk, without the original; by a command, after a
publication, and for a reader who asks first."""

import errno
import threading
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles.models import Errand, Photo, PublishedArticle
from articles.photos import making, on_need
from articles.photos.files import put_file
from articles.photos.making import lacking, make, renditions_of
from articles.photos.sizes import CARD
from articles.photos.turns import turn
from articles.workflow.due import do_due
from articles.workflow.photo_rights import bring_back_photo, kill_photo
from articles.workflow.picture_sizes import make_story_sizes
from tests.factories import NOW, ArticleFactory, live_story, photo_with_picture

pytestmark = pytest.mark.django_db


def files(media: Path) -> list[str]:
    return sorted(str(path.relative_to(media)) for path in (media / "renditions").rglob("*-*.*") if path.is_file())


def address_of(photo, cut=CARD, kind="webp"):
    one = next(one for one in renditions_of(photo, [cut]) if one.type == kind)
    return f"/media/{making.path_of(photo, one)}"


def full(*args, **kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def photo(media_root):
    return photo_with_picture(focus_x=200)


def test_an_upload_makes_what_the_desk_needs_and_the_rest_is_on_record_when_it_is_made(photo, media_root):
    assert photo.renditions == {"": {"jpg": [320, 480, 800]}}
    assert len(files(media_root)) == 3
    make(photo, lacking(photo))
    assert lacking(Photo.objects.get()) == []
    assert len(files(media_root)) == len(renditions_of(photo))


def test_what_two_make_at_once_is_on_record_of_both(photo):
    same = Photo.objects.get()
    make(photo, lacking(photo)[:3])
    make(same, lacking(same)[3:])
    assert lacking(Photo.objects.get()) == []


def test_a_full_disk_leaves_no_half_file_and_a_true_record(photo, media_root, monkeypatch):
    before = files(media_root)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        make(photo, lacking(photo))
    assert files(media_root) == before
    assert not list((media_root / "renditions").rglob("*.part"))
    assert Photo.objects.get().renditions == {"": {"jpg": [320, 480, 800]}}


def test_a_picture_is_kept_when_there_is_no_room_for_its_sizes(monkeypatch, caplog):
    monkeypatch.setattr(making, "put_file", full)
    kept = photo_with_picture(color="red")
    assert kept.pk
    assert default_storage.exists(kept.image.name)
    assert kept.renditions == {}
    assert "first sizes could not be made" in caplog.text


# --- for a reader who asks first ------------------------------------------------------------------------------------


def test_a_size_is_made_for_who_asks_first_and_then_only_read(client, photo, monkeypatch):
    made = []
    monkeypatch.setattr(on_need, "make", lambda *args: made.append(args) or make(*args))
    for _ in range(2):
        answer = client.get(address_of(photo))
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "image/webp"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert b"".join(answer.streaming_content)[8:12] == b"WEBP"
    assert len(made) == 1
    assert Photo.objects.get().renditions[""]["webp"] == [320]


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.replace("-320.", "-321."),  # a width that nobody prints
        lambda path: path.replace("-320.", "-0.0.100.100-320."),  # a part that nobody shows
        lambda path: path.replace("-320.webp", "-320.avif"),  # not made: takes too long
        lambda path: path.replace("-320.webp", ".webp"),
        lambda path: path[:19] + "0" * 20 + path[39:],
    ],
)
def test_nobody_can_have_us_make_what_they_like(client, photo, media_root, change):
    before = files(media_root)
    assert client.get(change(address_of(photo))).status_code == 404
    assert files(media_root) == before


@pytest.mark.parametrize(
    "gone", [{"killed_at": NOW}, {"do_not_publish": True}, {"rights_end_at": NOW - timedelta(days=1)}]
)
def test_no_size_is_made_of_a_photo_that_readers_may_not_have(client, photo, gone):
    Photo.objects.update(**gone)
    assert client.get(address_of(photo)).status_code == 404


def test_a_size_that_was_being_made_while_the_photo_was_taken_back_does_not_stay(
    client, photo, media_root, monkeypatch, django_capture_on_commit_callbacks
):
    def late(path, data):
        with django_capture_on_commit_callbacks(execute=True):
            kill_photo(photo.pk, reason="The agency withdrew it.", by=None, now=NOW)
        put_file(path, data)

    monkeypatch.setattr(making, "put_file", late)
    assert client.get(address_of(photo)).status_code == 404
    assert files(media_root) == []
    assert Photo.objects.get().renditions == {}
    monkeypatch.undo()
    with django_capture_on_commit_callbacks(execute=True):
        bring_back_photo(photo.pk, by=None, now=NOW)
    assert client.get(address_of(photo)).status_code == 200


def test_a_part_that_a_story_shows_is_made_also_when_the_desk_has_moved_on(client, photo):
    article = ArticleFactory(lead_photo=photo, lead_crop=[0, 0, 900, 900])
    from articles.workflow import note_save, publish_article

    note_save(article.pk, by=None, now=NOW)
    story = publish_article(article.pk, by=None, now=NOW)
    wide = next(srcset for kind, srcset in story.lead["picture"]["sources"] if kind == "image/webp")
    article.lead_crop = None
    article.save()
    assert client.get(wide.split()[0]).status_code == 200


def test_without_room_or_original_a_reader_gets_another_size(client, photo, monkeypatch):
    monkeypatch.setattr(making, "put_file", full)
    answer = client.get(address_of(photo))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (302, "no-store")
    assert client.get(answer.headers["Location"]).headers["Content-Type"] == "image/jpeg"
    monkeypatch.undo()
    photo.image.storage.delete(photo.image.name)
    assert client.get(address_of(photo)).status_code == 302


def test_when_all_places_are_taken_a_reader_gets_another_size(client, photo, settings, monkeypatch):
    settings.RENDITION_WORKERS = 1
    monkeypatch.setattr("articles.photos.turns.LONGEST_WAIT", 0.05)
    monkeypatch.setattr(on_need, "turn", lambda path: turn(path, wait=0.05))
    with turn("somebody else's") as is_mine:
        assert is_mine
        assert client.get(address_of(photo)).status_code == 302
    assert client.get(address_of(photo)).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_at_once_have_it_made_once(photo, monkeypatch):
    made, answers = [], []

    def slowly(*args):
        made.append(args)
        return make(*args)

    monkeypatch.setattr(on_need, "make", slowly)
    path = address_of(photo).removeprefix("/media/")

    def ask():
        answers.append(on_need.find_or_make(path, now=NOW))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found.is_it for found in answers] == [True] * 6
    assert len(made) == 1


# --- after a publication --------------------------------------------------------------------------------------------


def test_what_a_story_prints_is_made_by_the_worker_and_then_avif_is_printed(photo):
    story = live_story(lead_photo=photo)
    assert [kind for kind, _ in story.lead["picture"]["sources"]] == ["image/webp"]
    assert story.teaser_picture.endswith(" webp,jpg")
    done = [each for each in do_due(now=NOW) if each.what == "sizes of its pictures made"]
    assert [each.fault for each in done] == [""]
    after = PublishedArticle.objects.get()
    assert [kind for kind, _ in after.lead["picture"]["sources"]] == ["image/avif", "image/webp"]
    assert after.teaser_picture.endswith(" avif,webp,jpg")
    assert after.projected_at == story.projected_at
    assert make_story_sizes(story.pk, now=NOW) == 0  # a second time there is nothing to do


def test_a_missing_original_is_on_record_and_the_other_photos_are_made(photo):
    from articles.models import ArticlePhoto
    from articles.workflow import note_save, publish_article

    other = photo_with_picture(color="red")
    article = ArticleFactory(lead_photo=photo)
    ArticlePhoto.objects.create(article=article, photo=other, after_paragraph=1)
    note_save(article.pk, by=None, now=NOW)
    publish_article(article.pk, by=None, now=NOW)
    photo.image.storage.delete(photo.image.name)
    list(do_due(now=NOW))
    assert f"photo {photo.pk}: FileNotFoundError" in Errand.objects.get(step="pictures").fault
    assert Photo.objects.get(pk=other.pk).renditions[""]["avif"]


# --- by a command ---------------------------------------------------------------------------------------------------


def run(**options) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("make_renditions", stdout=out, stderr=err, jobs=1, **options)
    return out.getvalue(), err.getvalue()


def test_the_command_makes_what_is_missing_and_says_so(photo, media_root):
    missing = len(lacking(photo))
    assert f"{missing} files would be made." in run(dry_run=True)[0]
    assert len(files(media_root)) == 3
    assert f"{missing} files were made." in run()[0]
    assert "Every picture has its sizes." in run()[0]


def test_files_that_a_restore_left_out_are_found_by_looking(photo, media_root):
    run()
    (media_root / files(media_root)[0]).unlink()
    assert "Every picture has its sizes." in run()[0]
    assert "1 files were made." in run(look=True)[0]


def test_one_bad_photo_stops_no_other_and_is_told_with_the_exit_code(photo):
    bad = photo_with_picture(color="red")
    bad.image.storage.delete(bad.image.name)
    err = StringIO()
    with pytest.raises(CommandError, match="1 pictures could not be read"):
        call_command("make_renditions", stdout=StringIO(), stderr=err, jobs=1)
    assert f"photo {bad.pk}: FileNotFoundError" in err.getvalue()
    assert lacking(Photo.objects.get(pk=photo.pk)) == []


@pytest.mark.django_db(transaction=True)
def test_several_at_a_time_make_the_same(media_root):
    photos = [photo_with_picture(color=color) for color in ("navy", "red", "green", "gold", "gray")]
    call_command("make_renditions", stdout=StringIO(), stderr=StringIO(), jobs=3, without_avif=True)
    assert all(lacking(photo, avif=False) == [] for photo in Photo.objects.all())
    assert len(files(media_root)) == sum(
        len([one for one in renditions_of(photo) if one.type != "avif"]) for photo in photos
    )


def test_jobs_below_one_are_refused():
    with pytest.raises(CommandError, match="--jobs takes"):
        call_command("make_renditions", jobs=0)


def test_nothing_is_made_of_a_story_that_is_gone():
    assert make_story_sizes(999, now=timezone.now()) == 0
