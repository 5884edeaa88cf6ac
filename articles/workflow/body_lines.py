"""The body of a story as lines to compare: one for each paragraph, subhead, list, photo or related story, in words."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from articles.html import Mark, clean_body, cut_body, plain_text

# White space beside these is how an editor or a program lays HTML out; readers never see it.
_BLOCK = "p|h2|h3|blockquote|ul|ol|li|hr|br|table|thead|tbody|tr|th|td|caption|div"
_AROUND_BLOCKS = re.compile(rf" ?(</?(?:{_BLOCK})(?: [^<>]*)?>) ?")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>[^>\"]*(?:\"[^\"]*\"[^>\"]*)*)>")
_HREF = re.compile(r'href="([^"]*)"')
_LABELED = re.compile(r'<div data-(related|photo|contest)="(\d+)"[^>]*>(.*?)</div>', re.DOTALL)
_OPENING = {
    "h2": "Subhead: ",
    "h3": "Subhead: ",
    "blockquote": "Quote: ",
    "li": " • ",
    "br": " ",
    "td": " | ",
    "th": " | ",
}
_EMPHASIS = {"b": "*", "strong": "*", "i": "_", "em": "_"}

_KINDS = {"photo": "Photo", "contest": "Results", "related": "Related story"}

MOST_LINES = 2_000

Piece = str | Mark


def same_body(one: str, other: str) -> bool:
    """Whether two bodies are the same for readers: white space between and around paragraphs, empty paragraphs and the
    labels of marks are no difference. CKEditor lays out anew what it opens."""
    return one == other or list(_keys(one)) == list(_keys(other))


def _keys(body: str) -> Iterator[Piece]:
    return (key_of(piece) for piece in cut_body(body))


def key_of(piece: Piece) -> Piece:
    """What a piece of a body is compared by."""
    if not isinstance(piece, str) or "<pre" in piece:
        return piece
    return _AROUND_BLOCKS.sub(r"\1", _SPACE.sub(" ", piece))


class Lines(NamedTuple):
    """The body cut up: what each piece is compared by, and the words for its marks by kind and number."""

    keys: list[Piece]
    labels: dict[tuple[str, int], str]

    @property
    def whole(self) -> str:
        """All of it, a line for each piece; of a very long text the first MOST_LINES."""
        return "\n".join(self.words(place) for place in range(min(len(self.keys), MOST_LINES)))

    def words(self, place: int) -> str:
        """One line as somebody at the desk reads it."""
        piece = self.keys[place]
        return _mark_words(piece, self.labels) if isinstance(piece, Mark) else words_of(piece)


def cut_lines(body: str, captions: dict[int, str]) -> Lines:
    """`captions`: of the photos in the text, by the photo's number. Related stories are called as they were labeled
    when they were put in."""
    keys = [key_of(piece) for piece in cut_body(body)]
    labels: dict[tuple[str, int], str] = {}
    if any(isinstance(key, Mark) for key in keys):
        for kind, number, label in _LABELED.findall(clean_body(body)):
            labels[kind, int(number)] = plain_text(label)
        labels |= {("photo", number): caption for number, caption in captions.items()}
    return Lines(keys, labels)


def _mark_words(mark: Mark, labels: dict[tuple[str, int], str]) -> str:
    name = " ".join(labels.get((mark.kind, mark.pk), "").split()) or f"number {mark.pk}"
    again = ", on purpose a second time" if mark.repeat else ""
    return f"[{_KINDS[mark.kind]}: {name}{again}]"


def words_of(html: str) -> str:
    """One outermost element as plain text: where links lead stands behind them, *bold* and _italics_ are marked."""
    out: list[str] = []
    links: list[str] = []
    done = 0
    for tag in _TAG.finditer(html):
        out += [html[done : tag.start()], _tag_words(tag, links)]
        done = tag.end()
    out.append(html[done:])
    return " ".join(unescape("".join(out)).split()) or "[a line across]"


def _tag_words(tag: re.Match[str], links: list[str]) -> str:
    name, end = tag["name"], bool(tag["end"])
    if name == "a" and not end:
        found = _HREF.search(tag["rest"])
        links.append(found[1] if found else "")
        return ""
    if name == "a":
        address = links.pop() if links else ""
        return f" [{address}]" if address else ""
    if name in _EMPHASIS:
        return _EMPHASIS[name]
    return " " if end and name in ("p", "li", "td", "th") else "" if end else _OPENING.get(name, "")
