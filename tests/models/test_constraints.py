"""Rules that the database itself keeps, whatever form, importer or shell tries to write."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from articles.models import Article, Byline, Photo, PublishedArticle, RelatedLink, Section
from tests.factories import NOW, ArticleFactory, ContributorFactory, PhotoFactory, SectionFactory, link, live_story

pytestmark = pytest.mark.django_db


def refused(write) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


def test_one_story_once_among_the_related_links_unless_on_purpose():
    article, other = ArticleFactory(), ArticleFactory()
    link(article, other)
    assert refused(lambda: link(article, other, placement="inline"))
    assert refused(
        lambda: link(article, url=f"http://testserver/politics/old-slug-{other.pk}/?utm_source=x", title="Same")
    )
    link(article, other, repeat_on_purpose=True)
    link(ArticleFactory(), other)
    assert RelatedLink.objects.count() == 3


def test_a_related_link_needs_something_to_point_at_and_to_print():
    article = ArticleFactory()
    assert refused(lambda: RelatedLink.objects.create(article=article))
    assert refused(lambda: RelatedLink.objects.create(article=article, url="https://example.com/a"))
    assert refused(lambda: RelatedLink.objects.create(article=article, url="javascript:alert(1)", title="x"))
    assert refused(lambda: RelatedLink.objects.create(article=article, target=article))
    assert refused(lambda: RelatedLink.objects.bulk_create([RelatedLink(article=article, title="No key")]))


def test_a_story_of_a_source_is_here_once():
    Article.objects.create(source="wire", external_id="1")
    assert refused(lambda: Article.objects.create(source="wire", external_id="1"))
    assert refused(lambda: Article.objects.create(external_id="2"))
    Article.objects.create(source="scrape", external_id="1")
    Article.objects.create(source="wire")
    Article.objects.create(source="wire")


def test_a_story_expires_after_it_was_published_and_stands_at_a_known_stage():
    assert refused(lambda: Article.objects.create(publish_at=NOW, expires_at=NOW))
    assert refused(lambda: Article.objects.create(stage="live"))
    story = live_story()
    assert refused(lambda: PublishedArticle.objects.filter(pk=story.pk).update(expires_at=story.published_at))
    assert refused(lambda: PublishedArticle.objects.filter(pk=story.pk).update(headline=""))


def test_nobody_is_in_a_byline_twice():
    article, contributor = ArticleFactory(), ContributorFactory()
    Byline.objects.create(article=article, contributor=contributor)
    assert refused(lambda: Byline.objects.create(article=article, contributor=contributor))


def test_a_picture_is_in_the_library_once_and_words_without_one_as_often_as_needed():
    Photo.objects.create(fingerprint="a" * 64)
    assert refused(lambda: Photo.objects.create(fingerprint="a" * 64))
    PhotoFactory(fingerprint="")
    PhotoFactory(fingerprint="")
    assert refused(lambda: Photo.objects.create(alt_decision="text", alt_text=""))


@pytest.mark.parametrize("thing", ["section", "contributor", "photo"])
def test_what_a_story_stands_on_cannot_be_deleted_under_it(thing):
    contributor, photo, section = ContributorFactory(), PhotoFactory(), SectionFactory()
    Byline.objects.create(article=ArticleFactory(section=section, lead_photo=photo), contributor=contributor)
    with pytest.raises(ProtectedError):
        {"section": section, "contributor": contributor, "photo": photo}[thing].delete()


def test_a_section_cannot_take_an_address_of_the_site_itself():
    with pytest.raises(ValidationError, match="used by the site itself"):
        Section(name="Admin", slug="admin").full_clean()


def test_live_is_one_rule_for_lists_and_for_single_stories():
    moments = [NOW + timedelta(hours=hours) for hours in range(-3, 4)]
    stories = [
        live_story(at=NOW),
        live_story(at=NOW, expires_at=NOW + timedelta(hours=2)),
        live_story(at=NOW - timedelta(hours=2)),
    ]
    PublishedArticle.objects.filter(pk=stories[2].pk).update(withdrawn_at=NOW)
    for story in PublishedArticle.objects.all():
        for now in moments:
            assert story.is_live(now) == PublishedArticle.objects.live(now).filter(pk=story.pk).exists(), (
                story.pk,
                now,
            )


def test_the_newest_stories_of_one_second_keep_an_order():
    stories = [live_story(at=NOW) for _ in range(4)]
    assert list(PublishedArticle.objects.newest_first()) == stories[::-1]
    older = PublishedArticle.objects.newest_first().older_than(NOW, stories[2].pk)
    assert list(older) == [stories[1], stories[0]]


def test_saving_cleans_the_body_and_folds_the_headline():
    article = ArticleFactory(headline="  Two\n lines ", body='<p onclick="x()">A<script>alert(1)</script></p>')
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Two lines", "<p>A</p>")
