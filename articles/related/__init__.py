"""Related stories: which story a link means (identity), which are alike (candidates), and which stories a page shows
where (allocate). Modules that only one caller needs, like linter.py, are imported by name."""

from articles.related.allocate import Allocation, LedgerLine, Pin, SlotPlan, Source, allocate
from articles.related.identity import article_id_of, article_key, link_key, story_key, story_path, title_key, url_key
from articles.related.sameness import opening_key, wire_key
from articles.related.twins import give_key, pass_key_on, shared_keys

__all__ = [
    "Allocation",
    "LedgerLine",
    "Pin",
    "SlotPlan",
    "Source",
    "allocate",
    "article_id_of",
    "article_key",
    "give_key",
    "link_key",
    "opening_key",
    "pass_key_on",
    "shared_keys",
    "story_key",
    "story_path",
    "title_key",
    "url_key",
    "wire_key",
]
