"""manage.py import_photos: each file on its own, nothing twice, and a bad one never stops the rest."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.importing import photo_files
from articles.models import Photo
from tests.samples.pictures.make import PICTURES, four_corners, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "card"
    (root / "second").mkdir(parents=True)
    (root / ".hidden").mkdir()
    (root / "a.jpg").write_bytes(saved(four_corners((900, 600))))
    (root / "second" / "b.PNG").write_bytes(PICTURES["glass.png"]())
    (root / "second" / "smaller.jpg").write_bytes(saved(four_corners((600, 400)), quality=60))
    (root / "second" / "words.txt").write_text("not asked for")
    (root / ".hidden" / "c.jpg").write_bytes(PICTURES["gray.jpg"]())
    return root


def run(*arguments, **options):
    out = StringIO()
    call_command("import_photos", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def told(*arguments):
    return {each["path"].rpartition("/")[2]: each for each in json.loads(run(*arguments, "--json"))}


def test_a_folder_goes_in_and_what_looks_the_same_is_left_out_and_told(folder):
    said = run(folder, "--credit", "Jo Lens/AP", "--rights-end", "2027-05-31", "--keywords", "harbor, dawn")
    assert said.splitlines()[-1] == "2 new, 1 looks like one that is here."
    first, second = Photo.objects.order_by("pk")
    assert (first.original_name, second.original_name) == ("a.jpg", "b.PNG")
    assert (first.credit, first.keywords) == ("Jo Lens/AP", "harbor, dawn")
    assert first.rights_end_at.isoformat() == "2027-06-01T03:59:59+00:00"
    assert f"Left out; it looks like photo {first.pk}. --anyway takes it in." in said


def test_a_second_run_changes_nothing_and_decodes_nothing_that_is_here(folder, monkeypatch):
    run(folder, "--anyway")
    before = list(Photo.objects.order_by("pk").values())
    monkeypatch.setattr("articles.photos.library.read_picture", None)
    again = told(folder, "--credit", "Somebody else")
    assert {each["status"] for each in again.values()} == {"here"}
    assert list(Photo.objects.order_by("pk").values()) == before


def test_a_dry_run_says_the_same_and_saves_nothing(folder):
    (folder / "copy.jpg").write_bytes((folder / "a.jpg").read_bytes())
    tried = {name: each["status"] for name, each in told(folder, "--dry-run").items()}
    assert tried == {"a.jpg": "new", "b.PNG": "new", "copy.jpg": "here", "smaller.jpg": "similar"}
    assert not Photo.objects.exists()


def test_a_bad_file_is_told_of_and_the_others_go_in(folder):
    (folder / "bad.jpg").write_bytes(PICTURES["cut-off.jpg"]())
    out = StringIO()
    with pytest.raises(CommandError, match=r"2 of 5 files had a problem\. The others went in\.") as error:
        call_command("import_photos", str(folder), str(folder / "gone.jpg"), stdout=out)
    assert error.value.returncode == 1
    assert "bad.jpg: problem\n    The picture is damaged or cut off." in out.getvalue()
    assert "gone.jpg: problem\n    There is no such file." in out.getvalue()
    assert Photo.objects.count() == 2


def test_interrupted_it_keeps_what_is_in_and_goes_on_when_said_again(folder, monkeypatch):
    take, taken = photo_files.take_in, []

    def interrupted(*args, **kwargs):
        if taken:
            raise KeyboardInterrupt
        taken.append(take(*args, **kwargs))
        return taken[0]

    monkeypatch.setattr(photo_files, "take_in", interrupted)
    with pytest.raises(CommandError, match="Interrupted after 1 of 3 files") as error:
        run(folder)
    assert error.value.returncode == 130
    assert Photo.objects.count() == 1
    monkeypatch.undo()
    assert {name: each["status"] for name, each in told(folder).items()} == {
        "a.jpg": "here",
        "b.PNG": "new",
        "smaller.jpg": "similar",
    }


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--rights-end", "31.5.2027"], "31.5.2027 is no date. Write it like 2027-05-31."),
        (["--credit", "x" * 201], "--credit: Ensure this value has at most 200 characters"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_goes_in(folder, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(folder, *arguments)
    assert not Photo.objects.exists()


def test_an_empty_folder_is_told_of(tmp_path):
    with pytest.raises(CommandError, match="There is no picture in what you named"):
        run(tmp_path)
