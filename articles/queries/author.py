"""The page of an author: who they are and what they wrote. And the list of everybody who has written."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from articles.models.contributor import Contributor
from articles.models.listing import AuthorListing
from articles.models.photo import Photo
from articles.photos import printed_picture
from articles.photos.sizes import PORTRAIT
from articles.queries.cards import Picture, cards_of
from articles.queries.listing import Listing, ListingPage, cursor_in, paragraphs_of
from articles.queries.site import Site, read_site

MOST = 1000

_by_author = Listing(
    lambda *, now, author_id: AuthorListing.objects.live(now).filter(author_id=author_id), story="story"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorPage(ListingPage):
    """`introduction` is what they say about themselves."""

    is_person: bool = True
    role: str = ""
    picture: Picture | None = None
    email: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody as the list of all prints them."""

    name: str
    path: str
    role: str
    is_person: bool


@dataclass(frozen=True, slots=True)
class AuthorsPage:
    site: Site
    people: tuple[Name, ...]
    organisations: tuple[Name, ...]
    is_cut: bool  # there are more than a page can hold


def read_author_page(slug: str, *, now: datetime, before: str = "", after: str = "") -> AuthorPage | None:
    """A page of somebody's stories, four queries; None when nobody is called so. Raises BadCursor."""
    author = Contributor.objects.select_related("photo").filter(slug=slug).first()
    if author is None:
        return None
    site = read_site(now=now)
    listed = _by_author.read(site, now=now, before=before, after=after, author_id=author.pk)
    photo = author.photo
    return AuthorPage(
        site=site,
        name=author.name,
        path=f"/authors/{author.slug}/",
        description=author.role,
        introduction=paragraphs_of(author.bio),
        cards=cards_of(listed.stories, site),
        older=listed.older,
        newer=listed.newer,
        cursor=cursor_in(before, after, listed),
        trail=((gettext("Authors"), "/authors/"),),
        is_person=author.kind == Contributor.Kind.PERSON,
        role=author.role,
        picture=_portrait(photo, now=now) if photo else None,
        email=author.email,
        links=tuple(
            link for link in author.links if isinstance(link, str) and link.startswith(("https://", "http://"))
        ),
    )


def _portrait(photo: Photo, *, now: datetime) -> Picture | None:
    if not photo.is_printable(now):
        return None
    return Picture.from_stored(printed_picture(photo, caption="", cut=PORTRAIT), now=now)


def read_authors_page(*, now: datetime) -> AuthorsPage:
    """Everybody with a live story, by name. Three queries."""
    listed = AuthorListing.objects.live(now).filter(author=OuterRef("pk"))
    rows = Contributor.objects.filter(Exists(listed)).order_by("name").values_list("name", "slug", "role", "kind")
    names = [
        Name(name, f"/authors/{slug}/", role, kind == Contributor.Kind.PERSON)
        for name, slug, role, kind in rows[: MOST + 1]
    ]
    shown = names[:MOST]
    return AuthorsPage(
        read_site(now=now),
        people=tuple(one for one in shown if one.is_person),
        organisations=tuple(one for one in shown if not one.is_person),
        is_cut=len(names) > MOST,
    )
