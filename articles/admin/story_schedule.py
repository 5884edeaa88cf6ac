"""Times: when the story goes out, is updated and taken down, in words. The verbs are in workflow/schedule.py."""

from articles.admin.story_part import StoryPart


class StorySchedule(StoryPart):
    """For ArticleAdmin to inherit, before Django's own."""
