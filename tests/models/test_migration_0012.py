"""What an upgrade makes of teasers that older releases stored: one line with where the files are and how wide."""

import importlib

import pytest

teaser_line = importlib.import_module("articles.migrations.0012_renditions").teaser_line


@pytest.mark.parametrize(
    ("src", "srcset", "line"),
    [
        (
            "/media/renditions/ab/cd-640.webp",
            "/media/renditions/ab/cd-320.webp 320w, /media/renditions/ab/cd-640.webp 640w",
            "/media/renditions/ab/cd 320,640 webp",
        ),
        ("https://m.example/ab/cd-90.webp", "https://m.example/ab/cd-90.webp 90w", "https://m.example/ab/cd 90 webp"),
        ("/media/x.png", "", ""),
        ("", "", ""),
    ],
)
def test_a_teaser_is_carried_over(src, srcset, line):
    assert teaser_line(src, srcset) == line
