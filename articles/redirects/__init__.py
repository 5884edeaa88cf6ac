"""Redirects: old addresses and where they lead now."""
