"""Stages: sending to review, sending back, marking ready. The verbs are in workflow/stages.py."""

from articles.admin.story_part import StoryPart


class StoryStages(StoryPart):
    """For ArticleAdmin to inherit, before Django's own."""
