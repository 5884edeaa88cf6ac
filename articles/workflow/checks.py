"""Publication checks: everything that keeps a story from going out, in sentences an editor can act on."""

from datetime import datetime
from typing import Any

from articles.html import Mark, cut_body, cut_paragraphs, plain_text
from articles.models import Article, PublishedArticle
from articles.workflow.times import publication_time

MOST_LINKS = 100  # related stories of one story; with more, the page would be a directory


class PublicationRefused(Exception):
    """The story did not go out. `problems` are plain sentences, one for each thing to mend."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(" ".join(problems))


def publication_problems(article: Article, *, now: datetime) -> list[str]:
    """What must be mended before the working copy may go out at `now`; empty means: ready to publish."""
    problems = []
    if not article.headline.strip():
        problems.append("The story has no headline.")
    if not article.slug:
        problems.append("The story has no web address. Fill in “address”.")
    if article.section_id is None:
        problems.append("The story is in no section. Choose one.")
    if not any(plain_text(html) for html in cut_paragraphs(article.body)):
        problems.append("The story has no text.")
    problems += _link_problems(article)
    problems += _photo_problems(article)
    return problems + _time_problems(article, now=now)


def _link_problems(article: Article) -> list[str]:
    in_text = sum(isinstance(piece, Mark) and piece.kind == "related" for piece in cut_body(article.body))
    links = article.related_links.count() + in_text
    if links <= MOST_LINKS:
        return []
    return [f"The story has {links:,} related stories; readers get {MOST_LINKS} at most. Take some of them out."]


def _photo_problems(article: Article) -> list[str]:
    problems = []
    for photo in dict.fromkeys(article.all_photos):
        if not photo.has_picture:
            continue  # readers get the drawn placeholder, which needs neither
        if not photo.credit.strip():
            problems.append(f"The photo “{photo}” has no credit. Write who took it.")
        if not photo.alt_is_decided:
            problems.append(
                f"The photo “{photo}” has no description for readers who cannot see it. "
                "Describe it, or say that the caption is enough or that it is decorative."
            )
    return problems


def _time_problems(article: Article, *, now: datetime) -> list[str]:
    published = PublishedArticle.objects.filter(pk=article.pk).first()
    problems = []
    if published and published.published_at <= now and publication_time(article, published, now=now) > now:
        problems.append(
            "Readers have this story already, so it cannot be scheduled. Empty “publish at” and “embargo until”, "
            "or withdraw the story first."
            if published.withdrawn_at is None
            else "This story was withdrawn. It can be published again now, but not scheduled: empty “publish at”."
        )
    if article.expires_at and article.expires_at <= max(now, publication_time(article, published, now=now)):
        problems.append("The story would be taken down before anyone could read it. Check “take down at”.")
    return problems


def refuse_if(problems: list[Any]) -> None:
    """Raises PublicationRefused when there is anything to mend."""
    if problems:
        raise PublicationRefused(problems)
