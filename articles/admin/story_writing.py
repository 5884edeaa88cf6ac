"""Writing help: what is still missing, and how the story will look in a search result and on a card."""

from articles.admin.story_part import StoryPart


class StoryWriting(StoryPart):
    """For ArticleAdmin to inherit, before Django's own."""
