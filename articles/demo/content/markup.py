"""From the plain notation of the demo stories to simple HTML: p, h2, blockquote, ul, li, a, em, strong.

Blocks are divided by blank lines: "## " opens a subhead, "> " a quotation, "- " each line of a list; anything else is
a paragraph. Inside them: [text](https://address), *emphasis*, **strong**. Everything else is escaped.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import escape

_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^\s)]+)\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_EMPHASIS = re.compile(r"\*(.+?)\*")
_DAY = re.compile(r"\{day([+-]\d+)?\}")


def to_html(text: str, day: date) -> str:
    """The body as HTML, one block a line; `day` is the publication day in the newsroom's zone."""
    return "\n".join(_block(block) for block in blocks(with_weekdays(text, day)))


def blocks(text: str) -> list[str]:
    """The blocks of a body, still in the notation."""
    return [block.strip() for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]


def with_weekdays(text: str, day: date) -> str:
    """Text with {day}, {day-1}, {day+2} … replaced by the name of that weekday, counted from `day`."""
    return _DAY.sub(lambda found: f"{day + timedelta(days=int(found[1] or 0)):%A}", text)


def _block(block: str) -> str:
    lines = block.splitlines()
    if block.startswith("## "):
        return f"<h2>{_inline(block[3:])}</h2>"
    if block.startswith("> "):
        return f"<blockquote><p>{_inline(' '.join(line.removeprefix('> ') for line in lines))}</p></blockquote>"
    if block.startswith("- "):
        items = "".join(f"<li>{_inline(line.removeprefix('- '))}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _inline(text: str) -> str:
    safe = escape(text, quote=True)
    safe = _LINK.sub(r'<a href="\2">\1</a>', safe)
    safe = _STRONG.sub(r"<strong>\1</strong>", safe)
    return _EMPHASIS.sub(r"<em>\1</em>", safe)
