"""Links that died: where stories point outside (places), whether somebody still answers there (asking), all of them
politely and in bounded time (checking). What a link means is in related/identity.py; the desk's warnings while editing
are in related/linter.py."""

from articles.links.asking import Asker, Verdict
from articles.links.checking import Report, check_links

__all__ = ["Asker", "Report", "Verdict", "check_links"]
