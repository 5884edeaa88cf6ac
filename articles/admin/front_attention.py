"""What the desk's front page says needs attention: links and rights on record (workflow/attention.py), photos that
nobody has described, and what should have gone out by now. Each line leads to where it is mended."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator

from articles.admin.badges import time_ago
from articles.dates import printed_span
from articles.models import Article, ArticlePhoto, Attention, Photo, PublishedArticle
from articles.workflow.upcoming import GoingOut

SHOWN = 10
READ = 60  # newest lines on record that are looked at: some are about stories that readers no longer have
NEWEST = 200  # stories whose photos are looked at: those that go out and those that went out last

ABOUT_PHOTOS = (Attention.Kind.PHOTO, Attention.Kind.RIGHTS)

# Readers get and lose a story in time whatever the job does; an update waits for it.
LATE = {
    "update": "The update was due {by} ago and has not gone out.",
    "first publication": "Readers have had this story for {by}, but the rest of the site was not told.",
    "taken down": "Readers lost this story {by} ago, but the rest of the site was not told.",
}


@dataclass(frozen=True, slots=True)
class AttentionLine:
    """`mend` is an address of the desk, `do` the words of the link to it."""

    story_id: int
    headline: str
    sentence: str
    mend: str
    do: str
    when: str = ""


def attention_lines(
    *, now: datetime, going_out: Iterable[GoingOut], only: Collection[int] | None = None
) -> list[AttentionLine]:
    """SHOWN lines at most, what is late first; `only` these stories, if given. `going_out` is what
    workflow.due.going_out_next() returns. Two queries."""
    late = [_late(each) for each in going_out if each.late is not None]
    lines = [*late, *_photos_to_describe(only), *_on_record(only, now=now)]
    return [line for line in lines if only is None or line.story_id in only][:SHOWN]


def _late(each: GoingOut) -> AttentionLine:
    by = printed_span(each.late) if each.late else ""
    sentence = f"{LATE[each.what].format(by=by)} Ask whoever runs the newsroom whether its publishing job is running."
    return AttentionLine(each.article_id, each.headline, sentence, f"{_form(each.article_id)}#publishing", "Look at it")


def _photos_to_describe(only: Collection[int] | None) -> list[AttentionLine]:
    """Photos with a picture and without a decision on what is read out, in stories that readers have or will have."""
    shown = PublishedArticle.objects.filter(withdrawn_at__isnull=True)
    newest = shown.filter(pk__in=only) if only is not None else shown.newest_first()[:NEWEST]
    ids = newest.values("pk")
    lead = Article.objects.filter(_undecided("lead_photo"), pk__in=ids).order_by()
    in_text = ArticlePhoto.objects.filter(_undecided("photo"), article__in=ids).order_by()
    found = lead.values_list("pk", "headline", "lead_photo_id", "lead_photo__caption").union(
        in_text.values_list("article_id", "article__headline", "photo_id", "photo__caption")
    )
    return [_to_describe(*row) for row in sorted(found, key=lambda row: (-row[0], row[2]))[:SHOWN]]


def _to_describe(story_id: int, headline: str, photo_id: int, caption: str) -> AttentionLine:
    return AttentionLine(
        story_id,
        headline or "Story without a headline",
        f"The photo “{Truncator(caption or photo_id).chars(80)}” has no description for readers who cannot see it.",
        reverse("admin:articles_photo_change", args=[photo_id]),
        "Describe it",
    )


def _undecided(photo: str) -> Q:
    return Q(**{f"{photo}__alt_decision": Photo.Alt.UNDECIDED}) & ~Q(**{f"{photo}__image": ""})


def _on_record(only: Collection[int] | None, *, now: datetime) -> list[AttentionLine]:
    rows = Attention.objects.select_related("article__published").order_by("-found_at", "-id")
    rows = rows.only("sentence", "found_at", "kind", "article__headline", "article__published__withdrawn_at")
    if only is not None:
        rows = rows.filter(article_id__in=list(only))
    return [
        AttentionLine(
            row.article_id,
            str(row.article),
            row.sentence,
            _form(row.article_id) + ("" if row.kind in ABOUT_PHOTOS else "#related_links-group"),
            "Open the story",
            time_ago(row.found_at, now=now),
        )
        for row in rows[:READ]
        if _matters(row.article, now=now)
    ]


def _matters(story: Article, *, now: datetime) -> bool:
    published = getattr(story, "published", None)
    return published is None or published.withdrawn_at is None


def _form(story_id: int) -> str:
    return reverse("admin:articles_article_change", args=[story_id])
