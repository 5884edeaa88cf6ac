"""Addresses as redirects know them: one spelling for each, so that an old link is found however it was copied. Pure."""

import re
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit

from django.conf import settings

from articles.related.tracking import TRACKING, TRACKING_PREFIXES

LONGEST = 800
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")
# RFC 3986, 3.3 and 3.4: what may stand in a path and in a query as it is.
_IN_PATH, _IN_QUERY = "/:@!$&'()*+,;=~-._", "/?:@!$&'()*+,;=~-._%"


class BadAddress(ValueError):
    """Not an address that can be led on, or led to. The message is a sentence for the desk."""


def old_address(text: str) -> str:
    """An address of old in its one spelling: path and query, without host, fragment, tracking and final slash; upper
    and lower case kept. Raises BadAddress."""
    path, query = _ours(text)
    if path == "/" and not query:
        raise BadAddress("This is the home page, which cannot lead anywhere else.")
    return _bounded(spelled(path, query))


def new_address(text: str) -> str:
    """Where to lead: a path of ours as it is printed, a whole web address for another site, "" for nowhere. Raises
    BadAddress."""
    text = text.strip()
    if not text:
        return ""
    if not _is_elsewhere(text):
        path, query = _ours(text)
        fragment = text.partition("#")[2]
        return _bounded(
            _path(path) + (f"?{_query(query)}" if query else "") + (f"#{_query(fragment)}" if fragment else "")
        )
    parts = _split(text)
    if _CONTROLS.search(text) or not parts.hostname or parts.username is not None:
        raise BadAddress(f"“{_short(text)}” is no web address that readers can be sent to.")
    return _bounded(text)


def spelled(path: str, query: str) -> str:
    """A path and a query string, both as a browser sends them, in the spelling of `old_address`. Never raises."""
    path = _path(path).rstrip("/") or "/"
    kept = "&".join(part for part in query.split("&") if part and not _is_tracking(part.partition("=")[0]))
    return path + (f"?{_query(kept)}" if kept else "")


def _is_tracking(name: str) -> bool:
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def _ours(text: str) -> tuple[str, str]:
    """Path and query of an address on this site."""
    text = text.strip()
    if not text:
        raise BadAddress("There is no address.")
    if _CONTROLS.search(text):
        raise BadAddress(f"“{_short(text)}” has a space or an invisible character in it.")
    if _is_elsewhere(text):
        raise BadAddress(f"“{_short(text)}” is on another site. Give the part behind the name of the site: /2014/05/…")
    parts = _split(text)
    path = parts.path if parts.netloc or parts.path.startswith("/") else f"/{parts.path}"
    return path or "/", parts.query


def _is_elsewhere(text: str) -> bool:
    parts = _split(text)
    if not parts.scheme and not parts.netloc:
        return False
    if parts.scheme not in ("", "http", "https"):
        raise BadAddress(f"“{_short(text)}” is no web address. It begins with / or with https://")
    return (parts.hostname or "").lower() not in settings.OWN_HOSTS


def _split(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError as error:
        raise BadAddress(f"“{_short(text)}” is no web address.") from error


def _path(path: str) -> str:
    """Percent signs where they are needed and nowhere else; never two slashes in front, which would name a host."""
    return quote("/" + unquote_to_bytes(path).decode(errors="replace").lstrip("/"), safe=_IN_PATH)


def _query(query: str) -> str:
    return quote(query, safe=_IN_QUERY)


def _bounded(address: str) -> str:
    if len(address) > LONGEST:
        raise BadAddress(f"This address has {len(address):,} characters; {LONGEST} are the most.")
    return address


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"
