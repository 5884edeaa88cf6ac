"""Unsaved work: kept while somebody types, shown when they come back; and who else has the story open. The rules are in
unsaved/."""

from articles.admin.story_part import StoryPart


class StoryUnsaved(StoryPart):
    """For ArticleAdmin to inherit, before Django's own."""
