"""The only sanitiser, and the knife that cuts a body into its paragraphs. Everything an editor or importer sends as
HTML passes clean_body() on saving and again at publication. Placing photos and links is in workflow/blocks.py."""

import re
import unicodedata

import nh3
from lxml import etree
from lxml import html as lxml_html

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
ATTRIBUTES = {"a": {"href", "title"}, "th": {"colspan", "rowspan", "scope"}, "td": {"colspan", "rowspan"}}
SCHEMES = {"http", "https", "mailto", "tel"}
DROP_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "textarea"}

_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=DROP_WITH_CONTENT,
    attributes=ATTRIBUTES,
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
    cleaned = _cleaner.clean(without_controls(html))
    if _CONTROL.search(cleaned):  # written as entities; what is then an address must be looked at once more
        cleaned = _cleaner.clean(without_controls(cleaned))
    return cleaned.strip()


def cut_paragraphs(html: str) -> list[str]:
    """The body as a list of its outermost elements, each one HTML string; loose text becomes a paragraph.

    Cleans first, so the result is safe to print as it is. Empty paragraphs, which editors leave behind, are dropped.
    """
    cleaned = clean_body(html)
    if not cleaned:
        return []
    root = lxml_html.fragment_fromstring(cleaned, create_parent="div")
    pieces = _outermost(root)
    return [text for piece in pieces if (text := _printed(piece))]


def plain_text(html: str) -> str:
    """The words of a piece of HTML, white space folded."""
    if not html.strip():
        return ""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for element in root.iter("p", "li", "br", "h2", "h3", "td", "th", "blockquote", "div"):
        element.tail = " " + (element.tail or "")
    return " ".join(root.text_content().split())


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
        if child.tag in CONTAINERS:
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
