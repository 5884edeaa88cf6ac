"""Blocks: the body as readers get it, cut once at publication. A block is one of

{"type": "text", "html": "<p>…</p><p>…</p>"}                            sanitised, printed as it is
{"type": "photo", "picture": {…} or null, "caption": "…", "credit": "…"}
{"type": "related", "key", "article_id", "title", "url", "repeat"}       shown only if the allocator accepts it
"""

from typing import Any

from django.utils.html import escape

from articles.html import cut_paragraphs

Block = dict[str, Any]


def cut_blocks(body: str, *, dateline: str, inserts: list[tuple[int, Block]]) -> list[Block]:
    """Body HTML and what stands between its paragraphs, as blocks. `inserts` are (after which paragraph, block) in
    editorial order; one behind the last paragraph stands below that. Paragraphs in a row share one block."""
    pieces = _with_dateline(cut_paragraphs(body), dateline)
    last = sum(_is_paragraph(html) for html in pieces)
    by_place: dict[int, list[Block]] = {}
    for after, block in inserts:
        by_place.setdefault(min(after, last), []).append(block)
    blocks: list[Block] = by_place.pop(0, [])
    run: list[str] = []
    number = 0
    for html in pieces:
        run.append(html)
        number += _is_paragraph(html)
        if number in by_place:
            blocks += [{"type": "text", "html": "\n".join(run)}, *by_place.pop(number)]
            run = []
    return [*blocks, {"type": "text", "html": "\n".join(run)}] if run else blocks


def _is_paragraph(html: str) -> bool:
    """Subheads, lists and quotations are not counted: people count paragraphs."""
    return html.startswith("<p>")


def _with_dateline(paragraphs: list[str], dateline: str) -> list[str]:
    """The dateline opens the first paragraph of text, as in `CHICAGO -- The mayor …`."""
    if not dateline:
        return paragraphs
    mark = f'<span class="dateline">{escape(dateline)} --</span> '
    if paragraphs and paragraphs[0].startswith("<p>"):
        return ["<p>" + mark + paragraphs[0].removeprefix("<p>"), *paragraphs[1:]]
    return [f"<p>{mark.strip()}</p>", *paragraphs]
