"""Below the head: paragraphs, photos between them, and related headlines, each once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.importing.story import StoryLink, StoryPhoto

from .dateline import opens_with_dateline
from .headings import DOUBTFUL, ROW, SUBHEAD, Item, text_lines
from .headlines import headline_words, is_label_alone, is_unstopped, labelled_title, title_key
from .lines import Line
from .photos import clean_credit, is_credit, read_photo


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


def _add_link(links: dict[str, StoryLink], item: Item, place: int) -> None:
    known = links.get(item.key)
    if known is None:
        links[item.key] = StoryLink(item.text, item.url, place)
    elif known.title.isupper() and not item.text.isupper():
        links[item.key] = replace(known, title=item.text)


def _items(lines: Sequence[Line], flat: bool) -> list[Item]:
    items: list[Item] = []
    announced = False
    at = 0
    while at < len(lines):
        text = lines[at].text
        found = read_photo(lines, at, 0, flat)
        if found:
            items.append(Item("", photo=found[0]))
            at, announced = found[1], False
            continue
        at += 1
        if is_label_alone(text) and at < len(lines):
            announced = True
            continue
        if not flat and _is_lone_credit(text) and lines[at - 1].gap:
            _credit_photo(items, clean_credit(text))
            continue
        item = _item(text, announced)
        announced = announced and item.sure
        items.append(item)
    return items


def _is_lone_credit(text: str) -> bool:
    agency = text.casefold().endswith(("getty images", "ap photo")) or ("/" in text and len(text.split()) > 1)
    return clean_credit(text) != text or (agency and is_credit(text))


def _credit_photo(items: list[Item], credit: str) -> None:
    """A credit in a line of its own belongs to the photo above it that has none yet."""
    above = items[-1].photo if items else None
    if above is not None and not above.credit:
        items[-1].photo = replace(above, credit=credit)
    else:
        items.append(Item("", photo=StoryPhoto("", credit)))


def _item(text: str, announced: bool) -> Item:
    label = labelled_title(text)
    if label:
        return Item(label[0], label[1], True, key=title_key(label[0]), unstopped=True)
    if len(text) > 260:
        return Item(text)
    if opens_with_dateline(text):
        return Item(text)
    words = headline_words(text)
    unstopped = is_unstopped(text)
    sure = announced and (words >= 3 or (unstopped and 4 <= len(text.split()) <= 25))
    return Item(text, sure=sure, key=title_key(text), words=words, unstopped=unstopped)


def _related(items: Sequence[Item]) -> set[int]:
    """The positions of the items that are related headlines.

    Sure are labelled ones and those that stand on the page twice. Title case alone needs seven words, five when the
    story has no short headings of its own, six when it has a few; shorter lines are subheadings and stay in the text.
    """
    keys = Counter(item.key for item in items if item.key and (item.sure or item.unstopped))
    listed = text_lines(items, keys)
    lengths = [item.words for n, item in enumerate(items) if keys[item.key] == 1 and n not in listed and not item.sure]
    row = sum(0 < words <= DOUBTFUL for words in lengths)
    headed = any(0 < words <= SUBHEAD for words in lengths)
    chosen: set[int] = set()
    for index, item in enumerate(items):
        if item.sure or (item.words and keys[item.key] > 1 and item.words >= 3):
            chosen.add(index)
        if item.sure or index in listed or not item.unstopped:
            continue
        shortest = SUBHEAD + 1 if headed else SUBHEAD
        medium = item.words > shortest and row < ROW and not item.text.endswith("?")
        titled = item.words > DOUBTFUL or medium
        repeated = keys[item.key] > 1 and _stands_alone(items, index) and _reads_like_headline(item.text)
        if titled or repeated:
            chosen.add(index)
    sure = {items[index].key for index in chosen}
    return chosen | {n for n, item in enumerate(items) if item.key in sure and item.key and len(item.text) < 200}


def _stands_alone(items: Sequence[Item], index: int) -> bool:
    return not any(0 <= n < len(items) and items[n].unstopped for n in (index - 1, index + 1))


def _reads_like_headline(text: str) -> bool:
    return 5 <= len(text.split()) <= 25 and (text[:1].isupper() or text[:1].isdigit())
