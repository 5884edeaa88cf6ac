"""Page furniture: lines that belong to the site and not to the story. Banners are in banner.py."""

import re
from collections.abc import Sequence

from .lines import Line, without

_LONGEST = 300
_TAILS = frozenset(
    ("top stories", "popular reads", "most popular", "related topics", "trending reader picks", "trending now",
     "more top stories", "editor's picks", "editors' picks", "latest headlines", "most read",
     "most viewed", "more from abc news", "more on abc news", "sponsored content by taboola", "sponsored stories",
     "you might like", "from around the web", "top videos", "abc news' top headlines", "sponsored headlines")
)  # fmt: skip
_LINES = frozenset(
    """
play|pause|play video|null|undefined
24/7 live|24/7|live|live tv|live now|watch live|watch live tv|watch now|watch abc news live|abc news live|abcnews live
abc news live 24/7|stream on|streaming now|now streaming|on air|on the air|hulu|stream on hulu|share|share this
share this story
share this article|advertisement|ad|sponsored|sponsor content|comments|comment|leave a comment|view comments
post a comment
log in|login|log out|sign in|sign up|sign out|register|subscribe|my account|menu|search|sections|skip to main content
skip to content|notifications|close|loading...|loading|print|email|e-mail|copy link|copy url|facebook|twitter
tweet|reddit
pinterest|google+|whatsapp|flipboard|linkedin|digg|stumbleupon|share on facebook|share on twitter|share to facebook
share to twitter|email this story|email this article|print this story|print this article|text size|font size|- text +
font size: a a a|see more|show more|load more|read more|full story|expand|transcript|now playing|up next
coming up next
skip to this video now|this is a modal window.|playback|autoplay|replay|mute|unmute|closed captions|full screen
interest successfully added|turn on desktop notifications for breaking stories about interest?|off on|off|on
we'll notify you here with news about|interest successfully addedwe'll notify you here with news about
24/7 coverage of breaking news and live events|watch breaking news and other live events from abc
privacy policy|terms of use|your us state privacy rights|your california privacy rights
children's online privacy policy
interest-based ads|about nielsen measurement|do not sell my info|do not sell or share my personal information
contact us
about abc news|feedback|advertise with us|site map|newsletters|rss|abc news network|abc news internet ventures
all rights reserved|back to top|intro|video|videos|photos|home|news|abc news home|elections|538|fivethirtyeight
shows|u.s|us
breaking news alerts|get the abc news app|download the abc news app|follow us|connect with us|stay connected
recommended
recommend|like|like this|add interest|related topics:|loading comments|start the conversation
""".strip()
    .replace("\n", "|")
    .split("|")
)
_MENU = frozenset(
    "politics|health|entertainment|world|international|technology|tech|business|money|lifestyle|living|travel|sports"
    "|investigative|investigation|nightline|world news|this week|good morning america|gma|20/20|the view"
    "|what would you do?"
    "|abc news|abcnews|abc news.com|abcnews.com|abc news logo|abcnews logo|weather|science|video|photos"
    "|sections|primetime"
    "|u.s.|blotter|the blotter|the note|wellness|food|style|culture|fiction|opinion|shop|local|virtual reality"
    "|go|family".split("|")
)
_SHARE_WORD = (
    r"(?:share|facebook|twitter|tweet|x|e-?mail|print|text|reddit|pinterest|google\+|linkedin|whatsapp|comments?|star"
    r"|copy link|link|flipboard|tumblr|sms|like|\+1|digg|more|\d{1,6})"
)
_SHARE_RUN = re.compile(rf"{_SHARE_WORD}(?:[\s|/•·,]+{_SHARE_WORD}){{1,12}}")
_PATTERNS = re.compile(
    r"\(?(?:©|\(c\)|copyright)\s*(?:©|\(c\))?"
    r"\s*(?:\d{4}(?! by (?!the associated|abc|reuters))|abc\b|the associated press).*"
    r"|all rights reserved\b.{0,200}|.{0,120}\ball rights reserved\.?|abc news internet ventures\b.{0,80}"
    r"|page \d{1,3}(?: of \d{1,3})?|(?:next|previous) page|\d(?:\s*\|\s*\d){1,12}(?:\s*\|?\s*next(?: page)?)?"
    r"|\(?\d{1,6}\)?\s+(?:comments?|shares?|likes?|tweets?)|comments?\s*\(\d{1,6}\)"
    r"|view (?:all )?comments(?:\s*\(\d+\))?"
    r"|[•·|–—-]?\s*\d{1,3}\s*min(?:ute)?s?\s+read|\d{1,2}:\d{2}|\{\{.*\}\}|coming up in the next \{\{.*"
    r"|follow @\w{1,30}(?: (?:on|at) (?:twitter|instagram|facebook|x))?"
    r"|(?:follow|like|find|join|connect with) (?:us|abc news|abcnews|@\w{1,30})(?: [\w@]{1,30}){0,3} on"
    r" (?:twitter|facebook|instagram|google\+|x)(?:(?: and|,|&) (?:twitter|facebook|instagram))*"
    r"|watch (?:abc news )?live:? (?:the latest from )?abc news(?: live)?.{0,40}|abc news live:? (?:24/7"
    r"|streaming).{0,80}"
    r"|stream (?:abc news )?(?:live )?on [\w+ ]{2,30}|(?:watch )?(?:abc news )?live 24/7(?: on [\w ]{2,30})?"
    r"|image: |(?:video )?player is loading.*|(?:now playing|up next|coming up next):.{0,150}"
    r"|(?:click here (?:for|to (?:visit|go to|return to|see))|(?:return|go) to) the .{2,40} home ?page"
    r"|story continue[sd] below(?: advertisement)?|(?:next|previous) (?:story|article)|watch full episodes?"
    r"|(?:abc|abc news|kabc|fivethirtyeight|gma|good morning america|world news|nightline|ap) logo"
)
_PROSE_END = re.compile(r"[.!?…][\"'”’)]*$")


def fold(text: str) -> str:
    """A line for comparison: small letters, straight quotes, no arrows, bars or final punctuation."""
    folded = text.casefold().replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return folded.strip(" \t.:|•·»›>▶►←→-–—*_")


def is_furniture(text: str) -> bool:
    """True for lines that stand on every page of the site: live TV, share buttons, copyright and the like."""
    if len(text) > _LONGEST:
        return False
    folded = fold(text)
    if text.endswith(".") and " " not in text and folded and "." not in folded:
        return False  # a button has no full stop: "Home." is a paragraph of one word
    return (
        not folded
        or folded in _LINES
        or _PATTERNS.fullmatch(folded) is not None
        or (len(folded) < 90 and _SHARE_RUN.fullmatch(folded) is not None)
    )


def is_menu_word(text: str) -> bool:
    """True for a section or show name that is furniture above a headline, but may be a subheading in the text."""
    return len(text) < 40 and (fold(text) in _MENU or text.casefold() in _MENU)


def is_prose(text: str, words: int) -> bool:
    """True for running text: at least so many words, ending like a sentence."""
    return len(text) >= words * 3 and len(text.split(None, words)) >= words and bool(_PROSE_END.search(text[-6:]))


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without furniture, and without what hangs below "Top Stories" at the foot of the page."""
    dropped = {n for n, line in enumerate(lines) if is_furniture(line.text) and not _credits_twins(lines, n)}
    first = next((index for index, line in enumerate(lines) if is_prose(line.text, 5)), len(lines))
    heads = [n for n, line in enumerate(lines) if len(line.text) < 40 and fold(line.text) in _TAILS]
    end = min((index for index in _ending(lines, heads) if index > first), default=len(lines))
    dropped.update(range(end, len(lines)))
    return without(lines, dropped | set(heads))


def _credits_twins(lines: Sequence[Line], at: int) -> bool:
    """ "Facebook" below a caption that is printed twice credits the photo and is no share button."""
    if at < 2 or lines[at].gap or lines[at - 1].gap or len(lines[at].text) > 40:
        return False
    alt, caption = lines[at - 2].text, lines[at - 1].text
    return len(caption) > 20 and alt[-len(caption) :] == caption


def _ending(lines: Sequence[Line], heads: Sequence[int]) -> list[int]:
    """Those of the heads below which no long paragraph stands and most lines are no sentences: the page is over.
    "Live Now" with sentences below it only interrupts the story."""
    found: list[int] = []
    sentences = 0
    wanted = set(heads)
    for below, line in enumerate(reversed(lines)):
        index = len(lines) - 1 - below
        if index in wanted and sentences * 2 <= below:
            found.append(index)
        if is_prose(line.text, 25):
            break
        sentences += is_prose(line.text, 3)
    return found
