"""Tracking: what others hang on an address, or wrap around it, without changing which page it leads to. Pure.

The one list of such parameters, with the source of each group. What is then left of an address is identity.py's.
"""

import re
from urllib.parse import parse_qsl, unquote, unquote_plus

# Parameters that never say which page it is, on any site: their names belong to one vendor and mean nothing else.
TRACKING = frozenset(
    (
        # Google Analytics Help, “URL builders: collect campaign data with custom URLs” (utm_* is a prefix below), and
        # “Set up cross-domain measurement” (_ga, _gl).
        "_ga _gl "
        # Google Ads Help, “About Google Click Identifier (GCLID)” and “Auto-tagging”; Search Ads 360 and Campaign
        # Manager 360 Help (gclsrc, dclid); Merchant Center Help, “Auto-tagging for free listings” (srsltid).
        "gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid "
        # Meta, Conversions API, “fbp and fbc parameters” (fbclid); Instagram and Facebook share buttons (no document).
        "fbclid igshid igsh mibextid "
        # Click ids of Microsoft Advertising, X Ads, TikTok Ads, LinkedIn Marketing and Yandex Direct, each after the
        # vendor's help page on its click id; embedded posts of X mark their links with the last two.
        "msclkid twclid ttclid li_fat_id yclid ysclid ref_src ref_url "
        # Mailchimp, “E-commerce tracking” (mc_); Adobe Marketo Engage, “Track link clicks” (mkt_tok); HubSpot Knowledge
        # Base, “URL tracking parameters” (_hs*; hsa_* is a prefix below); Vero, “Conversions”; Omeda, “Olytics”.
        "mc_cid mc_eid mkt_tok _hsenc _hsmi vero_id vero_conv oly_anon_id oly_enc_id "
        # Adobe Analytics, “Tracking code”, and Adobe Advertising, “Click tracking”.
        "s_cid s_kwcid ef_id "
        # Matomo, FAQ 120 and the plugin MarketingCampaignsReporting. Spelled out: `pk_id` is somebody's primary key.
        "mtm_campaign mtm_source mtm_medium mtm_keyword mtm_kwd mtm_content mtm_cid mtm_group mtm_placement "
        "pk_campaign pk_source pk_medium pk_keyword pk_kwd pk_content pk_cid pk_cpn piwik_campaign piwik_kwd "
        "matomo_campaign "
        # Piano Analytics (AT Internet), “Marketing campaigns” (the older form is xtor); Mapp Intelligence, “Campaign”.
        "at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 at_creation at_variant at_format at_network "
        "at_link_id at_link_origin at_link_type at_ptr_name at_bbc_team xtor wt_mc "
        # comScore Digital Analytix, campaign labels. Spelled out: `ns_id` may be a namespace.
        "ns_mchannel ns_source ns_campaign ns_linkname ns_fee "
        # Yahoo's consent pages and X's AMP viewer, seen on links that readers copy (no document).
        "guccounter guce_referrer guce_referrer_sig __twitter_impression"
    ).split()
)
TRACKING_PREFIXES = ("utm_", "hsa_")

# Parameters that news sites hang on their own links (cid: ABC News and CNN; mod: Dow Jones; smid, smtyp: New York
# Times; cmp: The Guardian; ito: Mail Online; icid, ncid: NBC and AOL; ocid: Microsoft; ftag: CBS; …; observed, no
# documents) and that mean "category", "reference number" or "module" elsewhere: see _says_only_where_from().
CAMPAIGN = frozenset(
    "cid cmp cmpid ref referrer mod smid smtyp icid ncid ocid ito sr_share spm ftag soc_src soc_trk".split()
)

# Another edition of the same page, if the value says no more than that.
EDITIONS = {
    "amp": frozenset({"", "1", "true", "yes", "amp"}),
    "outputtype": frozenset({"amp"}),  # Arc XP
    "print": frozenset({"1", "true", "yes", "y"}),
}

IDENTIFYING = frozenset("id p v nid aid story storyid story_id article articleid article_id newsid news_id".split())
_TELLING_NAME = re.compile(r"[0-9]|[^-_][-_][^-_]+[-_][^-_]")
_PROGRAM = re.compile(r"(?:^|/)$|\.(?:php\d?|aspx?|cgi|jsp|do|dll|pl|cfm)$", re.IGNORECASE)

# Google, “AMP Cache URL format”, and the addresses under which its search shows such pages.
_AMP_CACHE = re.compile(r"^/[cv]/(?:s/)?(?P<inner>[^/]+\.[^/]+(?:/.*)?)$")
_AMP_VIEWER = re.compile(r"^/amp/(?:s/)?(?P<inner>[^/]+\.[^/]+(?:/.*)?)$")
_GOOGLE = re.compile(r"google\.[a-z]{2,3}(?:\.[a-z]{2})?")
# Microsoft Defender for Office 365, “Safe Links”; Facebook's link shim; Google's result links: (host ends in, path,
# the parameters that hold the address).
_REDIRECTS = (
    (".safelinks.protection.outlook.com", "/", ("url",)),
    ("l.facebook.com", "/l.php", ("u",)),
    ("google.com", "/url", ("q", "url")),
)


def meaningful(query: str, path: str) -> list[tuple[str, str]]:
    """The (name, value) pairs of a query that may say which page it is, as they were written and in their order.

    `path` is that of the address, without an index.html.
    """
    pairs = [(name, value) for name, _, value in (part.partition("=") for part in query.split("&") if part)]
    names = [_plain(name) for name, _ in pairs]
    known = frozenset(names)
    return [
        pair
        for pair, name in zip(pairs, names, strict=True)
        if not (
            name in TRACKING
            or name.startswith(TRACKING_PREFIXES)
            or (name in EDITIONS and _plain(pair[1]) in EDITIONS[name])
            or (name in CAMPAIGN and _says_only_where_from(name, pair[1], path, known))
        )
    ]


def unwrapped(host: str, path: str, query: str) -> str:
    """The address inside an address: AMP caches, and the links that mail programs and search pages make of others.
    Empty: this is a page itself."""
    if host.endswith(".cdn.ampproject.org") and (found := _AMP_CACHE.match(path)):
        return f"https://{found['inner']}" + (f"?{query}" if query else "")
    if _GOOGLE.fullmatch(host) and (found := _AMP_VIEWER.match(path)):
        return f"https://{found['inner']}" + (f"?{query}" if query else "")
    for ending, where, names in _REDIRECTS:
        if host.endswith(ending) and path.rstrip("/") == where.rstrip("/"):
            given = dict(parse_qsl(query))
            inner = next((given[name] for name in names if name in given), "")
            return inner if inner.lower().startswith(("http://", "https://")) else ""
    return ""


def _says_only_where_from(name: str, value: str, path: str, names: frozenset[str]) -> bool:
    """`?cid=social_desk` behind a headline is a campaign, `view.php?cid=7` may be the story: such a parameter goes only
    if the address tells the page without it, or if it is a mere word where it could not be a program's argument."""
    is_program = _PROGRAM.search(path) is not None
    if is_program and name == "mod":  # index.php?mod=news&id=5: ids count within the module
        return False
    if names & IDENTIFYING:
        return True
    if is_program:
        return False
    last = unquote(path.rstrip("/").rpartition("/")[2])
    return _TELLING_NAME.search(last) is not None or not any(sign.isdecimal() for sign in unquote(value))


def _plain(text: str) -> str:
    return unquote_plus(text).lower() if "%" in text or "+" in text else text.lower()
