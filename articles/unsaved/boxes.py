"""The boxes of a story's form as a browser sends them while somebody types: looked through before they are kept.

Nothing here knows which boxes the form has: unknown ones do no harm, the form passes over them.
"""

from dataclasses import dataclass
from typing import Any

from articles.html import one_line, without_controls

# A long story is 20 KB; a paste from a word processor may be 2 MB before it is cleaned.
MOST_BYTES = 4 * 1024 * 1024
MOST_BOXES = 20_000
LONGEST_NAME = 200
LONGEST_HEADLINE = 300

Boxes = dict[str, list[str]]


class BoxesRefused(Exception):
    """What was sent cannot be kept. The message is a sentence for whoever typed it."""


class TooMuch(BoxesRefused):
    """More than MOST_BYTES, or more boxes than any form has."""

    def __init__(self) -> None:
        super().__init__(
            f"This is more than can be kept on the server while you write ({MOST_BYTES // 1024 // 1024} MB)."
        )


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody has typed into one open form. `article_id` is None for a story that was never saved, `tab` names
    the open form, `opened_version` is the version it showed. `is_beside`: when the form was opened, other unsaved work
    of the same person at the same story waited to be decided, and must not be written over."""

    article_id: int | None
    tab: str
    opened_version: int | None
    boxes: Boxes
    is_beside: bool = False

    @property
    def place(self) -> str:
        """Where it is kept: once for each person and place."""
        if self.article_id is None:
            return f"new:{self.tab}"
        return f"story:{self.article_id}:{self.tab.replace('-', '')}" if self.is_beside else f"story:{self.article_id}"

    @property
    def beside(self) -> str | None:
        """Where it is kept while another window of the same person has the story's place; None: it never has to be."""
        if self.article_id is None or self.is_beside:
            return None
        return f"story:{self.article_id}:{self.tab.replace('-', '')}"

    @property
    def headline(self) -> str:
        return one_line(next(iter(self.boxes.get("headline", [])), ""))[:LONGEST_HEADLINE]


def read_boxes(sent: Any) -> Boxes:
    """{name: [text, …]} as parsed from JSON, without characters that no database takes (NUL, halves of a character).

    Raises BoxesRefused where it is anything else, TooMuch where it is too long.
    """
    if not isinstance(sent, dict):
        raise BoxesRefused("What you typed could not be read. Load the page again.")
    if len(sent) > MOST_BOXES:
        raise TooMuch
    boxes, size = {}, 0
    for name, texts in sent.items():
        if len(name) > LONGEST_NAME or not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
            raise BoxesRefused("What you typed could not be read. Load the page again.")
        boxes[without_controls(name)] = [without_controls(text) for text in texts]
        size += len(name) + sum(len(text.encode(errors="replace")) + 1 for text in texts)
        if size > MOST_BYTES:
            raise TooMuch
    return boxes
