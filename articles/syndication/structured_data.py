"""Structured data: what a page says to search engines, as JSON-LD (schema.org). It says what the page prints and no
more: the same headline, names, corrections and times, so the choice of an update's kind (workflow/kinds.py) decides
about `dateModified` as it decides about the printed “Updated”."""

import json
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles.queries.article import ArticlePage, Photo
from articles.queries.site import Site

Thing = dict[str, Any]

# What could end the <script> element or begin another, as JSON may write it.
_HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
MOST_KEYWORDS = 50  # of a story that is filed under thousands of topics


def story_data(page: ArticlePage) -> SafeString:
    """NewsArticle and BreadcrumbList of a story's page, ready to stand in a script element."""
    return _printed([_news_article(page), _breadcrumbs(page)])


def home_data(site: Site) -> SafeString:
    """WebSite and NewsMediaOrganization, for the home page."""
    website = {"@type": "WebSite", "name": site.name, "url": f"{site.url}/", "publisher": {"@id": _paper_id(site)}}
    return _printed([website, _paper(site)])


def _news_article(page: ArticlePage) -> Thing:
    story, site = page.story, page.site
    return _without_blanks(
        {
            "@type": "NewsArticle",
            "mainEntityOfPage": page.canonical_url,
            "headline": story.headline,
            "description": page.share_description,
            "image": _image(page.lead, page),
            "datePublished": page.published_iso,
            "dateModified": page.updated_iso or page.published_iso,
            "author": [_author(each) for each in story.authors] or [{"@id": _paper_id(site)}],
            "publisher": _paper(site),
            "articleSection": page.section.name if page.section else "",
            "keywords": [topic["name"] for topic in story.topics[:MOST_KEYWORDS]],
            "dateline": story.dateline,
            "wordCount": story.word_count,
            "correction": [_correction(each) for each in story.corrections],
            "isAccessibleForFree": True,
        }
    )


def _author(author: dict[str, str]) -> Thing:
    is_person = author["kind"] == "person"
    return {"@type": "Person" if is_person else "Organization", "name": author["name"]}


def _correction(correction: dict[str, str]) -> Thing:
    return {"@type": "CorrectionComment", "text": correction["note"], "datePublished": correction["at"]}


def _image(lead: Photo | None, page: ArticlePage) -> Thing | None:
    """The lead picture. A placeholder is no picture of the story."""
    if not page.share_image or lead is None:
        return None
    return {"@type": "ImageObject", "url": page.share_image, "caption": lead.caption, "creditText": lead.credit}


def _breadcrumbs(page: ArticlePage) -> Thing:
    places = [(page.site.name, "/"), *([(page.section.name, page.section.url)] if page.section else [])]
    crumbs: list[Thing] = [{"name": name, "item": page.site.url + path} for name, path in places]
    crumbs.append({"name": page.story.headline})  # where one is: the address is the page's own
    listed = [{"@type": "ListItem", "position": number, **crumb} for number, crumb in enumerate(crumbs, start=1)]
    return {"@type": "BreadcrumbList", "itemListElement": listed}


def _paper(site: Site) -> Thing:
    return {
        "@type": "NewsMediaOrganization",
        "@id": _paper_id(site),
        "name": site.name,
        "url": f"{site.url}/",
        "logo": {"@type": "ImageObject", "url": _absolute(site, static("articles/icon-180.png"))},
        "correctionsPolicy": site.url + reverse("articles:corrections"),
    }


def _paper_id(site: Site) -> str:
    return f"{site.url}/#paper"


def _absolute(site: Site, address: str) -> str:
    return address if address.startswith(("http://", "https://")) else site.url + address


def _without_blanks(thing: Thing) -> Thing:
    if isinstance(image := thing.get("image"), dict):
        thing["image"] = _without_blanks(image)
    return {name: value for name, value in thing.items() if value not in ("", None, [])}


def _printed(things: list[Thing]) -> SafeString:
    graph = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_HARMLESS))  # noqa: S308 (nothing in it can leave the script element)
