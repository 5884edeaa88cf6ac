"""How long things may grow before they are taken apart: modules, functions, and the parts of the desk's forms."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

MODULE, FUNCTION, DESK_CLASS = 400, 60, 150  # lines


def modules() -> Iterator[Path]:
    for folder in ("articles", "newsroom"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def test_nothing_is_longer_than_one_can_read() -> None:
    too_long = []
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > MODULE:
            too_long.append(f"{path}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            most = _most(node, path)
            if most and node.end_lineno - node.lineno + 1 > most:
                too_long.append(f"{path}: {node.name} has {node.end_lineno - node.lineno + 1} lines, {most} at most")
    assert too_long == []


def _most(node: ast.AST, path: Path) -> int:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return FUNCTION
    return DESK_CLASS if isinstance(node, ast.ClassDef) and path.parent.name == "admin" else 0
