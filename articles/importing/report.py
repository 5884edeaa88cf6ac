"""The machine-readable account of an import: what `import_articles --json` prints. Scripts rely on its shape."""

from typing import Any

from articles.importing.files import Outcome, printable
from articles.importing.story import Story


def outcome_as_json(outcome: Outcome) -> dict[str, Any]:
    """One object per file: path, status (new, update, unchanged, edited, error), error and the article as read."""
    return {
        "path": printable(outcome.path),
        "status": str(outcome.status),
        "error": outcome.error,
        "article": story_as_json(outcome.story) if outcome.story else None,
    }


def story_as_json(story: Story) -> dict[str, Any]:
    """Times are ISO 8601 with offset; paragraphs are plain text without the dateline."""
    coverage = story.coverage
    return {
        "headline": story.headline,
        "dek": story.dek,
        "authors": [author.name for author in story.authors],
        "published_at": story.published_at.isoformat() if story.published_at else None,
        "dateline": story.dateline,
        "photos": [{"caption": photo.caption, "credit": photo.credit} for photo in story.photos],
        "related": [{"title": link.title, "url": link.url} for link in story.related],
        "paragraphs": list(story.paragraphs),
        "coverage": {
            "title": coverage.title,
            "label": coverage.label,
            "updated_at": coverage.updated_at.isoformat() if coverage.updated_at else None,
        }
        if coverage
        else None,
    }
