"""What other machines read of the site. Made of the same pages that readers get, never of tables."""

from articles.syndication.structured_data import (
    Profile,
    author_data,
    home_data,
    listing_data,
    section_trail,
    story_data,
)

__all__ = ["Profile", "author_data", "home_data", "listing_data", "section_trail", "story_data"]
