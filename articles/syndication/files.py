"""Small files that machines look for under fixed names: robots.txt, security.txt, ads.txt, web manifest, OpenSearch."""

import json
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext

VALID = timedelta(days=180)  # RFC 9116, 2.5.5: recommended to be less than a year
ICONS = (("192", "any"), ("512", "any"), ("512", "maskable"))


def print_robots() -> str:
    """RFC 9309. What is closed here is closed because it is no page: it keeps nothing secret."""
    closed = (
        f"/{settings.ADMIN_PATH}",
        "/preview/",
        f"{reverse('articles:search')}?",
        reverse("articles:suggest"),
        "/read/",
    )
    maps = (reverse("articles:sitemap_index"), reverse("articles:sitemap_news"))
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        "",
        *(f"Sitemap: {settings.SITE_URL}{path}" for path in maps),
    ]
    return "\n".join(lines) + "\n"


def print_security(*, now: datetime) -> str:
    """RFC 9116; empty when nobody has said where to write (SECURITY_CONTACT). `now` is aware."""
    if not settings.SECURITY_CONTACT:
        return ""
    ends = (now + VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    language = settings.LANGUAGE_CODE.split("-")[0]
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {ends.isoformat()}",
        f"Preferred-Languages: {language}" if language == "en" else f"Preferred-Languages: {language}, en",
        f"Canonical: {settings.SITE_URL}{reverse('articles:security')}",
    ]
    return "\n".join(lines) + "\n"


def print_ads() -> str:
    """IAB Tech Lab, ads.txt; empty when the paper sells none (ADS_TXT)."""
    return "".join(f"{line}\n" for line in settings.ADS_TXT)


def print_manifest() -> str:
    """W3C, Web Application Manifest."""
    icons = [
        {
            "src": static(f"articles/icon-{'maskable' if purpose == 'maskable' else size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size, purpose in ICONS
    ]
    said = {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME[:12].strip(),
        "description": settings.SITE_TAGLINE,
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "lang": settings.LANGUAGE_CODE,
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": icons,
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def print_opensearch() -> str:
    """OpenSearch 1.1, draft 6: how a browser searches here. The name has 16 characters at most."""
    search = settings.SITE_URL + reverse("articles:search")
    icon = static("articles/favicon.svg")
    icon = icon if icon.startswith("http") else settings.SITE_URL + icon
    about = gettext("Search %(paper)s") % {"paper": settings.SITE_NAME}
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(settings.SITE_NAME[:16].strip())}</ShortName>\n"
        f"<Description>{escape(about)}</Description>\n"
        f'<Image width="16" height="16" type="image/svg+xml">{escape(icon)}</Image>\n'
        f'<Url type="text/html" template="{escape(search)}?q={{searchTerms}}"/>\n'
        "<InputEncoding>UTF-8</InputEncoding>\n"
        "</OpenSearchDescription>\n"
    )
