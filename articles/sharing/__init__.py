"""Preview links: a version of a story shown for a while to somebody without a log-in. Making and revoking them is in
links.py, what an address shows in opening.py, who opened it in log.py."""

from articles.sharing.links import HOURS, LinkRefused, links_of, make_link, revoke_link
from articles.sharing.log import note_opening
from articles.sharing.opening import Over, Shown, open_link, went_out_since
from articles.sharing.tokens import link_address

__all__ = [
    "HOURS",
    "LinkRefused",
    "Over",
    "Shown",
    "link_address",
    "links_of",
    "make_link",
    "note_opening",
    "open_link",
    "revoke_link",
    "went_out_since",
]
