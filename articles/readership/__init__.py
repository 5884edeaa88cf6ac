"""Readership: how often stories are read, by nobody knows whom. Counted from beacons of readers' browsers (beacon.py)
or from a web server's logs (logs.py), kept as a number that fades (heat.py)."""

from articles.readership.beacon import is_foreign, note_read
from articles.readership.heat import COLD, faded_reads, fresh_enough, heat_of, merged
from articles.readership.tally import Tally, add_reads, store

__all__ = [
    "COLD",
    "Tally",
    "add_reads",
    "faded_reads",
    "fresh_enough",
    "heat_of",
    "is_foreign",
    "merged",
    "note_read",
    "store",
]
