"""What other machines read of the site. Made of the same pages that readers get, never of tables. Feeds, sitemaps and
small files are imported by name: feeds.py, sitemaps.py, files.py."""

from articles.syndication.structured_data import (
    author_data,
    contest_page_data,
    home_data,
    page_data,
    section_data,
    story_data,
)

__all__ = ["author_data", "contest_page_data", "home_data", "page_data", "section_data", "story_data"]
