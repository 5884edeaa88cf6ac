"""How a story will look where readers find it: in a search result, and as a card when somebody shares it. What pages
really say of themselves is in queries/article.py and templates/articles/article.html; writing.js cuts as this does."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.templatetags.static import static
from django.utils.text import slugify

from articles.admin.checklist import Writing

# What Google shows on a desk: about 600 px of the title and two lines of the description, which is about so many
# characters of ordinary text.
TITLE, DESCRIPTION = 60, 155


@dataclass(frozen=True, slots=True)
class Looks:
    """`title`, `trail` and `description` are those of a search result, `headline`, `dek` and `picture` those of a card.
    `section` is the address of the section as the trail has it."""

    section: str
    title: str
    trail: str
    description: str
    headline: str
    dek: str
    picture: str
    host: str
    site: str


def looks_of(writing: Writing, *, story_id: int | None) -> Looks:
    headline = writing.seo_title.strip() or writing.headline.strip() or "Story without a headline"
    said = writing.seo_description.strip() or writing.dek.strip()
    opening = " ".join(writing.paragraphs[:3])
    pictured = next((one for one in (writing.shared, writing.lead) if one and one.picture), None)
    host = urlsplit(settings.SITE_URL).netloc
    slug = writing.slug or slugify(writing.headline)
    return Looks(
        section=writing.section,
        title=cut(f"{headline} | {settings.SITE_NAME}", TITLE),
        trail=" › ".join(filter(None, (host, writing.section, f"{slug}-{story_id}" if story_id else slug))),
        description=cut(said or opening, DESCRIPTION),
        headline=writing.share_title.strip() or headline,
        dek=said,
        picture=pictured.picture if pictured else static("articles/share.png"),
        host=host,
        site=settings.SITE_NAME,
    )


def cut(text: str, most: int) -> str:
    """As search engines cut: at the end of a word, with an ellipsis; a word that is longer than all of it inside."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    kept, _, rest = text[: most - 1].rpartition(" ")
    return f"{(kept or rest).rstrip(' ,;:.|–—-')} …"
