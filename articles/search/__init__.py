"""Search: what readers type (parsing.py) is asked of an index (asking.py) that is kept with every publication
(index.py). What differs between the databases is in sqlite.py and postgresql.py, which have the same functions."""

from articles.search import checks  # noqa: F401 (registers itself)
