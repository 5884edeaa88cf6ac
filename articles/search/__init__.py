"""Search: the index of what readers see, and asking it. The page is in queries/search.py."""
