"""What other machines read of the site. Made of the same pages that readers get, never of tables. Feeds, sitemaps and
small files are imported by name: feeds.py, sitemaps.py, files.py."""

from articles.syndication.live_blog import live_blog_data, live_post_data
from articles.syndication.structured_data import (
    author_data,
    contest_page_data,
    coverage_page_data,
    home_data,
    page_data,
    section_data,
    story_data,
)

__all__ = [
    "author_data",
    "contest_page_data",
    "coverage_page_data",
    "home_data",
    "live_blog_data",
    "live_post_data",
    "page_data",
    "section_data",
    "story_data",
]
