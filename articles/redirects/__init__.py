"""Redirects: addresses of old and where readers who follow them are sent. The page that asks is views/errors.py, which
every address comes to that the site has nothing for; the file of another system is read in importing.py."""

from articles.redirects.addresses import BadAddress, new_address, old_address
from articles.redirects.importing import Line, checked, read_lines, take_in
from articles.redirects.leading import Loop, end_of, forget_moves, lead_on, note_move, put_redirect

__all__ = [
    "BadAddress",
    "Line",
    "Loop",
    "checked",
    "end_of",
    "forget_moves",
    "lead_on",
    "new_address",
    "note_move",
    "old_address",
    "put_redirect",
    "read_lines",
    "take_in",
]
