"""Projection: from the saved working copy to the finished row that readers' pages print. Writes nothing itself."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override

from articles.dates import printed_day, printed_time
from articles.html import Mark, cut_paragraphs, one_line, plain_text
from articles.models import Article, Contributor, Correction, Photo, PublishedArticle, RelatedLink
from articles.photos import PhotoUse, printed_card, printed_picture
from articles.photos.stored import NO_TEASER
from articles.related import article_key, title_key
from articles.workflow.blocks import Block, cut_blocks
from articles.workflow.keys import give_keys
from articles.workflow.snapshot import Snapshot, digest_of
from articles.workflow.times import times_of


def project(
    article: Article,
    snapshot: Snapshot,
    *,
    now: datetime,
    published_at: datetime,
    updated_at: datetime | None,
    corrections: Iterable[Correction] = (),
    photos: dict[int, Photo] | None = None,
    addresses: Mapping[int, str] | None = None,
) -> PublishedArticle:
    """An unsaved PublishedArticle made of a snapshot; the caller sets `revision`. Also what the preview shows. Printed
    in the language of the site, whatever the desk's is. Photos that readers may not have at `now` are left out, with
    their words.

    `photos` by id, and `addresses` of contributors by id, spare the queries for them when many stories are projected in
    a row.
    """
    photos = _photos_of(snapshot) if photos is None else photos
    photos = {number: photo for number, photo in photos.items() if photo.is_printable(now)}
    addresses = _addresses_of(snapshot) if addresses is None else addresses
    with override(settings.LANGUAGE_CODE):
        row = _printed_row(article, snapshot, photos, addresses, published_at=published_at, updated_at=updated_at)
        row.corrections = [printed_correction(correction) for correction in corrections]
    row.projected_at = now
    give_keys(row, source=article.source, external_id=article.external_id)
    return row


def _printed_row(
    article: Article,
    snapshot: Snapshot,
    photos: dict[int, Photo],
    addresses: Mapping[int, str],
    *,
    published_at: datetime,
    updated_at: datetime | None,
) -> PublishedArticle:
    paragraphs = [plain_text(html) for html in cut_paragraphs(snapshot["body"])]
    authors = [
        {"name": line["name"], "kind": line["kind"], "slug": addresses.get(line["id"], "")}
        for line in snapshot["bylines"]
    ]
    lead = _printed_use(snapshot["lead"], photos, shares=True)
    section = snapshot["section"]
    return PublishedArticle(
        article=article,
        content_digest=digest_of(snapshot),
        headline=one_line(snapshot["headline"]),
        headline_key=title_key(snapshot["headline"]),
        slug=snapshot["slug"],
        kicker=one_line(snapshot["kicker"]),
        dek=one_line(snapshot["dek"]),
        section_id=section["id"] if section else None,  # type: ignore[misc]  # none: a preview only, never saved
        coverage_id=(snapshot.get("coverage") or {}).get("id"),
        topics=[{"name": topic["name"], "slug": topic["slug"]} for topic in snapshot["topics"]],
        authors=authors,
        byline=printed_byline([author["name"] for author in authors]),
        dateline=one_line(snapshot["dateline"]),
        blocks=[
            *cut_blocks(
                snapshot["body"],
                dateline=one_line(snapshot["dateline"]),
                inserts=_inserts(snapshot, photos),
                block_of=_at_cursor(article.pk, snapshot, photos),
            ),
            *_gallery(snapshot, photos),
        ],
        picked=[_pin(link) for link in snapshot["related"] if link["placement"] == RelatedLink.Placement.SIDEBAR],
        lead=lead,
        **_teaser(snapshot["lead"], lead, photos),
        word_count=sum(len(text.split()) for text in paragraphs),
        search_text=_search_text(snapshot, authors, paragraphs, lead),
        published_at=published_at,
        printed_at=printed_time(published_at),
        updated_at=updated_at,
        printed_updated_at=printed_time(updated_at) if updated_at else "",
        expires_at=times_of(snapshot).expires_at,
        seo_title=one_line(snapshot["seo_title"]),
        seo_description=one_line(snapshot["seo_description"]),
        canonical_url=snapshot["canonical_url"],
        share_title=one_line(snapshot.get("share_title", "")),
        share_picture=_share_picture(snapshot, photos),
    )


def printed_byline(names: list[str]) -> str:
    """`By ABC News`, `By Ann Lee and Bo Diaz`, `By Ann Lee, Bo Diaz and Cy Poe`; nothing for nobody."""
    if not names:
        return ""
    *most, last = names
    if not most:
        return gettext("By %(name)s") % {"name": last}
    return gettext("By %(names)s and %(last)s") % {"names": ", ".join(most), "last": last}


def printed_correction(correction: Correction) -> dict[str, str]:
    return {
        "kind": str(Correction.Kind(correction.kind).label),
        "note": correction.note,
        "at": correction.at.isoformat(timespec="seconds"),
        "printed_at": printed_day(correction.at),
    }


def _addresses_of(snapshot: Snapshot) -> dict[int, str]:
    """Where the pages of the authors are now."""
    ids = [line["id"] for line in snapshot["bylines"]]
    return dict(Contributor.objects.filter(pk__in=ids).values_list("pk", "slug")) if ids else {}


def _photos_of(snapshot: Snapshot) -> dict[int, Photo]:
    uses = [snapshot["lead"], *snapshot["photos"]]
    ids = [use["photo"] for use in uses if use]
    return Photo.objects.in_bulk([*ids, *([snapshot["share_photo"]["id"]] if snapshot.get("share_photo") else [])])


def _printed_use(
    use: dict[str, Any] | None, photos: dict[int, Photo], *, shares: bool = False
) -> dict[str, Any] | None:
    if use is None or use["photo"] not in photos:
        return None
    caption, credit = one_line(use["caption"]), one_line(use["credit"])
    picture = printed_picture(photos[use["photo"]], caption=caption, use=_own(use), shares=shares)
    return {"picture": picture, "caption": caption, "credit": credit}


def _own(use: dict[str, Any]) -> PhotoUse:
    """What the use says for itself; versions of older releases say nothing."""
    alt = use.get("own_alt") or {}
    return PhotoUse(alt.get("decision", ""), alt.get("text", ""), use.get("crop"))


def _share_picture(snapshot: Snapshot, photos: dict[int, Photo]) -> dict[str, Any] | None:
    chosen = photos.get((snapshot.get("share_photo") or {}).get("id", 0))
    return printed_picture(chosen, caption="", shares=True) if chosen else None


def _teaser(use: dict[str, Any] | None, lead: dict[str, Any] | None, photos: dict[int, Photo]) -> dict[str, Any]:
    """The lead picture for lists."""
    if use is None or lead is None or lead["picture"] is None:
        return NO_TEASER
    photo = photos[use["photo"]]
    return {
        "teaser_picture": printed_card(photo, use=_own(use)),
        "teaser_alt": lead["picture"]["alt"],
        "teaser_until": photo.rights_end_at,
    }


def _inserts(snapshot: Snapshot, photos: dict[int, Photo]) -> list[tuple[int, Block]]:
    """What stands behind numbered paragraphs: photos before related links where both have the same place."""
    places: list[tuple[int, Block]] = []
    for use in _photos_in_text(snapshot):
        printed = _printed_use(use, photos)
        if printed and use["after_paragraph"] is not None:
            places.append((use["after_paragraph"], {"type": "photo", **printed}))
    for link in snapshot["related"]:
        if link["placement"] == RelatedLink.Placement.INLINE:
            places.append((link["after_paragraph"], {"type": "related", **_pin(link)}))
    return places


def _at_cursor(article_id: int, snapshot: Snapshot, photos: dict[int, Photo]) -> Callable[[Mark], Block | None]:
    """What is printed where a mark stands. A photo and a contest are printed once, however many marks they have;
    whether a story is, and where, is the allocator's decision, but a story never stands in its own text."""
    waiting = {use["photo"]: use for use in _photos_in_text(snapshot) if use["after_paragraph"] is None}

    contests: set[int] = set()

    def block_of(mark: Mark) -> Block | None:
        if mark.kind == "contest":
            if mark.pk in contests:
                return None
            contests.add(mark.pk)
            return {"type": "contest", "contest_id": mark.pk}
        if mark.kind == "photo":
            printed = _printed_use(waiting.pop(mark.pk, None), photos)
            return {"type": "photo", **printed} if printed else None
        if mark.pk == article_id:
            return None
        place = {"article_id": mark.pk, "title": "", "url": "", "repeat": mark.repeat}
        return {"type": "related", "key": article_key(mark.pk), **place}

    return block_of


def _gallery(snapshot: Snapshot, photos: dict[int, Photo]) -> list[Block]:
    """One block under the text, of the pictures there are: an empty frame among them would be nothing to leaf to."""
    uses = [_printed_use(use, photos) for use in _photos_below_lead(snapshot) if use.get("gallery")]
    shown = [use for use in uses if use and use["picture"]]
    return [{"type": "gallery", "photos": shown}] if shown else []


def _photos_in_text(snapshot: Snapshot) -> list[dict[str, Any]]:
    return [use for use in _photos_below_lead(snapshot) if not use.get("gallery")]


def _photos_below_lead(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Without the lead photo: it is printed above the text, and each photo once."""
    lead = snapshot["lead"]["photo"] if snapshot["lead"] else None
    return [use for use in snapshot["photos"] if use["photo"] != lead]


def _pin(link: dict[str, Any]) -> dict[str, Any]:
    """A link as readers' code needs it. The headline of one of our stories is looked up live when the page is read, so
    only a title that an editor wrote by hand is kept."""
    title = link["own_title"] if link["article_id"] else link["title"]
    return {
        "key": link["key"],
        "article_id": link["article_id"],
        "title": one_line(title),
        "url": link["url"],
        "repeat": link["repeat"],
    }


def _search_text(snapshot: Snapshot, authors: list[dict[str, str]], paragraphs: list[str], lead: Any) -> str:
    words = [snapshot["headline"], snapshot["dek"], *(author["name"] for author in authors)]
    words += [topic["name"] for topic in snapshot["topics"]]
    words += [lead["caption"]] if lead else []
    return "\n".join(one_line(part) for part in [*words, *paragraphs] if part)
