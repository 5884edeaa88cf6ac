"""Structured data: what a page says to search engines, as JSON-LD (schema.org). It says what the page prints and no
more: the same headline, names, corrections and times, so the choice of an update's kind (workflow/kinds.py) decides
about `dateModified` as it decides about the printed “Updated”. What it is put together from is in things.py."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles.queries.article import ArticlePage, SharePicture
from articles.queries.cards import Card
from articles.queries.site import NavSection, Site
from articles.syndication.things import Thing, absolute, breadcrumbs, paper, paper_id, printed, without_blanks

MOST_KEYWORDS = 50  # of a story that is filed under thousands of topics


def story_data(page: ArticlePage) -> SafeString:
    """NewsArticle and BreadcrumbList of a story's page, ready to stand in a script element."""
    return printed(
        [_news_article(page), breadcrumbs(page.site, section_trail(page.site, page.section), page.story.headline)]
    )


def home_data(site: Site) -> SafeString:
    """WebSite and NewsMediaOrganization, for the home page."""
    target = {"@type": "EntryPoint", "urlTemplate": f"{site.url}{reverse('articles:search')}?q={{search_term_string}}"}
    website = {
        "@type": "WebSite",
        "name": site.name,
        "url": f"{site.url}/",
        "inLanguage": site.language,
        "publisher": {"@id": paper_id(site)},
        "potentialAction": {
            "@type": "SearchAction",
            "target": target,
            "query-input": "required name=search_term_string",
        },
    }
    return printed([website, paper(site)])


def listing_data(
    site: Site,
    *,
    name: str,
    path: str,
    cards: Sequence[Card],
    description: str = "",
    trail: Iterable[tuple[str, str]] = (),
) -> SafeString:
    """CollectionPage with its stories in order, and BreadcrumbList: for a section, a topic, a coverage, a day. `trail`
    are names and paths between the home page and this one."""
    page = {
        "@type": "CollectionPage",
        "name": name,
        "url": site.url + path,
        "description": description,
        "inLanguage": site.language,
        "publisher": {"@id": paper_id(site)},
        "mainEntity": _stories(site, cards),
    }
    return printed([without_blanks(page), paper(site), breadcrumbs(site, trail, name)])


@dataclass(frozen=True, slots=True)
class Profile:
    """Who somebody is, for structured data. `picture` is a path or a web address; `links` are profiles elsewhere."""

    name: str
    path: str
    is_person: bool
    role: str = ""
    bio: str = ""
    picture: str = ""
    email: str = ""
    links: Sequence[str] = ()


def author_data(site: Site, profile: Profile, *, cards: Sequence[Card]) -> SafeString:
    """ProfilePage about a person or an organisation, and BreadcrumbList."""
    who = {
        "@type": "Person" if profile.is_person else "Organization",
        "name": profile.name,
        "url": site.url + profile.path,
        "jobTitle": profile.role if profile.is_person else "",
        "description": profile.bio,
        "image": absolute(site, profile.picture) if profile.picture else "",
        "email": profile.email,
        "sameAs": list(profile.links),
        ("worksFor" if profile.is_person else "parentOrganization"): {"@id": paper_id(site)},
    }
    page = {"@type": "ProfilePage", "mainEntity": without_blanks(who), "hasPart": _stories(site, cards)}
    authors = ((gettext("Authors"), reverse("articles:authors")),)
    return printed([without_blanks(page), paper(site), breadcrumbs(site, authors, profile.name)])


def section_trail(site: Site, section: NavSection | None) -> list[tuple[str, str]]:
    """The sections that lead to a page of `section`, the widest first."""
    if section is None:
        return []
    parent = site.by_id.get(section.parent_id or 0)
    return [(each.name, each.url) for each in (parent, section) if each is not None]


def _news_article(page: ArticlePage) -> Thing:
    story, site = page.story, page.site
    return without_blanks(
        {
            "@type": "NewsArticle",
            "mainEntityOfPage": page.canonical_url,
            "headline": story.headline,
            "description": page.share_description,
            "image": [_image(one, page) for one in page.share_pictures],
            "datePublished": page.published_iso,
            "dateModified": page.updated_iso or page.published_iso,
            "author": [_author(each, site) for each in story.authors] or [{"@id": paper_id(site)}],
            "publisher": paper(site),
            "articleSection": page.section.name if page.section else "",
            "keywords": [topic["name"] for topic in story.topics[:MOST_KEYWORDS]],
            "inLanguage": site.language,
            "dateline": story.dateline,
            "wordCount": story.word_count,
            "correction": [_correction(each) for each in story.corrections],
            "isAccessibleForFree": True,
        }
    )


def _author(author: dict[str, str], site: Site) -> Thing:
    kind = "Person" if author["kind"] == "person" else "Organization"
    slug = author.get("slug")
    address = site.url + reverse("articles:author", args=[slug]) if slug else ""
    return without_blanks({"@type": kind, "name": author["name"], "url": address})


def _correction(correction: dict[str, str]) -> Thing:
    return {"@type": "CorrectionComment", "text": correction["note"], "datePublished": correction["at"]}


def _image(one: SharePicture, page: ArticlePage) -> Thing:
    """The caption and credit are the lead photo's, so another photo that is shared has none."""
    lead = page.lead if not page.story.share_picture else None
    return without_blanks(
        {
            "@type": "ImageObject",
            "url": one.src,
            "width": one.width,
            "height": one.height,
            "caption": lead.caption if lead else "",
            "creditText": lead.credit if lead else "",
        }
    )


def _stories(site: Site, cards: Sequence[Card]) -> Thing:
    items = [
        {"@type": "ListItem", "position": place, "url": site.url + card.url, "name": card.headline}
        for place, card in enumerate(cards, start=1)
    ]
    return {"@type": "ItemList", "itemListElement": items}
