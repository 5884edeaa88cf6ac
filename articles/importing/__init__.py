"""Importing: stories from outside become working copies, each once, never over a person's edits."""

from articles.importing.files import Options, Outcome, import_file, printable, story_files
from articles.importing.report import outcome_as_json
from articles.importing.save import address_from, contributor_for
from articles.importing.story import Story, StoryUnreadable

__all__ = [
    "Options",
    "Outcome",
    "Story",
    "StoryUnreadable",
    "address_from",
    "contributor_for",
    "import_file",
    "outcome_as_json",
    "printable",
    "story_files",
]
