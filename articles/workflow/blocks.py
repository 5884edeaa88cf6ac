"""Blocks: the body as readers get it, cut once at publication. A block is one of

{"type": "text", "html": "<p>…</p><p>…</p>"}                            sanitised, printed as it is
{"type": "photo", "picture": {…} or null, "caption": "…", "credit": "…"}
{"type": "gallery", "photos": [{"picture", "caption", "credit"}, …]}    under the text, put there by projection.py
{"type": "contest", "contest_id"}                                      printed as it stands when the page is read
{"type": "related", "key", "article_id", "title", "url", "repeat"}       shown only if the allocator accepts it
"""

from collections.abc import Callable
from typing import Any

from django.utils.html import escape

from articles.html import Mark, cut_body

Block = dict[str, Any]
Piece = str | Mark


def cut_blocks(
    body: str,
    *,
    dateline: str,
    inserts: list[tuple[int, Block]],
    block_of: Callable[[Mark], Block | None] = lambda mark: None,
) -> list[Block]:
    """Body HTML and what stands between its paragraphs, as blocks. Paragraphs in a row share one block.

    `inserts` are (after which paragraph, block) in editorial order; one behind the last paragraph stands below that.
    Marks that an editor put at the cursor stand where they are; `block_of` says what is printed there, None: nothing.
    """
    pieces = _with_dateline(cut_body(body), dateline)
    last = sum(map(_is_paragraph, pieces))
    by_place: dict[int, list[Block]] = {}
    for after, block in inserts:
        by_place.setdefault(min(after, last), []).append(block)
    blocks: list[Block] = by_place.pop(0, [])
    run: list[str] = []
    number = 0
    for piece in pieces:
        if isinstance(piece, Mark):
            found = block_of(piece)
            standing = [found] if found else []
        else:
            run.append(piece)
            number += _is_paragraph(piece)
            standing = by_place.pop(number, [])
        if standing:
            blocks += [*_text(run), *standing]
            run = []
    return blocks + _text(run)


def _text(run: list[str]) -> list[Block]:
    return [{"type": "text", "html": "\n".join(run)}] if run else []


def _is_paragraph(piece: Piece) -> bool:
    """Subheads, lists and quotations are not counted: people count paragraphs."""
    return isinstance(piece, str) and piece.startswith("<p>")


def _with_dateline(pieces: list[Piece], dateline: str) -> list[Piece]:
    """The dateline opens the first paragraph of text, as in `CHICAGO -- The mayor …`, also below a photo."""
    if not dateline:
        return pieces
    mark = f'<span class="dateline">{escape(dateline)} --</span> '
    first = next((place for place, piece in enumerate(pieces) if isinstance(piece, str)), len(pieces))
    before, text = pieces[:first], pieces[first:]
    if text and _is_paragraph(text[0]):
        return [*before, "<p>" + mark + str(text[0]).removeprefix("<p>"), *text[1:]]
    return [*before, f"<p>{mark.strip()}</p>", *text]
