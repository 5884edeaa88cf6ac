"""What the desk is told after it pressed a button: what happened to the story, and what readers see now."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from articles.admin.buttons import site_path
from articles.dates import printed_soon, printed_wait
from articles.html import Mark, cut_body
from articles.models import Article, Photo, PublishedArticle
from articles.workflow import (
    NotAllowed,
    PublicationRefused,
    State,
    UpdateKind,
    publish_article,
    story_state,
)

MOST_REPEATED = 5  # photos that are told of after saving
BACKDATED = timedelta(minutes=2)  # by more than this, somebody should be told that a story bears an earlier time


def story_link(article: Article) -> SafeString:
    """The headline, leading to the story's form."""
    return format_html('<a href="{}">{}</a>', reverse("admin:articles_article_change", args=[article.pk]), str(article))


def tell_saved(request: HttpRequest, article: Article, *, now: datetime) -> None:
    messages.success(request, format_html("Saved: {}. {}", story_link(article), _readers_see(article, now=now)))


def tell_about_photos(request: HttpRequest, article: Article) -> None:
    """After saving: a warning for each photo that a mark in the text asks for again. Readers get a photo once."""
    if "data-photo" not in article.body:  # most stories
        return
    marked = Counter(mark.pk for mark in cut_body(article.body) if isinstance(mark, Mark) and mark.kind == "photo")
    marked[article.lead_photo_id] += 1 if article.lead_photo_id in marked else 0
    repeated = [number for number, times in marked.items() if times > 1]
    for photo in Photo.objects.filter(pk__in=repeated[:MOST_REPEATED]).order_by("pk"):
        first = "above the text" if photo.pk == article.lead_photo_id else "where it comes first"
        text = "Look at the photos: “{}” stands on the page more than once. Readers see it only {}."
        messages.warning(request, format_html(text, Truncator(str(photo)).chars(80), first))


def publish_and_tell(
    request: HttpRequest,
    article: Article,
    *,
    now: datetime,
    kind: UpdateKind = UpdateKind.SILENT,
    note: str = "",
    again: bool = True,
) -> bool:
    """Take the saved story to readers and say what came of it. Refused or not, what was saved stays saved."""
    try:
        published = publish_article(article.pk, by=request.user, now=now, kind=kind, note=note, again=again)
    except NotAllowed as refusal:
        messages.warning(request, format_html("Saved, but not published: {}. {}", story_link(article), str(refusal)))
        return False
    except PublicationRefused as refusal:
        messages.warning(request, format_html("Saved, but not published: {}. Mend this first:", story_link(article)))
        for problem in refusal.problems:
            messages.warning(request, problem)
        return False
    messages.success(request, _published_words(article, published, now=now))
    return True


def _published_words(article: Article, published: PublishedArticle, *, now: datetime) -> SafeString:
    story = story_link(article)
    if published.published_at > now:
        when, wait = printed_soon(published.published_at, now=now), printed_wait(published.published_at, now)
        text = "Scheduled for {}: {}. Readers see it then, {}, and not before.{}"
        return format_html(text, when, story, wait, _end(published, now=now))
    path = site_path(published)
    if published.projected_at != now:
        return format_html(
            'Nothing to publish: {}. Readers see exactly this at <a href="{}">{}</a>.', story, path, path
        )
    if not published.is_live(now):
        return format_html("Published: {}. Its time is over already, so readers do not see it.", story)
    text = 'Published: {}. Readers see it now at <a href="{}">{}</a>.{}{}'
    return format_html(text, story, path, path, dated_words(published, now=now), _end(published, now=now))


def dated_words(published: PublishedArticle, *, now: datetime) -> str:
    """That a story published just now bears an earlier time, which moves it down the lists; "" when it does not."""
    wished = published.article.publish_at
    if now - published.published_at < BACKDATED or wished != published.published_at:
        return ""
    return f" It is dated {printed_soon(published.published_at, now=now)}, because “publish at” says so."


def _end(published: PublishedArticle, *, now: datetime) -> str:
    if published.expires_at is None:
        return ""
    ends = published.expires_at
    return f" It is taken down at {printed_soon(ends, now=now)}, {printed_wait(ends, now)}."


def _readers_see(article: Article, *, now: datetime) -> str:
    """One sentence on what readers see of a story that was only saved."""
    state = story_state(article, now=now)
    published: Any = getattr(article, "published", None)
    if published is None:
        return "Readers do not see it yet."
    version = printed_soon(published.projected_at, now=now)
    same = article.content_digest == published.content_digest
    if state is State.SCHEDULED:
        goes_out = printed_soon(published.published_at, now=now)
        if same:
            return f"It goes out at {goes_out}."
        return f"What goes out at {goes_out} is still the version from {version}, until you press Schedule again."
    if state is State.LIVE_CHANGED:
        return f"Readers still see the version from {version}."
    return {
        State.LIVE: "Readers see exactly this.",
        State.WITHDRAWN: "It is withdrawn: readers do not see it.",
        State.EXPIRED: "Its time is over: readers do not see it.",
    }[state]
