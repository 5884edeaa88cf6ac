"""The verbs of the desk and the door to readers. Everything that changes what readers see goes through here."""

from articles.workflow.checks import PublicationRefused, publication_problems
from articles.workflow.kinds import UpdateKind
from articles.workflow.permissions import NotAllowed, may_edit, may_publish, may_withdraw
from articles.workflow.preview import project_working_copy
from articles.workflow.publish import publish_article, withdraw_article
from articles.workflow.saving import note_photo_change, note_save
from articles.workflow.states import State, published_of, state_words, story_state

__all__ = [
    "NotAllowed",
    "PublicationRefused",
    "State",
    "UpdateKind",
    "may_edit",
    "may_publish",
    "may_withdraw",
    "note_photo_change",
    "note_save",
    "project_working_copy",
    "publication_problems",
    "publish_article",
    "published_of",
    "state_words",
    "story_state",
    "withdraw_article",
]
