"""Things: what structured data of several pages is put together from (schema.org), and how it is printed. Which page
says what is in structured_data.py."""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles.queries.site import Site

Thing = dict[str, Any]

# What could end the <script> element or begin another, as JSON may write it.
_HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def printed(things: list[Thing]) -> SafeString:
    """The things as one graph, ready to stand in a script element."""
    graph = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_HARMLESS))  # noqa: S308 (nothing in it can leave the script element)


def without_blanks(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in ("", None, [], 0)}


def paper(site: Site) -> Thing:
    """The organisation behind the site, with its policies as far as there are pages for them."""
    about, ethics = site.page_for("about"), site.page_for("ethics")
    contact = site.page_for("contact")
    policy = site.url + ethics.url if ethics else ""
    return without_blanks(
        {
            "@type": "NewsMediaOrganization",
            "@id": paper_id(site),
            "name": site.name,
            "url": f"{site.url}/",
            "description": site.tagline,
            "logo": {"@type": "ImageObject", "url": absolute(site, static("articles/icon-180.png"))},
            "sameAs": settings.SAME_AS,
            "correctionsPolicy": site.url + reverse("articles:corrections"),
            "ethicsPolicy": policy,
            "publishingPrinciples": policy or (site.url + about.url if about else ""),
            "contactPoint": contact
            and {"@type": "ContactPoint", "contactType": "newsroom", "url": site.url + contact.url},
        }
    )


def paper_id(site: Site) -> str:
    return f"{site.url}/#paper"


def breadcrumbs(site: Site, places: Iterable[tuple[str, str]], here: str) -> Thing:
    """The way from the home page; `places` are names and paths, `here` is the page itself, whose address is its own."""
    crumbs: list[Thing] = [{"name": name, "item": site.url + path} for name, path in [(site.name, "/"), *places]]
    crumbs.append({"name": here})
    listed = [{"@type": "ListItem", "position": number, **crumb} for number, crumb in enumerate(crumbs, start=1)]
    return {"@type": "BreadcrumbList", "itemListElement": listed}


def absolute(site: Site, address: str) -> str:
    return address if address.startswith(("http://", "https://")) else site.url + address
