"""Below the head: paragraphs, photos between them, and related headlines, each once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.importing.story import StoryLink, StoryPhoto

from .dateline import opens_with_dateline
from .headlines import headline_words, is_label_alone, is_unstopped, labelled_title, title_key
from .lines import Line
from .photos import is_credit, read_photo

_SUBHEAD = 4
_DOUBTFUL = 6
_LIST = 3


@dataclass(slots=True)
class _Item:
    """A line of text that may turn out to be a related headline; `sure` when a label said so."""

    text: str
    url: str = ""
    sure: bool = False
    photo: StoryPhoto | None = None
    key: str = ""
    words: int = 0
    unstopped: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    paragraphs: tuple[str, ...]
    related: tuple[StoryLink, ...]
    photos: tuple[StoryPhoto, ...]


def read_body(lines: Sequence[Line], headline: str, flat: bool) -> Body:
    """Paragraphs, related headlines and photos with their places, from the lines below the head."""
    items = _items(lines, flat)
    related = _related(items)
    paragraphs: list[str] = []
    links: dict[str, StoryLink] = {}
    photos: list[StoryPhoto] = []
    own = title_key(headline)
    for index, item in enumerate(items):
        if item.photo is not None:
            photos.append(replace(item.photo, after_paragraph=len(paragraphs)))
        elif item.key and item.key == own and (item.sure or item.unstopped):
            continue
        elif index in related:
            _add_link(links, item, len(paragraphs))
        else:
            paragraphs.append(item.text)
    return Body(tuple(paragraphs), tuple(links.values()), tuple(photos))


def _add_link(links: dict[str, StoryLink], item: _Item, place: int) -> None:
    known = links.get(item.key)
    if known is None:
        links[item.key] = StoryLink(item.text, item.url, place)
    elif known.title.isupper() and not item.text.isupper():
        links[item.key] = replace(known, title=item.text)


def _items(lines: Sequence[Line], flat: bool) -> list[_Item]:
    items: list[_Item] = []
    announced = False
    at = 0
    while at < len(lines):
        text = lines[at].text
        found = read_photo(lines, at, 0, flat)
        if found:
            items.append(_Item("", photo=found[0]))
            at, announced = found[1], False
            continue
        at += 1
        if is_label_alone(text) and at < len(lines):
            announced = True
            continue
        if not flat and "/" in text and is_credit(text) and len(text.split()) > 1 and lines[at - 1].gap:
            items.append(_Item("", photo=StoryPhoto("", text)))
            continue
        item = _item(text, announced)
        announced = announced and item.sure
        items.append(item)
    return items


def _item(text: str, announced: bool) -> _Item:
    label = labelled_title(text)
    if label:
        return _Item(label[0], label[1], True, key=title_key(label[0]), unstopped=True)
    if len(text) > 260:
        return _Item(text)
    if opens_with_dateline(text):
        return _Item(text)
    words = headline_words(text)
    unstopped = is_unstopped(text)
    sure = announced and (words >= 3 or (unstopped and 4 <= len(text.split()) <= 25))
    return _Item(text, sure=sure, key=title_key(text), words=words, unstopped=unstopped)


def _related(items: Sequence[_Item]) -> set[int]:
    """The positions of the items that are related headlines.

    Sure are labelled ones and those that stand on the page twice. Title case alone needs seven words, or five when
    the story has no row of short headings of its own; shorter lines are subheadings and stay in the text.
    """
    keys = Counter(item.key for item in items if item.key and (item.sure or item.unstopped))
    listed = _listed(items)
    doubtful = sum(
        1 for n, item in enumerate(items) if 0 < item.words <= _DOUBTFUL and keys[item.key] == 1 and n not in listed
    )
    chosen: set[int] = set()
    for index, item in enumerate(items):
        if item.sure or (item.words and keys[item.key] > 1 and item.words >= 3):
            chosen.add(index)
        if item.sure or index in listed or not item.unstopped:
            continue
        medium = item.words > _SUBHEAD and doubtful < _LIST and not item.text.endswith("?")
        titled = item.words > _DOUBTFUL or medium
        repeated = keys[item.key] > 1 and _stands_alone(items, index) and _reads_like_headline(item.text)
        if titled or repeated:
            chosen.add(index)
    sure = {items[index].key for index in chosen}
    return chosen | {n for n, item in enumerate(items) if item.key in sure and item.key and len(item.text) < 200}


def _listed(items: Sequence[_Item]) -> set[int]:
    """Lines in a run of three or more without full stops: a list, a lyric, a table; only long titles may run so."""
    listed: set[int] = set()
    run: list[int] = []
    for index in range(len(items) + 1):
        item = items[index] if index < len(items) else None
        if item is not None and item.unstopped and not item.sure and item.photo is None:
            run.append(index)
            continue
        if len(run) >= _LIST and any(items[n].words <= _DOUBTFUL or ":" in items[n].text for n in run):
            listed.update(run)
        run = []
    return listed


def _stands_alone(items: Sequence[_Item], index: int) -> bool:
    return not any(0 <= n < len(items) and items[n].unstopped for n in (index - 1, index + 1))


def _reads_like_headline(text: str) -> bool:
    return 5 <= len(text.split()) <= 25 and (text[:1].isupper() or text[:1].isdigit())
