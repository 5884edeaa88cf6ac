"""Two people, one story: what happens when somebody saved meanwhile. The rules are in workflow/merge.py."""

from articles.admin.story_part import StoryPart


class StoryMerging(StoryPart):
    """For ArticleAdmin to inherit, before Django's own."""
