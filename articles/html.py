"""The only sanitiser, and the knife that cuts a body into its paragraphs and marks. Everything an editor or importer
sends as HTML passes clean_body() on saving and again at publication. What a mark stands for is in workflow/blocks.py.

A mark is put at the cursor by the editor: `<div data-related="123">…</div>`, `<div data-photo="45">…</div>`,
`<div data-contest="6">…</div>`.
"""

import re
import unicodedata
from itertools import accumulate
from typing import NamedTuple

import nh3
from lxml import etree
from lxml import html as lxml_html

from articles.nesting import bounded

# Containers survive cleaning only so that cutting can unwrap them without gluing their texts together.
CONTAINERS = frozenset({"div", "section", "article", "main", "header", "footer", "aside", "figure", "center"})
HEADINGS = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
BLOCKS = frozenset({"p", "h2", "h3", "blockquote", "ul", "ol", "hr", "table", "pre"})
TAGS = (
    CONTAINERS
    | frozenset(HEADINGS)
    | BLOCKS
    | frozenset("a b strong i em s sub sup br li thead tbody tr th td caption code q cite".split())
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "div": {"data-related", "data-photo", "data-contest", "data-repeat"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
DROP_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "textarea"}

ON_PURPOSE = "on-purpose"
_ID = re.compile(r"[0-9]{1,18}")


def _kept(tag: str, name: str, value: str) -> str | None:
    """The value of an allowed attribute, or None for a mark that cannot be one."""
    if name in ("data-related", "data-photo", "data-contest"):
        return value if _ID.fullmatch(value) else None
    return value if name != "data-repeat" or value == ON_PURPOSE else None


_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=DROP_WITH_CONTENT,
    attributes=ATTRIBUTES,
    attribute_filter=_kept,
    url_schemes=SCHEMES,
    link_rel=None,
    strip_comments=True,
)
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2028\u2029\u202d\u202e\u2060\ud800-\udfff\ufeff\ufffe\uffff]"
)


def without_controls(text: str) -> str:
    """Text without control and invisible characters: PostgreSQL refuses NUL, XML and readers choke on the rest.
    Overrides of the writing direction go too: they turn what stands behind them around. Marks and joiners stay, since
    scripts and emoji need them."""
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """Text for a field of one line: composed Unicode, no control characters, white space folded."""
    return " ".join(unicodedata.normalize("NFC", without_controls(text)).split())


def clean_body(html: str) -> str:
    """Body HTML with everything gone that is not plain text furniture: scripts, styles, handlers, unsafe addresses."""
    cleaned = _cleaner.clean(bounded(without_controls(html)))
    if _CONTROL.search(cleaned):  # written as entities; what is then an address must be looked at once more
        cleaned = _cleaner.clean(without_controls(cleaned))
    if "<div data-" in cleaned or _is_deep(cleaned):
        cleaned = _cleaner.clean(_Rewriting(cleaned).rewritten())
    return cleaned.strip()


_TAG = re.compile(r"""<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>(?: [a-z-]+="[^"]*")*)>""")
DEEPEST = 100  # elements inside one another; libxml2 drops what stands deeper than 256, and all that follows it
VOID = frozenset({"br", "hr"})
IN_LABEL = frozenset("a b strong i em s sub sup code q cite br".split())


def _is_deep(cleaned: str) -> bool:
    if cleaned.count("</") <= DEEPEST:
        return False
    steps = (-1 if end else 1 for end in re.findall(r"<(/?)(?!(?:br|hr)>)[a-z]", cleaned))
    return max(accumulate(steps)) > DEEPEST


class _Rewriting:
    """Walks over cleaned HTML and writes it again with every mark a block of its own, holding nothing but its label,
    and with nothing nested deeper than parsers follow.

    A mark inside a list, a quotation or a table comes to stand behind it. What is a block of text inside a mark (which
    somebody forgot to close in the source view) is text for readers and leaves it. Cleaned HTML closes what it opens
    and escapes the rest, so its tags can be found by a pattern.
    """

    def __init__(self, cleaned: str):
        self.cleaned = cleaned
        self.out: list[str] = []
        self.open: list[str] = []  # what is printed of the closing tag of each open element
        self.fixed = 0  # how many of those hold a mark fast, as a list does and a container does not
        self.waiting: list[str] = []  # marks until the outermost of those is closed
        self.mark = ""  # the opening tag of the mark whose label is being read
        self.label: list[str] = []

    def rewritten(self) -> str:
        done = 0
        for tag in _TAG.finditer(self.cleaned):
            self._text(self.cleaned[done : tag.start()])
            if tag["end"]:
                self._close()
            else:
                self._open(tag["name"], tag["rest"], tag[0])
            done = tag.end()
        self._text(self.cleaned[done:])
        return "".join(self.out)

    def _text(self, text: str) -> None:
        (self.label if self.mark else self.out).append(text)

    def _open(self, name: str, attributes: str, tag: str) -> None:
        tag, ending = "<div>" if name == "div" else tag, f"</{name}>"
        if self.mark and name in IN_LABEL:
            tag, ending = " " if name == "br" else "", ""
        elif self.mark:
            self._end_label("<div>")
        if len(self.open) >= DEEPEST and name not in VOID:
            tag, ending = " ", ""
        elif mark := self._mark_of(name, attributes):
            tag, self.mark, self.label = "", mark, []
        self._text(tag)
        if name not in VOID:
            self.open.append(ending)
            self.fixed += bool(ending) and name not in CONTAINERS

    @staticmethod
    def _mark_of(name: str, attributes: str) -> str:
        told = dict(re.findall(r'(data-[a-z]+)="([^"]*)"', attributes)) if name == "div" else {}
        if "data-related" in told:
            repeat = f' data-repeat="{ON_PURPOSE}"' if "data-repeat" in told else ""
            return f'<div data-related="{told["data-related"]}"{repeat}>'
        kind = next((kind for kind in ("data-photo", "data-contest") if kind in told), "")
        return f'<div {kind}="{told[kind]}">' if kind else ""

    def _end_label(self, instead: str = "") -> None:
        whole = f"{self.mark}{' '.join(''.join(self.label).split())}</div>"
        (self.waiting if self.fixed else self.out).append(whole)
        # Where it is taken away, the words before and after it stay apart.
        self.out.append(instead or (" " if self.fixed else ""))
        self.mark = ""

    def _close(self) -> None:
        ending = self.open.pop()
        if self.mark and ending:
            self._end_label()
            return
        self.out.append(ending)
        self.fixed -= bool(ending) and ending[2:-1] not in CONTAINERS
        if not self.fixed:
            self.out += self.waiting
            self.waiting = []


class Mark(NamedTuple):
    """A place in the body where one of our stories (`kind` related), a photo of the library (photo) or how a contest
    stands (contest) is printed."""

    kind: str
    pk: int
    repeat: bool = False  # an editor wants this story although it stands on the page already


def cut_body(html: str) -> list[str | Mark]:
    """The body as a list of its outermost elements, each one HTML string, and the marks between them; loose text
    becomes a paragraph.

    Cleans first, so the result is safe to print as it is. Empty paragraphs, which editors leave behind, are dropped.
    What is written inside a mark is a label for the desk and is nowhere in the result.
    """
    cleaned = clean_body(html)
    if not cleaned:
        return []
    root = lxml_html.fragment_fromstring(cleaned, create_parent="div")
    return [cut for piece in _outermost(root) if (cut := _mark(piece) or _printed(piece))]


def cut_paragraphs(html: str) -> list[str]:
    """The body as cut_body() gives it, without the marks."""
    return [piece for piece in cut_body(html) if isinstance(piece, str)]


def plain_text(html: str) -> str:
    """The words of a piece of HTML that readers get, white space folded."""
    if "data-" in html:  # what is not cleaned may have half of the story inside a mark
        html = clean_body(html)
    if not html.strip():
        return ""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for mark in root.xpath(".//div[@data-related or @data-photo or @data-contest]"):
        mark.text = ""
    for element in root.iter("p", "li", "br", "h2", "h3", "td", "th", "blockquote", "div"):
        element.tail = " " + (element.tail or "")
    return " ".join(root.text_content().split())


def _mark(element: etree._Element) -> Mark | None:
    for kind in ("related", "photo", "contest"):
        if element.tag == "div" and (pk := element.get(f"data-{kind}")):
            return Mark(kind, int(pk), repeat=element.get("data-repeat") == ON_PURPOSE)
    return None


def _outermost(parent: etree._Element) -> list[etree._Element]:
    """Block elements in order, containers unwrapped, loose runs of text and inline elements wrapped in <p>."""
    found: list[etree._Element] = []
    loose: etree._Element | None = None

    def add_text(text: str | None) -> None:
        nonlocal loose
        if not text or (loose is None and not text.strip()):
            return
        if loose is None:
            loose = etree.Element("p")
            found.append(loose)
        if len(loose):
            loose[-1].tail = (loose[-1].tail or "") + text
        else:
            loose.text = (loose.text or "") + text

    add_text(parent.text)
    for child in list(parent):
        tail, child.tail = child.tail, None
        child.tag = HEADINGS.get(child.tag, child.tag)
        if _mark(child):
            loose = None
            found.append(child)
        elif child.tag in CONTAINERS:
            loose = None
            found.extend(_outermost(child))
        elif child.tag in BLOCKS:
            loose = None
            found.append(child)
        else:
            if loose is None:
                loose = etree.Element("p")
                found.append(loose)
            loose.append(child)
        add_text(tail)
    return found


def _printed(element: etree._Element) -> str:
    if element.tag == "hr":
        return "<hr>"
    for inner in element.iter():
        inner.tag = HEADINGS.get(inner.tag, inner.tag)
    if not "".join(element.itertext()).replace("\xa0", " ").strip():
        return ""
    return etree.tostring(element, encoding="unicode", method="html").strip()
