"""Text scrapes of news article pages: bytes in, Story out. Finding and saving the story is in match.py and save.py."""

from .parse import read_scrape

__all__ = ["read_scrape"]
