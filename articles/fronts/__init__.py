"""Fronts: which stories a producer has put where, and from when. What a page shows of it is in queries/home.py and
queries/section.py; where it is arranged is admin/arranging.py."""

from articles.fronts.arranging import FrontMoved, FrontRefused, bring_back, cancel, put_up
from articles.fronts.layout import BadLayout, Layout, Package, RiverPlan, layout_from

__all__ = [
    "BadLayout",
    "FrontMoved",
    "FrontRefused",
    "Layout",
    "Package",
    "RiverPlan",
    "bring_back",
    "cancel",
    "layout_from",
    "put_up",
]
