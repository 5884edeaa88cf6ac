"""Identity: which story is this link? One key per story, however its address is written. Pure: no database.

`article:<id>` for our own stories, `url:<canonical address>` for others, `title:<words>` for a bare headline.
"""

import hashlib
import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from django.conf import settings
from w3lib.url import canonicalize_url

# Parameters that say where a click came from and never which page it is. Sources: Google Analytics (utm_*, gclid, …),
# Meta (fbclid), Microsoft (msclkid), Mailchimp (mc_*), HubSpot (_hs*), Matomo (mtm_*, pk_*), and the campaign
# parameters news sites append to their own links (cid, ref, mod, smid, …).
TRACKING = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid yclid ttclid igshid igsh li_fat_id mc_cid mc_eid mkt_tok "
    "_hsenc _hsmi vero_id vero_conv oly_anon_id oly_enc_id s_cid cid cmpid cmp ref ref_src ref_url referrer mod smid "
    "smtyp ncid icid ito xtor wt_mc at_medium at_campaign _ga _gl spm share partner sr_share amp outputtype".split()
)
TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "hsa_", "ns_", "at_custom")
DEFAULT_PORTS = {"http": 80, "https": 443}
_OWN_PATH = re.compile(
    r"^/(?:amp/)?(?:[^/]+/)+?[^/]*?-(?P<id>[1-9]\d{0,17})(?:/(?:amp|print|index\.html?))?/?$", re.IGNORECASE
)
_PREVIEW_PATH = re.compile(r"^/preview/(?P<id>[1-9]\d{0,17})/?$")
_HOST = re.compile(r"[a-z0-9._-]+")
LONGEST_KEY = 255


def article_key(article_id: int) -> str:
    return f"article:{article_id}"


def article_id_of(key: str) -> int | None:
    """The id inside `article:<id>`, or None for a key of another kind."""
    kind, _, rest = key.partition(":")
    return int(rest) if kind == "article" and rest.isdecimal() else None


def title_key(title: str) -> str:
    """The key of a story of which only the headline is known; case, quotes and punctuation do not matter."""
    words = " ".join(re.findall(r"\w+", title.casefold()))
    return _bounded("title:", words) if words else ""


def url_key(url: str) -> str:
    """The key of the story behind an address. Never raises; "" for what cannot be a web page (javascript:, nonsense).

    Keeps every parameter that may carry meaning: a missed match costs a repeated link, a wrong merge loses a story.
    """
    try:
        return _url_key(url)
    except ValueError:  # urlsplit and idna refuse malformed hosts and ports with ValueErrors of several kinds
        return ""


def link_key(*, target_id: int | None = None, url: str = "", title: str = "") -> str:
    """The key of a related link by what is known of it: our story first, then its address, then its headline."""
    if target_id is not None:
        return article_key(target_id)
    return url_key(url) if url else title_key(title)


def _url_key(url: str) -> str:
    address, mark, query = re.sub(r"[\x00-\x20\x7f]+", "", url).partition("?")
    text = address.replace("\\", "/") + mark + query  # as browsers do
    if text.startswith("/") and not text.startswith("//"):
        text = settings.SITE_URL + text
    parts = urlsplit(f"https:{text}" if text.startswith("//") else text)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in DEFAULT_PORTS or not host or parts.username is not None:
        return ""  # https://ourname@elsewhere.example only pretends to lead to us
    host = host.encode("idna").decode("ascii").lower() if not host.isascii() else host
    if ":" in host:
        host = f"[{host}]"  # IPv6
    elif not _HOST.fullmatch(host):
        return ""
    if host.removeprefix("www.") in _own_hosts() and (own := _own_key(parts.path)):
        return own
    port = f":{parts.port}" if parts.port and parts.port != DEFAULT_PORTS[parts.scheme.lower()] else ""
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(pair[0])]
    path = re.sub(r"/{2,}", "/", parts.path) or "/"
    path = re.sub(r"/index\.html?$", "/", path, flags=re.IGNORECASE)
    path = path.rstrip("/") or "/"
    # http and https, with and without www, are one page: news sites answer all four alike.
    plain = f"https://{host.removeprefix('www.')}{port}{path}" + (f"?{urlencode(kept)}" if kept else "")
    return _bounded("url:", canonicalize_url(plain, keep_fragments=False))


def _own_key(path: str) -> str:
    path = re.sub(r"/{2,}", "/", unquote(path))
    found = _OWN_PATH.match(path) or _PREVIEW_PATH.match(path)
    return article_key(int(found["id"])) if found else ""


def _own_hosts() -> frozenset[str]:
    return frozenset(host.removeprefix("www.") for host in settings.OWN_HOSTS)


def _is_tracking(name: str) -> bool:
    name = name.lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def _bounded(prefix: str, text: str) -> str:
    """Short keys stay readable; long ones (addresses of 8,000 characters) end in a digest of the whole."""
    key = prefix + text
    if len(key) <= LONGEST_KEY:
        return key
    return key[: LONGEST_KEY - 41] + "~" + hashlib.sha256(text.encode()).hexdigest()[:40]
