"""Which programs are no readers: told by what they call themselves, and by what they say a request is for.

The list of names is crawler-user-agents, kept up by many sites together. A program that poses as a browser is not
found out here; the limits in recent.py bound what it can do.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from crawleruseragents import is_crawler

LONGEST = 512  # browsers need 100 to 250 characters, in-app browsers up to 400
# Every browser of the last twenty years begins so. Scripts, libraries and feed readers mostly do not, and matching
# this first keeps most of them away from the list, which costs half a millisecond.
_BROWSER = re.compile(r"(?:Mozilla|Opera)/\d")
# What new and unlisted programs nearly always say about themselves. "Cubot" and "bot" within words are phones.
_CONFESSES = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|scrap[ei]|headless|phantomjs|lighthouse|selenium|puppeteer|playwright|"
    r"monitor|preview|validator|archiv|\+https?://|@[\w-]+\.\w",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def is_bot(user_agent: str) -> bool:
    """Whether a User-Agent belongs to a program that reads by itself, or to nothing that could be a browser."""
    if not _BROWSER.match(user_agent) or len(user_agent) > LONGEST:
        return True
    return bool(_CONFESSES.search(user_agent)) or is_crawler(user_agent)


def is_speculative(headers: Mapping[str, str]) -> bool:
    """Whether a browser fetches ahead, for a reader who may never come: Sec-Purpose (Chromium, Firefox), Purpose
    (Safari, older Chromium), X-Moz (older Firefox)."""
    said = " ".join(headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz", "X-Purpose")).lower()
    return any(word in said for word in ("prefetch", "prerender", "preview"))


def asks_not_to_be_counted(headers: Mapping[str, str]) -> bool:
    """Do Not Track, or Global Privacy Control (https://w3c.github.io/gpc/): no person is followed here anyway, but who
    says so is not even counted."""
    return headers.get("DNT") == "1" or headers.get("Sec-GPC") == "1"
