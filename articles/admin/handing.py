"""What the desk is told when a story goes from hand to hand, on its form and in the list. The verbs are in
workflow/stages.py, sending back with its note in story_stages.py."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html

from articles.admin.outcomes import story_link
from articles.models import Article
from articles.workflow import NotAllowed
from articles.workflow.stages import StageRefused, mark_ready, submit, take_back


@dataclass(frozen=True, slots=True)
class HandOver:
    """A verb and its words: `done` follows "Saved and …" and "3 stories …", `then` is what comes of it."""

    verb: Callable[..., Article]
    done: str
    then: str


SUBMIT = HandOver(submit, "sent to review", "Editors find it under “Needs review”.")
MARK_READY = HandOver(mark_ready, "marked ready", "It goes out when somebody publishes it.")
TAKE_BACK = HandOver(take_back, "taken back", "It is a draft again.")
# By the names of the buttons under a story.
HAND_OVERS = {"_review": SUBMIT, "_ready": MARK_READY, "_take_back": TAKE_BACK}


def hand_over_and_tell(request: HttpRequest, story: Article, hand_over: HandOver, *, now: datetime) -> None:
    """After the story was saved from its form. Refused or not, what was saved stays saved."""
    try:
        hand_over.verb(story.pk, by=request.user, now=now)
    except (NotAllowed, StageRefused) as refusal:
        text = "Saved, but not {}: {}. {}"
        messages.warning(request, format_html(text, hand_over.done, story_link(story), str(refusal)))
    else:
        text = "Saved and {}: {}. {}"
        messages.success(request, format_html(text, hand_over.done, story_link(story), hand_over.then))
