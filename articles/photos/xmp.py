"""XMP: the RDF in which programs write what a picture is, since 2001. Read as data from a stranger: in UTF-8, without a
document type, so without entities that grow or files that are fetched.

XMP Specification Part 1 (ISO 16684-1), 7: what a property looks like in XML. Which ones we read: metadata.py.
"""

import re

from lxml import etree

LARGEST = 4 * 1024 * 1024  # Photoshop writes the names of all ancestors of a picture into it, by the megabyte
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
_PREFIXES = {address: prefix for prefix, address in NAMESPACES.items()}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def properties_of(data: bytes) -> dict[str, list[str]]:
    """{"dc:creator": ["Jo Lens"], …} for properties of the namespaces above. Empty for what cannot be read."""
    root = _root(data)
    found: dict[str, list[str]] = {}
    if root is None:
        return found
    for rdf in root.iter(f"{_RDF}RDF"):
        for description in rdf.findall(f"{_RDF}Description"):
            values = [(str(name), [str(value)]) for name, value in description.attrib.items()]
            values += [(str(child.tag), _texts(child)) for child in description if isinstance(child.tag, str)]
            for name, texts in values:
                if short := _short(name):
                    found.setdefault(short, [text for text in texts if text.strip()])
    return found


def _root(data: bytes) -> etree._Element | None:
    if len(data) > LARGEST:
        return None
    text = _DECLARATION.sub("", data.decode("utf-8", "replace").strip("\x00 \n\r\t\ufeff"))
    if "<!DOCTYPE" in text.upper():
        return None
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _short(name: str) -> str:
    address, _, local = name.removeprefix("{").partition("}")
    return f"{_PREFIXES[address]}:{local}" if address in _PREFIXES else ""


def _texts(element: etree._Element) -> list[str]:
    """One text for each item of a list. Of several languages (rdf:Alt) the default, which is the one written first."""
    items = element.findall(f"{_RDF}Alt/{_RDF}li")
    if items:
        default = [item for item in items if (item.get(_LANGUAGE) or "").lower() == "x-default"]
        return [_text((default or items)[0])]
    items = element.findall(f"{_RDF}Bag/{_RDF}li") + element.findall(f"{_RDF}Seq/{_RDF}li")
    return [_text(item) for item in items] if items else [_text(element)]


def _text(element: etree._Element) -> str:
    """The text of a value, or the name in a structure that has one, as the owner of a copyright does."""
    for inner in element.iter():
        if isinstance(inner.tag, str) and inner.tag.endswith("Name") and (inner.text or "").strip():
            return inner.text or ""
        named = [str(value) for name, value in inner.attrib.items() if str(name).endswith("Name")]
        if named:
            return named[0]
    return "".join(str(text) for text in element.itertext())
