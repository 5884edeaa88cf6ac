"""What other machines read of the site. Made of the same pages that readers get, never of tables."""

from articles.syndication.structured_data import home_data, story_data

__all__ = ["home_data", "story_data"]
