"""What is typed and not saved, and who types: kept on the server while a story's form is open."""

from articles.unsaved.boxes import BoxesRefused, TooMuch, Work, read_boxes
from articles.unsaved.presence import beat, others_at
from articles.unsaved.work import (
    discard_saved,
    discard_work,
    drop_spare,
    find_all_work,
    find_work,
    forget_old,
    hand_in,
    keep_work,
    own_work,
)

__all__ = [
    "BoxesRefused",
    "TooMuch",
    "Work",
    "beat",
    "discard_saved",
    "discard_work",
    "drop_spare",
    "find_all_work",
    "find_work",
    "forget_old",
    "hand_in",
    "keep_work",
    "others_at",
    "own_work",
    "read_boxes",
]
