"""Texts for generated stories: made up without end, or taken from a file in turns."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from articles.demo.words import make_headline, make_paragraph, pick_thread


@dataclass(frozen=True, slots=True)
class Text:
    """`matter`: stories with the same number are about the same thing; None where nobody knows."""

    headline: str
    paragraphs: list[str]
    matter: int | None = None


def made_up_texts(chance: random.Random) -> Iterator[Text]:
    """Without end."""
    while True:
        thread = pick_thread(chance)
        paragraphs = [make_paragraph(thread, chance) for _ in range(chance.randint(5, 11))]
        yield Text(make_headline(thread, chance), paragraphs, thread.number)


def texts_from(source: Path) -> Iterator[Text]:
    """Those of a JSON-lines file with "headline" and "body", over and over. Raises ValueError for another file."""
    lines = source.read_text(encoding="utf-8").splitlines()
    stories = [json.loads(line) for line in lines if line.strip()]
    if not all(isinstance(story, dict) and story.get("headline") and story.get("body") for story in stories):
        raise ValueError("Each line has to hold “headline” and “body”.")
    if not stories:
        raise ValueError("There is no story in it.")
    while True:
        for story in stories:
            yield Text(story["headline"].strip()[:300] or "Untitled", _paragraphs(story["body"]) or ["…"])


def _paragraphs(body: str) -> list[str]:
    """One for each line; lines that are indented a little go on with the one before, as wires wrap them."""
    paragraphs: list[str] = []
    for line in body.split("\n"):
        text = line.strip()
        if paragraphs and text and 0 < len(line) - len(line.lstrip()) < 4:
            paragraphs[-1] += f" {text}"
        elif text:
            paragraphs.append(text)
    return paragraphs
