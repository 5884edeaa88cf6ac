"""Identity: which story is this link? One key per story, however its address is written. Pure: no database.

`article:<id>` for our own stories, `url:<canonical address>` for others, `title:<words>` for a bare headline. Which
parameters of an address mean nothing is in tracking.py; copies of a story share a key through twins.py.
"""

import hashlib
import posixpath
import re
import unicodedata
from contextlib import suppress
from functools import lru_cache
from ipaddress import IPv6Address
from operator import itemgetter
from urllib.parse import SplitResult, quote, quote_plus, unquote, unquote_to_bytes, urlsplit

from django.conf import settings
from w3lib.url import canonicalize_url

from articles.models.section import RESERVED_SLUGS
from articles.related.tracking import meaningful, unwrapped

LONGEST_KEY = 255
LONGEST_ADDRESS = 16_384  # twice what servers and browsers agree to; what is longer is no address anybody can open
LONGEST_HOST = 253  # RFC 1035, 2.3.4; and spelling a longer one in ASCII takes Python a time that grows as its square
LARGEST_ID = 2**63 - 1
_ID = r"0*(?P<id>[1-9][0-9]{0,18})"
# urls.py takes /<section>/<slug>-<id>/; around it stand the forms that other systems make of such an address.
_STORY_PATH = re.compile(
    rf"/(?:(?:amp|print|feed)/)?(?P<section>[-\w]+)/[-\w]*-{_ID}(?:\.amp)?(?:\.html?)?"
    r"(?:/(?:amp|print|feed|rss|atom|preview|(?:index|default)\.(?:html?|php|aspx?)))*/?",
    re.IGNORECASE,
)
_PREVIEW_PATH = re.compile(rf"/preview/{_ID}/?")
# `politics/plan-42/`, as people type it. Nothing shorter: a word with a number is not yet a story.
_TYPED_PATH = re.compile(r"(?:\.{1,2}/)*(?P<path>[-\w]+/[-\w]*-[0-9]{1,19}/?)(?:[?#].*)?", re.DOTALL)
_KEY_OF_OURS = re.compile(r"article:(?P<id>[1-9][0-9]{0,18})")
_HOST = re.compile(r"[a-z0-9._-]+")
_INDEX_PAGE = re.compile(r"index\.html?", re.IGNORECASE)
_INDEX_FILE = re.compile(r"index\.(?:html?|php|aspx?|jsp)|default\.(?:html?|aspx?)", re.IGNORECASE)
_PLAIN_WORD = re.compile(r"[A-Za-z0-9_.~-]*")
_PLAIN_PATH = re.compile(r"[A-Za-z0-9_.~/-]*")
_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
# What browsers cut off around an address (WHATWG URL, “basic URL parser”), and what copying from a page brings along.
_AROUND = "".join(map(chr, range(0x21))) + "\x7f\xa0\u200b\u200e\u200f\u2028\u2029\u2060\ufeff"
_INSIDE = str.maketrans("", "", "\t\n\r")
_DEFAULT_PORTS = {None, 80, 443}
# Unicode TS 46: letters that IDNA 2003, which Python speaks, makes into others, and today's domain names do not.
_DEVIATIONS = re.compile("[ßẞς\u200c\u200d]")
_MOST_WRAPPINGS = 3


def article_key(article_id: int) -> str:
    return f"article:{article_id}"


def article_id_of(key: str) -> int | None:
    """The id inside `article:<id>`, or None for a key of another kind."""
    found = _KEY_OF_OURS.fullmatch(key)
    number = int(found["id"]) if found else 0
    return number if 0 < number <= LARGEST_ID else None


def title_key(title: str) -> str:
    """The key of a story of which only the headline is known; case, quotes and punctuation do not matter."""
    words = " ".join(re.findall(r"\w+", title.casefold()))
    return _bounded("title:", words) if words else ""


def url_key(url: str) -> str:
    """The key of the story behind an address. Never raises; "" for what cannot be a web page (javascript:, nonsense,
    a name and password in front of the host).

    Keeps every part that may carry meaning: a missed match costs a repeated link, a wrong merge loses a story.
    Idempotent: the address inside a key has that key.
    """
    if not isinstance(url, str) or len(url) > LONGEST_ADDRESS:
        return ""
    try:
        return _url_key(url)
    except ValueError:  # urlsplit and idna refuse malformed hosts and ports with ValueErrors of several kinds
        return ""


def story_key(link: object) -> str:
    """The key of an address, or of a story: an Article, a PublishedArticle, or whatever has their `story_key`,
    `canonical_url` and `article_id` or `pk`. Never raises; "" if it cannot be told.

    A stored key counts first: publication has followed a copy to its original's original. Without one, a story that
    first appeared elsewhere has the key of that address.
    """
    if isinstance(link, str):
        return url_key(link)
    stored = getattr(link, "story_key", "")
    if isinstance(stored, str) and stored:
        return stored
    number = getattr(link, "article_id", None) or getattr(link, "pk", None)
    return original_key(getattr(link, "canonical_url", "")) or (article_key(number) if isinstance(number, int) else "")


def original_key(canonical_url: str) -> str:
    """The key of the story that another one repeats. "" without an address, and for the front page of a site: somebody
    named the source there, not the story, and all stories from that source would become one."""
    key = url_key(canonical_url)
    return "" if key.startswith("url:") and key.count("/") == 3 and key.endswith("/") else key


def link_key(*, target_id: int | None = None, url: str = "", title: str = "") -> str:
    """The key of a related link by what is known of it: our story first, then its address, then its headline."""
    if target_id is not None:
        return article_key(target_id)
    return url_key(url) if url else title_key(title)


def story_path(section_slug: str, slug: str, article_id: int) -> str:
    """`/<section>/<slug>-<id>/`: the id finds the story, the rest is for people and search engines."""
    return f"/{section_slug}/{slug}-{article_id}/"


def _url_key(url: str) -> str:
    text = url.strip(_AROUND).translate(_INSIDE)
    for _ in range(_MOST_WRAPPINGS):
        found = re.search(r"[?#]", text)
        end = found.start() if found else len(text)
        text = text[:end].replace("\\", "/") + text[end:]  # as browsers do
        if text[:1] == "/" and text[:2] != "//":
            text = settings.SITE_URL + text
        elif typed := _TYPED_PATH.fullmatch(text):
            return _own_key("/" + typed["path"])
        parts = urlsplit(f"https:{text}" if text.startswith("//") else text)
        host = _host(parts)
        if not host:
            return ""
        if host in _own_names(frozenset(settings.OWN_HOSTS)) and (own := _own_key(parts.path)):
            return own
        inner = unwrapped(host, parts.path, parts.query)
        if not inner:
            return _bounded("url:", _canonical(host, parts))
        text = inner.strip(_AROUND).translate(_INSIDE)
    return ""


def _host(parts: SplitResult) -> str:
    """The host in ASCII, without www. before and a dot behind it; "" for what is no web address. An address like
    https://ourname@elsewhere.example only pretends to be ours, and one with a password in it is nobody's story."""
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not 0 < len(host) <= LONGEST_HOST or parts.username is not None:
        return ""
    if "[" in parts.netloc:
        return "" if "%" in host else f"[{IPv6Address(host)}]"
    host = (host if host.isascii() else _ascii_host(host)).rstrip(".")
    while host.startswith("www."):
        host = host.removeprefix("www.")
    return host if _HOST.fullmatch(host) else ""


def _ascii_host(host: str) -> str:
    """The punycode form that browsers make of a Unicode host. Raises UnicodeError, which is a ValueError."""
    if not _DEVIATIONS.search(host):
        return host.encode("idna").decode("ascii").lower()
    labels = re.split(r"[.\u3002\uff0e\uff61]", unicodedata.normalize("NFKC", host.lower()))
    return ".".join(label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}" for label in labels)


@lru_cache(maxsize=8)
def _own_names(hosts: frozenset[str]) -> frozenset[str]:
    """Our hosts as _host() spells them, and each with amp. in front. What is no host name is nobody's."""
    names = set()
    for host in hosts:
        bracketed = f"[{host}]" if host.count(":") > 1 and "[" not in host else host
        with suppress(ValueError):
            names.add(_host(urlsplit(f"https://{bracketed}")))
    names.discard("")
    return frozenset(before + name for name in names for before in ("", "amp.", "amp.www."))


def _own_key(path: str) -> str:
    """The key of the story that this path of our own site leads to; "" for other pages."""
    path = unquote(path) if "%" in path else path
    if "//" in path or "/." in path:
        path = posixpath.normpath("/" + path.lstrip("/"))
    found = _STORY_PATH.fullmatch(path)
    if found is None or found["section"].lower() in RESERVED_SLUGS:
        found = _PREVIEW_PATH.fullmatch(path) or _desk_path(settings.ADMIN_PATH).fullmatch(path)
    number = int(found["id"]) if found else 0
    return article_key(number) if 0 < number <= LARGEST_ID else ""


@lru_cache(maxsize=8)
def _desk_path(admin_path: str) -> re.Pattern[str]:
    """Where the desk edits a story: whoever copies that address means the story."""
    return re.compile(rf"/{re.escape(admin_path.strip('/'))}/articles/article/{_ID}/(?:change/)?")


def _canonical(host: str, parts: SplitResult) -> str:
    """The address of a page elsewhere in its one spelling. http and https, with and without www, are one page: news
    sites answer all four alike. Letters of the path keep their case, and parameters of one name their order."""
    site = f"https://{host}" if parts.port in _DEFAULT_PORTS else f"https://{host}:{parts.port}"
    path = parts.path
    if "/." in path or not _PLAIN_PATH.fullmatch(path):
        path = canonicalize_url(site + path.replace(";", "%3B"))[len(site) :].replace("%3B", ";")
    path = _without_index(re.sub(r"/{2,}", "/", path), _INDEX_PAGE)
    pairs = [(_escaped(name), _escaped(value)) for name, value in meaningful(parts.query, path)]
    if not pairs:  # with parameters, index.php is a program and they are for it
        path = _without_index(path, _INDEX_FILE)
    pairs.sort(key=itemgetter(0))
    query = "?" + "&".join(f"{name}={value}" for name, value in pairs) if pairs else ""
    fragment = parts.fragment if parts.fragment[:1] in ("/", "!") and parts.fragment.strip("/!") else ""
    if fragment:  # `#!/story/5` chooses the page, `#comments` a place on it
        fragment = "#" + quote(fragment, safe=_PRINTABLE)
    return site + path + query + fragment


def _without_index(path: str, index: re.Pattern[str]) -> str:
    while path:
        head, _, last = path.rpartition("/")
        if last and not index.fullmatch(last):
            return path
        path = head
    return "/"


def _escaped(text: str) -> str:
    if _PLAIN_WORD.fullmatch(text):
        return text
    return quote_plus(unquote_to_bytes(text.replace("+", " ")))


def _bounded(prefix: str, text: str) -> str:
    """Short keys stay readable; long ones (addresses of 8,000 characters) end in a digest of the whole."""
    key = prefix + text
    if len(key) <= LONGEST_KEY:
        return key
    return key[: LONGEST_KEY - 41] + "~" + hashlib.sha256(text.encode()).hexdigest()[:40]
