"""What a story says of a photo for itself: its words, what is read out, the part of the picture, the gallery."""

import pytest

from articles.models import Article, ArticlePhoto, Photo
from articles.workflow import note_save
from articles.workflow.checks import PublicationRefused
from articles.workflow.compare import changed_parts, compare, same_content
from articles.workflow.merge import merge, resolve
from articles.workflow.publish import publish_article
from articles.workflow.restore import restore_revision
from articles.workflow.snapshot import digest_of, take_snapshot
from tests.factories import NOW, ArticleFactory, PhotoFactory, photo_with_picture

pytestmark = pytest.mark.django_db

TOLD = {"decision": "text", "text": "Two men mend a net."}
DECORATIVE = {"decision": "decorative", "text": ""}
SILENT = {"decision": "", "text": ""}
CROP = [100, 50, 600, 450]


def a_story() -> Article:
    """A lead photo and two rows, of which nothing is said yet."""
    article = ArticleFactory(lead_photo=PhotoFactory(caption="The pier."))
    for position in (1, 2):
        ArticlePhoto.objects.create(article=article, photo=PhotoFactory(), position=position)
    note_save(article.pk, by=None, now=NOW)
    return article


def say_everything(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(
        lead_alt_decision="text", lead_alt_text=TOLD["text"], lead_crop=CROP, lead_caption="The old pier."
    )
    article.photos.filter(position=1).update(alt_decision="decorative", crop=[0, 0, 500, 1000])
    article.photos.filter(position=2).update(in_gallery=True)
    note_save(article.pk, by=None, now=NOW)


def lead(**said):
    return {
        "photo": 1,
        "caption": "The pier.",
        "own_caption": "",
        "credit": "Jo",
        "alt": "A pier.",
        "picture": "x",
    } | said


def row(**said):
    return lead(after_paragraph=1, gallery=False, own_alt=SILENT, crop=None) | said


@pytest.fixture
def content():
    """A whole snapshot, with `lead` and `photos` to be put in."""
    plain = take_snapshot(ArticleFactory().pk)
    return lambda **parts: {**plain, **parts}


def test_a_snapshot_has_what_is_said_and_what_readers_get():
    article = a_story()
    silent = take_snapshot(article.pk)
    assert (silent["lead"]["own_alt"], silent["lead"]["crop"]) == (SILENT, None)
    assert [use["gallery"] for use in silent["photos"]] == [False, False]
    say_everything(article)
    told = take_snapshot(article.pk)
    assert (told["lead"]["alt"], told["lead"]["own_alt"], told["lead"]["crop"]) == (TOLD["text"], TOLD, CROP)
    first, second = told["photos"]
    assert (first["alt"], first["own_alt"], first["crop"]) == ("", DECORATIVE, [0, 0, 500, 1000])
    assert (second["gallery"], second["own_alt"]) == (True, SILENT)


@pytest.mark.parametrize(
    "said", [{"own_alt": TOLD, "alt": TOLD["text"]}, {"own_alt": DECORATIVE}, {"crop": CROP}, {"gallery": True}]
)
def test_whatever_is_said_is_a_change_and_nothing_said_is_none(content, said):
    """Also beside a version of an older release, which says none of it."""
    older = content(photos=[lead(after_paragraph=1)])
    silent, told = content(photos=[row()]), content(photos=[row(**said)])
    assert digest_of(silent) == digest_of(older) != digest_of(told)
    assert same_content(silent, older)
    assert not same_content(told, older)
    assert compare(older, silent) == []
    assert changed_parts(older, silent) == ""
    assert changed_parts(silent, told) == "Photos in the text"


def test_the_history_tells_what_was_said_in_words(content):
    before = content(lead=lead(), photos=[row()])
    after = content(
        lead=lead(own_alt=DECORATIVE, alt="", crop=CROP), photos=[row(own_alt=TOLD, alt=TOLD["text"], gallery=True)]
    )
    on_top, in_text = compare(before, after)
    told = [(change.label, change.before, change.after) for change in on_top.rows[0].changes]
    assert told == [
        ("Description", "A pier.", ""),
        ("For readers who cannot see it", "as the photo says", "decorative here"),
        ("Part of the picture", "all of it", "60 × 45 % of it, from 10 % left and 5 % top"),
    ]
    told = [(change.label, change.after) for change in in_text.rows[0].changes]
    assert told == [
        ("Description", "Two men mend a net."),
        ("For readers who cannot see it", "this story’s own description"),
        ("Place", "in the gallery"),
    ]


def test_a_version_comes_back_with_everything_that_was_said():
    article = a_story()
    silent = article.revisions.first()
    say_everything(article)
    told = article.revisions.first()
    for version in (silent, told):
        assert restore_revision(article.pk, version.pk, by=None, now=NOW) == []
        assert digest_of(take_snapshot(article.pk)) == version.digest
    article.refresh_from_db()
    assert (article.lead_alt_decision, article.lead_alt_text, article.lead_crop) == ("text", TOLD["text"], CROP)


@pytest.mark.parametrize("damaged", [{"own_alt": "x"}, {"own_alt": {"decision": "loud"}}, {"crop": [0, 0, 2000, 1]}])
def test_what_a_damaged_version_says_is_as_if_it_said_nothing(content, damaged):
    article = a_story()
    number = article.lead_photo_id
    broken = content(lead=lead(photo=number, **damaged), photos=[])
    assert compare(content(lead=lead(photo=number), photos=[]), broken) == []
    version = article.revisions.first()
    version.__class__.objects.filter(pk=version.pk).update(content=broken)
    assert restore_revision(article.pk, version.pk, by=None, now=NOW) == []
    article.refresh_from_db()
    assert (article.lead_alt_decision, article.lead_crop) == ("", None)


def test_a_photo_that_is_taken_out_takes_its_part_and_its_description_along(content):
    article = a_story()
    say_everything(article)
    version = article.revisions.first()
    version.__class__.objects.filter(pk=version.pk).update(content=content(lead=None, photos=[]))
    restore_revision(article.pk, version.pk, by=None, now=NOW)
    article.refresh_from_db()
    assert (article.lead_photo, article.lead_crop, article.lead_alt_decision) == (None, None, "")


# --- Two people


def test_what_each_said_of_a_photo_comes_together(content):
    base = content(lead=lead(), photos=[row()])  # the lead is of an older release
    hers = content(lead=lead(own_alt=TOLD, alt=TOLD["text"], crop=None), photos=[row(gallery=True)])
    mine = content(lead=lead(own_alt=SILENT, crop=CROP), photos=[row(own_caption="Mine.", caption="Mine.")])
    merged = merge(base, hers, mine)
    assert merged.conflicts == ()
    assert merged.content["lead"] == lead(own_alt=TOLD, alt=TOLD["text"], crop=CROP)
    assert merged.content["photos"] == [row(own_caption="Mine.", caption="Mine.", gallery=True)]
    assert merged.kept == ("description of the lead photo", "photos in the text")


def test_two_descriptions_and_two_parts_of_the_lead_photo_are_asked(content):
    base = content(lead=lead(own_alt=SILENT, crop=None))
    hers = content(lead=lead(own_alt=TOLD, alt=TOLD["text"], crop=CROP))
    mine = content(lead=lead(own_alt=DECORATIVE, alt="", crop=[0, 0, 500, 500]))
    merged = merge(base, hers, mine)
    assert [(each.field, each.theirs, each.mine) for each in merged.conflicts] == [
        ("lead_alt", TOLD, DECORATIVE),
        ("lead_crop", CROP, [0, 0, 500, 500]),
    ]
    assert resolve(merged, {"lead_alt": TOLD, "lead_crop": None})["lead"] == lead(
        own_alt=TOLD, alt=TOLD["text"], crop=None
    )
    assert resolve(merged, {"lead_alt": SILENT, "lead_crop": CROP})["lead"]["own_alt"] == SILENT


def test_two_parts_of_a_photo_in_the_text_are_asked(content):
    merged = merge(content(photos=[row()]), content(photos=[row(crop=CROP)]), content(photos=[row(crop=[0, 0, 9, 9])]))
    (conflict,) = merged.conflicts
    assert (conflict.field, conflict.theirs["crop"], conflict.mine["crop"]) == ("photos:1", CROP, [0, 0, 9, 9])


def test_a_photo_that_got_a_mark_in_the_text_is_in_no_gallery(content):
    mark = '<p>One.</p><div data-photo="1">Pier</div>'
    base = content(body="<p>One.</p>", photos=[row()])
    hers = content(body="<p>One.</p>", photos=[row(gallery=True)])
    mine = content(body=mark, photos=[row(after_paragraph=None)])
    merged = merge(base, hers, mine)
    (use,) = merged.content["photos"]
    assert (use["after_paragraph"], use["gallery"]) == (None, False)


# --- Publishing


def test_a_story_may_describe_a_photo_that_the_library_does_not():
    photo = photo_with_picture(caption="The pier.", credit="Jo Lens", alt_decision=Photo.Alt.UNDECIDED)
    article = ArticleFactory(lead_photo=photo)
    with pytest.raises(PublicationRefused, match="no description"):
        publish_article(article.pk, by=None, now=NOW)
    Article.objects.filter(pk=article.pk).update(lead_alt_decision="text", lead_alt_text="Two men mend a net.")
    assert publish_article(article.pk, by=None, now=NOW).headline == article.headline


def test_a_row_of_the_lead_photo_is_not_printed_and_needs_no_description():
    photo = photo_with_picture(caption="The pier.", credit="Jo Lens", alt_decision=Photo.Alt.UNDECIDED)
    article = ArticleFactory(lead_photo=photo, lead_alt_decision="decorative")
    ArticlePhoto.objects.create(article=article, photo=photo)
    assert publish_article(article.pk, by=None, now=NOW).headline == article.headline
