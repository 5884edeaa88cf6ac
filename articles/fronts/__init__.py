"""Fronts: which stories a producer has put where, and from when. What a page shows of it is in queries/home.py."""
