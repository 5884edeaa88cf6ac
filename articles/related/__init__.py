"""Related stories: which story a link means (identity), and which stories a page shows where (allocate)."""

from articles.related.allocate import Allocation, LedgerLine, Pin, SlotPlan, allocate
from articles.related.identity import article_id_of, article_key, link_key, title_key, url_key

__all__ = [
    "Allocation",
    "LedgerLine",
    "Pin",
    "SlotPlan",
    "allocate",
    "article_id_of",
    "article_key",
    "link_key",
    "title_key",
    "url_key",
]
