"""Differences in running text: word for word inside a paragraph, paragraph for paragraph in a body."""

import re
from collections import Counter
from collections.abc import Iterator

from articles.workflow.alignment import Effort, Span, aligned
from articles.workflow.body_lines import Lines
from articles.workflow.changes import BREAK, Piece

# A number with its separators, a word with its apostrophes and hyphens, or one mark; the white space behind goes along.
_WORD = re.compile(r"(?:\d[\d.,:]*\d|\w+(?:[’'‑-]\w+)*|[^\w\s])\s*")
LIKENESS = 0.3  # share of common words below which two texts are not one that was rewritten but two
MOST_PAIRED = 900  # pairs of paragraphs looked at to find out which became which
MOST_SHOWN = 200_000  # characters of changed text; nobody reads on, and a browser should not have to print more
WORDS_AROUND = 40  # of an unchanged stretch inside a long paragraph
LINES_AROUND = 1
PIECE = 20  # characters that one more piece counts for


def text_pieces(before: str, after: str, effort: Effort | None = None) -> list[Piece]:
    """Two short texts (headline, caption, one paragraph), word by word."""
    words, new_words = _WORD.findall(before), _WORD.findall(after)
    keys, new_keys = [word.rstrip() for word in words], [word.rstrip() for word in new_words]
    spans = aligned(keys, new_keys, effort or Effort())
    common = sum(span.end - span.start for span in spans if span.same)
    if common < LIKENESS * max(len(keys), len(new_keys)):
        return _whole(before, after)
    pieces: list[Piece] = []
    for span in _readable(spans, keys):
        old, new = "".join(words[span.start : span.end]), "".join(new_words[span.new_start : span.new_end])
        pieces += _folded_words(new_words[span.new_start : span.new_end]) if span.same else _whole(old, new)
    if all(piece.op == "same" for piece in pieces):
        return [*pieces, Piece("in", "[only spaces or signs]")]
    return list(_spaced(pieces))


def body_pieces(before: Lines, after: Lines) -> list[Piece]:
    """Two bodies: paragraph by paragraph, and word by word inside those that were rewritten."""
    effort = Effort()
    pieces: list[Piece] = []
    shown = left_out = 0
    spans = aligned(before.keys, after.keys, effort)
    for number, span in enumerate(spans):
        if span.same and shown <= MOST_SHOWN:
            pieces += _folded_lines(after, span, first=number == 0, last=number == len(spans) - 1)
        if span.same:
            continue
        for old, new in _pairs(before, after, span):
            if shown > MOST_SHOWN:
                left_out += 1
                continue
            changed = _line_pieces(old, new, effort)
            shown += sum(len(piece.text) + PIECE for piece in changed)
            pieces += [*changed, BREAK]
    if left_out:
        more = "paragraph that is" if left_out == 1 else "paragraphs that are"
        pieces += [Piece("fold", f"{left_out:,} more {more} different, not shown here"), BREAK]
    return pieces


def _line_pieces(old: str | None, new: str | None, effort: Effort) -> list[Piece]:
    if old is None or new is None:
        return _whole(_cut(old or ""), _cut(new or ""))
    if old == new:
        return [Piece("same", _cut(new)), Piece("in", " [only its formatting]")]
    return text_pieces(_cut(old), _cut(new), effort)


def _cut(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]} … [{len(text) - MOST_SHOWN:,} more characters]"


def _spaced(pieces: list[Piece]) -> Iterator[Piece]:
    """With the space behind a change outside of it, where it is neither struck through nor underlined."""
    space = ""
    for piece in pieces:
        if piece.op == "same":
            yield Piece("same", space + piece.text)
            space = ""
            continue
        if space:
            yield Piece("same", space)
        text = piece.text.rstrip()
        space = " " if len(text) < len(piece.text) else ""
        yield Piece(piece.op, text)


def _whole(before: str, after: str) -> list[Piece]:
    pieces = [Piece("out", before)] if before else []
    return [*pieces, Piece("in", after)] if after else pieces


def _readable(spans: list[Span], keys: list[str]) -> list[Span]:
    """Without single little words that stayed between two changes: "the" alone does not hold a sentence together."""
    found: list[Span] = []
    for number, span in enumerate(spans):
        inside = 0 < number < len(spans) - 1
        small = span.same and inside and span.end - span.start == 1 and len(keys[span.start]) <= 3
        joins = found and not found[-1].same and (small or (not span.same))
        if joins:
            found[-1] = Span(False, found[-1].start, span.end, found[-1].new_start, span.new_end)
        else:
            found.append(span)
    return found


def _folded_words(words: list[str]) -> list[Piece]:
    hidden = len(words) - 2 * WORDS_AROUND
    if hidden <= WORDS_AROUND:
        return [Piece("same", "".join(words))]
    start, end = "".join(words[:WORDS_AROUND]), "".join(words[-WORDS_AROUND:])
    return [Piece("same", start), Piece("fold", f"{hidden:,} words unchanged"), Piece("same", end)]


def _folded_lines(lines: Lines, span: Span, *, first: bool, last: bool) -> list[Piece]:
    """An unchanged stretch: the paragraph before and the one after a change, and how many there are between."""
    before = 0 if first else LINES_AROUND
    after = 0 if last else LINES_AROUND
    start, end = span.new_start + before, span.new_end - after
    if end - start <= 1:
        start = end = span.new_end
    pieces: list[Piece] = []
    for place in range(span.new_start, start):
        pieces += [*_folded_words(_WORD.findall(lines.words(place))), BREAK]
    if end > start:
        pieces += [Piece("fold", f"{end - start:,} paragraphs unchanged"), BREAK]
    for place in range(end, span.new_end):
        pieces += [*_folded_words(_WORD.findall(lines.words(place))), BREAK]
    return pieces


def _pairs(before: Lines, after: Lines, span: Span) -> Iterator[tuple[str | None, str | None]]:
    """Which paragraph became which: None stands for one that was taken out, or added."""
    old = [before.words(place) for place in range(span.start, span.end)]
    new = [after.words(place) for place in range(span.new_start, span.new_end)]
    if len(old) * len(new) > MOST_PAIRED:
        pairs = list(zip(range(len(old)), range(len(new)), strict=False)) if len(old) == len(new) else []
    else:
        pairs = _best_pairs(old, new)
    done = new_done = 0
    for place, new_place in [*pairs, (len(old), len(new))]:
        yield from ((text, None) for text in old[done:place])
        yield from ((None, text) for text in new[new_done:new_place])
        if place < len(old):
            yield old[place], new[new_place]
        done, new_done = place + 1, new_place + 1


def _best_pairs(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """The pairs, in order, that have the most words in common (dynamic programming over both lists)."""
    bags, new_bags = [Counter(text.split()) for text in old], [Counter(text.split()) for text in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[_likeness(one, other) for other in new_bags] for one in bags]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike[i][j])
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of common words, 0 when it is too small to call it the same paragraph."""
    longer = max(one.total(), other.total())
    share = (one & other).total() / longer if longer else 0.0
    return share if share >= LIKENESS else 0.0
