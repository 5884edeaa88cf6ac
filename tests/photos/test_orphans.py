"""Files that nobody refers to: found, told of, and deleted only when asked, never while somebody uploads."""

import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Photo
from articles.photos.making import lacking, make
from articles.workflow.reprojecting import reproject
from tests.factories import NOW, live_story, photo_with_picture

pytestmark = pytest.mark.django_db


def files(media: Path) -> set[str]:
    return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file() and "/." not in str(path)}


def age(media: Path, hours: float = 48) -> None:
    for path in media.rglob("*"):
        os.utime(path, (time.time() - hours * 3600,) * 2)


def run(**options) -> str:
    out = StringIO()
    call_command("clean_media", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


@pytest.fixture
def photo(media_root):
    made = photo_with_picture()
    make(made, lacking(made, avif=False))
    return made


def test_what_is_referred_to_stays(photo, media_root):
    age(media_root)
    before = files(media_root)
    assert "Nothing to clean." in run()
    run(delete=True)
    assert files(media_root) == before


def test_a_file_of_nobody_is_told_and_deleted_only_when_asked(photo, media_root):
    before = files(media_root)
    strays = [media_root / "originals/2026/11/stray.jpg", media_root / f"renditions/ab/{'c' * 20}-320.webp"]
    for stray in strays:
        stray.parent.mkdir(parents=True, exist_ok=True)
        stray.write_bytes(b"stray")
    age(media_root)
    (media_root / "another").mkdir()
    (media_root / "another/file.pdf").write_bytes(b"not ours")
    told = run()
    assert "stray.jpg" in told
    assert "2 files nobody refers to" in told
    assert "2 files deleted." in run(delete=True)
    assert files(media_root) == before | {"another/file.pdf"}


def test_young_files_are_left_for_whoever_uploads_them(photo, media_root):
    (media_root / "renditions/ab").mkdir(parents=True, exist_ok=True)
    (media_root / f"renditions/ab/{'c' * 20}-320.webp").write_bytes(b"just now")
    assert "0 files deleted." in run(delete=True)
    with pytest.raises(CommandError, match="1 or more"):
        run(hours=0)


def test_crops_that_are_shown_no_more_go_and_leave_the_record(photo, media_root):
    keys = set(photo.renditions)
    Photo.objects.update(focus_x=0, focus_y=0)
    age(media_root)
    assert "files deleted." in run(delete=True)
    after = Photo.objects.get()
    assert "" in after.renditions
    assert keys > set(after.renditions)
    assert all(any(key in name for name in files(media_root)) for key in after.renditions if key)


def test_what_a_published_story_prints_stays_whatever_the_library_says(photo, media_root):
    story = live_story(lead_photo=photo)
    share = story.lead["picture"]["shares"][0]["src"].removeprefix("/media/")
    Photo.objects.update(focus_x=0, focus_y=0)
    age(media_root)
    run(delete=True)
    assert share in files(media_root)
    reproject(story.pk, now=NOW)
    run(delete=True)
    assert share not in files(media_root)


def test_a_photo_without_its_file_is_told_and_kept(media_root):
    photo = photo_with_picture(color="#5a1f33")  # no other test puts this one away
    photo.image.storage.delete(photo.image.name)
    err = StringIO()
    with pytest.raises(CommandError, match="1 photos have no file"):
        call_command("clean_media", stdout=StringIO(), stderr=err)
    assert f"photo {photo.pk}" in err.getvalue()
    assert Photo.objects.exists()


def test_a_deleted_photo_takes_its_files_along_once_that_is_sure(photo, media_root, django_capture_on_commit_callbacks):
    other = photo_with_picture(color="red")
    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()
        assert any(name.startswith("originals/") for name in files(media_root))
    assert {Path(name).name[:8] for name in files(media_root) if name.startswith("renditions")} == {
        other.fingerprint[2:10]
    }
    assert len([name for name in files(media_root) if name.startswith("originals")]) == 1
