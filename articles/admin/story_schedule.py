"""Times: when the story goes out, is updated and taken down, in words, and taking an update off the schedule. The verbs
are in workflow/schedule.py, the boxes for a time in moments.py."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html

from articles.admin.moments import MomentField
from articles.admin.outcomes import story_link
from articles.admin.story_part import StoryPart
from articles.dates import printed_soon, printed_wait
from articles.models import Article, ScheduledUpdate
from articles.workflow import NotAllowed, may_publish, published_of
from articles.workflow.kinds import EFFECTS, UpdateKind
from articles.workflow.schedule import unschedule, waiting_update

TIMES = ("publish_at", "embargo_until", "expires_at")


class StorySchedule(StoryPart):
    """For ArticleAdmin to inherit, before Django's own."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name not in TIMES:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        kwargs.pop("widget", None)
        return db_field.formfield(**{**kwargs, "form_class": MomentField})

    def part_context(self, request: HttpRequest, story: Article | None, *, now: datetime) -> dict[str, Any]:
        context = super().part_context(request, story, now=now)
        if story is None:
            return context
        waiting = waiting_update(story.pk) if published_of(story) else None
        return {
            **context,
            "waiting": waiting,
            "schedule": schedule_lines(story, now=now),
            "waiting_update": _update_words(waiting, now=now) if waiting else "",
            "may_unschedule": bool(waiting) and may_publish(request.user, story),
        }

    def acted(self, request: HttpRequest, story: Article, *, now: datetime) -> HttpResponse | bool:
        if "_unschedule" not in request.POST:
            return super().acted(request, story, now=now)
        try:
            was_waiting = unschedule(story.pk, by=request.user, now=now)
        except NotAllowed as refusal:
            messages.warning(request, format_html("Still scheduled: {}. {}", story_link(story), str(refusal)))
            return True
        sentence = "The update is off the schedule. Readers keep what they have." if was_waiting else "Nothing waited."
        messages.success(request, format_html("Saved: {}. {}", story_link(story), sentence))
        return True


def schedule_lines(story: Article, *, now: datetime) -> list[str]:
    """What happens when, in sentences: first what readers get by themselves, then what was typed but not published."""
    published = published_of(story)
    lines = []
    if published is not None and published.withdrawn_at is None:
        word = "Goes out" if published.published_at > now else "Readers have had it since"
        lines.append(f"{word} {_when(published.published_at, now=now)}.")
        if published.expires_at:
            word = "Is taken down" if published.expires_at > now else "Was taken down"
            lines.append(f"{word} {_when(published.expires_at, now=now)}.")
        if published.expires_at != story.expires_at:
            typed = _when(story.expires_at, now=now) if story.expires_at else "never"
            lines.append(f"“Take down at” is changed to {typed}, which counts when the next update is published.")
    if story.embargo_until and story.embargo_until > now:
        lines.append(f"Under embargo until {_when(story.embargo_until, now=now)}: nobody can publish it before.")
    return lines


def _update_words(update: ScheduledUpdate, *, now: datetime) -> str:
    who = f" by {update.by.get_full_name() or update.by.get_username()}" if update.by else ""
    kind = EFFECTS[UpdateKind(update.kind)].name
    words = f"{kind}, scheduled{who} {printed_wait(update.made_at, now)}, goes out {_when(update.at, now=now)}."
    if update.fault:
        return f"{words} It should be out, but: {update.fault} It is tried again."
    return f"{words} What is saved later does not go out with it."


def _when(moment: datetime, *, now: datetime) -> str:
    """`6:00 AM ET, in 3 h 12 min`"""
    return f"{printed_soon(moment, now=now)}, {printed_wait(moment, now)}"
