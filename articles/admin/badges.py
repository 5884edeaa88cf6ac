"""Small pieces of HTML that desk lists and forms print: state, time, thumbnail. Everything in them is escaped here."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.photo_seeing import seen_picture
from articles.dates import printed_soon, printed_time, zone_name
from articles.models import Article, Photo
from articles.workflow import State, published_of, state_words, story_state

# A shape for each state, because colour alone tells nothing to some of us, nor on a printed list.
SHAPES = {
    State.DRAFT: "○",
    State.IN_REVIEW: "◐",
    State.READY: "◆",
    State.SCHEDULED: "◷",
    State.LIVE: "●",
    State.LIVE_CHANGED: "◉",
    State.EXPIRED: "▬",
    State.WITHDRAWN: "✕",
}


# Of a story that readers have had, the state tells what they see; where its working copy stands is said beside it.
CHANGES = {Article.Stage.DRAFT: "Change with its writers", Article.Stage.IN_REVIEW: "Change in review"}


def state_badge(article: Article, *, now: datetime) -> SafeString:
    """The state as shape and word, and where a change to a published story stands."""
    state = story_state(article, now=now)
    change = CHANGES.get(article.stage, "") if published_of(article) else ""
    return format_html(
        '<span class="desk-state desk-state-{}"><span class="desk-shape" aria-hidden="true">{}</span>{}</span>{}',
        state.name.lower().replace("_", "-"),
        SHAPES[state],
        state_words(article, now=now),
        format_html('<span class="desk-quiet">{}</span>', change) if change else "",
    )


def printed_name(user: Any) -> str:
    """A person as the desk calls them; what no person did, the newsroom did."""
    return (user.get_full_name() or user.get_username()) if user else "The newsroom"


def time_ago(moment: datetime | None, *, now: datetime) -> SafeString | str:
    """`12 min ago`, with the exact time on hover; beyond a day the day itself."""
    if moment is None:
        return ""
    exact = f"{printed_time(moment)} {zone_name(moment)}"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', moment.isoformat(), exact, _ago_words(moment, now=now)
    )


def _ago_words(moment: datetime, *, now: datetime) -> str:
    gone = now - moment
    if gone < timedelta(minutes=1):
        return "just now"
    if gone < timedelta(hours=1):
        return f"{gone // timedelta(minutes=1)} min ago"
    if gone < timedelta(hours=24):
        return f"{gone // timedelta(hours=1)} h ago"
    return printed_soon(moment, now=now)


def thumbnail(photo: Photo | None, *, small: bool = True) -> SafeString:
    """The smallest stored size, a drawn empty frame without a photo, or a frame that says the picture is missing."""
    kind = "desk-thumb" if small else "desk-thumb desk-thumb-large"
    if photo is None:
        return format_html('<span class="{} desk-thumb-none" title="No lead photo"></span>', kind)
    if photo.has_picture and not photo.renditions and _may_be_hidden(photo):
        words = "Taken back" if photo.killed_at else "Put away"  # its files are not public (photos/putting_away.py)
        return format_html('<span class="{} desk-thumb-missing">{}</span>', kind, words)
    picture = seen_picture(photo)
    if picture is None:
        return format_html('<span class="{} desk-thumb-missing">Picture missing</span>', kind)
    address = picture["smallest" if small else "src"]
    return format_html('<img class="{}" src="{}" alt="" loading="lazy" decoding="async">', kind, address)


def _may_be_hidden(photo: Photo) -> bool:
    return bool(photo.killed_at or photo.do_not_publish or photo.rights_end_at)
