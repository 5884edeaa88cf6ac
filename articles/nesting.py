"""Nesting: bounds how deep HTML is nested before it is parsed.

The parser behind nh3 looks through all open elements at most tags, so two megabytes of unclosed <div> would keep a
process busy for minutes. Nothing here makes HTML safe: that is html.py's.
"""

import re
from collections import Counter

DEEPEST = 200  # elements inside one another; html.py goes on to leave half of that
FEW_SIGNS = 5_000  # with no more signs of a tag, the parser takes a tenth of a second at worst, and is asked right away

# What opens an element, read as the HTML standard does (“Tokenization”): a quotation mark counts only where a value
# begins. Each alternative takes what it can and gives nothing back, so the time grows with the length alone.
_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))?+"""
_TOKEN = re.compile(
    r"<(?P<name>[a-z][^\s/>]*+)(?P<rest>(?:[\s/]++|" + _ATTRIBUTE + r")*+)(?P<whole>>|\Z)"
    r"|</(?P<end>[a-z][^\s/>]*+)[^>]*+(?:>|\Z)"
    r"|<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<[!?/][^>]*+(?:>|\Z)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_NAMED = re.compile(
    r"""(?P<name>[^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"?|'(?P<single>[^']*+)'?|(?P<bare>[^\s>]*+)))?+""",
    re.ASCII,
)
_PLAIN_NAME = re.compile(r"[a-zA-Z][a-zA-Z-]*")
# Their end tags may be missing, and each is closed by the next of its kind or by what is around it.
_CLOSE_THEMSELVES = frozenset("p li tr td th thead tbody tfoot".split())
_HOLD_NOTHING = frozenset(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr".split()
)
# What is inside is no HTML. Sanitising drops the first kind with its content, and prints what is in the second.
_ACTIVE = frozenset({"script", "style", "iframe", "title", "textarea", "noscript"})
_LITERAL = frozenset({"xmp", "noembed", "noframes", "plaintext"})
_END_OF = {
    name: re.compile(rf"</{name}(?=[\s/>])[^>]*+(?:>|\Z)", re.IGNORECASE | re.ASCII) for name in _ACTIVE | _LITERAL
}


def bounded(html: str) -> str:
    """The same HTML with no more than DEEPEST elements inside one another: of what stands deeper, the words and no
    tags. HTML with FEW_SIGNS of a tag comes back as it is; longer HTML comes back written anew, so that the parser
    finds the tags that were counted here and no others. Time grows with the length alone."""
    return _Bounding(html).rewritten() if html.count("<") > FEW_SIGNS else html


class _Bounding:
    def __init__(self, html: str):
        self.html = html
        self.out: list[str] = []
        self.open: list[str] = []
        self.left_out: Counter[str] = Counter()  # start tags whose end tags are still to come

    def rewritten(self) -> str:
        done = 0
        while token := _TOKEN.search(self.html, done):
            self._text(self.html[done : token.start()])
            done = token.end()
            if token["end"]:
                self._close(token["end"].lower())
            elif token["name"] and token["whole"]:  # browsers leave out a tag that is cut off at the end
                done = self._start(token["name"].lower(), token["rest"], done)
        self._text(self.html[done:])
        return "".join(self.out)

    def _text(self, text: str) -> None:
        self.out.append(text.replace("<", "&lt;"))

    def _start(self, name: str, rest: str, done: int) -> int:
        """Writes a start tag; returns where to go on, which for a script is behind all of it."""
        if name in _ACTIVE or name in _LITERAL:
            end = _END_OF[name].search(self.html, done)
            stop = end.start() if end else len(self.html)
            if name in _LITERAL:
                self._text(self.html[done:stop])
            return end.end() if end else stop
        counts = name not in _CLOSE_THEMSELVES and name not in _HOLD_NOTHING
        if counts and len(self.open) >= DEEPEST:
            self.out.append(" ")
            self.left_out[name] += 1
        else:
            self.open += [name] * counts
            self.out.append(f"<{name}{_attributes(rest)}>")
        return done

    def _close(self, name: str) -> None:
        """Closes what stands open inside it as well, in so many words."""
        if self.left_out[name]:
            self.left_out[name] -= 1
            return
        if name not in self.open:
            self.out.append(f"</{name}>" if name in _CLOSE_THEMSELVES or name == "br" else "")
            return
        closing = ""
        while closing != name:
            closing = self.open.pop()
            self.out.append(f"</{closing}>")


def _attributes(rest: str) -> str:
    """The attributes that have a plain name, each value in quotation marks."""
    written, end = [], 0
    for found in _NAMED.finditer(rest):
        end = found.end()
        value = found["double"] or found["single"] or found["bare"] or ""
        if _PLAIN_NAME.fullmatch(found["name"]):
            written.append(' {}="{}"'.format(found["name"], value.replace('"', "&quot;")))
    closed = " /" if rest.endswith("/") and end < len(rest) else ""
    return "".join(written) + closed
