"""Importing files into the newsroom: each once, never over a person's edits, one bad file never stopping the rest."""

import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from lxml import html

from articles.dates import printed_stamp
from articles.importing import files
from articles.importing.match import match_story
from articles.models import Article, Contributor, Photo, PublishedArticle, SpecialCoverage
from articles.workflow import note_save, withdraw_article
from tests.factories import NOW, SectionFactory, live_story, picture_bytes

pytestmark = pytest.mark.django_db

SCRAPE = """Harbor Vote 2026

Live results
Last Updated: March 3, 9:15:07PM ET

Dredging Plan Survives a Long Night at City Hall

"We will be back," one of the losers promised.

ByMARA OAKES and LEE P. O'DELL
March 4, 2026, 1:05 AM
The council chamber was full until midnight.
The council chamber was full until midnight.
Dana Whitlock/Bay Wire

PORT ELLERY -- The council approved the dredging plan after seven hours of debate, and the losers left singing.

The vote was five to four, with one member changing her mind twice before the roll was called.

How One Councilwoman Changed Her Mind Twice in a Night

Work on the channel begins in spring, the harbor master said, if the money holds.

Nobody clapped.

MORE: How One Councilwoman Changed Her Mind Twice in a Night

The next vote is in May.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def scrape(folder):
    path = folder / "dredging.txt"
    path.write_text(SCRAPE, encoding="utf-8")
    return path


def run(*words, **options):
    out = StringIO()
    call_command("import_articles", *map(str, words), stdout=out, **options)
    return out.getvalue()


def as_json(*words, **options):
    return json.loads(run(*words, "--json", **options))


def test_a_scrape_becomes_a_published_story(folder, scrape, client):
    report = run(folder, "--publish")

    assert "1 new. 1 went to readers." in report
    article = Article.objects.get()
    assert article.section.slug == "news"
    assert article.dateline == "PORT ELLERY"
    story = PublishedArticle.objects.get()
    assert story.printed_at == "March 4, 2026, 1:05 AM"
    assert story.byline == "By Mara Oakes and Lee P. O'Dell"
    body = client.get(f"/news/{story.slug}-{story.pk}/").content.decode()
    assert body.count("How One Councilwoman Changed Her Mind Twice in a Night") == 1
    assert body.count("The council chamber was full until midnight.") == 1
    assert "Harbor Vote 2026" not in body  # the banner waits for the desk to switch it on


def test_the_coverage_banner_is_kept_switched_off_and_prints_like_the_source(folder, scrape, client):
    run(folder, "--publish")
    coverage = SpecialCoverage.objects.get()
    assert (coverage.title, coverage.label, coverage.is_on) == ("Harbor Vote 2026", "Live results", False)
    SpecialCoverage.objects.update(is_on=True)
    banner = html.fromstring(client.get("/").content.decode()).xpath("string(//aside[contains(@class, 'coverage')])")
    assert "Last Updated: March 3, 9:15:07PM ET" in " ".join(banner.split())


def test_a_second_run_changes_nothing_and_says_so(folder, scrape):
    run(folder, "--publish")
    before = list(Article.objects.values())
    assert "1 unchanged." in run(folder, "--publish")
    assert list(Article.objects.values()) == before
    assert (Photo.objects.count(), Contributor.objects.count(), SpecialCoverage.objects.count()) == (1, 2, 1)


def test_a_dry_run_saves_nothing_and_prints_the_promised_shape(folder, scrape):
    (told,) = as_json(folder, "--dry-run")
    assert not Article.objects.exists()
    assert set(told) == {"path", "status", "error", "article"}
    assert (told["path"], told["status"], told["error"]) == (str(scrape), "new", "")
    article = told["article"]
    assert article["published_at"] == "2026-03-04T01:05:00-05:00"
    assert article["authors"] == ["Mara Oakes", "Lee P. O'Dell"]
    assert article["dateline"] == "PORT ELLERY --"
    assert article["photos"] == [
        {"caption": "The council chamber was full until midnight.", "credit": "Dana Whitlock/Bay Wire"}
    ]
    assert [link["title"] for link in article["related"]] == ["How One Councilwoman Changed Her Mind Twice in a Night"]
    assert len(article["paragraphs"]) == 5
    assert article["coverage"] == {
        "title": "Harbor Vote 2026", "label": "Live results", "updated_at": "2026-03-03T21:15:07-05:00",
    }  # fmt: skip


def test_a_changed_scrape_updates_the_draft(folder, scrape):
    run(folder)
    scrape.write_text(SCRAPE.replace("Nobody clapped.", "Nobody clapped, not even the clerk."), encoding="utf-8")
    assert "1 updated." in run(folder)
    assert "not even the clerk" in Article.objects.get().body
    assert Photo.objects.count() == 1


def test_a_changed_scrape_never_overwrites_what_a_person_edited(folder, scrape):
    run(folder, "--publish")
    article = Article.objects.get()
    article.headline = "A better headline"
    article.save()
    note_save(article.pk, by=None, now=NOW)
    scrape.write_text(SCRAPE.replace("seven hours", "eight hours"), encoding="utf-8")

    assert "1 edited here since, left alone." in run(folder, "--publish")

    article.refresh_from_db()
    assert article.headline == "A better headline"
    assert "seven hours" in article.body
    assert PublishedArticle.objects.get().headline != "A better headline"


def test_an_edit_between_the_importers_look_and_its_writing_wins(folder, scrape, monkeypatch):
    run(folder)
    scrape.write_text(SCRAPE.replace("seven hours", "eight hours"), encoding="utf-8")

    def look_and_be_late(*args, **kwargs):
        match = match_story(*args, **kwargs)
        article = Article.objects.get()
        article.dek = "A person was quicker."
        article.save()
        note_save(article.pk, by=None, now=NOW)
        return match

    monkeypatch.setattr(files, "match_story", look_and_be_late)
    assert as_json(folder)[0]["status"] == "edited"
    assert Article.objects.get().dek == "A person was quicker."
    assert "seven hours" in Article.objects.get().body


def test_an_edited_story_whose_source_did_not_change_is_left_alone_too(folder, scrape):
    run(folder)
    article = Article.objects.get()
    article.dek = "Edited"
    article.save()
    note_save(article.pk, by=None, now=NOW)
    assert as_json(folder, "--publish")[0]["status"] == "unchanged"
    assert not PublishedArticle.objects.exists()


def test_drafts_are_published_by_a_later_run_with_publish(folder, scrape):
    run(folder)
    assert not PublishedArticle.objects.exists()
    report = run(folder, "--publish")
    assert PublishedArticle.objects.count() == 1
    assert "Published." in report
    assert "1 unchanged. 1 went to readers." in report
    assert "readers" not in run(folder, "--publish")


def test_a_story_the_desk_withdrew_is_not_brought_back(folder, scrape):
    run(folder, "--publish")
    withdraw_article(PublishedArticle.objects.get().pk, by=None, now=NOW, reason="Wrong")
    assert "it stays withdrawn" in run(folder, "--publish")
    assert PublishedArticle.objects.get().withdrawn_at == NOW


def test_the_same_story_under_another_name_is_one_story(folder, scrape):
    (folder / "copy-of-dredging.txt").write_text(SCRAPE, encoding="utf-8")
    (folder / "corrected.txt").write_text(SCRAPE.replace("seven hours", "eight hours"), encoding="utf-8")
    assert [each["status"] for each in as_json(folder, "--dry-run")] == ["new", "update", "update"]
    assert [each["status"] for each in as_json(folder)] == ["new", "update", "update"]
    assert Article.objects.count() == 1


OTHER = """Storm Knocks Out Power on Half of Gull Island

ByMARA OAKES
March 9, 2026, 6:40 AM

The wind took the north line down shortly before dawn, the utility said, and with it the lights of 4,000 homes.

Crews were waiting for the ferry.
"""


def test_different_stories_under_one_file_name_are_two_and_stay_two(folder, scrape):
    run(folder)
    (folder / "later").mkdir()
    other = folder / "later" / scrape.name
    other.write_text(OTHER, encoding="utf-8")
    assert [each["status"] for each in as_json(folder)] == ["unchanged", "new"]
    assert Article.objects.count() == 2
    other.write_text(OTHER.replace("Half", "All"), encoding="utf-8")
    assert [each["status"] for each in as_json(folder)] == ["unchanged", "update"]
    assert Article.objects.count() == 2


def test_a_file_overwritten_with_another_story_does_not_touch_the_first(folder, scrape):
    run(folder)
    scrape.write_text(OTHER, encoding="utf-8")
    assert as_json(folder)[0]["status"] == "new"
    assert set(Article.objects.values_list("headline", flat=True)) == {
        "Dredging Plan Survives a Long Night at City Hall",
        "Storm Knocks Out Power on Half of Gull Island",
    }
    assert as_json(folder)[0]["status"] == "unchanged"


def test_a_newer_stamp_in_the_banner_is_no_change_of_the_story(folder, scrape):
    run(folder, "--publish")
    scrape.write_text(SCRAPE.replace("9:15:07PM", "9:59:59PM"), encoding="utf-8")
    assert as_json(folder, "--publish")[0]["status"] == "unchanged"
    assert printed_stamp(SpecialCoverage.objects.get().data_updated_at) == "March 3, 9:59:59PM ET"
    SpecialCoverage.objects.update(is_on=True)
    scrape.write_text(SCRAPE.replace("9:15:07PM", "11:59:59PM"), encoding="utf-8")
    run(folder)
    assert printed_stamp(SpecialCoverage.objects.get().data_updated_at) == "March 3, 9:59:59PM ET"


def test_a_related_headline_that_readers_can_find_here_becomes_a_link(folder, scrape):
    target = live_story(headline="How One Councilwoman Changed Her Mind “Twice in a Night”", at=NOW.replace(year=2025))
    run(folder, "--publish")
    (block,) = [block for block in PublishedArticle.objects.get(article__source="scrape").blocks if "key" in block]
    assert block["key"] == f"article:{target.pk}"


def test_hidden_files_stay_out_and_capitals_do_not_matter(folder, scrape):
    (folder / ".cache").mkdir()
    (folder / ".cache" / "old.txt").write_text(OTHER, encoding="utf-8")
    scrape.rename(folder / "DREDGING.TXT")
    assert [each["path"] for each in as_json(folder, "--dry-run")] == [str(folder / "DREDGING.TXT")]


def test_a_bad_file_is_reported_and_does_not_stop_the_rest(folder, scrape):
    (folder / "a-empty.txt").write_bytes(b"")
    (folder / "b-binary.txt").write_bytes(bytes(range(256)) * 50)
    with pytest.raises(CommandError, match="2 of 3 files had a problem"):
        run(folder)
    assert Article.objects.count() == 1


def test_the_exit_code_and_the_json_tell_of_a_bad_file(folder, scrape, capsys):
    (folder / "a-empty.txt").write_bytes(b"")
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_articles", str(folder), "--json", stdout=out)
    assert error.value.returncode == 1
    bad, good = json.loads(out.getvalue())
    assert (bad["status"], bad["article"], good["status"]) == ("error", None, "new")
    assert bad["error"]


def test_pictures_are_attached_by_name_and_reach_readers(folder, scrape, tmp_path, client):
    run(folder, "--publish")
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / "dredging.jpg").write_bytes(picture_bytes())
    assert "dredging.jpg is attached." in run(folder, "--publish", "--photos", pictures)
    story = PublishedArticle.objects.get()
    assert story.lead["picture"]["srcset"]
    assert "unchanged" in run(folder, "--publish", "--photos", pictures)
    assert Photo.objects.count() == 1
    scrape.write_text(SCRAPE.replace("seven hours", "eight hours"), encoding="utf-8")
    assert "1 updated." in run(folder, "--publish", "--photos", pictures)
    assert PublishedArticle.objects.get().lead["picture"]["srcset"]


def test_a_file_that_is_no_picture_is_reported_in_a_sentence(folder, scrape, tmp_path):
    (tmp_path / "dredging.jpg").write_bytes(b"<svg onload=alert(1)>")
    assert "dredging.jpg was not attached. This is an SVG drawing" in run(folder, "--photos", tmp_path)


def test_the_section_is_chosen_by_its_address(folder, scrape):
    SectionFactory(name="Politics")
    run(folder, "--section", "politics")
    assert Article.objects.get().section.slug == "politics"
    with pytest.raises(CommandError, match=r"There is no section “sports”\. Sections: politics"):
        run(folder, "--section", "sports")


def test_wrong_paths_are_explained(tmp_path):
    with pytest.raises(CommandError, match=r"There is no \.txt file"):
        run(tmp_path)
    with pytest.raises(CommandError):
        run(tmp_path / "nowhere.txt")


def test_markup_in_a_scrape_is_only_text(folder, scrape, client):
    hostile = '<script>alert(1)</script><img src=x onerror=alert(1)> <a href="javascript:alert(1)" style="x">x</a>'
    text = SCRAPE.replace("Nobody clapped.", f"Nobody clapped {hostile}.").replace("Bay Wire", f"Bay Wire {hostile}")
    scrape.write_text(text.replace("Survives", f"Survives {hostile[:30]}"), encoding="utf-8")
    run(folder, "--publish")
    story = PublishedArticle.objects.get()
    for path in (f"/news/{story.slug}-{story.pk}/", "/", "/news/"):
        page = html.fromstring(client.get(path).content.decode())
        scripts = page.xpath("//script[not(starts-with(@src, '/static/articles/') or @type='application/ld+json')]")
        assert not [*scripts, *page.xpath("//img[@src='x'] | //@onerror | //@style")], path
        assert not [href for href in page.xpath("//@href") if href.startswith("javascript")], path


def test_a_file_name_that_is_no_text_is_imported_and_reported(tmp_path):
    SectionFactory(name="News")
    name = os.fsencode(tmp_path) + b"/harbor-\xff.txt"
    Path(os.fsdecode(name)).write_text(SCRAPE, encoding="utf-8")
    out = StringIO()
    call_command("import_articles", tmp_path, "--json", stdout=out)
    told = json.loads(out.getvalue().encode("utf-8"))  # strict: a screen would refuse half a character
    assert [each["status"] for each in told] == ["new"]
    assert told[0]["path"].endswith("harbor-�.txt")
