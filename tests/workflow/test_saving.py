"""What a save leaves behind: digest, version, log; and what a change in the photo library means for stories."""

import pytest

from articles.models import Article, ArticlePhoto, AuditLine, Revision
from articles.workflow import State, note_photo_change, note_save, publish_article, story_state
from articles.workflow.saving import keep_base
from articles.workflow.snapshot import digest_of, take_snapshot
from tests.factories import NOW, ArticleFactory, PhotoFactory, SpecialCoverageFactory, UserFactory, link, live_story

pytestmark = pytest.mark.django_db

# As the release before marks and coverages took it, with the digest it gave.
OLDER_SNAPSHOT = {
    "headline": "Pier opens to walkers",
    "slug": "pier-opens",
    "kicker": "",
    "dek": "A week early.",
    "dateline": "ORRIN",
    "body": "<p>The planks held.</p>",
    "section": {"id": 3, "name": "News"},
    "topics": [{"id": 5, "name": "Harbor", "slug": "harbor"}],
    "bylines": [{"id": 7, "name": "Ann Lee", "kind": "person"}],
    "lead": None,
    "photos": [
        {"photo": 9, "caption": "The pier.", "credit": "Jo Lens", "alt": "", "picture": "", "after_paragraph": 1}
    ],
    "related": [
        {"key": "article:11", "article_id": 11, "title": "The night ferry", "own_title": "", "url": ""}
        | {"placement": "sidebar", "after_paragraph": 3, "repeat": False}
    ],
    "publish_at": None,
    "expires_at": None,
    "embargo_until": None,
    "seo_title": "",
    "seo_description": "",
    "canonical_url": "",
}
OLDER_DIGEST = "1789f6393c5bb531d82ab912b72b89054b69c93958c5c633e92449931dcaec82"


def test_only_a_change_moves_the_version_and_writes_a_line():
    editor = UserFactory(role="Editor")
    article = ArticleFactory()
    before = article.lock_version
    assert note_save(article.pk, by=editor, now=NOW) is False
    article.dek = "Another sentence."
    article.save()
    assert note_save(article.pk, by=editor, now=NOW) is True
    article.refresh_from_db()
    assert (article.lock_version, article.edited_by, article.edited_at) == (before + 1, editor, NOW)
    assert AuditLine.objects.get(verb=AuditLine.Verb.SAVED).by == editor


def test_a_credit_mended_in_the_library_is_an_unpublished_change_of_live_stories():
    photo = PhotoFactory(credit="Wrong Name")
    lead, inside, draft = live_story(lead_photo=photo), ArticleFactory(), ArticleFactory(lead_photo=photo)
    ArticlePhoto.objects.create(article=inside, photo=photo)
    publish_article(inside.pk, by=None, now=NOW)
    untouched = live_story()
    versions = dict(Article.objects.values_list("pk", "lock_version"))

    photo.credit = "Right Name"
    photo.save()
    waiting = note_photo_change(photo, now=NOW)

    assert {story.pk for story in waiting} == {lead.pk, inside.pk}
    states = {article.pk: story_state(article, now=NOW) for article in Article.objects.for_list()}
    assert states[lead.pk] is states[inside.pk] is State.LIVE_CHANGED
    assert (states[draft.pk], states[untouched.pk]) == (State.DRAFT, State.LIVE)
    assert dict(Article.objects.values_list("pk", "lock_version")) == versions
    assert note_photo_change(photo, now=NOW) == []
    assert publish_article(lead.pk, by=None, now=NOW).lead["credit"] == "Right Name"


def test_an_upgrade_changes_no_story():
    assert digest_of(OLDER_SNAPSHOT) == OLDER_DIGEST
    article = ArticleFactory()
    ArticlePhoto.objects.create(article=article, photo=PhotoFactory(), after_paragraph=1)
    link(article, ArticleFactory())
    today = take_snapshot(article.pk)
    assert today.keys() - {"coverage", "share_title", "share_photo"} == OLDER_SNAPSHOT.keys()
    newer = {"own_caption", "own_alt", "crop", "gallery"}
    assert today["photos"][0].keys() - newer == OLDER_SNAPSHOT["photos"][0].keys()
    assert today["related"][0].keys() == OLDER_SNAPSHOT["related"][0].keys()
    without = {name: value for name, value in today.items() if name in OLDER_SNAPSHOT}
    without["photos"] = [{name: use[name] for name in use.keys() - newer} for use in today["photos"]]
    assert digest_of(today) == digest_of(without)


def test_the_coverage_of_a_story_is_part_of_it_and_the_title_of_the_coverage_is_not():
    article, coverage = ArticleFactory(), SpecialCoverageFactory(title="The Night of the Count")
    rows = Article.objects.filter(pk=article.pk)
    rows.update(coverage=coverage)
    assert note_save(article.pk, by=None, now=NOW) is True
    assert take_snapshot(article.pk)["coverage"] == {"id": coverage.pk, "title": "The Night of the Count"}
    coverage.title = "The Long Night of the Count"
    coverage.save()
    assert note_save(article.pk, by=None, now=NOW) is False
    rows.update(coverage=SpecialCoverageFactory())
    assert note_save(article.pk, by=None, now=NOW) is True
    rows.update(coverage=None)
    assert note_save(article.pk, by=None, now=NOW) is True
    assert rows.get().content_digest == article.content_digest


def test_every_save_that_changed_something_leaves_a_version_which_says_what_changed():
    editor = UserFactory(role="Editor")
    article = ArticleFactory()
    article.headline, article.body = "Pier opens", "<p>The planks held.</p>"
    article.save()
    ArticlePhoto.objects.create(article=article, photo=PhotoFactory())
    note_save(article.pk, by=editor, now=NOW, tab="a-tab")
    note_save(article.pk, by=editor, now=NOW, tab="a-tab")
    first, second = article.revisions.order_by("number")
    assert (first.number, first.reason) == (1, "")
    assert (second.reason, second.by, second.tab) == ("Headline, text, photos in the text", editor, "a-tab")
    assert (second.kind, second.version) == (Revision.Kind.SAVED, Article.objects.get().lock_version)


def test_a_story_without_versions_gets_the_one_it_is_saved_over():
    article = ArticleFactory()
    Revision.objects.all().delete()
    keep_base(article.pk, now=NOW)
    keep_base(article.pk, now=NOW)
    base = Revision.objects.get()
    assert (base.version, base.digest) == (article.lock_version, article.content_digest)
    Article.objects.filter(pk=article.pk).update(kicker="Exclusive")
    note_save(article.pk, by=None, now=NOW)
    assert article.revisions.first().reason == "Kicker"
