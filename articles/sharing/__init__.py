"""Preview links: a version of a story shown for a while to somebody without a log-in."""
