"""Sameness: when two stories under different keys are the same to a reader. Pure.

Another delivery of the same wire item, the same opening paragraph, or nearly the same headline (headlines.py). Only
automatic slots ask: what an editor chose is shown although it resembles something.
"""

import hashlib
import re
from typing import Protocol

from articles.related.headlines import SeenHeadlines

SHORTEST_OPENING = 12  # words; shorter openings ("Good morning.") say too little to tell stories apart
_PLACE_AND_AGENCY = re.compile(r"^.{1,60}?\s(?:--|[-–—])\s")
_NEWSML_VERSION = re.compile(r"(?<=.):\d+[A-Z]?$")
_GLOBAL_ID = re.compile(r"^(?:urn:|tag:|https?://)", re.IGNORECASE)
LONGEST_KEY = 255


class Version(Protocol):
    """What is known of a story that may be another version of one on the page. Empty text: not known."""

    @property
    def headline(self) -> str: ...
    @property
    def wire_key(self) -> str: ...
    @property
    def opening_key(self) -> str: ...


def opening_key(text: str) -> str:
    """A number for the first paragraph: equal for equal words, whatever their case and punctuation; empty for short
    ones. "CHICAGO (Agency) -- " before it does not count, since one desk keeps it in the text and another does not."""
    words = re.findall(r"\w+", _PLACE_AND_AGENCY.sub("", text[:4000]).casefold())
    if len(words) < SHORTEST_OPENING:
        return ""
    return hashlib.blake2b(" ".join(words).encode(), digest_size=16).hexdigest()


def wire_key(source: str, external_id: str) -> str:
    """Which item of a wire a story came from, without its version: `urn:newsml:agency:20261103:ab12:3` is a new version
    of `…:2` (NewsML-URN, RFC 3085: the last part is the revision). Ids that mean something only to their source are
    kept apart by it."""
    plain = external_id.strip()
    if not plain:
        return ""
    if plain.lower().startswith("urn:newsml:"):
        plain = _NEWSML_VERSION.sub("", plain)
    key = plain if _GLOBAL_ID.match(plain) else f"{source}:{plain}"
    return key if len(key) <= LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest()


class SeenVersions:
    """The stories that a page shows already, as versions. Grows while the page is filled."""

    def __init__(self) -> None:
        self._by_wire: dict[str, str] = {}
        self._by_opening: dict[str, str] = {}
        self._headlines = SeenHeadlines()

    def add(self, story: Version) -> None:
        self._headlines.add(story.headline)
        if story.wire_key:
            self._by_wire.setdefault(story.wire_key, story.headline)
        if story.opening_key:
            self._by_opening.setdefault(story.opening_key, story.headline)

    def repeated_by(self, story: Version) -> str:
        """Why this story would repeat one that is seen already, in words for the ledger; empty: it would not."""
        if story.wire_key and (other := self._by_wire.get(story.wire_key)):
            return f"another version of “{other}” from the wire"
        if story.opening_key and (other := self._by_opening.get(story.opening_key)):
            return f"opens with the same paragraph as “{other}”"
        if alike := self._headlines.same_as(story.headline):
            return f"says nearly the same as “{alike}”"
        return ""
