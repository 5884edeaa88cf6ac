"""Two people, one story: what each changed comes together, what both changed is asked, and nothing is ever lost."""

import pytest
from django.core import signing
from django.urls import reverse
from lxml import html as lxml_html

from articles.models import Article, AuditLine, Byline, PublishedArticle, RelatedLink, Revision
from articles.workflow import note_save
from tests.admin.conftest import filled, messages, row, words
from tests.factories import (
    NOW,
    ArticleFactory,
    ContributorFactory,
    PhotoFactory,
    SectionFactory,
    UserFactory,
    live_story,
)

ADD = reverse("admin:articles_article_add")


def change(pk: int) -> str:
    return reverse("admin:articles_article_change", args=[pk])


def merging(pk: int) -> str:
    return reverse("admin:articles_article_merge", args=[pk])


@pytest.fixture
def ann(log_in):
    return log_in(user=UserFactory(role="Editor", first_name="Ann", last_name="Lee"))


@pytest.fixture
def bo(log_in):
    return log_in(user=UserFactory(role="Editor", first_name="Bo", last_name="Ek"))


def saves(browser, story, **changes):
    return browser.post(change(story.pk), filled(browser.get(change(story.pk)), _save="") | changes, follow=True)


def asked(page) -> dict[str, str]:
    """The questions of the page: what they are about, and the name of their boxes."""
    root = lxml_html.fromstring(page.content.decode())
    return {
        block.findtext("legend"): block.xpath(".//input[@type='radio']/@name")[0].removeprefix("pick-")
        for block in root.xpath("//fieldset")
    }


def answer(page, **picks):
    """The page's form with answers: what it is about (spaces as _), and theirs, mine, base, or words of one's own."""
    root = lxml_html.fromstring(page.content.decode())
    data = dict(root.xpath("//form[contains(@class, 'desk-merge')]")[0].form_values())
    for label, pick in picks.items():
        key = asked(page)[label.replace("_", " ")]
        if pick in ("theirs", "mine", "base", "own"):
            data[f"pick-{key}"] = pick
        else:
            data |= {f"pick-{key}": "own", f"text-{key}": pick}
    return data


# --- What only one changed


def test_changes_to_different_boxes_come_together_by_themselves(ann, bo):
    story = ArticleFactory(headline="Draft", dek="")
    mine = filled(bo.get(change(story.pk)), kicker="Analysis", _save="")
    saves(ann, story, headline="Her wording")
    done = bo.post(change(story.pk), mine, follow=True)
    story.refresh_from_db()
    assert (story.headline, story.kicker) == ("Her wording", "Analysis")
    assert "Saved, together with what Ann Lee changed at 5:00 PM ET: headline." in messages(done)
    line = AuditLine.objects.filter(article=story).latest("id")
    assert (line.verb, line.detail) == (AuditLine.Verb.MERGED, "Brought together with Ann Lee’s version")


def test_rows_come_together(ann, bo):
    story = ArticleFactory()
    cy, di, link = ContributorFactory(name="Cy"), ContributorFactory(name="Di"), ArticleFactory()
    Byline.objects.create(article=story, contributor=cy)
    note_save(story.pk, by=None, now=NOW)
    opened = filled(bo.get(change(story.pk)), _save="")
    saves(ann, story, **row(1, "bylines", contributor=di.pk, article=story.pk), **{"bylines-TOTAL_FORMS": "2"})
    rows = row(0, target=link.pk, article=story.pk) | {"related_links-TOTAL_FORMS": "1"}
    bo.post(change(story.pk), opened | rows)
    assert [str(line) for line in story.bylines.all()] == ["Cy", "Di"]
    assert [one.target for one in story.related_links.all()] == [link]


def test_a_row_that_another_took_out_stays_out_and_is_no_fault(ann, bo):
    story = ArticleFactory()
    target = ArticleFactory()
    link = RelatedLink.objects.create(article=story, target=target)
    note_save(story.pk, by=None, now=NOW)
    mine = filled(bo.get(change(story.pk)), dek="Mine.", _save="")
    saves(ann, story, **{"related_links-0-DELETE": "on"})
    assert not RelatedLink.objects.filter(pk=link.pk).exists()
    done = bo.post(change(story.pk), mine)
    assert done.status_code == 302
    story.refresh_from_db()
    assert story.dek == "Mine."
    assert not story.related_links.exists()


def test_both_add_the_same_name_and_it_stands_once(ann, bo):
    story, cy = ArticleFactory(), ContributorFactory(name="Cy")
    new = row(0, "bylines", contributor=cy.pk, article=story.pk) | {"bylines-TOTAL_FORMS": "1"}
    mine = filled(bo.get(change(story.pk)), _save="") | new
    saves(ann, story, **new)
    assert bo.post(change(story.pk), mine).status_code == 302
    assert story.bylines.count() == 1


def test_merged_text_is_not_published_unseen(ann, bo):
    published = live_story(headline="First")
    story = published.article
    mine = filled(bo.get(change(story.pk)), dek="Mine.", _publish="")
    saves(ann, story, headline="Hers")
    told = messages(bo.post(change(story.pk), mine, follow=True))
    assert "It was saved and nothing more. Look at what came together, then press the button again." in told
    assert PublishedArticle.objects.get().headline == "First"
    story.refresh_from_db()
    assert (story.headline, story.dek) == ("Hers", "Mine.")


def test_white_space_that_the_editor_lays_out_anew_is_no_change(ann, bo):
    story = ArticleFactory(body="<p>One.</p>\n<p>Two.</p>")
    mine = filled(bo.get(change(story.pk)), body="<p>One.</p>\r\n\r\n<p>Two.</p>\r\n", _save="")
    version = Article.objects.get(pk=story.pk).lock_version
    bo.post(change(story.pk), mine)
    story.refresh_from_db()
    assert (story.lock_version, story.body) == (version, "<p>One.</p>\n<p>Two.</p>")
    saves(ann, story, body="<p>One, longer.</p><p>Two.</p>")
    bo.post(change(story.pk), mine)
    story.refresh_from_db()
    assert story.body == "<p>One, longer.</p><p>Two.</p>"


def test_opening_a_story_to_all_reporters_is_kept_through_anothers_save(ann, bo):
    story = ArticleFactory()
    mine = filled(bo.get(change(story.pk)), _save="", is_shared="on")
    untouched = filled(ann.get(change(story.pk)), _save="", kicker="Hers")
    saves(ann, story, headline="Hers")
    bo.post(change(story.pk), mine)
    assert Article.objects.get(pk=story.pk).is_shared
    ann.post(change(story.pk), untouched)
    assert Article.objects.get(pk=story.pk).is_shared


# --- One's own earlier save


def test_ones_own_earlier_save_from_the_same_form_is_no_conflict(bo):
    story = ArticleFactory(headline="Draft")
    opened = filled(bo.get(change(story.pk)), _save="")
    bo.post(change(story.pk), opened | {"headline": "First try"})
    done = bo.post(change(story.pk), opened | {"headline": "Second try"}, follow=True)
    story.refresh_from_db()
    assert story.headline == "Second try"
    assert "Saved: Second try." in messages(done)
    assert not AuditLine.objects.filter(verb=AuditLine.Verb.MERGED).exists()


def test_a_second_click_on_save_adds_no_row_twice(bo):
    story, cy = ArticleFactory(), ContributorFactory(name="Cy")
    new = row(0, "bylines", contributor=cy.pk, article=story.pk) | {"bylines-TOTAL_FORMS": "1"}
    twice = filled(bo.get(change(story.pk)), _save="") | new
    for _ in range(2):
        assert bo.post(change(story.pk), twice).status_code == 302
    assert story.bylines.count() == 1


def test_a_second_click_on_save_makes_no_second_story(bo):
    twice = filled(bo.get(ADD), headline="Ferry line approved", _save="")
    first, second = bo.post(ADD, twice), bo.post(ADD, twice)
    assert first.url == second.url == change(Article.objects.get().pk)


def test_the_same_form_of_somebody_else_is_their_own(ann, bo):
    """What ties a form to the story it made cannot be used by others."""
    data = filled(bo.get(ADD), headline="Ferry line approved", _save="")
    bo.post(ADD, data)
    ann.post(ADD, data)
    assert Article.objects.count() == 2


def test_the_same_tab_of_another_is_no_pass(ann, bo):
    story = ArticleFactory(headline="Draft")
    mine = filled(bo.get(change(story.pk)), headline="Mine", _save="")
    saves(ann, story, headline="Hers", tab=mine["tab"])
    assert bo.post(change(story.pk), mine).status_code == 409


def test_ones_other_window_is_told(bo):
    story = ArticleFactory(headline="Draft")
    mine = filled(bo.get(change(story.pk)), kicker="Mine", _save="")
    saves(bo, story, headline="Other window")
    told = messages(bo.post(change(story.pk), mine, follow=True))
    assert "together with what you, in another window, changed at 5:00 PM ET: headline." in told


def test_going_back_after_a_merge_does_not_take_back_what_the_other_wrote(ann, bo):
    story = ArticleFactory(headline="Draft", dek="")
    mine = filled(bo.get(change(story.pk)), kicker="Mine", _save="")
    saves(ann, story, headline="Hers")
    bo.post(change(story.pk), mine)
    bo.post(change(story.pk), mine | {"dek": "And more."})
    story.refresh_from_db()
    assert (story.headline, story.kicker, story.dek) == ("Hers", "Mine", "And more.")


# --- What both changed


@pytest.fixture
def both(ann, bo):
    """A story whose headline both changed, and the page that asks about it."""
    story = ArticleFactory(headline="Draft", dek="")
    mine = filled(bo.get(change(story.pk)), headline="My wording", kicker="Mine", _publish="")
    saves(ann, story, headline="Her wording", dek="Hers.")
    return story, bo.post(change(story.pk), mine)


def test_what_both_changed_is_asked_and_what_was_typed_is_kept_first(both):
    story, page = both
    assert page.status_code == 409
    text = words(page)
    assert "Ann Lee saved “Her wording” at 5:00 PM ET while you had it open" in text
    assert "Everything else came together by itself: dek." in text
    assert list(asked(page)) == ["Headline"]
    aside = Revision.objects.get(kind=Revision.Kind.SET_ASIDE)
    assert (aside.content["headline"], aside.content["kicker"]) == ("My wording", "Mine")
    story.refresh_from_db()
    assert (story.headline, story.kicker) == ("Her wording", "")


@pytest.mark.parametrize(
    ("pick", "headline"),
    [("theirs", "Her wording"), ("mine", "My wording"), ("base", "Draft"), ("Our wording", "Our wording")],
)
def test_the_answer_is_saved_and_every_version_stays(both, bo, pick, headline):
    story, page = both
    done = bo.post(merging(story.pk), answer(page, Headline=pick), follow=True)
    story.refresh_from_db()
    assert (story.headline, story.kicker, story.dek) == (headline, "Mine", "Hers.")
    assert "Saved, together with what Ann Lee changed at 5:00 PM ET: dek and headline." in messages(done)
    kept = {one.content["headline"] for one in Revision.objects.filter(article=story)}
    assert kept >= {"Draft", "Her wording", "My wording", headline}


def test_no_answer_is_asked_for_again(both, bo):
    story, page = both
    again = bo.post(merging(story.pk), answer(page))
    assert again.status_code == 409
    assert "Choose one of these, or write it yourself." in words(again)


def test_a_headline_that_is_too_long_is_said_and_stays_in_its_box(both, bo):
    story, page = both
    again = bo.post(merging(story.pk), answer(page, Headline="Long " * 80))
    assert again.status_code == 409
    assert "at most 300 characters" in words(again)
    assert "Long Long" in again.content.decode()


def test_saved_again_while_deciding_asks_anew_and_keeps_what_was_written(both, ann, bo):
    story, page = both
    saves(ann, story, headline="Her second wording")
    again = bo.post(merging(story.pk), answer(page, Headline="Our wording"))
    assert again.status_code == 409
    assert "Ann Lee saved again at 5:00 PM ET while you were deciding" in words(again)
    assert "Our wording" in again.content.decode()
    assert "Her second wording" in words(again)
    kept = Revision.objects.filter(kind=Revision.Kind.SET_ASIDE)
    assert {one.content["headline"] for one in kept} == {"My wording", "Our wording"}
    done = bo.post(merging(story.pk), answer(again, Headline="Our wording"))
    assert done.status_code == 302
    story.refresh_from_db()
    assert (story.headline, story.dek) == ("Our wording", "Hers.")


def test_saved_again_elsewhere_in_the_story_needs_no_second_look(both, ann, bo):
    story, page = both
    saves(ann, story, dek="Hers, again.")
    assert bo.post(merging(story.pk), answer(page, Headline="mine")).status_code == 302
    story.refresh_from_db()
    assert (story.headline, story.dek) == ("My wording", "Hers, again.")


def test_paragraphs_of_both_are_offered_together(ann, bo):
    story = ArticleFactory(body="<p>One.</p><p>Two.</p><p>Three.</p>")
    mine = filled(bo.get(change(story.pk)), body="<p>One.</p><p>Two.</p><p>Three, mine.</p>", _save="")
    saves(ann, story, body="<p>One, hers.</p><p>Two.</p><p>Three.</p>")
    page = bo.post(change(story.pk), mine)
    assert "you changed different paragraphs, and here they stand together" in words(page)
    bo.post(merging(story.pk), answer(page))
    story.refresh_from_db()
    assert story.body.split() == "<p>One, hers.</p> <p>Two.</p> <p>Three, mine.</p>".split()


def test_a_row_that_one_took_out_and_the_other_changed_is_asked(ann, bo):
    story = ArticleFactory()
    RelatedLink.objects.create(article=story, target=ArticleFactory(headline="The harbor"))
    note_save(story.pk, by=None, now=NOW)
    mine = filled(bo.get(change(story.pk)), _save="", **{"related_links-0-title": "My title"})
    saves(ann, story, **{"related_links-0-DELETE": "on"})
    page = bo.post(change(story.pk), mine)
    assert "Not in the story" in words(page)
    bo.post(merging(story.pk), answer(page, Related_story="mine"))
    assert story.related_links.get().title == "My title"


def test_script_in_what_was_typed_is_text_on_the_page(ann, bo):
    story = ArticleFactory(headline="Draft", body="<p>One.</p>")
    evil = "<p><script>alert(1)</script><img src=x onerror=alert(1)>Two</p>"
    mine = filled(bo.get(change(story.pk)), headline="<script>alert(2)</script>", body=evil, _save="")
    saves(ann, story, headline="Hers", body="<p>Three.</p>")
    page = bo.post(change(story.pk), mine).content.decode()
    assert "<script>alert" not in page
    assert "onerror" not in page


# --- Faults, unknown versions, crafted requests


def test_faults_of_what_was_typed_come_first_and_nothing_is_lost(ann, bo):
    story = ArticleFactory(headline="Draft")
    mine = filled(bo.get(change(story.pk)), headline="My wording", slug="no good!", _save="")
    saves(ann, story, headline="Her wording")
    page = bo.post(change(story.pk), mine)
    assert page.status_code == 200
    assert "Ann Lee saved this story at 5:00 PM ET while you had it open" in words(page)
    assert "letters, digits, hyphens" in words(page)
    mended = filled(page, slug="good", _save="")
    assert mended["headline"] == "My wording"
    assert list(asked(bo.post(change(story.pk), mended))) == ["Headline"]


@pytest.mark.parametrize("opened", [None, "", "999", "0", "-1", "x", "9" * 40])
def test_a_form_of_which_nobody_knows_what_it_was_opened_with_is_never_a_pass(bo, opened):
    story = ArticleFactory(headline="Saved", dek="")
    data = filled(bo.get(change(story.pk)), headline="Typed", _save="", opened_version=opened)
    if opened is None:
        del data["opened_version"]
    page = bo.post(change(story.pk), data)
    assert page.status_code == 409
    assert "Nobody can tell any more what this form was opened with" in words(page)
    assert list(asked(page)) == ["Headline"]
    story.refresh_from_db()
    assert story.headline == "Saved"
    assert bo.post(merging(story.pk), answer(page, Headline="mine")).status_code == 302
    story.refresh_from_db()
    assert story.headline == "Typed"


def test_an_old_form_without_a_change_is_simply_saved(bo):
    story = ArticleFactory()
    assert bo.post(change(story.pk), filled(bo.get(change(story.pk)), _save="", opened_version="")).status_code == 302


def test_the_page_of_another_person_and_a_forged_one_are_refused(both, ann):
    story, page = both
    stolen = answer(page, Headline="mine") | {"csrfmiddlewaretoken": ""}
    for sent in (stolen, stolen | {"case": "x"}, stolen | {"case": signing.dumps({"mine": 1})}, {}):
        told = messages(ann.post(merging(story.pk), sent, follow=True))
        assert "That page is too old." in told
    story.refresh_from_db()
    assert story.headline == "Her wording"


def test_the_page_is_no_way_into_a_story_one_may_not_change(both, log_in):
    story, page = both
    assert log_in("Reporter").post(merging(story.pk), answer(page)).status_code == 403
    assert log_in("Producer").post(merging(story.pk), answer(page)).status_code == 403


def test_reading_the_address_of_the_page_leads_to_the_story(both, bo):
    story, _ = both
    assert bo.get(merging(story.pk)).url == change(story.pk)


# --- What somebody deleted meanwhile


def test_a_deleted_story_gives_the_text_back_and_can_be_saved_anew(bo):
    story, cy = ArticleFactory(headline="Draft"), ContributorFactory(name="Cy")
    rows = row(0, "bylines", contributor=cy.pk, article=story.pk) | {"bylines-TOTAL_FORMS": "1"}
    mine = filled(bo.get(change(story.pk)), headline="Mine", body="<p>My own <b>text</b>.</p>", _save="") | rows
    story.delete()
    page = bo.post(change(story.pk), mine)
    assert page.status_code == 409
    assert "Somebody has deleted this story while you had it open" in words(page)
    assert "My own text." in words(page)
    form = lxml_html.fromstring(page.content.decode()).xpath("//form[contains(@class, 'desk-merge')]")[0]
    assert form.action == ADD
    assert bo.post(ADD, dict(form.form_values()) | {"_save": ""}).status_code == 302
    new = Article.objects.get()
    assert (new.headline, new.body) == ("Mine", "<p>My own <b>text</b>.</p>")
    assert [str(line) for line in new.bylines.all()] == ["Cy"]


def test_a_story_deleted_while_the_questions_stood_open_gives_the_answers_back(ann, bo):
    story = ArticleFactory(headline="Draft")
    mine = filled(bo.get(change(story.pk)), headline="Mine", body="<p>My own text.</p>", _save="")
    saves(ann, story, headline="Hers", body="<p>Her text.</p>")
    data = answer(bo.post(change(story.pk), mine), Headline="Both of ours", Text="<p>My <b>own</b> text.</p>")
    gone = merging(story.pk)
    story.delete()
    page = bo.post(gone, data)
    assert page.status_code == 409
    assert "Both of ours" in words(page)
    form = lxml_html.fromstring(page.content.decode()).xpath("//form[contains(@class, 'desk-merge')]")[0]
    assert bo.post(ADD, dict(form.form_values()) | {"_save": ""}).status_code == 302
    new = Article.objects.get()
    assert (new.headline, new.body) == ("Both of ours", "<p>My <b>own</b> text.</p>")


def test_a_section_that_is_gone_is_told_and_the_text_stays(ann, bo):
    story, gone = ArticleFactory(), SectionFactory(name="Sport")
    mine = filled(bo.get(change(story.pk)), headline="Mine", section=gone.pk, _save="")
    saves(ann, story, dek="Hers.")
    gone.delete()
    page = bo.post(change(story.pk), mine)
    assert page.status_code == 200
    assert "Somebody has deleted what was chosen here." in words(page)
    assert filled(page)["headline"] == "Mine"


def test_a_photo_and_a_name_that_are_gone_are_told_and_the_text_stays(bo):
    story, photo, cy = ArticleFactory(), PhotoFactory(), ContributorFactory()
    rows = row(0, "bylines", contributor=cy.pk, article=story.pk) | {"bylines-TOTAL_FORMS": "1"}
    mine = filled(bo.get(change(story.pk)), headline="Mine", lead_photo=photo.pk, _save="") | rows
    photo.delete()
    cy.delete()
    page = bo.post(change(story.pk), mine)
    assert words(page).count("Somebody has deleted what was chosen here.") == 2
    assert filled(page)["headline"] == "Mine"
    story.refresh_from_db()
    assert story.headline != "Mine"


def test_a_linked_story_that_is_gone_takes_no_row_hostage(bo):
    story, target = ArticleFactory(), ArticleFactory()
    RelatedLink.objects.create(article=story, target=target)
    note_save(story.pk, by=None, now=NOW)
    mine = filled(bo.get(change(story.pk)), headline="Mine", _save="")
    target.delete()
    page = bo.post(change(story.pk), mine)
    assert "Somebody has deleted what was chosen here." in words(page)
    other = ArticleFactory(headline="Other")
    mended = filled(page, _save="", **{"related_links-0-target": other.pk})
    assert bo.post(change(story.pk), mended).status_code == 302
    assert story.related_links.get().target == other


# --- Other changes of the version


def test_a_schedule_and_a_publication_are_no_change_of_the_story(ann, bo):
    story = ArticleFactory(headline="Draft")
    mine = filled(bo.get(change(story.pk)), headline="Mine", _save="")
    saves(ann, story, _publish="")
    done = bo.post(change(story.pk), mine, follow=True)
    assert "together with" not in messages(done)
    story.refresh_from_db()
    assert story.headline == "Mine"
