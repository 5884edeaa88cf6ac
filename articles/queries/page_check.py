"""Checking printed pages: no story twice in the slots of a page, none its own, none that readers cannot see, no slot
without stories. Looks at the HTML that readers get, so it does not trust the allocator that made it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import html as lxml_html

from articles.models.published import PublishedArticle
from articles.related import article_id_of, url_key


@dataclass(frozen=True, slots=True)
class Shown:
    """A teaser or related link as printed. `repeat`: an editor wants it there a second time."""

    slot: str
    key: str
    article_id: int | None
    repeat: bool


@dataclass(frozen=True, slots=True)
class Fault:
    path: str
    sentence: str


def shown_on(html: str) -> tuple[list[Shown], list[str]]:
    """The teasers of a page in printed order, and the names of slots without any."""
    root = lxml_html.document_fromstring(html)
    shown, empty = [], []
    for container in root.iterfind(".//*[@data-slot]"):
        stories = container.findall(".//*[@data-story]")
        shown += [_shown(container.get("data-slot", ""), story) for story in stories]
        if not stories:
            empty.append(container.get("data-slot", ""))
    return shown, empty


def faults_on(path: str, html: str, *, own_keys: Collection[str] = (), live: Collection[int]) -> Iterator[Fault]:
    """What is wrong with one page. `own_keys` are those of the story it is about; `live` the ids readers can see."""
    shown, empty = shown_on(html)
    for slot in empty:
        yield Fault(path, f"“{slot}” is printed without a story in it.")
    where: dict[str, str] = {}
    for one in shown:
        keys = {one.key} | ({f"article:{one.article_id}"} if one.article_id else set())
        if keys & set(own_keys):
            yield Fault(path, f"The page shows itself ({one.key}) in “{one.slot}”.")
        if one.article_id and one.article_id not in live:
            yield Fault(path, f"{one.key} in “{one.slot}” leads to story {one.article_id}, which readers cannot see.")
        first = next((where[key] for key in sorted(keys) if key in where), None)
        if first is not None and not one.repeat:
            yield Fault(path, f"{one.key} stands twice: in “{first}” and in “{one.slot}”.")
        for key in keys:
            where.setdefault(key, one.slot)


def live_among(ids: Iterable[int], *, now: datetime) -> set[int]:
    """Those of the ids that readers can see at `now`. One query."""
    return set(PublishedArticle.objects.live(now).filter(pk__in=list(ids)).values_list("pk", flat=True))


def live_ids(*, now: datetime) -> list[int]:
    """All stories that readers can see at `now`, the newest first. One query."""
    return list(PublishedArticle.objects.live(now).newest_first().values_list("pk", flat=True))


def _shown(slot: str, element: lxml_html.HtmlElement) -> Shown:
    link = element.find(".//a[@href]")
    leads_to = article_id_of(url_key(link.get("href", ""))) if link is not None else None
    key = element.get("data-story", "")
    return Shown(slot, key, leads_to or article_id_of(key), "data-repeat" in element.attrib)
