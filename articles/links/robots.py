"""robots.txt (RFC 9309): what a site asks of programs. Protego reads it, because Python's own parser knows no wildcards
and lets the first rule win instead of the longest."""

from protego import Protego as Rules

from articles.links.connecting import Answer

LONGEST_PAUSE = 10.0  # seconds between two requests, when a site asks for more: a run has an end


def rules_of(answer: Answer) -> Rules | None:
    """The rules in an answer; None after any 4xx, which means that there are none. Of a very long file, the beginning
    counts (connecting.MOST_BYTES)."""
    return Rules.parse(answer.body.decode("utf-8", "replace")) if answer.status == 200 else None


def allows(rules: Rules | None, address: str, agent: str) -> bool:
    return rules is None or rules.can_fetch(address, agent)


def delay_of(rules: Rules | None, agent: str) -> float:
    """Seconds between two requests that the site asks for (Crawl-delay), at most LONGEST_PAUSE; 0 when it does not."""
    return min(max((rules.crawl_delay(agent) or 0.0) if rules else 0.0, 0.0), LONGEST_PAUSE)


__all__ = ["Rules", "allows", "delay_of", "rules_of"]
