"""Why a story's page shows the stories it shows: each slot, each candidate, its points, taken or refused and why."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from articles.management.newsroom_command import NewsroomCommand
from articles.queries.article import find_story, read_article_page
from articles.queries.reasons import SlotReasons, explain_page
from articles.workflow import project_working_copy

LARGEST_ID = 2**63 - 1


class Command(NewsroomCommand):
    help = "Tell why a story's page shows the stories it shows. A story readers do not have yet is told as previewed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int, help="the number at the end of the story's address")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, id: int, json: bool, **options: Any) -> None:  # noqa: A002 (the option's name)
        headline, as_previewed, slots = _explained(id)
        if json:
            self.stdout.write(_as_json(id, headline, as_previewed, slots))
            return
        self.stdout.write(f"{headline}" + (" (as previewed: readers do not have it)" if as_previewed else ""))
        for slot in slots:
            self.stdout.write(f"\n{slot.heading}" + (f" [{slot.name}]" if slot.name else ""))
            for line in slot.lines:
                self.stdout.write(f"  {'+' if line.accepted else '-'} {line.headline or line.key}  ({line.key})")
                self.stdout.write(f"      {'taken' if line.accepted else 'refused'}: {line.reason}")
                if line.score is not None:
                    parts = ", ".join(f"{kind} {words} {points:.2f}" for kind, words, points in line.parts)
                    told = f"; {parts}" if parts else ""
                    self.stdout.write(f"      score {line.score:.2f}, likeness {line.likeness:.2f}{told}; {line.why}")
        if not slots:
            self.stdout.write("Nothing stands around it: there are no other stories on the site.")


def _explained(article_id: int) -> tuple[str, bool, tuple[SlotReasons, ...]]:
    now = timezone.now()
    if not 0 < article_id <= LARGEST_ID:
        raise CommandError(f"There is no story {article_id}.")
    story = find_story(article_id)
    if story is not None and story.is_live(now):
        return story.headline, False, explain_page(read_article_page(story, now=now), now=now)
    working_copy = project_working_copy(article_id, now=now)
    if working_copy is None:
        raise CommandError(f"There is no story {article_id}. Its number stands at the end of its address.")
    page = read_article_page(working_copy.story, now=now, likeness=working_copy.likeness)
    return working_copy.story.headline, True, explain_page(page, now=now, parts=working_copy.parts)


def _as_json(article_id: int, headline: str, as_previewed: bool, slots: tuple[SlotReasons, ...]) -> str:
    content = {
        "id": article_id,
        "headline": headline,
        "as_previewed": as_previewed,
        "slots": [
            {
                "name": slot.name,
                "heading": slot.heading,
                "stories": [line.as_dict() for line in slot.lines],
            }
            for slot in slots
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
