"""Preview links: made, listed and revoked. The rules are in sharing/."""

from articles.admin.story_part import StoryPart


class StorySharing(StoryPart):
    """For ArticleAdmin to inherit, before Django's own."""
