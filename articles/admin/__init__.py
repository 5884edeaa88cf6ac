"""The desk: one file per table that journalists work with, registered by importing it here.

What a button does to readers is in workflow/, never here; this package is forms, lists and sentences.
"""

from articles.admin import (  # noqa: F401 (importing registers them)
    arranging,
    article,
    audit,
    contest,
    contributor,
    correction,
    coverage,
    live_post,
    page,
    people,
    photo,
    published,
    redirect,
    reporting_area,
    section,
    topic,
)
