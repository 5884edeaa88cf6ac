"""The parts of pages that hold results: the same text for a new page and for an open one that asks for it, printed once
in a version of the results (views/fragments.py)."""

from django.template.loader import render_to_string
from django.utils import timezone

from articles.queries.contest import ContestPage, read_contest_board
from articles.queries.coverage import CoveragePage, read_board, read_board_of
from articles.queries.results import read_contest
from articles.queries.results_board import Board
from articles.views.fragments import once


def part_of_coverage(page: CoveragePage) -> str:
    """Empty on the page of a coverage without contests, and on older pages of its stories."""
    return once(page.live_path, page.tag, lambda: _board(read_board_of(page, now=timezone.now()))) if page.tag else ""


def part_of_contest(page: ContestPage) -> str:
    if page.past:
        return render_to_string("articles/_contest.html", {"board": page.board, "past": True})
    return once(
        page.card.live_path,
        page.tag,
        lambda: render_to_string("articles/_contest.html", {"board": page.board}),
    )


def print_coverage(slug: str) -> str:
    return _board(read_board(slug, now=timezone.now()))


def _board(board: Board | None) -> str:
    return render_to_string("articles/_coverage_results.html", {"board": board}) if board else ""


def print_contest(coverage_slug: str, slug: str) -> str:
    board = read_contest_board(coverage_slug, slug, now=timezone.now())
    return render_to_string("articles/_contest.html", {"board": board}) if board else ""


def print_card(coverage_slug: str, slug: str) -> str:
    """As it stands in a story."""
    found = read_contest(coverage_slug, slug, now=timezone.now())
    return render_to_string("articles/_contest_embed.html", {"card": found.card}) if found else ""
