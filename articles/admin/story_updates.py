"""The page that asks what readers are told about a change to a story they already have."""

from articles.admin.story_part import StoryPart


class StoryUpdates(StoryPart):
    """For ArticleAdmin to inherit, before Django's own."""
