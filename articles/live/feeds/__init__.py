"""Feeds: what other systems say of an election, read whole and checked before anything is written. One module for each
format; all of them return the shapes of shapes.py."""

from collections.abc import Callable

from articles.live.feeds import ap, jsonlines, table
from articles.live.feeds.shapes import Feed, FeedRefused

__all__ = ["READERS", "Feed", "FeedRefused"]

# By the name that a person gives on the command line, which is the source of the counts too.
READERS: dict[str, Callable[[bytes], Feed]] = {
    "ap": ap.read,
    "csv": table.read,
    "jsonl": jsonlines.read,
}
