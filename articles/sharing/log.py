"""The log of openings: when a preview link was opened, and roughly by whom. Enough to notice that it went further than
it should; not enough to follow anybody: an address without its last part, a browser without its version."""

import logging
import re
from collections.abc import Mapping
from datetime import datetime
from ipaddress import IPv4Address, ip_address

from django.db import DatabaseError

from articles.html import one_line
from articles.models import PreviewOpening
from articles.readership.bots import is_bot, is_speculative

MOST_KEPT = 500  # openings of one link
PROGRAM = "Program: "  # what the browser of an opening begins with when no person looked

log = logging.getLogger("newsroom.sharing")

# The first that fits: most browsers also name those they descend from.
_BROWSERS = (
    ("Edg(?:e|A|iOS)?/", "Edge"),
    ("OPR/|Opera", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/|FxiOS/", "Firefox"),
    ("Chrome/|CriOS/|Chromium/", "Chrome"),
    ("Safari/", "Safari"),
)
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X|Macintosh", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux|X11", "Linux"),
)


def note_opening(link_id: int, headers: Mapping[str, str], *, address: str, at: datetime) -> None:
    """Record that a link was opened at `at` (aware). `address` is what the request says of its origin, with all the
    proxies it went through. Programs, such as those that draw a preview of a link in a chat, are marked as such.

    Never stands in the way of the page: what cannot be recorded is logged.
    """
    try:
        if PreviewOpening.objects.filter(link_id=link_id).count() >= MOST_KEPT:
            return
        PreviewOpening.objects.create(
            link_id=link_id, at=at, network=network_of(address), browser=described_browser(headers)[:200]
        )
    except DatabaseError:
        log.exception("The opening of preview link %s could not be recorded", link_id)


def network_of(address: str) -> str:
    """`203.0.113.x`, `2001:db8:5::x`: an address without the part that tells one machine or household from another.
    Of several, the last: the only one our own proxy has seen itself. Empty for what is no address."""
    try:
        found = ip_address(address.rpartition(",")[2].strip().partition("%")[0])
    except ValueError:
        return ""
    found = getattr(found, "ipv4_mapped", None) or found
    if isinstance(found, IPv4Address):
        return str(found).rpartition(".")[0] + ".x"
    return ":".join(group.lstrip("0") or "0" for group in found.exploded.split(":")[:3]) + "::x"


def described_browser(headers: Mapping[str, str]) -> str:
    """`Firefox on Windows`; `Program: Slackbot-LinkExpanding 1.0` when it was no person."""
    agent = one_line(headers.get("User-Agent", ""))
    if is_bot(agent) or is_speculative(headers):
        return f"{PROGRAM}{agent[:120] or 'nameless'}"
    browser = next((name for pattern, name in _BROWSERS if re.search(pattern, agent)), "A browser")
    machine = next((name for pattern, name in _MACHINES if re.search(pattern, agent)), "")
    return f"{browser} on {machine}" if machine else browser
