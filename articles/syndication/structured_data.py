"""Structured data: what a page says to search engines, as JSON-LD (schema.org). It says what the page prints and no
more: the same headline, names, corrections and times, so the choice of an update's kind (workflow/kinds.py) decides
about `dateModified` as it decides about the printed “Updated”. What it is put together from is in things.py."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.safestring import SafeString

from articles.queries.article import ArticlePage, SharePicture
from articles.queries.author import AuthorPage
from articles.queries.cards import Card
from articles.queries.contest import ContestPage
from articles.queries.coverage import CoveragePage
from articles.queries.listing import ListingPage
from articles.queries.section import SectionPage
from articles.queries.site import NavSection, Site
from articles.syndication.live_blog import live_blog_thing
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


def page_data(page: ListingPage) -> SafeString:
    """CollectionPage with its stories in order, and BreadcrumbList: for a topic, a day."""
    return _collection(page.site, page.name, page.path, page.description, page.cards, page.trail)


def coverage_page_data(page: CoveragePage) -> SafeString:
    """The same for a coverage, with its live blog if it has one."""
    more = [live_blog_thing(page.site, page.blog)] if page.blog else []
    return _collection(page.site, page.name, page.path, page.description, page.cards, page.trail, more=more)


def section_data(page: SectionPage) -> SafeString:
    """The same for the front of a section."""
    cards = (*([page.lead] if page.lead else []), *page.cards)
    return _collection(page.site, page.name, page.path, page.description, cards, section_trail(page.site, page.parent))


def author_data(page: AuthorPage) -> SafeString:
    """ProfilePage about a person or an organisation, and BreadcrumbList."""
    site = page.site
    who = {
        "@type": "Person" if page.is_person else "Organization",
        "name": page.name,
        "url": site.url + page.path,
        "jobTitle": page.role if page.is_person else "",
        "description": " ".join(page.introduction),
        "image": absolute(site, page.picture.largest) if page.picture else "",
        "email": page.email,
        "sameAs": list(page.links),
        ("worksFor" if page.is_person else "parentOrganization"): {"@id": paper_id(site)},
    }
    profile = {"@type": "ProfilePage", "mainEntity": without_blanks(who), "hasPart": _stories(site, page.cards)}
    return printed([without_blanks(profile), paper(site), breadcrumbs(site, page.trail, page.name)])


def contest_page_data(page: ContestPage) -> SafeString:
    """WebPage and BreadcrumbList of a contest: it is no article, and there is no word for election results."""
    site = page.site
    about = {
        "@type": "WebPage",
        "name": page.name,
        "url": site.url + page.path,
        "description": page.description,
        "dateModified": page.card.stamp.iso,
        "inLanguage": site.language,
        "publisher": {"@id": paper_id(site)},
    }
    return printed([without_blanks(about), paper(site), breadcrumbs(site, page.trail, page.name)])


def _collection(
    site: Site,
    name: str,
    path: str,
    description: str,
    cards: Sequence[Card],
    trail: Iterable[tuple[str, str]],
    *,
    more: Iterable[Thing] = (),
) -> SafeString:
    page = {
        "@type": "CollectionPage",
        "name": name,
        "url": site.url + path,
        "description": description,
        "inLanguage": site.language,
        "publisher": {"@id": paper_id(site)},
        "mainEntity": _stories(site, cards),
    }
    return printed([without_blanks(page), *more, paper(site), breadcrumbs(site, trail, name)])


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
